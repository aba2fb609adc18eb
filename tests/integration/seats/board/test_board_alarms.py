"""Alarms from their cause to the board, to who acknowledges them, and through a restart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.events import (
    CallAnswered,
    Fact,
    FastTrackOpened,
    LinkRestored,
    MessageLeft,
    RecordingFlawed,
    RegistrationAmended,
    SeatHealed,
)  # fmt: skip
from seats.board.watch import WatchPlan
from tests import desk_world
from tests.desk_world import JINAN, MINISTRY, SEAT, SHANDONG, TAIAN, World, open_world, watch_plan
from tests.integration.seats.board.board_view import BoardView
from tests.integration.seats.board.test_board_socket import board


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr("seats.board.watch.LOOK_EVERY_S", 0.05)
    monkeypatch.setattr("store.feed.LOOK_EVERY_S", 0.05)
    monkeypatch.setattr(desk_world, "watch_plan", quick)
    with open_world(tmp_path) as made:
        yield made


def quick(folder: Path) -> WatchPlan:
    """Alarms that end at once when they are over."""
    plan = watch_plan(folder)
    return replace(plan, limits=replace(plan.limits, clear_after_s=0))


def tells(world: World, *facts: Fact) -> None:
    with world.store.work() as work:
        for fact in facts:
            work.record(fact)
        work.commit()


def alarm(view: BoardView, what: str) -> dict[str, Any]:
    """The open alarm of that kind, once it is there."""
    while True:
        for row in view.tables["alarms"].values():
            if row["what"] == what:
                return row
        view.read()


def acknowledge(world: World, login: str, alarm_id: str, note: str = "") -> int:
    answer = world.client.post(
        f"/api/board/alarms/{alarm_id}/acknowledge", json={"note": note}, headers=world.sign_in(login)
    )
    return answer.status_code


def told(world: World) -> list[str]:
    with world.store.reading() as work:
        return [row.kind for row in work.log.after(0) if row.kind.startswith("Alarm")]


def queue_up(world: World, people: int, waited_s: float = 1) -> None:
    for n in range(people):
        world.now(world.link.arrive, f"c{n}", unit=TAIAN, waited_s=waited_s)


def test_a_long_queue_raises_an_alarm_that_ends_with_it(world: World) -> None:
    with board(world, TAIAN) as view:
        queue_up(world, 4)
        raised = alarm(view, "queue_long")
        assert (raised["unit"], raised["value"], raised["limit"], raised["acknowledged"]) == (TAIAN, 4, 3, None)
        world.now(world.link.answer, SEAT, "c0")
        view.until_gone("alarms", raised["id"])
    assert told(world) == ["AlarmRaised", "AlarmCleared"]


def test_a_caller_who_waits_too_long_raises_an_alarm_at_every_level(world: World) -> None:
    with board(world, TAIAN) as city, board(world, SHANDONG) as province, board(world, JINAN) as other:
        queue_up(world, 1, waited_s=61)
        assert alarm(city, "wait_long") == alarm(province, "wait_long")
        world.now(world.link.seat, "37011", "offline")
        other.until("seats", "37011", state="offline")
        assert other.tables["alarms"] == {} and "wait_long" not in other.heard


def test_a_pause_over_its_limit_raises_an_alarm_for_the_seat(world: World) -> None:
    with board(world, TAIAN) as view:
        at = world.store.clock()
        since, until = at - timedelta(seconds=700), at - timedelta(seconds=100)
        world.now(world.link.set_seat, SEAT, state="paused", reason="break", since=since, pause_until=until)
        raised = alarm(view, "pause_over")
        assert (raised["seat"], raised["limit"]) == (SEAT, 600)
        world.now(world.link.seat, SEAT, "ready")
        view.until_gone("alarms", raised["id"])


def test_a_lost_link_is_the_ministrys_alarm(world: World) -> None:
    with board(world, MINISTRY) as view, board(world, SHANDONG) as province:
        world.now(world.link.lose)
        raised = alarm(view, "link_lost")
        world.now(world.link.restore)
        view.until_gone("alarms", raised["id"])
        while not province.connected or province.kinds[-1] == "snapshot":
            province.read()
        assert "link_lost" not in province.heard


def test_transcription_that_is_behind_is_the_ministrys_alarm(world: World) -> None:
    world.call_row("c1")
    with world.store.work() as work:
        work.transcripts.want("c1", 1, 60.0, work.now - timedelta(hours=1))
        work.commit()
    with board(world, MINISTRY) as view:
        assert alarm(view, "worker_behind")["value"] >= 3600


def test_too_little_room_on_the_disk_is_the_ministrys_alarm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path) -> WatchPlan:
        plan = watch_plan(folder)
        return replace(plan, limits=replace(plan.limits, disk_mb=10**9))

    monkeypatch.setattr(desk_world, "watch_plan", full)
    with open_world(tmp_path) as world, board(world, MINISTRY) as view:
        assert alarm(view, "disk_low")["limit"] == 10**9


def test_a_ghost_is_shown_until_somebody_has_seen_it(world: World) -> None:
    with board(world, SHANDONG, "boss") as view:
        tells(world, SeatHealed(seat=SEAT, unit=TAIAN, was="talking", now="ready"))
        raised = alarm(view, "seat_ghost")
        assert raised["seat"] == SEAT
        assert acknowledge(world, "boss", raised["id"], "已打电话核实") == 204
        view.until_gone("alarms", raised["id"])
    assert told(world) == ["AlarmRaised", "AlarmAcknowledged"]


def test_what_a_returned_link_puts_right_is_no_ghost(world: World) -> None:
    with board(world, SHANDONG) as view:
        tells(world, LinkRestored(calls=0), SeatHealed(seat="37011", unit=JINAN, was="talking", now="ready"))
        tells(world, SeatHealed(seat=SEAT, unit=TAIAN, was="talking", now="ready"))
        assert alarm(view, "seat_ghost")["seat"] == SEAT
        assert len(view.tables["alarms"]) == 1


def test_a_flawed_recording_is_told_once_a_call_and_one_of_a_caller_who_hung_up_is_none(world: World) -> None:
    with board(world, TAIAN) as view:
        tells(world, RecordingFlawed(call_id="c0", unit=TAIAN, segment="c0.1.rx", flaw="empty"))
        for side in ("rx", "tx"):
            tells(world, RecordingFlawed(call_id="c1", unit=TAIAN, segment=f"c1.1.{side}", flaw="missing"))
        tells(world, SeatHealed(seat=SEAT, unit=TAIAN, was="talking", now="ready"))
        alarm(view, "seat_ghost")
        assert alarm(view, "recording_flawed")["call_id"] == "c1"
        assert len(view.tables["alarms"]) == 2


def test_an_acknowledged_condition_stays_and_says_who_has_seen_it(world: World) -> None:
    with board(world, TAIAN, "boss") as view:
        queue_up(world, 4)
        raised = alarm(view, "queue_long")
        assert acknowledge(world, "boss", raised["id"], "<b>增派</b>人手") == 204
        while not (seen := view.tables["alarms"][raised["id"]]["acknowledged"]):
            view.read()
        assert (seen["by"], seen["note"]) == ("王小芳", "<b>增派</b>人手")
        assert acknowledge(world, "boss", raised["id"]) == 409
        world.now(world.link.answer, SEAT, "c0")
        view.until_gone("alarms", raised["id"])
        assert acknowledge(world, "boss", raised["id"]) == 409


def test_only_a_supervisor_of_the_jurisdiction_acknowledges(world: World) -> None:
    for login, unit, role in (
        ("op", TAIAN, "operator"),
        ("jinan", JINAN, "supervisor"),
        ("up", MINISTRY, "supervisor"),
    ):
        world.person(login, unit, role)
    with board(world, TAIAN) as view:
        queue_up(world, 4)
        raised = alarm(view, "queue_long")["id"]
        assert [acknowledge(world, login, raised) for login in ("op", "jinan", "up")] == [403, 404, 204]
    for nowhere in ("0", "999999", "9" * 30):
        assert acknowledge(world, "up", nowhere) == 404
    assert acknowledge(world, "up", raised, "字" * 201) == 422


def test_alarms_and_figures_survive_a_restart(world: World) -> None:
    with board(world, TAIAN, "boss") as view:
        queue_up(world, 4)
        tells(world, SeatHealed(seat=SEAT, unit=TAIAN, was="talking", now="ready"))
        long, ghost = alarm(view, "queue_long"), alarm(view, "seat_ghost")
        assert acknowledge(world, "boss", long["id"], "看到了") == 204
    world.stop()
    # What happens while no board runs is told when one runs again; what ended, ends.
    tells(world, RecordingFlawed(call_id="c9", unit=TAIAN, segment="c9.1.rx", flaw="short"))
    world.link.hang_up(SEAT, "c0")
    world.start_again()
    with board(world, TAIAN, "boss") as view:
        assert alarm(view, "recording_flawed")["call_id"] == "c9"
        assert alarm(view, "seat_ghost") == ghost
        view.until_gone("alarms", long["id"])
    assert told(world).count("AlarmRaised") == 3


def test_todays_figures_and_waiting_messages_come_with_their_facts(world: World) -> None:
    world.call_row("quick"), world.call_row("slow"), world.call_row("early", at=world.store.clock() - timedelta(days=2))
    with board(world, SHANDONG) as view:
        for call_id, waited in (("quick", 3), ("slow", 40), ("early", 3)):
            with world.store.work() as work:
                call = work.calls.get(call_id)
                assert call is not None
                call.answered_at = call.arrived_at + timedelta(seconds=waited)
                work.record(CallAnswered(call_id=call_id, unit=TAIAN, seat=SEAT, waited_s=waited))
                work.commit()
        with world.store.work() as work:
            work.work_items.open("message", "quick", TAIAN, work.now.date(), False, work.now)
            work.record(MessageLeft(call_id="quick", unit=TAIAN, seconds=9, due=""))
            work.commit()
        view.until("units", TAIAN, answered=2, quick=1, abandoned=0, messages=1)
    with board(world, JINAN) as other:
        assert other.tables["units"] == {}
    with board(world, TAIAN) as again:
        assert again.tables["units"][TAIAN]["answered"] == 2


def urgent(world: World, call_id: str = "c1", *, to: str = TAIAN) -> None:
    """A matter of 泰安 that is happening now, as its wrap-up leaves it."""
    world.call_row(call_id)
    with world.store.work() as work:
        row = work.registrations.open(call_id, TAIAN, work.now)
        row.number, row.state = f"370900-2026-0000{call_id[-1]}", "confirmed"
        fact = FastTrackOpened(
            call_id=call_id, unit=TAIAN, registration=row.id, number=row.number, notified=to, due="2026-11-22"
        )
        work.record(fact)
        work.commit()


def test_what_happens_now_is_on_the_board_until_a_supervisor_has_seen_it(world: World) -> None:
    with board(world, TAIAN, "boss") as view, board(world, JINAN) as other:
        urgent(world)
        raised = alarm(view, "fast_track")
        assert (raised["unit"], raised["number"], raised["call_id"]) == (TAIAN, "370900-2026-00001", "c1")
        assert acknowledge(world, "boss", raised["id"], "已派人到场") == 204
        view.until_gone("alarms", raised["id"])
        world.now(world.link.seat, "37011", "offline")
        other.until("seats", "37011", state="offline")
        assert "fast_track" not in other.heard
    assert told(world) == ["AlarmRaised", "AlarmAcknowledged"]


def test_what_happens_now_and_complains_of_the_organ_is_told_above_it_only(world: World) -> None:
    with board(world, TAIAN) as ours, board(world, SHANDONG) as above:
        urgent(world, to=SHANDONG)
        assert alarm(above, "fast_track")["unit"] == SHANDONG
        world.now(world.link.seat, SEAT, "offline")
        ours.until("seats", SEAT, state="offline")
        assert "fast_track" not in ours.heard


def test_an_alarm_goes_from_the_board_to_which_its_call_is_closed(world: World) -> None:
    with board(world, TAIAN) as ours, board(world, SHANDONG) as above:
        urgent(world)
        tells(world, RecordingFlawed(call_id="c1", unit=TAIAN, segment="c1.1.rx", flaw="short"))
        shown, flawed = alarm(ours, "fast_track"), alarm(ours, "recording_flawed")
        with world.store.work() as work:
            row = work.registrations.of_call("c1")
            assert row is not None
            work.registrations.save_form(row, {"accused": [{"unit": "泰安市公安局"}]}, 0, work.now)
            work.record(RegistrationAmended(call_id="c1", unit=TAIAN, registration=row.id, person=1, version=2))
            work.commit()
        ours.until_gone("alarms", shown["id"])
        assert ours.until("alarms", flawed["id"], call_id="")["seat"] == flawed["seat"]
        assert alarm(above, "fast_track")["number"] and alarm(above, "recording_flawed")["call_id"] == "c1"
