"""Pages in a real Chromium: signed in without a form, pictures for people to look at, and no fault of a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from config.knowledge_files import load_knowledge
from config.settings import PROJECT
from seats.matters.knowledge import KnowledgeBook
from tests.desk_world import World
from web.sessions import COOKIE, Sessions

CHROMIUM = "/usr/bin/chromium"
NOISE = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
Size = dict[str, int]
USUAL, WIDE, HUGE = ({"width": w, "height": h} for w, h in ((1366, 768), (1920, 1080), (3840, 2160)))
PATIENCE = 30_000
"""Milliseconds: a loaded machine may be slow."""
SHOTS = PROJECT / "var" / "screenshots"
EXPECTED = ("401", "WebSocket", "ERR_CONNECTION", "ERR_INTERNET_DISCONNECTED", "409 (Conflict)", "422 (Unpro")
"""What Chromium itself writes to the console when the service is away, or says no."""


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=NOISE)
        try:
            yield chromium
        finally:
            chromium.close()


def home(world: World) -> str:
    return f"http://{world.served.address}"


def let_in(context: BrowserContext, world: World, login: str) -> None:
    """As after a sign-in; whoever is in `world.people`."""
    token = Sessions(world.store).open(world.people[login])
    context.add_cookies([{"name": COOKIE, "value": token, "url": home(world), "sameSite": "Strict"}])


@contextmanager
def page_of(
    browser: Browser, world: World, scheme: str = "light", *, login: str = "", size: Size = USUAL, address: str = ""
) -> Iterator[Page]:
    """`address`: where the page is, when not at the service itself. Its scripts must raise nothing."""
    at = address or home(world)
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="zh-CN", base_url=at)
    context.set_default_timeout(PATIENCE)
    if login:
        let_in(context, world, login)
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    raised = [fault for fault in faults if not any(known in fault for known in EXPECTED)]
    assert raised == [], raised


@contextmanager
def board_page(
    browser: Browser, world: World, unit: str, size: Size = WIDE, scheme: str = "light", address: str = ""
) -> Iterator[Page]:
    """A supervisor's board with its tiles."""
    world.person(f"boss-{unit}", unit, "supervisor", name="陈建军")
    with page_of(browser, world, scheme, login=f"boss-{unit}", size=size, address=address) as page:
        page.goto("/desk/board")
        page.wait_for_selector(".tile[data-key]")
        yield page


def shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", animations="disabled")


def know(world: World) -> World:
    """The desk finds the project's own 法律法规 and 办事指南."""
    entries = load_knowledge(PROJECT / "config" / "knowledge", [])
    KnowledgeBook(world.store, world.directory).keep(entries)
    return world
