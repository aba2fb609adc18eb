"""The database counts as the definitions say: on calls of every kind, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from cases.figures.calls import SETS, Call, Tally, tally
from cases.figures.followed import message_sets, repeat_sets
from cases.figures.periods import By, Period, period
from cases.figures.shifts import Occupancy, occupancy
from store.closures import Sight
from store.unit_of_work import Store
from tests.figures_world import put_calls, put_facts, put_messages

S = timedelta(seconds=1)
NOW = datetime(2026, 3, 20, 4, 0, tzinfo=UTC)
TAIAN, JINAN, BEIJING = "370900", "370100", "110000"
MONTH = period(By.DAY, date(2026, 3, 1))
WAITS = (0.0, 3.0, 5.0, 5.000001, 15.0, 15.000001, 44.4)


@dataclass
class Made:
    """Calls around the ends of days and of the month, with waits around the limits."""

    random: Random = field(default_factory=lambda: Random(3))

    def calls(self, count: int = 400) -> list[dict[str, Any]]:
        return [self._call(n) for n in range(count)]

    def _call(self, n: int) -> dict[str, Any]:
        midnight = datetime(2026, 2, 28, 16, 0, tzinfo=UTC) + timedelta(days=self.random.randrange(-3, 34))
        at = midnight + self.random.choice([0, 1e-6, -1e-6, 7_200, 30_000.5, 86_399.999999]) * S
        queued = self.random.choice([None, at + 4 * S])
        row: dict[str, Any] = {
            "id": f"c{n}", "unit": self.random.choice([TAIAN, JINAN, BEIJING]), "called": "12389", "arrived_at": at,
            "action": self.random.choice(["queue", "queue", "message", ""]), "queued_at": queued,
            "answered_at": None, "ended_at": None, "seat": "", "outcome": "", "talk_s": 0.0,
            "caller": self.random.choice(["", *(f"1380000{k:04d}" for k in range(60))]),
        }  # fmt: skip
        return row | self._end((queued or at) + self.random.choice(WAITS) * S)

    def _end(self, until: datetime) -> dict[str, Any]:
        kind = self.random.randrange(8)
        if kind < 4:
            talk = self.random.choice([0.0, 12.345, 600.0])
            ended = self.random.choice([None, until + talk * S])
            return {"answered_at": until, "seat": "37091", "ended_at": ended, "outcome": "answered" if ended else "",
                    "talk_s": talk if ended else 0.0}  # fmt: skip
        if kind == 7:
            return {}
        return {"ended_at": until, "outcome": ("abandoned", "message", "lost")[kind - 4]}


def seen(row: dict[str, Any]) -> Call:
    return Call(**{name: row[name] for name in Call.__dataclass_fields__})


@pytest.fixture
def rows(store: Store) -> list[dict[str, Any]]:
    made = Made().calls()
    put_calls(store, made)
    return made


def of(rows: list[dict[str, Any]], span: Period, *units: str) -> list[dict[str, Any]]:
    return [row for row in rows if row["unit"] in units and span.begins <= row["arrived_at"] < span.ends]


@pytest.mark.parametrize(
    "span", [MONTH, period(By.MINUTES, date(2026, 3, 5)), period(By.HOUR, date(2026, 3, 5)),
             period(By.MONTH, date(2026, 1, 1)), period(By.YEAR, date(2026, 1, 1))],
)  # fmt: skip
def test_counts_by_bucket_and_unit_are_what_the_definitions_count(
    store: Store, rows: list[dict[str, Any]], span: Period
) -> None:
    with store.reading() as work:
        counted = work.figures.count(span, [TAIAN, JINAN])
    ours = of(rows, span, TAIAN, JINAN)
    assert ours
    by_bucket: defaultdict[int, list[Call]] = defaultdict(list)
    for row in ours:
        by_bucket[span.index(row["arrived_at"])].append(seen(row))
    assert [plain(each) for each in counted.buckets] == [
        plain(tally(by_bucket[n])) for n in range(len(span.starts))
    ]  # fmt: skip
    for unit in (TAIAN, JINAN):
        assert plain(counted.units.get(unit, Counter())) == plain(tally(map(seen, of(rows, span, unit))))
    assert BEIJING not in counted.units


NOBODY = Sight(0, frozenset())


def plain(sums: Tally) -> dict[str, int]:
    return {name: value for name, value in sums.items() if value}


@pytest.mark.parametrize("name", sorted(SETS))
def test_the_rows_behind_a_figure_are_those_that_it_counted(
    store: Store, rows: list[dict[str, Any]], name: str
) -> None:
    wanted = [row for row in of(rows, MONTH, TAIAN, JINAN) if SETS[name](seen(row))]
    wanted.sort(key=lambda row: (row["arrived_at"], row["id"]), reverse=True)
    with store.reading() as work:
        args = name, [TAIAN, JINAN], MONTH.begins, MONTH.ends, NOW
        first = [row.id for row in work.figures.rows(*args, sight=NOBODY, limit=5)]
        rest = [row.id for row in work.figures.rows(*args, sight=NOBODY, before=first[-1], limit=500)] if first else []
    assert first + rest == [row["id"] for row in wanted]


def test_who_called_again_is_found_whatever_unit_they_reached(store: Store, rows: list[dict[str, Any]]) -> None:
    wanted: Tally = Counter()
    named: defaultdict[str, set[str]] = defaultdict(set)
    for row in of(rows, MONTH, TAIAN):
        if row["answered_at"] is None or row["ended_at"] is None or not row["caller"]:
            continue
        same = sorted((each["arrived_at"], each["id"]) for each in rows if each["caller"] == row["caller"])
        place = same.index((row["arrived_at"], row["id"]))
        before, after = (same[place - 1][0] if place else None), (same[place + 1 :] or [(None, "")])[0][0]
        for name in repeat_sets(row["arrived_at"], before, after, NOW):
            wanted[name] += 1
            named[name].add(row["id"])
    with store.reading() as work:
        assert work.figures.repeats(MONTH, [TAIAN], NOW)[TAIAN] == wanted
        assert wanted["resolved"] and wanted["again"]
        for name in named:
            args = name, [TAIAN], MONTH.begins, MONTH.ends, NOW
            assert {row.id for row in work.figures.rows(*args, sight=NOBODY, limit=500)} == named[name]


def test_messages_are_heard_by_who_listens_first_or_does_the_work(store: Store) -> None:
    left = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
    whole = {"unit": TAIAN, "called": "12389", "arrived_at": left - 60 * S, "action": "message", "queued_at": None,
             "answered_at": None, "ended_at": left, "seat": "", "outcome": "message", "talk_s": 0.0}  # fmt: skip
    hours = {"m1": [24.0], "m2": [24.1], "m3": [30.0, 2.0, 2.0], "m4": [], "m5": []}
    made = [whole | {"id": key, "caller": ""} for key in hours] + [whole | {"id": "empty", "caller": ""}]
    put_calls(store, made)
    put_messages(store, [row for row in made if row["id"] != "empty"], left)
    put_facts(store, [(left + h * 3600 * S, "RecordingHeard", TAIAN, "", key, {}) for key in hours for h in hours[key]])
    with store.work() as work:
        item = work.work_items.of_call("message", "m5")
        assert item is not None
        work.work_items.close(item, 1, left + 3600 * S)
        work.commit()
    expected: Tally = Counter()
    for first in (24.0, 24.1, 2.0, None, 1.0):
        expected.update(message_sets(left, left + first * 3600 * S if first is not None else None, NOW))
    with store.reading() as work:
        counted = work.figures.messages(MONTH, [TAIAN], NOW)[TAIAN]
        late = work.figures.rows("unheard", [TAIAN], MONTH.begins, MONTH.ends, NOW, sight=NOBODY)
    assert plain(counted) == plain(expected) == {"messages": 5, "due": 5, "heard": 3, "unheard": 2}
    assert {row.id for row in late} == {"m2", "m4"}


def test_a_seat_is_occupied_as_its_facts_and_its_calls_say(store: Store) -> None:
    day = period(By.HOUR, date(2026, 3, 10))
    at = day.begins
    put_facts(store, [
        (at + 9 * 3600 * S, "SeatReady", TAIAN, "37091", "", {}),
        (at - 3600 * S, "SeatReady", TAIAN, "37091", "", {}),
        (at + 3600 * S, "SeatHealed", TAIAN, "37091", "", {"was": "ready", "now": "paused"}),
        (at + 10 * 3600 * S, "SeatPaused", TAIAN, "37091", "", {"reason": "meal"}),
        (at + 10 * 3600 * S, "SeatReady", JINAN, "37011", "", {}),
    ])  # fmt: skip
    answered = at + 9.5 * 3600 * S
    put_calls(store, [{"id": "c", "unit": JINAN, "called": "", "arrived_at": answered - 9 * S, "action": "queue",
                       "queued_at": None, "answered_at": answered, "ended_at": answered + 900 * S, "seat": "37091",
                       "outcome": "answered", "talk_s": 900.0, "caller": ""}])  # fmt: skip
    with store.reading() as work:
        facts = work.shifts.facts({"37091"}, day.begins, day.ends)
        talks = work.shifts.talks({"37091"}, day.begins, day.ends, NOW)
    found = occupancy(facts["37091"], talks["37091"], (day.begins.timestamp(), day.ends.timestamp()))
    assert found == Occupancy(900.0, 2 * 3600.0)
    assert set(facts) == {"37091"}
