"""Phones, ID numbers, plates and badges: digits that must come back exactly as they were said."""
