"""回避: nobody of the organ complained of finds the matter, the call, its sound or the caller, whatever is asked.

Every route that reads is walked, so a new one is tried as well; what must show it to the level above is listed, so
that the walk cannot pass by finding nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.alarms import Condition, What
from cases.events import CallAnswered, CallArrived, CallerQueued, SeatTurned
from tests.desk_world import CALLER, SEAT, SHANDONG, SHANDONG_SEAT, TAIAN, Watched, World, open_world
from tests.integration.web.rights import ROUTES
from tests.integration.web.test_every_route import FILL

CALL, SECRET = "closed-1", "密语甲乙丙"
FORM = {
    "main_problem": SECRET, "category": "打击防范", "told_lawful": True, "disposition": "已登记",
    "reporter_name": "张三", "reporter_phone": CALLER, "accused": [{"unit": "泰安市公安局", "name": "刘强"}],
    "callback_at": "2030-11-23 09:30", "callback_note": SECRET,
}  # fmt: skip
TODAY, S = date.today(), timedelta(seconds=1)
READS = {
    "/api/calls": "",
    f"/api/calls/{CALL}": "",
    f"/api/calls/{CALL}/decisions": "",
    f"/api/calls/{CALL}/versions": "",
    f"/api/calls/{CALL}/recording/1/peaks": "",
    "/api/calls/again": "",
    "/api/matters": "",
    "/api/matters?q=": "number",
    f"/api/matters?q={CALLER}": "",
    "/api/work-items": "",
    "/api/figures/calls?by=day&figure=calls&unit=370900": "",
    "/api/board/at?time=": "then",
    "/api/board/span?seconds=900&time=": "then",
}
"""Those that show it to the level above; what follows the address."""

OF_SUPERVISORS = "/api/board", "/api/figures"
SHOWN_WITHOUT_A_SIGN = {"/api/calls", f"/api/calls/{CALL}/recording/1/peaks"}
"""The own unit's calls; the shape of a sound."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path) as made:
        for login, unit, role in (
            ("fang", TAIAN, "operator"), ("colleague", TAIAN, "operator"), ("boss", TAIAN, "supervisor"),
            ("above", SHANDONG, "supervisor"), ("helper", SHANDONG, "operator"),
        ):  # fmt: skip
            made.person(login, unit, role, name=f"某{login}")
        made.person("accused", SHANDONG, "supervisor", name="刘强")
        yield made


def taken(world: World) -> None:
    """fang answers, half a minute ago; then the same person calls again."""
    now = world.store.clock()
    world.call_row(CALL, at=now - 30 * S)
    world.call_row("again", at=now - 10 * S)
    for side in ("rx", "tx"):
        world.recording(CALL, 1, side)
    with world.store.work() as work:
        call = work.calls.get(CALL)
        assert call is not None
        call.queued_at, call.answered_at, call.ended_at = now - 29 * S, now - 25 * S, now - 5 * S
        call.seat, call.answered_by, call.outcome, call.talk_s = SEAT, world.people["fang"], "answered", 20.0
        work.alarms.raise_(Condition(What.RECORDING_FLAWED, TAIAN, SEAT, CALL), now - 20 * S)
        heard = work.transcripts.want(CALL, 1, 3.0, now)
        work.transcripts.keep(heard, [{"side": "rx", "text": SECRET, "start": 0, "end": 1, "words": []}], "m")
        work.work_items.open("message", CALL, TAIAN, TODAY, False, now)
        work.commit()
    with world.store.work() as work:
        work.now = now - 25 * S
        where = {"call_id": CALL, "unit": TAIAN}
        work.record(CallArrived(**where, called="12389", source="agi"))
        work.record(CallerQueued(**where, position=1))
        work.record(CallAnswered(**where, seat=SEAT, waited_s=4.0))
        work.record(
            SeatTurned(
                **where, seat=SEAT, state="talking", reason="", since=work.now.isoformat(), device="sip",
                person=world.people["fang"], hand=False, peer="", listened="",
            )
        )  # fmt: skip
        work.commit()


def save(world: World, login: str, version: int = 0) -> Any:
    headers = world.sign_in(login)
    return world.client.put(f"/api/calls/{CALL}/form", json={"version": version, "form": FORM}, headers=headers)


