"""The figures as SQL: one grouped question each, on SQLite and PostgreSQL alike."""
