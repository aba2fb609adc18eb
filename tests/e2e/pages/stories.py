"""What the log of facts tells: a caller who waits, and an hour of the board."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cases.events import CallArrived, CallerQueued, CallRouted, Fact, SeatRang
from seats.replay.turns import turned
from tests.desk_world import TAIAN, World


def record(world: World, at_s: float, fact: Fact) -> None:
    with world.store.work() as work:
        work.now += timedelta(seconds=at_s)
        work.record(fact)
        work.commit()


def story(world: World, call_id: str) -> None:
    world.call_row(call_id)
    with world.store.work() as work:
        call = work.calls.get(call_id)
        assert call is not None
        call.arrived_at, call.queued_at = work.now - timedelta(seconds=53), work.now - timedelta(seconds=47)
        work.commit()
    for at, fact in (
        (-53, CallArrived(call_id=call_id, unit=TAIAN, called="053812389", source="agi")),
        (-52.9, CallRouted(call_id=call_id, unit=TAIAN, action="queue", reason="area_code,open")),
        (-47, CallerQueued(call_id=call_id, unit=TAIAN, position=1)),
        (-47, SeatRang(call_id=call_id, unit=TAIAN, seat="37091")),
        (-32, SeatRang(call_id=call_id, unit=TAIAN, seat="37091")),
        (-32, SeatRang(call_id=call_id, unit=TAIAN, seat="37001")),
    ):
        record(world, at, fact)


def log_of_an_hour(world: World) -> None:
    """The lively scene as the log would have it, then ten minutes in which a province falls silent."""
    now = datetime.now(UTC)
    seats = world.link.snapshot().seats
    for ago, changed in ((3600, seats), (600, [replace(s, state="offline") for s in seats if s.unit.startswith("37")])):
        with world.store.work() as work:
            work.now = now - timedelta(seconds=ago)
            for seat in changed:
                work.record(turned(replace(seat, since=work.now - timedelta(seconds=200))))
            work.commit()
