"""Settings and data; only the programs' main() reads them."""