def confirm(world: World) -> dict[str, Any]:
    assert save(world, "fang").status_code == 200
    answer = world.client.post(f"/api/calls/{CALL}/confirm", json={"version": 1}, headers=world.sign_in("fang"))
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def betrays(world: World, login: str, address: str) -> str:
    """What of the matter the answer says."""
    answer = world.client.get(address, headers=world.sign_in(login))
    signs = [f'"{CALL}"', SECRET, "张三", CALLER, *(["刘强"] if login != "accused" else [])]
    text = answer.text.replace(f'"caller":"{CALLER}"', "") if "/again" in address else answer.text
    return next((sign for sign in signs if sign in text), "")


def every_read(world: World, number: str) -> Iterator[str]:
    fill = FILL | {"call_id": CALL, "item": "1", "n": "1"}
    for (method, path), asked in ROUTES.items():
        if method == "GET" and path not in ("/sign-out",):
            yield path.format(**fill) + asked.query
    yield from addresses(world, number).values()


def addresses(world: World, number: str) -> dict[str, str]:
    now = world.store.clock()
    ends = {"": "", "number": number, "then": f"{now - 15 * S:%Y-%m-%dT%H:%M:%SZ}"}
    return {read: read + ends[end] for read, end in READS.items()}


@pytest.mark.parametrize("login", ["fang", "colleague", "boss", "accused"])
def test_nobody_of_the_organ_complained_of_finds_it_by_any_way_of_reading(world: World, login: str) -> None:
    taken(world)
    number = confirm(world)["number"]
    for address in every_read(world, number):
        assert betrays(world, login, address) == "", (login, address)
    for n in (f"/api/calls/{CALL}/recording/1", f"/api/calls/{CALL}"):
        assert world.client.get(n, headers=world.sign_in(login)).status_code == 404


@pytest.mark.parametrize("login", ["above", "helper"])
def test_the_level_above_finds_it(world: World, login: str) -> None:
    taken(world)
    for read, address in addresses(world, confirm(world)["number"]).items():
        if read.startswith(OF_SUPERVISORS) and login == "helper":
            continue
        answer = world.client.get(address, headers=world.sign_in(login))
        assert answer.status_code == 200, (address, answer.text)
        assert betrays(world, login, address) or read in SHOWN_WITHOUT_A_SIGN, address


@pytest.mark.parametrize("login", ["fang", "colleague", "boss", "accused"])
def test_nobody_of_the_organ_handles_it(world: World, login: str) -> None:
    taken(world)
    confirm(world)
    headers = world.sign_in(login)
    amend = {"after": 1, "form": FORM | {"accused": []}, "reason": "更正"}
    for method, path, body in (
        ("PUT", f"/api/calls/{CALL}/form", {"version": 1, "form": FORM}),
        ("POST", f"/api/calls/{CALL}/amend", amend),
        ("POST", "/api/work-items/1/close", {}),
        ("POST", "/api/work-items/2/close", {}),
    ):
        assert world.client.request(method, path, json=body, headers=headers).status_code == 404, path
    again = world.client.post(f"/api/calls/{CALL}/confirm", json={"version": 1}, headers=headers)
    assert again.status_code == (200 if login == "fang" else 404)
    assert SECRET not in again.text and CALLER not in again.text


def test_who_took_the_call_finishes_the_form_and_nobody_beside_them(world: World) -> None:
    taken(world)
    assert save(world, "fang").status_code == 200
    for login, status in (("fang", 200), ("colleague", 404), ("boss", 404), ("above", 200)):
        assert world.client.get(f"/api/calls/{CALL}", headers=world.sign_in(login)).status_code == status, login
    assert save(world, "colleague", version=1).status_code == 404
    drafts = world.client.get("/api/drafts", headers=world.sign_in("fang")).json()
    assert [row["call_id"] for row in drafts] == [CALL]
    assert confirm_again(world)["closed"] is True
    assert world.client.get("/api/drafts", headers=world.sign_in("fang")).json() == []
    day = world.client.get("/api/my-day", headers=world.sign_in("fang")).json()
    assert (day["answered"], day["registered"], day["calls"]) == (1, 1, [])


