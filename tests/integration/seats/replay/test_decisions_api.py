"""`/api/calls/{id}/decisions`: who may read it, and what an operator learns of a supervisor."""

from __future__ import annotations

from cases.events import CallArrived, CallerQueued, SupervisorListened
from tests.desk_world import JINAN, MINISTRY, SHANDONG, TAIAN, World

PATH = "/api/calls/c1/decisions"


def a_call(world: World) -> None:
    world.call_row("c1")
    with world.store.work() as work:
        call = work.calls.get("c1")
        assert call is not None
        call.queued_at = call.arrived_at
        work.record(CallArrived(call_id="c1", unit=TAIAN, called="053812389", source="agi"))
        work.record(CallerQueued(call_id="c1", unit=TAIAN, position=1))
        work.record(SupervisorListened(call_id="c1", unit=TAIAN, seat="37091", how="listen", by="37001", person=1))
        work.commit()


def test_why_a_caller_waits_is_told_to_who_may_see_the_call(world: World) -> None:
    a_call(world)
    for login, unit, role in (("fang", TAIAN, "operator"), ("boss", SHANDONG, "supervisor")):
        world.person(login, unit, role)
        told = world.client.get(PATH, headers=world.sign_in(login)).json()
        assert [one["what"] for one in told["decisions"]] == ["CallArrived", "CallerQueued", "SupervisorListened"]
        assert told["waits"] is True
    assert world.client.get(PATH, headers=world.ours).status_code == 401


def test_others_learn_nothing_not_even_that_there_is_a_call(world: World) -> None:
    a_call(world)
    for login, unit, role in (("x", JINAN, "supervisor"), ("y", JINAN, "operator"), ("z", MINISTRY, "system_admin")):
        world.person(login, unit, role)
        answer = world.client.get(PATH, headers=world.sign_in(login))
        none = world.client.get("/api/calls/none/decisions", headers=world.sign_in(login))
        assert (answer.status_code, answer.json()) == (none.status_code, none.json()) == (404, none.json())
