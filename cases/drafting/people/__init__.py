"""Everybody whom the caller tells of, each mention and each person."""
