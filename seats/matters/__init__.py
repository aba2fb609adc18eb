"""Matters: from the form that an operator filled in to a numbered registration, and the lists around it."""
