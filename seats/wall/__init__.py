"""大屏: a screen that runs for weeks by a pass of its own, and shows no personal data."""
