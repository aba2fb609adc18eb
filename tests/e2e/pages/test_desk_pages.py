"""The desk in a real Chromium against the real service, with a scripted exchange: each step leaves a picture in
`var/screenshots/` for people to look at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.desk_world import CALLER, SEAT, SHANDONG, SHANDONG_SEAT, TAIAN, World
from tests.e2e.pages.browsing import page_of, shoot
from tests.e2e.pages.desk_steps import (
    MESSAGE,
    answered,
    drafted,
    earlier_calls,
    message_heard,
    message_left,
    saved_problem,
    seated,
    sign_in,
    talking,
)
from web.accounts import create, give_seat

pytestmark = pytest.mark.e2e
# A string to be evaluated again and again would need the page to allow it.
PLAYS_ON = """(audio, second) => new Promise((done) => {
  setTimeout(() => done(false), 15000)
  setInterval(() => audio.currentTime > second && done(true), 50)
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_operator_signs_in_takes_a_call_and_accepts_the_draft(world: World, browser: Browser, scheme: str) -> None:
    with world.store.work() as work:
        password = create(work, "fang", "王小芳", "operator", TAIAN)
        work.commit()
    earlier_calls(world)
    with world.store.work() as work:
        last = work.calls.get("earlier-2")
        assert last is not None
        last.outcome = "abandoned"
        work.commit()
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
        expect(page.get_by_text("上次未接通")).to_be_visible()
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
    world.person("boss", "000000", "supervisor", "赵主任")
    with page_of(browser, world, login="boss") as page:
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


def test_enter_sits_down_at_the_given_seat(world: World, browser: Browser) -> None:
    with world.store.work() as work:
        password = create(work, "bin", "孙斌", "operator", SHANDONG)
        row = work.people.by_login("bin")
        assert row is not None
        give_seat(row, "37002", world.directory)
        work.commit()
    world.person("hui", SHANDONG)
    with page_of(browser, world, "light") as page:
        page.goto("/")
        sign_in(page, "bin", password)
        expect(page.get_by_role("button", name="入座 37002，指定给您")).to_be_focused()
        shoot(page, "2-choose-seat-given")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="示忙")).to_be_visible()
        assert world.link.asked[-1] == ("pause", "37002", "sat_down")
        page.get_by_role("button", name="换坐席").click()
        expect(page.get_by_role("heading", name="选择坐席")).to_be_visible()
        world.sit("hui", "37002")
        page.reload()
        expect(page.get_by_text("王小芳 使用中")).to_be_visible()
        expect(page.get_by_role("button", name=f"入座 {SHANDONG_SEAT}")).to_be_focused()
        shoot(page, "2-choose-seat-given-taken")
