"""Who calls, where they live, and whether they wish to be known."""
