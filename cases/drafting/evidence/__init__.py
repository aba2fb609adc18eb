"""Evidence that exists or can be had."""
