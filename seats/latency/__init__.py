"""How fast each desk is, measured at the desk: from the event at the service to the painted screen."""
