"""Asterisk as a part: its configuration rendered, its prompts made, its process run."""
