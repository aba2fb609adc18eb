"""The main job on real parts: one call from the first ring to the drafted registration."""
