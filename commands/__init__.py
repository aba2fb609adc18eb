"""The commands behind ./hotline."""
