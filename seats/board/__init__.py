"""The supervisors' board: the live picture of a jurisdiction, on as many screens as look at it."""
