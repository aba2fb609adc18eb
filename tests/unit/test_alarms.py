from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cases.alarms import Condition, Limits, Moment, Pause, What, conditions
from cases.organs import Tier
from tests.desk_world import MINISTRY, SHANDONG, TAIAN

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
LIMITS = Limits({Tier.MINISTRY: 10, Tier.PROVINCE: 5, Tier.CITY: 2}, 60, 30, 1800, 500, 10)
TIERS = {MINISTRY: Tier.MINISTRY, SHANDONG: Tier.PROVINCE, TAIAN: Tier.CITY}
QUIET = Moment(NOW, True, MINISTRY, {}, (), 900.0, None)


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


def found(**so: Any) -> list[Condition]:
    return list(conditions(replace(QUIET, **so), LIMITS, TIERS.__getitem__).values())


def test_a_quiet_moment_raises_nothing() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("so", "raised"),
    [
        ({"queues": {TAIAN: [NOW] * 3}}, Condition(What.QUEUE_LONG, TAIAN, value=3, limit=2)),
        ({"queues": {TAIAN: [NOW, ago(61)]}}, Condition(What.WAIT_LONG, TAIAN, value=61, limit=60)),
        (
            {"pauses": [Pause("37091", TAIAN, ago(631), ago(31))]},
            Condition(What.PAUSE_OVER, TAIAN, "37091", value=631, limit=600),
        ),
        ({"connected": False}, Condition(What.LINK_LOST, MINISTRY)),
        ({"free_mb": 499.9}, Condition(What.DISK_LOW, MINISTRY, value=499, limit=500)),
        ({"oldest_wanted": ago(1801)}, Condition(What.WORKER_BEHIND, MINISTRY, value=1801, limit=1800)),
    ],
)
def test_what_passes_its_limit_raises_an_alarm(so: dict[str, Any], raised: Condition) -> None:
    assert found(**so) == [raised]


@pytest.mark.parametrize(
    "so",
    [
        {"queues": {TAIAN: [NOW] * 2, SHANDONG: [NOW] * 5, MINISTRY: [NOW] * 10}},
        {"queues": {TAIAN: [ago(60)]}},
        {"pauses": [Pause("37091", TAIAN, ago(630), ago(30))]},
        {"free_mb": 500.0},
        {"free_mb": None},
        {"oldest_wanted": ago(1800)},
    ],
)
def test_what_is_at_its_limit_does_not(so: dict[str, Any]) -> None:
    assert found(**so) == []


def test_while_the_exchange_is_away_nobody_knows_who_waits() -> None:
    assert [one.what for one in found(connected=False, queues={TAIAN: [ago(900)] * 9})] == [What.LINK_LOST]


def test_each_unit_and_seat_has_alarms_of_its_own() -> None:
    queues = {TAIAN: [ago(61)] * 3, SHANDONG: [ago(61)]}
    assert len({one.key for one in found(queues=queues)}) == 3
