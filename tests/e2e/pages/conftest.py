"""One Chromium for a file of tests, and for each test the real desk service with a scripted exchange."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from seats.desk_pages import DIST
from tests.desk_world import World, open_world
from tests.e2e.pages.browsing import launched


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    assert (DIST / "index.html").is_file(), "the front-end is not built: npm run build in seats/desk"
    with open_world(tmp_path) as made:
        yield made
