"""FastAGI programs: one script, one module, one function of that name."""
