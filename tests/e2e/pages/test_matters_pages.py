"""From the form to the number, in a real Chromium: wrap-up, fast track, amendment, lists, knowledge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk_world import SEAT, TAIAN, World
from tests.e2e.pages.browsing import know, page_of, shoot
from tests.e2e.pages.desk_steps import answered, drafted, earlier_calls, message_heard, message_left, talking

pytestmark = pytest.mark.e2e


@pytest.fixture
def world(world: World) -> World:
    world.person("boss", TAIAN, "supervisor", "赵主任")
    return know(world)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).click(force=True)
    page.get_by_role("option", name=option, exact=True).click()


def registration(world: World, call_id: str = "c1") -> Any:
    with world.store.reading() as work:
        return work.registrations.of_call(call_id)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_call_that_is_happening_now_gets_its_number(world: World, browser: Browser, scheme: str) -> None:
    earlier_calls(world)
    with page_of(browser, world, scheme) as page, page_of(browser, world, scheme, login="boss") as boss:
        talking(world, page)
        boss.goto("/desk/")
        expect(boss.get_by_role("heading", name="选择坐席")).to_be_visible()
        answered(world, "c1")
        world.now(world.link.hang_up, SEAT, "c1")
        drafted(world, "c1")
        page.get_by_role("button", name="全部采用").click()
        page.get_by_text("正在发生（紧急）").click()
        shoot(page, f"m1-wrap-up-{scheme}")

        page.keyboard.press("Control+Enter")
        expect(page.locator(".field-fault").first).to_be_visible()
        shoot(page, f"m2-missing-{scheme}")
        page.get_by_text("已告知依法如实反映").click()
        page.get_by_label("到场处置责任人").fill("李四")
        page.get_by_label("责任人单位").fill("督察支队")
        choose(page, "处置结果", "已登记")
        expect(page.get_by_text("已保存")).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("status").filter(has_text="已登记")).to_be_visible()
        number = registration(world).number
        expect(page.get_by_text(f"已登记 {number}")).to_be_visible()
        shoot(page, f"m3-registered-{scheme}")

        expect(boss.get_by_role("alert").filter(has_text=number)).to_be_visible()
        shoot(boss, f"m4-notice-{scheme}")

        page.get_by_role("button", name="更正").click()
        page.get_by_label("诉求").fill("要求退还两千元并道歉")
        page.get_by_label("更正原因").fill("反映人来电补充诉求")
        shoot(page, f"m5-amending-{scheme}")
        page.get_by_role("button", name="提交更正").click()
        page.get_by_role("button", name="历次版本 2").click()
        expect(page.get_by_text("反映人来电补充诉求")).to_be_visible()
        shoot(page, f"m6-versions-{scheme}")
        assert registration(world).number == number


def test_what_is_missing_is_named_and_gets_the_focus(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        talking(world, page)
        choose(page, "处置结果", "已登记")
        expect(page.get_by_text("已保存")).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("alert").filter(has_text="请填写主要问题")).to_be_visible()
        expect(page.get_by_label("主要问题")).to_be_focused()
        assert registration(world).number is None


def test_confirming_goes_on_after_the_answer_was_lost(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        talking(world, page)
        choose(page, "处置结果", "误拨")
        expect(page.get_by_text("已保存")).to_be_visible()

        def lose(route: Any) -> None:
            route.fetch()
            route.abort("connectionreset")

        page.route("**/confirm", lose)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("已办结：误拨").or_(page.get_by_text("不会重复编号"))).to_be_visible()
        page.unroute("**/confirm")
        if page.get_by_role("button", name="办结").is_visible():
            page.keyboard.press("Control+Enter")
        expect(page.get_by_text("已办结：误拨")).to_be_visible()
        with world.store.reading() as work:
            assert [row.kind for row in work.log.of_call("c1")].count("RegistrationClosed") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_law_is_looked_up_and_cited_while_one_talks(world: World, browser: Browser, scheme: str) -> None:
    with page_of(browser, world, scheme) as page:
        talking(world, page)
        problem = page.get_by_label("主要问题")
        problem.fill("前半句后半句")
        problem.press("Home")
        for _ in range(3):
            problem.press("ArrowRight")
        page.keyboard.press("Control+k")
        search = page.get_by_label("查法律、条款、办事指南")
        expect(search).to_be_focused()
        search.fill("告知检举人")
        expect(page.locator(".knowledge .row")).to_have_count(1)
        expect(page.get_by_role("button", name="《人民警察法》第四十六条")).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="引用到登记表")).to_be_focused()
        shoot(page, f"m7-knowledge-{scheme}")
        page.keyboard.press("Enter")
        expect(problem).to_have_value("前半句（《人民警察法》第四十六条：检举、控告的权利，查处结果要告知）后半句")
        expect(problem).to_be_focused()
        shoot(page, f"m8-cited-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lists_have_what_is_to_do(world: World, browser: Browser, scheme: str) -> None:
    message_left(world)
    message_heard(world)
    with page_of(browser, world, scheme) as page:
        talking(world, page)
        answered(world, "c1")
        with world.store.work() as work:
            call = work.calls.get("c1")
            assert call is not None
            call.answered_by, call.ended_at, call.talk_s = world.people["fang"], work.now, 312.0
            at = datetime.now(UTC) - timedelta(minutes=5)
            work.work_items.ask("callback", "c1", TAIAN, at.date(), at, due_at=at, note="上午在家")
            work.commit()
        world.now(world.link.hang_up, SEAT, "c1")
        page.reload()
        expect(page.get_by_role("button", name="已回拨")).to_be_visible()
        shoot(page, f"m9-work-{scheme}")
        page.keyboard.press("Alt+2")
        expect(page.get_by_text("我的草稿")).to_be_visible()
        expect(page.locator(".my-day")).to_contain_text("05:12")
        shoot(page, f"m10-mine-{scheme}")
        page.keyboard.press("Alt+1")
        page.get_by_role("button", name="听取留言").click()
        expect(page.get_by_role("slider", name="录音波形").first).to_be_visible()
        shoot(page, f"m11-message-{scheme}")
        page.get_by_role("button", name="已听", exact=True).click()
        expect(page.get_by_role("button", name="已听", exact=True)).to_be_hidden()
        with world.store.reading() as work:
            item = work.work_items.of_call("message", "message-1")
            assert item is not None and (item.state, item.closed_by) == ("done", world.people["fang"])


def test_a_second_tab_shows_what_the_first_confirmed_and_neither_loses_a_word(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        talking(world, page)
        other = page.context.new_page()
        other.goto("/desk/")
        expect(other.get_by_role("heading", name="通话中")).to_be_visible()
        page.get_by_label("接听备注").fill("第一页")
        choose(page, "处置结果", "误拨")
        expect(other.get_by_label("接听备注")).to_have_value("第一页")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("已办结：误拨")).to_be_visible()
        expect(other.get_by_text("已办结：误拨")).to_be_visible()
        expect(other.get_by_label("接听备注")).to_be_disabled()
        other.get_by_role("button", name="更正").click()
        other.get_by_label("接听备注").fill("第一页，第二页更正")
        other.reload()
        expect(other.get_by_label("接听备注")).to_have_value("第一页，第二页更正")
        other.get_by_label("更正原因").fill("补充")
        other.keyboard.press("Control+Enter")
        expect(other.get_by_role("button", name="历次版本 2")).to_be_visible()
        expect(page.get_by_role("button", name="历次版本 2")).to_be_visible()
        expect(page.get_by_label("接听备注")).to_have_value("第一页，第二页更正")


def test_what_complains_of_the_own_organ_leaves_the_desk_with_its_number(world: World, browser: Browser) -> None:
    """回避: who took the call gets the number to tell; then nothing of it is on any page of theirs, nor on the disk."""
    form = {
        "main_problem": "报案后没有立案", "category": "打击防范", "told_lawful": True, "disposition": "已登记",
        "accused": [{"unit": "泰安市公安局"}],
    }  # fmt: skip
    with page_of(browser, world, "light") as page:
        talking(world, page)
        other = page.context.new_page()
        other.goto("/desk/")
        headers = world.sign_in("fang")
        saved = world.client.put("/api/calls/c1/form", json={"version": 0, "form": form}, headers=headers)
        assert saved.status_code == 200, saved.text
        for tab in (page, other):
            expect(tab.get_by_label("主要问题")).to_have_value("报案后没有立案")
        page.bring_to_front()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("status").filter(has_text="本件已封存转上级办理")).to_be_visible()
        expect(page.get_by_text(f"已登记 {registration(world).number}")).to_be_visible()
        expect(other.get_by_text("本件已封存转上级办理")).to_be_visible()
        for tab in (page, other):
            expect(tab.get_by_text("报案后没有立案")).to_have_count(0)
            expect(tab.get_by_label("主要问题")).to_have_count(0)
        assert page.evaluate("() => JSON.stringify(localStorage)").count("立案") == 0
        shoot(page, "m9-handed-up")


def test_script_in_every_text_field_stays_text(world: World, browser: Browser) -> None:
    evil = "<img src=x onerror=alert(1)>"
    with page_of(browser, world, "light") as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        talking(world, page)
        page.get_by_text("正在发生（紧急）").click()
        page.get_by_text("需要回拨").click()
        page.get_by_role("button", name="添加被反映人").click()
        for box in page.locator(".registration input[type=text]:not([readonly]):not([role=combobox]), textarea").all():
            if box.is_enabled() and "date" not in (box.get_attribute("class") or ""):
                box.fill(evil)
        page.get_by_label("回拨时间").fill("")
        choose(page, "处置结果", "误拨")
        expect(page.get_by_text("已保存")).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("已办结：误拨")).to_be_visible()
        page.get_by_role("button", name="历次版本").click()
        assert registration(world).state == "closed"
        assert page.locator("img").count() == 0


def test_a_very_long_note_is_kept_whole(world: World, browser: Browser, tmp_path: Path) -> None:
    long = "字" * 34_000
    with page_of(browser, world, "light") as page:
        talking(world, page)
        page.get_by_label("接听备注").fill(long)
        expect(page.get_by_text("已保存")).to_be_visible(timeout=20_000)
        with world.store.reading() as work:
            row = work.registrations.of_call("c1")
            assert row is not None and (work.registrations.form(row) or {})["note"] == long


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ledger_is_found_through_by_keyboard(world: World, browser: Browser, scheme: str) -> None:
    with page_of(browser, world, scheme) as page:
        talking(world, page)
        headers = world.sign_in("fang")
        for n, problem in enumerate(("报案后一直没有立案，多次询问无人答复", "民警处警时态度生硬", "户籍窗口推诿不办")):
            call_id = f"ledger-{n}"
            world.call_row(call_id, caller=f"1380000{n:04}")
            form = {
                "main_problem": problem, "category": "服务群众", "told_lawful": True, "disposition": "已登记",
                "urgent": n == 1, "fast_track_person": "李四",
            }  # fmt: skip
            saved = world.client.put(f"/api/calls/{call_id}/form", json={"version": 0, "form": form}, headers=headers)
            assert saved.status_code == 200, saved.text
            done = world.client.post(f"/api/calls/{call_id}/confirm", json={"version": 1}, headers=headers)
            assert done.status_code == 200, done.text
        page.goto("/desk/matters")
        expect(page.get_by_role("row")).to_have_count(4)
        shoot(page, f"m12-ledger-{scheme}")
        page.keyboard.press("Control+k")
        page.keyboard.type("13800000001")
        expect(page.get_by_role("row")).to_have_count(2)
        page.get_by_role("button", name="370900-").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_contain_text("态度生硬")
        shoot(page, f"m13-read-{scheme}")
