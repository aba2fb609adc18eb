"""What is counted of calls, and what each figure means. Figures of one call id, each call once; no I/O."""
