"""The operator at a seat of the whole service, with the telephone in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from commands.service import address
from exchange.phone import Phone
from tests.e2e.browser_desk import chromium, sit_with_headset, state
from tests.e2e.pages.browsing import shoot
from tests.e2e.service.conftest import Town
from web.accounts import create

SEAT, TAIAN = "37091", "370900"


@contextmanager
def operator(town: Town, microphone: Path, *, checked: bool = True, refused: bool = False) -> Iterator[Page]:
    """Signed in at the seat with the phone in the browser, ready."""
    with town.instance.store.work() as work:
        password = create(work, login="browser", name="测试值机员", role="operator", unit=TAIAN)
        work.commit()
    with chromium(address(town.settings), microphone, checked=checked, refused=refused) as context:
        page = context.new_page()
        sit_with_headset(page, "browser", password, SEAT)
        try:
            yield page
        finally:
            if not page.is_closed():
                leave(page)


def pictures(page: Page, name: str) -> None:
    """For people to look at, by day and by night."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        shoot(page, f"{name}-{scheme}")


def ready(page: Page) -> None:
    page.keyboard.press("F2")
    state(page, "就绪")


def answered(page: Page, citizen: Phone) -> None:
    ready(page)
    citizen.dial("12389")
    state(page, "振铃")
    page.keyboard.press("F3")
    state(page, "通话")


def leave(page: Page) -> None:
    page.evaluate("() => fetch('/api/seat', {method: 'DELETE', headers: {'X-Hotline': '1'}})")
