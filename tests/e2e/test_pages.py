"""The desk in a real Chromium against the real service, with a scripted exchange: each step leaves a picture in
`var/screenshots/` for people to look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from cases.events import CallAnswered, MessageLeft, RegistrationDrafted, TranscriptReady
from config.settings import PROJECT
from seats.desk_pages import DIST
from tests.desk_draft import DRAFT, TURNS
from tests.desk_world import CALLER, SEAT, TAIAN, World, open_world
from web.accounts import create

pytestmark = pytest.mark.e2e
SHOTS = PROJECT / "var" / "screenshots"
SIZE = {"width": 1366, "height": 768}
NOISE = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield (chromium := playwright.chromium.launch(executable_path="/usr/bin/chromium", args=NOISE))
        chromium.close()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    assert (DIST / "index.html").is_file(), "the front-end is not built: npm run build in seats/desk"
    with open_world(tmp_path) as made:
        yield made


@contextmanager
def page_of(browser: Browser, world: World, scheme: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport=SIZE, color_scheme=scheme, locale="zh-CN", base_url=f"http://{world.served.address}"
    )  # fmt: skip
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    expected = ("401", "WebSocket", "ERR_CONNECTION", "ERR_INTERNET_DISCONNECTED", "409 (Conflict)", "422 (Unpro")
    assert [fault for fault in faults if not any(known in fault for known in expected)] == []


def shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", animations="disabled")


def sign_in(page: Page, login: str, password: str) -> None:
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def earlier_calls(world: World) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=20)
    world.call_row("earlier-1", at=long_ago)
    world.call_row("earlier-2", at=long_ago + timedelta(days=9))
    with world.store.work() as work:
        for call_id in ("earlier-1", "earlier-2"):
            call = work.calls.get(call_id)
            assert call is not None
            call.answered_at, call.outcome, call.talk_s = call.arrived_at, "answered", 312.0
            call.ended_at = call.arrived_at + timedelta(seconds=312)
        row = work.registrations.open("earlier-1", TAIAN, work.now)
        accused = [{"unit": "岱岳派出所", "position": "民警", "name": "刘强", "badge_number": None}]
        work.registrations.save_form(row, {"category": "服务群众", "accused": accused}, 0, work.now)
        work.commit()


def message_left(world: World) -> None:
    world.call_row("message-1", caller="05388200345", at=datetime.now(UTC) - timedelta(hours=11))
    with world.store.work() as work:
        call = work.calls.get("message-1")
        assert call is not None
        call.ended_at, call.outcome = call.arrived_at + timedelta(seconds=64), "message"
        due = work.now.date() + timedelta(days=1)
        work.work_items.open("message", "message-1", TAIAN, due, False, work.now)
        work.record(MessageLeft(call_id="message-1", unit=TAIAN, seconds=48.0, due=due.isoformat()))
        work.commit()


# A string to be evaluated again and again would need the page to allow it.
PLAYS_ON = """(audio, second) => new Promise((done) => {
  setTimeout(() => done(false), 15000)
  setInterval(() => audio.currentTime > second && done(true), 50)
})"""
MESSAGE = ["你好我是泰山区的居民", "昨天下午我去派出所办身份证窗口的民警一直在玩手机", "希望你们管一管我的电话就是这个"]


def message_heard(world: World) -> Path:
    """What the operator finds the next morning: the message, the whole call with the prompts, the words."""
    for side in ("rx", "tx"):
        world.recording("message-1", 1, side, 64.0)
    kept = world.recording("message-1", 2, "rx", 48.0)
    turns = [
        {"side": "caller", "start": 2.0 + 14 * n, "end": 14.0 + 14 * n, "text": text, "confidence": 0.9, "words": []}
        for n, text in enumerate(MESSAGE)
    ]
    with world.store.work() as work:
        work.transcripts.keep(work.transcripts.want("message-1", 2, 48.0, work.now), turns, "demo-cn")
        work.commit()
    return kept


def answered(world: World, call_id: str) -> None:
    with world.store.work() as work:
        call = work.calls.get(call_id)
        assert call is not None
        call.answered_at, call.seat = work.now, SEAT
        work.record(CallAnswered(call_id=call_id, unit=TAIAN, seat=SEAT, waited_s=4.0))
        work.commit()


def drafted(world: World, call_id: str, words: str = "") -> None:
    with world.store.work() as work:
        call = work.calls.get(call_id)
        assert call is not None
        call.ended_at, call.outcome, call.talk_s = work.now, "answered", 95.0
        transcript = work.transcripts.want(call_id, 1, 95.0, work.now)
        turns = [turn | {"text": words or turn["text"]} for turn in TURNS[:1]] + TURNS[1:]
        work.transcripts.keep(transcript, turns, "demo-cn")
        work.record(
            TranscriptReady(call_id=call_id, unit=TAIAN, segment=f"{call_id}.1", turns=len(TURNS), model="demo")
        )
        row = work.registrations.open(call_id, TAIAN, work.now)
        work.registrations.keep_draft(row, DRAFT)
        work.record(RegistrationDrafted(call_id=call_id, unit=TAIAN, registration=row.id))
        work.commit()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_operator_signs_in_takes_a_call_and_accepts_the_draft(world: World, browser: Browser, scheme: str) -> None:
    with world.store.work() as work:
        password = create(work, "fang", "王小芳", "operator", TAIAN)
        work.commit()
    earlier_calls(world)
    message_left(world)
    with page_of(browser, world, scheme) as page:
        page.goto("/")
        shoot(page, f"1-sign-in-{scheme}")
        sign_in(page, "fang", "wrong")
        expect(page.get_by_role("alert")).to_contain_text("登录名或密码不对")
        shoot(page, f"1-sign-in-wrong-{scheme}")
        sign_in(page, "fang", password)

        expect(page.get_by_role("heading", name="选择坐席")).to_be_visible()
        shoot(page, f"2-choose-seat-{scheme}")
        page.get_by_role("button", name=f"入座 {SEAT}").click()
        expect(page.get_by_role("status").filter(has_text="示忙")).to_be_visible()
        page.keyboard.press("F4")
        shoot(page, f"3-pause-{scheme}")
        page.keyboard.press("2")
        expect(page.get_by_role("status").filter(has_text="用餐")).to_be_visible()
        page.keyboard.press("F2")
        expect(page.get_by_role("status").filter(has_text="就绪")).to_be_visible()
        shoot(page, f"4-ready-{scheme}")

        world.call_row("c1", at=datetime.now(UTC) - timedelta(seconds=4))
        world.now(world.link.arrive, "c1")
        world.now(world.link.ring, SEAT, "c1")
        expect(page.get_by_role("alert")).to_contain_text(CALLER)
        expect(page.get_by_text("重复来电 · 以往 2 次")).to_be_visible()
        shoot(page, f"5-ringing-{scheme}")

        answered(world, "c1")
        world.now(world.link.answer, SEAT, "c1")
        expect(page.get_by_role("heading", name="通话中")).to_be_visible()
        page.get_by_label("主要问题").fill("称岱岳派出所民警处警时态度生硬，要求其先交两千元才立案。")
        expect(page.get_by_text("已保存")).to_be_visible()
        shoot(page, f"6-talking-{scheme}")

        world.now(world.link.hang_up, SEAT, "c1")
        drafted(world, "c1")
        expect(page.get_by_role("button", name="全部采用")).to_be_visible()
        shoot(page, f"7-draft-{scheme}")
        page.keyboard.press("F9")
        page.keyboard.press("F8")
        expect(page.get_by_text("已保存")).to_be_visible()
        shoot(page, f"8-accepting-{scheme}")
        page.get_by_role("button", name="全部采用").click()
        expect(page.get_by_text("已保存")).to_be_visible()
        shoot(page, f"9-accepted-{scheme}")
        page.get_by_role("tab", name="待办").click()
        expect(page.get_by_text("听取留言")).to_be_visible()
        shoot(page, f"10-work-{scheme}")


def seated(world: World, page: Page) -> None:
    world.person("fang")
    token = world.sign_in("fang")["Cookie"].split("=", 1)[1]
    address = f"http://{world.served.address}"
    page.context.add_cookies([{"name": "hotline", "value": token, "url": address, "sameSite": "Strict"}])
    page.goto("/desk/")
    page.get_by_role("button", name=f"入座 {SEAT}").click()
    expect(page.get_by_role("status").filter(has_text="示忙")).to_be_visible()


def talking(world: World, page: Page, caller: str = CALLER) -> None:
    """A call is on at the seat, and its form is open."""
    seated(world, page)
    world.call_row("c1", caller=caller)
    world.now(world.link.arrive, "c1", caller=caller)
    world.now(world.link.ring, SEAT, "c1")
    world.now(world.link.answer, SEAT, "c1")
    expect(page.get_by_role("heading", name="通话中")).to_be_visible()


def saved_problem(world: World) -> str | None:
    with world.store.reading() as work:
        row = work.registrations.of_call("c1")
        return (work.registrations.form(row) or {}).get("main_problem") if row else None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_operator_hears_a_message_where_its_words_are(world: World, browser: Browser, scheme: str) -> None:
    message_left(world)
    message_heard(world)
    with page_of(browser, world, scheme) as page:
        seated(world, page)
        page.get_by_role("button", name="听取留言").click()
        message, call = page.get_by_label("留言录音，时长 00:48"), page.get_by_label("通话录音，时长 01:04")
        expect(message).to_be_visible()
        expect(call).to_be_visible()
        shoot(page, f"14-message-{scheme}")
        assert heard(world) == [], "nobody has listened yet"

        page.get_by_role("button", name="1.5×").first.click()
        page.get_by_role("button", name="从反映人 00:16 处播放").click()
        assert message.evaluate(PLAYS_ON, 16.3), "the sound does not go on"
        expect(page.locator("li.heard")).to_contain_text(MESSAGE[1])
        assert message.evaluate("audio => [audio.duration, audio.playbackRate, audio.paused]") == [48, 1.5, False]
        shoot(page, f"15-hearing-{scheme}")
        assert heard(world) == ["message-1.2"]

        world.call_row("c1")
        world.now(world.link.arrive, "c1")
        world.now(world.link.ring, SEAT, "c1")
        expect(page.get_by_role("alert")).to_contain_text(CALLER)
        expect(page.locator("audio")).to_have_count(0)


def test_a_message_that_was_altered_is_refused_with_a_reason(world: World, browser: Browser) -> None:
    message_left(world)
    kept = message_heard(world)
    kept.chmod(0o640)
    kept.write_bytes(kept.read_bytes()[:-2] + b"xy")
    with page_of(browser, world, "dark") as page:
        seated(world, page)
        page.get_by_role("button", name="听取留言").click()
        page.get_by_role("button", name="从反映人 00:02 处播放").click()
        expect(page.get_by_role("alert")).to_contain_text("可能被改动过，不予播放")
        shoot(page, "16-altered")
        assert heard(world) == []


def heard(world: World) -> list[str]:
    with world.store.reading() as work:
        return [row.body["segment"] for row in work.log.whole() if row.kind == "RecordingHeard"]


def test_a_service_restarted_in_mid_call_costs_nothing_that_was_typed(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        talking(world, page)
        problem = page.get_by_label("主要问题")
        problem.fill("要求先交钱")
        expect(page.get_by_text("已保存")).to_be_visible()
        world.stop()
        expect(page.get_by_role("alert").filter(has_text="连接已断开")).to_be_visible()
        problem.fill("要求先交钱才立案")
        expect(page.get_by_text("未能提交")).to_be_visible()
        shoot(page, "11-line-lost")
        world.start_again()
        expect(page.get_by_role("alert").filter(has_text="连接已断开")).to_be_hidden(timeout=20_000)
        expect(page.get_by_text("已保存")).to_be_visible(timeout=20_000)
        expect(page.get_by_role("heading", name="通话中")).to_be_visible()
        assert saved_problem(world) == "要求先交钱才立案"


def test_a_page_that_went_away_before_saving_comes_back_with_what_was_typed(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        talking(world, page)
        page.route("**/form", lambda route: route.abort("connectionrefused"))
        page.get_by_label("主要问题").fill("还没有保存的话")
        expect(page.get_by_text("未能提交")).to_be_visible()
        assert saved_problem(world) is None
        page.unroute("**/form")
        page.reload()
        expect(page.get_by_label("主要问题")).to_have_value("还没有保存的话")
        expect(page.get_by_text("已恢复上次未提交的内容")).to_be_visible()
        expect(page.get_by_text("已保存")).to_be_visible()
        assert saved_problem(world) == "还没有保存的话"


def test_two_tabs_of_one_call_end_with_what_both_wrote(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        talking(world, page)
        other = page.context.new_page()
        other.goto("/desk/")
        expect(other.get_by_role("heading", name="通话中")).to_be_visible()
        page.get_by_label("主要问题").fill("第一页")
        expect(page.get_by_text("已保存")).to_be_visible()
        expect(other.get_by_label("主要问题")).to_have_value("第一页")
        other.get_by_label("诉求").fill("第二页")
        expect(other.get_by_text("已保存")).to_be_visible()
        expect(page.get_by_label("诉求")).to_have_value("第二页")


def test_what_a_caller_sends_is_text_and_never_markup(world: World, browser: Browser) -> None:
    evil = "<img src=x onerror=alert(1)>"
    with page_of(browser, world, "light") as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        talking(world, page, caller=evil)
        expect(page.get_by_text(evil).first).to_be_visible()
        world.now(world.link.hang_up, SEAT, "c1")
        drafted(world, "c1", evil)
        expect(page.get_by_role("tabpanel").get_by_text(evil)).to_be_visible()
        assert page.locator("img").count() == 0


def test_a_supervisor_above_finds_a_seat_among_all(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        world.person("boss", "000000", "supervisor", "赵主任")
        token = world.sign_in("boss")["Cookie"].split("=", 1)[1]
        address = f"http://{world.served.address}"
        page.context.add_cookies([{"name": "hotline", "value": token, "url": address, "sameSite": "Strict"}])
        page.goto("/desk/")
        page.get_by_label("按单位名称或坐席号查找").fill("泰安")
        expect(page.get_by_role("button", name="入座")).to_have_count(1)
        shoot(page, "12-find-seat")


def test_a_session_that_ended_asks_for_a_new_sign_in_and_keeps_the_form(world: World, browser: Browser) -> None:
    with page_of(browser, world, "dark") as page:
        talking(world, page)
        page.get_by_label("主要问题").fill("登录失效前写的")
        with world.store.engine.execution_options(writes=True).begin() as connection:
            connection.exec_driver_sql("DELETE FROM sessions")
        world.now(world.service.hub.desks.close_all, 4401)
        expect(page.get_by_role("link", name="重新登录")).to_be_visible()
        shoot(page, "13-signed-out")
        expect(page.get_by_label("主要问题")).to_have_value("登录失效前写的")
