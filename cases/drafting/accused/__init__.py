"""Whom the caller complains of, with position, badge and unit."""