def confirm_again(world: World) -> dict[str, Any]:
    answer = world.client.post(f"/api/calls/{CALL}/confirm", json={"version": 1}, headers=world.sign_in("fang"))
    return dict(answer.json())


def test_its_work_goes_to_the_level_above(world: World) -> None:
    taken(world)
    confirm(world)
    items = world.client.get("/api/work-items", headers=world.sign_in("helper")).json()
    assert [item["kind"] for item in items] == ["callback"]


def test_a_message_that_the_drafter_hears_first_is_heard_above(world: World) -> None:
    from seats.matters.hand_up import HandsUp

    taken(world)
    with world.store.work() as work:
        row = work.registrations.open(CALL, TAIAN, work.now)
        work.registrations.keep_draft(row, {"fields": {"accused": [{"unit": "泰安市公安局"}]}})
        work.commit()
    with world.store.reading() as work:
        HandsUp(world.store, world.directory).begin(work)
    for login, there in (("colleague", 0), ("boss", 0), ("helper", 1)):
        assert len(world.client.get("/api/work-items", headers=world.sign_in(login)).json()) == there, login
    with world.store.reading() as work:
        assert [fact.body["before"] for fact in work.log.of_call(CALL) if fact.kind == "WorkItemHandedUp"] == [TAIAN]


def test_what_comes_over_the_desks_socket(world: World) -> None:
    """The pop of the next call, and the bulletins."""
    taken(world)
    confirm(world)
    for login, seat, sees in (("colleague", SEAT, False), ("helper", SHANDONG_SEAT, True)):
        headers = world.sit(login, seat)
        with world.desk(headers) as desk:
            desk.until("snapshot")
            world.now(world.link.arrive, f"next-{login}", TAIAN)
            world.now(world.link.ring, seat, f"next-{login}")
            shown = desk.until("history")["calls"]
            assert (CALL in [call["call_id"] for call in shown]) is sees
            assert any(call["call_id"] == "again" for call in shown)


def test_who_sits_there_next_hears_nothing_of_what_is_written(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only that the lists are others now."""
    monkeypatch.setattr("store.feed.LOOK_EVERY_S", 0.05)
    taken(world)
    with world.desk(world.sit("colleague", SEAT)) as desk:
        desk.until("snapshot")
        assert save(world, "fang").status_code == 200
        said = [desk.next()]
        while said[-1]["type"] != "calls":
            said.append(desk.next())
        assert CALL not in str(said)


def test_what_comes_over_the_boards_socket(world: World) -> None:
    """The seat is seen to talk; with whom, only above."""
    taken(world)
    world.now(world.link.arrive, CALL)
    world.now(world.link.answer, SEAT, CALL)
    with boards(world) as (ours, above):
        assert seat_row(ours.until("snapshot")["seats"])["call"]["call_id"] == CALL
        above.until("snapshot")
        assert save(world, "fang").status_code == 200
        assert lets_go_of_the_call(ours)
    world.now(world.link.hand, SEAT, True, SECRET)
    with boards(world) as (ours, above):
        hidden, shown = (seat_row(one.until("snapshot")["seats"]) for one in (ours, above))
        assert (hidden["state"], hidden["call"], hidden["hand"]) == ("talking", None, True)
        assert (hidden["hand_note"], shown["hand_note"]) == ("", SECRET)
        assert shown["call"]["call_id"] == CALL
    refused = {"reason": "other", "note": "x"}
    for act in ("listen", "take_over"):
        path = f"/api/dispatch/seats/{SEAT}/{act}"
        assert world.client.post(path, json=refused, headers=world.sign_in("boss")).status_code == 403


@contextmanager
def boards(world: World) -> Iterator[tuple[Watched, Watched]]:
    """Of the organ, and of the level above."""
    headers = [world.sign_in(login) for login in ("boss", "above")]
    with world.desk(headers[0], "/ws/board") as ours, world.desk(headers[1], "/ws/board") as above:
        yield ours, above


def seat_row(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return next(row for row in rows if row["number"] == SEAT)


def lets_go_of_the_call(board: Watched) -> bool:
    """What the board was told before may still be on its way."""
    for _ in range(20):
        rows = board.until("changes")["put"].get("seats", [])
        if any(row["number"] == SEAT and row["call"] is None for row in rows):
            return True
    return False
