"""What the call is: its category, scope, urgency and risks, and what is asked for."""
