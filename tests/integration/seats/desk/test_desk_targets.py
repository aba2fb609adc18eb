"""Whom a call can be given to, with who is free now."""

from __future__ import annotations

from typing import Any

from cases.access import Role, Viewer, may_pass_to
from tests.desk_world import JINAN, JINAN_SEAT, MINISTRY, SEAT, SHANDONG, SHANDONG_SEAT, TAIAN, World


def targets(world: World, headers: dict[str, str]) -> dict[str, dict[str, Any]]:
    answer = world.client.get("/api/phone/targets", headers=headers)
    assert answer.status_code == 200
    return {one["to"]: one for one in answer.json()}


def test_a_city_sees_who_is_free_at_home_and_above(world: World) -> None:
    world.person("fang")
    world.person("hui", SHANDONG, name="赵辉")
    headers = world.sit("fang", SEAT)
    world.sit("hui", SHANDONG_SEAT)
    world.now(world.link.seat, SHANDONG_SEAT, "ready")
    found = targets(world, headers)
    assert (found[SEAT]["state"], found[SEAT]["person"]) == ("paused", "王小芳")
    assert (found[SHANDONG_SEAT]["state"], found[SHANDONG_SEAT]["person"]) == ("ready", ""), "no names from above"
    assert (found[SHANDONG]["kind"], found[SHANDONG]["ready"]) == ("unit", 1)
    assert found[TAIAN] == {
        "to": TAIAN, "kind": "unit", "unit": TAIAN, "unit_name": "泰安市公安局", "person": "", "state": "", "ready": 0,
    }  # fmt: skip


def test_of_a_neighbour_a_city_knows_the_name_and_nothing_more(world: World) -> None:
    world.person("fang")
    world.person("lan", JINAN, name="李兰")
    world.sit("lan", JINAN_SEAT)
    world.now(world.link.seat, JINAN_SEAT, "ready")
    found = targets(world, world.sit("fang", SEAT))
    assert found[JINAN]["ready"] is None
    assert JINAN_SEAT not in found


def test_nobody_is_listed_who_may_not_be_given_a_call(world: World) -> None:
    world.person("fang")
    found = targets(world, world.sit("fang", SEAT))
    who = Viewer(1, "王小芳", Role.OPERATOR, TAIAN)
    assert found.keys() == {to for to in _everybody(world) if may_pass_to(who, to, world.directory)}
    assert MINISTRY in found and "410000" not in found and "410100" not in found


def _everybody(world: World) -> list[str]:
    return [unit.code for unit in world.directory] + [seat.number for seat in world.directory.all_seats()]


def test_a_supervisor_above_sees_the_names_below(world: World) -> None:
    world.person("fang")
    world.person("hui", SHANDONG, "supervisor", name="赵辉")
    world.sit("fang", SEAT)
    assert targets(world, world.sign_in("hui"))[SEAT]["person"] == "王小芳"


def test_an_administrator_can_call_nobody(world: World) -> None:
    world.person("guan", TAIAN, "system_admin")
    assert targets(world, world.sign_in("guan")) == {}
