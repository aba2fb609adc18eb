"""A seat's phone: its account, the way of the browser's SIP, and what can be done with a call."""
