"""Desks tell what they measured; supervisors see their own units' slow seats, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from store.latency import KEPT
from tests.desk_world import JINAN, JINAN_SEAT, SEAT, SHANDONG, TAIAN, World, open_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path) as made:
        yield made


def tell(world: World, headers: dict[str, str], *samples: tuple[Any, Any]) -> int:
    body = {"samples": [{"whole": whole, "paint": paint} for whole, paint in samples]}
    return world.client.post("/api/desk/latency", json=body, headers=headers).status_code


def slowest(world: World, headers: dict[str, str], hours: int = 24) -> list[dict[str, Any]]:
    answer = world.client.get(f"/api/board/latency?hours={hours}", headers=headers)
    assert answer.status_code == 200
    return list(answer.json())


def test_the_slow_seat_is_found_by_its_supervisors_and_by_nobody_else(world: World) -> None:
    world.person("fang")
    world.person("li", JINAN)
    fast, slow = world.sit("fang", SEAT), world.sit("li", JINAN_SEAT)
    assert tell(world, fast, *[(30, 12)] * 100) == 200
    assert tell(world, slow, *[(400, 300)] * 100) == 200
    assert tell(world, slow, *[(40, 20)] * 100) == 200
    world.person("province", SHANDONG, "supervisor")
    world.person("city", TAIAN, "supervisor")
    seen = slowest(world, world.sign_in("province"))
    assert [one["seat"] for one in seen] == [JINAN_SEAT, SEAT]
    assert seen[0]["count"] == 200 and seen[0]["p50"] <= 50 and 300 < seen[0]["p95"] <= 500
    assert 200 < seen[0]["paint_p95"] <= 300
    assert set(seen[0]) == {"seat", "unit_name", "count", "p50", "p95", "p99", "paint_p95"}
    assert [one["seat"] for one in slowest(world, world.sign_in("city"))] == [SEAT]
    assert world.client.get("/api/board/latency", headers=fast).status_code == 403


@pytest.mark.parametrize("bad", [-1, 60_001, 1.5, "12", None, True, 10**30, [1], "<script>"])
def test_a_hostile_value_is_refused_and_nothing_is_kept(world: World, bad: object) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    assert tell(world, headers, (20, 10), (bad, 10)) == 422
    assert tell(world, headers, *[(1, 1)] * 201) == 422
    nan = world.client.post(
        "/api/desk/latency", content='{"samples":[{"whole":NaN,"paint":Infinity}]}',
        headers=headers | {"Content-Type": "application/json"},
    )  # fmt: skip
    assert nan.status_code == 422
    assert rows(world) == 0


def rows(world: World) -> int:
    with world.store.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM desk_latency")).scalar_one())


def test_many_batches_are_one_row_an_hour(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    for _ in range(20):
        tell(world, headers, *[(30, 12)] * 200)
    assert 1 <= rows(world) <= 2


def test_who_sits_nowhere_leaves_nothing_and_still_learns_the_time(world: World) -> None:
    world.person("fang")
    answer = world.client.post(
        "/api/desk/latency", json={"samples": [{"whole": 1, "paint": 1}]}, headers=world.sign_in("fang")
    )
    there = datetime.fromisoformat(answer.json()["now"])
    assert abs(there - world.store.clock()) < timedelta(minutes=1)
    assert rows(world) == 0


def test_old_rows_are_forgotten(world: World) -> None:
    person = world.person("fang")
    with world.store.work() as work:
        work.latency.add(person, SEAT, work.now - KEPT - timedelta(hours=3), [1], [1])
        work.commit()
    tell(world, world.sit("fang", SEAT), (30, 12))
    assert rows(world) == 1


def test_events_carry_the_time_of_the_service(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with world.desk(headers) as desk:
        desk.until("snapshot")
        world.now(world.link.arrive, "c1")
        world.now(world.link.ring, SEAT, "c1")
        for kind in ("seat", "call"):
            at = datetime.fromisoformat(desk.until(kind)["at"])
            assert abs(at - world.store.clock()) < timedelta(minutes=1)
