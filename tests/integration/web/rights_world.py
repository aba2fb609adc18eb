"""泰安 with one of everything that a route may be asked for."""

from __future__ import annotations

from datetime import timedelta

from cases.alarms import Condition, What
from tests.desk_world import SEAT, TAIAN, World


def furnish(world: World) -> None:
    world.call_row("c1")
    world.person("fang")
    world.sit("fang", SEAT)
    for side in ("rx", "tx"):
        world.recording("c1", 1, side)
    with world.store.work() as work:
        call = work.calls.get("c1")
        assert call is not None
        call.answered_at, call.seat, call.outcome, call.ended_at = work.now, SEAT, "answered", work.now
        work.registrations.open("c1", TAIAN, work.now)
        work.work_items.open("message", "c1", TAIAN, work.now.date() + timedelta(days=1), False, work.now)
        work.alarms.raise_(Condition(What.QUEUE_LONG, TAIAN, value=9.0, limit=5.0), work.now)
        work.walls.open("-", TAIAN, "东墙", world.people["fang"], work.now, work.now + timedelta(days=1))
        work.commit()
    world.now(world.link.arrive, "c1")
