"""Signing in with something that one has: codes of an app on the phone, and recovery codes on paper."""
