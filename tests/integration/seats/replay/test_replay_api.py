"""The board of another moment over HTTP: whose it is, what it holds, and how fast a day opens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.events import CallArrived, CallerQueued, Fact, SeatTurned
from tests.desk_world import JINAN, JINAN_SEAT, MINISTRY, SEAT, SHANDONG, TAIAN, World

NOW = datetime.now(UTC)
PATHS = ("at", "span", "day")


def turned(seat: str, unit: str, state: str, at: datetime, call_id: str = "") -> SeatTurned:
    return SeatTurned(call_id=call_id, unit=unit, seat=seat, state=state, reason="", since=at.isoformat(), device="sip",
                      person=0, hand=False, peer="", listened="")  # fmt: skip


def record(world: World, at: datetime, *facts: Fact) -> None:
    with world.store.work() as work:
        work.now = at
        for fact in facts:
            work.record(fact)
        work.commit()


def an_hour(world: World) -> datetime:
    """泰安 was ready, then a caller waited there; 济南 was offline."""
    begins = NOW - timedelta(hours=1)
    record(world, begins, turned(SEAT, TAIAN, "ready", begins), turned(JINAN_SEAT, JINAN, "offline", begins))
    world.call_row("c1", at=begins + timedelta(minutes=1))
    with world.store.work() as work:
        call = work.calls.get("c1")
        assert call is not None
        call.queued_at, call.ended_at = call.arrived_at, begins + timedelta(minutes=2)
        call.outcome = "abandoned"
        work.commit()
    at = begins + timedelta(minutes=1)
    record(world, at, CallArrived(call_id="c1", unit=TAIAN, called="", source="agi"),
           CallerQueued(call_id="c1", unit=TAIAN, position=1))  # fmt: skip
    record(world, at + timedelta(seconds=5), turned(SEAT, TAIAN, "ringing", at, "c1"))
    return begins


def ask(world: World, path: str, login: str, **params: object) -> Any:
    answer = world.client.get(f"/api/board/{path}", params=params, headers=world.sign_in(login))  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_board_of_a_moment_shows_the_jurisdiction_and_nothing_else(world: World) -> None:
    begins = an_hour(world)
    for login, unit in (("tai", TAIAN), ("shan", SHANDONG)):
        world.person(login, unit, "supervisor")
    at = begins + timedelta(seconds=90)
    city = ask(world, "at", "tai", time=at.isoformat())
    assert [(seat["number"], seat["state"], seat["call"]["call_id"]) for seat in city["seats"]] == [
        (SEAT, "ringing", "c1")
    ]
    assert [call["call_id"] for call in city["waiting"]] == ["c1"]
    assert city["waiting"][0]["caller"] == "138****0123"
    province = ask(world, "at", "shan", time=at.isoformat())
    assert {seat["number"] for seat in province["seats"]} == {SEAT, JINAN_SEAT}
    assert ask(world, "at", "shan", time=(begins - timedelta(days=1)).isoformat())["seats"] == []


def test_a_span_plays_from_its_snapshot_on(world: World) -> None:
    begins = an_hour(world)
    world.person("tai", TAIAN, "supervisor")
    span = ask(world, "span", "tai", time=begins.isoformat(), seconds=600)
    assert span["snapshot"]["seats"][0]["state"] == "ready" and span["snapshot"]["waiting"] == []
    moved = [change for change in span["changes"] if "units" not in change["put"]]
    assert moved[0]["put"]["waiting"][0]["call_id"] == "c1"
    assert moved[1]["put"]["seats"][0]["state"] == "ringing"
    times = [change["at"] for change in span["changes"]]
    assert times == sorted(times)
    day = ask(world, "day", "tai", day=(begins + timedelta(hours=8)).date().isoformat())
    assert sum(day["calls"]) == 1 and len(day["calls"]) == 144 and day["alarms"] == []


ANY = st.datetimes(timezones=st.none() | st.timezones()).map(lambda at: at.isoformat())
EDGES = st.sampled_from(
    [
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-12:00",
        "1999-12-31",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY | EDGES)
def test_any_date_gets_the_board_or_one_clear_sentence(world: World, moment: str) -> None:
    if "boss" not in world.people:
        world.person("boss", TAIAN, "supervisor")
    headers = world.sign_in("boss")
    for path, params in (
        ("at", {"time": moment}),
        ("span", {"time": moment, "seconds": "60"}),
        ("day", {"day": moment[:10]}),
    ):
        answer = world.client.get(f"/api/board/{path}", params=params, headers=headers)
        assert answer.status_code in (200, 422), (path, moment)
        if answer.status_code == 422:
            assert answer.json()["message"].endswith("。") and len(answer.json()["message"]) > 8


@pytest.mark.parametrize("path", PATHS)
def test_only_supervisors_look_back_and_never_forward(world: World, path: str) -> None:
    params = {"time": NOW.isoformat(), "day": NOW.date().isoformat()}
    for login, unit, role in (("op", TAIAN, "operator"), ("adm", MINISTRY, "system_admin")):
        world.person(login, unit, role)
        answer = world.client.get(f"/api/board/{path}", params=params, headers=world.sign_in(login))
        assert answer.status_code == 403
    assert world.client.get(f"/api/board/{path}", params=params, headers=world.ours).status_code == 401
    world.person("boss", TAIAN, "supervisor")
    boss = world.sign_in("boss")
    for wrong in ("", "x", "9999-99-99", (NOW + timedelta(hours=1)).isoformat()):
        answer = world.client.get(f"/api/board/{path}", params={"time": wrong, "day": "x"}, headers=boss)
        assert answer.status_code == 422 and answer.json()["message"]
