"""The sheet and its groups: what changed, for whom, and what a reader who is behind gets."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

from seats.board.feed import Feed
from seats.board.groups import Groups
from seats.board.sheet import Sheet

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TAIAN, JINAN = "370900", "370100"


def world() -> tuple[Sheet, Groups]:
    sheet = Sheet()
    return sheet, Groups(sheet, lambda: NOW)


def heard(feed: Feed, messages: int) -> list[dict[str, Any]]:
    async def read() -> list[dict[str, Any]]:
        return [json.loads(await asyncio.wait_for(feed.get(), 5)) for _ in range(messages)]

    return asyncio.run(read())


def test_what_is_put_again_as_it_was_is_no_change() -> None:
    sheet, _ = world()
    for _ in range(2):
        sheet.put("seats", "37091", TAIAN, {"state": "ready"})
    assert len(sheet.take_changes()) == 1
    sheet.put("seats", "37091", TAIAN, {"state": "ready"})
    assert sheet.changes == 0


def test_a_row_that_changed_twice_is_sent_once_as_it_is() -> None:
    sheet, groups = world()
    feed = groups.join(frozenset({TAIAN}), "s")
    assert heard(feed, 1)[0]["type"] == "snapshot"
    for state in ("ringing", "talking"):
        sheet.put("seats", "37091", TAIAN, {"number": "37091", "state": state})
    sheet.put("waiting", "c1", TAIAN, {"call_id": "c1"})
    sheet.drop("waiting", "c1")
    groups.send()
    (changes,) = heard(feed, 1)
    assert changes["put"] == {"seats": [{"number": "37091", "state": "talking"}]}
    assert changes["gone"] == {"waiting": ["c1"]}


def test_who_sees_nothing_of_a_change_gets_no_message_and_no_gap() -> None:
    sheet, groups = world()
    ours, theirs = groups.join(frozenset({TAIAN}), "s"), groups.join(frozenset({JINAN}), "s")
    heard(ours, 1), heard(theirs, 1)
    sheet.put("seats", "37091", TAIAN, {"number": "37091"})
    groups.send()
    sheet.put("seats", "37011", JINAN, {"number": "37011"})
    groups.send()
    assert [message["seq"] for message in heard(ours, 1)] == [1]
    assert [message["seq"] for message in heard(theirs, 1)] == [1]


def test_boards_of_one_jurisdiction_get_the_same_bytes() -> None:
    sheet, groups = world()
    feeds = [groups.join(frozenset({TAIAN}), f"s{n}") for n in range(3)]
    for feed in feeds:
        heard(feed, 1)
    sheet.put("seats", "37091", TAIAN, {"number": "37091"})
    groups.send()
    texts = [asyncio.run(_next(feed)) for feed in feeds]
    assert texts[0] is texts[1] is texts[2]


async def _next(feed: Feed) -> str:
    return await feed.get()


def test_a_snapshot_has_what_waited_and_the_next_difference_follows_it() -> None:
    sheet, groups = world()
    feed = groups.join(frozenset({TAIAN}), "s")
    for n in range(5):
        sheet.put("seats", "37091", TAIAN, {"number": "37091", "n": n})
        groups.send()
    (snapshot,) = heard(feed, 1)
    assert snapshot["seats"] == [{"number": "37091", "n": 4}]
    groups.alive()
    assert heard(feed, 1)[0]["seq"] == snapshot["seq"] + 1


def test_a_reader_who_falls_behind_loses_what_waits_and_gets_a_snapshot() -> None:
    feed = Feed("s", lambda: '"snapshot"', longest=2)
    heard(feed, 1)
    for n in range(4):
        feed.put(f"{n}")
    assert heard(feed, 1) == ["snapshot"]
    feed.put("5")
    assert heard(feed, 1) == [5]


def test_a_jurisdiction_that_nobody_looks_at_costs_nothing() -> None:
    sheet, groups = world()
    feed = groups.join(frozenset({TAIAN}), "s")
    groups.leave(feed)
    sheet.put("seats", "37091", TAIAN, {"number": "37091"})
    groups.send()
    assert groups.feeds() == []
