"""The domain: calls, seats, routing, registrations, deadlines, access. No I/O."""
