"""Calls out of scope: the business, body or person outside the police that is complained of."""
