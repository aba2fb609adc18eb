"""Police units and offices in their fullest form, put together over turns by the gazetteer."""
