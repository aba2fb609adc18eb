"""What happened, told again from the log of facts: the board at a moment, and why a call waited."""
