"""Rows, the log of facts, the bell: what the programs share."""
