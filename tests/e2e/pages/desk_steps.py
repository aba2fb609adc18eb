"""What goes before at a desk: earlier calls, a message, a call that is on, the draft of one that has ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from cases.events import CallAnswered, MessageLeft, RegistrationDrafted, TranscriptReady
from tests.desk_draft import DRAFT, TURNS
from tests.desk_world import CALLER, SEAT, TAIAN, World
from tests.e2e.pages.browsing import let_in


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


def seated(world: World, page: Page) -> None:
    world.person("fang")
    let_in(page.context, world, "fang")
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
