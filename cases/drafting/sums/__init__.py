"""Sums of money that belong to the matter."""
