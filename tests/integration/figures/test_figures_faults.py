"""Steps that come late, twice or never do not bend the figures: a call counts once, by what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from cases.figures.calls import Tally
from cases.figures.definitions import BY_KEY
from cases.figures.periods import By, period
from seats.rows import carry_out
from seats.states import LiveCall
from seats.steps import CloseMissed, Ended, Rang, Seen, Step
from store.unit_of_work import Store

S = timedelta(seconds=1)
UNIT, SEAT, OTHER_SEAT = "370900", "37091", "37001"
DAY = period(By.HOUR, date(2026, 3, 10))
NINE = DAY.begins + 9 * 3600 * S


def arrived(n: int) -> LiveCall:
    at = NINE + 60 * n * S
    return LiveCall(f"{n}.1", UNIT, "13800000123", "12389", "", "", at)


def answered(n: int) -> Iterator[Step]:
    call = arrived(n)
    queued = replace(call, queue=f"unit-{UNIT}", queued_at=call.arrived_at + 3 * S, position=1)
    ringing = replace(queued, rang_at=call.arrived_at + 4 * S)
    talking = replace(ringing, seat=SEAT, answered_at=call.arrived_at + 3 * S + 15 * S)
    yield Seen(call, call.arrived_at)
    yield Seen(queued, call.arrived_at + 3 * S)
    yield Rang(ringing, SEAT, call.arrived_at + 4 * S)
    yield Seen(talking, call.arrived_at + 18 * S)
    # Handed to another seat: the same call id, and still one call.
    yield Seen(replace(talking, seat=OTHER_SEAT), call.arrived_at + 60 * S)
    yield Ended(talking, "abandoned", call.arrived_at + 118 * S)


def hung_up(n: int) -> Iterator[Step]:
    call = replace(arrived(n), queued_at=arrived(n).arrived_at + 3 * S, queue=f"unit-{UNIT}")
    yield Seen(call, call.arrived_at + 3 * S)
    yield Ended(call, "abandoned", call.arrived_at + 8 * S)


def never_seen_to_end(n: int) -> Iterator[Step]:
    call = replace(arrived(n), queued_at=arrived(n).arrived_at + 3 * S, queue=f"unit-{UNIT}")
    yield Seen(call, call.arrived_at + 3 * S)


SCRIPTS = [answered, hung_up, answered, never_seen_to_end, answered]


def clean() -> list[Step]:
    closing = CloseMissed(frozenset(), NINE + timedelta(hours=1))
    return [*(step for n, script in enumerate(SCRIPTS) for step in script(n)), closing]


def bent(random: Random) -> list[Step]:
    """As a faulty line brings them: doubled, mixed between calls, the early ones of a call lost or late."""
    kept = [step for step in clean()[:-1] if isinstance(step, Ended) or _tells_all(step) or random.random() < 0.5]
    mixed = sorted(kept, key=lambda step: (isinstance(step, Ended), random.random()))
    doubled = [again for step in mixed for again in [step] * random.choice([1, 1, 2, 3])]
    return [*doubled, clean()[-1], *random.sample(doubled, 3)]


def _tells_all(step: Step) -> bool:
    """Without this one nobody could know that the call was answered, or that it came."""
    return isinstance(step, Seen) and (step.call.seat == SEAT or step.call.call_id in ("1.1", "3.1"))


def figures(store: Store, steps: list[Step]) -> Tally:
    for step in steps:
        with store.work() as work:
            carry_out(work, step)
            work.commit()
    with store.reading() as work:
        return work.figures.count(DAY, [UNIT]).units[UNIT]


def test_clean_steps_give_the_figures_that_one_expects(store: Store) -> None:
    sums = figures(store, clean())
    expected = {"calls": 5, "answered": 3, "quick": 3, "asked": 4, "abandoned": 1, "short": 1, "lost": 1, "talks": 3}
    assert {name: sums[name] for name in expected} == expected
    assert BY_KEY["wait"].value(sums) == 15.0
    assert BY_KEY["talk"].value(sums) == 100.0


@pytest.mark.parametrize("seed", range(8))
def test_late_doubled_and_missing_steps_give_the_same(store: Store, seed: int) -> None:
    sums = figures(store, bent(Random(seed)))
    assert sums["calls"] == 5 and sums["answered"] == 3 and sums["quick"] == 3
    assert (sums["abandoned"], sums["lost"], sums["talks"]) == (1, 1, 3)
    assert BY_KEY["connected"].value(sums) == 0.75
    assert BY_KEY["wait"].value(sums) == 15.0
    assert BY_KEY["talk"].value(sums) == 100.0


def test_midnight_in_china_parts_the_days(store: Store) -> None:
    late = replace(arrived(0), call_id="late", arrived_at=DAY.ends - timedelta(microseconds=1))
    early = replace(arrived(0), call_id="early", arrived_at=DAY.begins)
    after = replace(arrived(0), call_id="after", arrived_at=datetime(2026, 3, 10, 16, 0, tzinfo=UTC))
    sums = figures(store, [Seen(call, call.arrived_at) for call in (late, early, after)])
    assert sums["calls"] == 2
