"""A caller whose SIP name and number are script: from the INVITE to desk, board and ledger text or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from commands.service import address
from tests.e2e.pages.browsing import PATIENCE, USUAL, launched
from tests.e2e.service.conftest import TRUNK, Town
from tests.e2e.sip import RawCall
from web.accounts import create
from web.sessions import COOKIE, Sessions

pytestmark = pytest.mark.e2e
SEAT, TAIAN = "37091", "370900"
NAME = b'"<img id=name src=x onerror=alert(1)><script>alert(2)</script>\x1b[2J\x07\xe2\x80\xae"'
NUMBER = b"<sip:%3Cimg%20id%3Dnumber%20src%3Dx%20onerror%3Dalert(3)%3E%1B%07@example.invalid>"
SHOWN = "<img id=number src=x onerror=alert(3)>"
INJECTED = "img, #name, #number, body script, [onerror]"
FORM = {"main_problem": "报案后一直没有立案", "category": "服务群众", "told_lawful": True, "disposition": "已登记"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@contextmanager
def page_at(browser: Browser, town: Town, login: str, path: str) -> Iterator[Page]:
    """No script of a caller may run in it, and nothing of a caller may be an element of it."""
    home, dialogs, faults = address(town.settings), list[str](), list[str]()
    with town.instance.store.reading() as work:
        person = work.people.by_login(login)
        assert person is not None
    token = Sessions(town.instance.store).open(person.id)
    context = browser.new_context(viewport=USUAL, locale="zh-CN", base_url=home)
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": COOKIE, "value": token, "url": home, "sameSite": "Strict"}])
    page = context.new_page()
    page.on("dialog", lambda dialog: [dialogs.append(dialog.message), dialog.dismiss()])
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(path)
    yield page
    assert (page.locator(INJECTED).count(), dialogs, faults) == (0, [], [])
    context.close()


def boss(town: Town) -> str:
    with town.instance.store.work() as work:
        create(work, login="hostile-boss", name="赵主任", role="supervisor", unit=TAIAN)
        work.commit()
    return "hostile-boss"


def registered(page: Page, call_id: str) -> None:
    done = page.evaluate(
        """async ([call, form]) => {
          const ask = (method, path, body) => fetch(`/api/calls/${call}/${path}`, { method,
            headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
          const saved = await ask('PUT', 'form', { version: 0, form })
          const { version } = await saved.json()
          return [saved.status, (await ask('POST', 'confirm', { version })).status]
        }""",
        [call_id, FORM],
    )
    assert done == [200, 200]


def test_a_name_and_a_number_of_script_are_text_on_every_page(town: Town, browser: Browser) -> None:
    since, login = town.last_fact(), boss(town)
    sender = NAME + b" " + NUMBER
    with town.seat(SEAT) as (seat, _), page_at(browser, town, f"p{SEAT}", "/desk/") as desk:
        with page_at(browser, town, login, "/desk/board") as board:
            server = (town.settings.host, town.settings.ports.sip)
            with RawCall(server, TRUNK, sender) as call:
                assert call.status == 200
                seat.wait_until_ringing(30)
                seat.accept()
                expect(desk.get_by_role("heading", name="通话中")).to_be_visible()
                expect(desk.locator(".call-number")).to_have_text(SHOWN)
                expect(board.locator(f".tile[data-key='{SEAT}'][data-state=talking]")).to_be_visible()
                board.locator(f".tile[data-key='{SEAT}']").click()
        row = town.ended_call(since)
        assert (row.unit, row.seat, row.outcome) == (TAIAN, SEAT, "answered")
        registered(desk, row.id)
        with page_at(browser, town, login, "/desk/matters") as ledger:
            ledger.get_by_role("button", name=f"{TAIAN}-").first.click()
            expect(ledger.get_by_role("dialog")).to_contain_text(FORM["main_problem"])
