"""Set-up of a machine: runs before the venv exists, so it needs nothing but Python."""
