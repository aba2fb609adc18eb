"""Where it happened: phrases that may be places, weighed against each other."""
