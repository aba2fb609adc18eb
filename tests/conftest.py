"""Chance looks for new examples at a developer's desk; in CI the same ones are tried each time, so that a submission is
judged by what it changed. How long an example takes says nothing on a machine that does other things as well."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
