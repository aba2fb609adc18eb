"""Which phone of a seat rings: the person says it when sitting down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk_world import SEAT, World, open_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path) as made:
        made.person("fang")
        yield made


def device(world: World) -> str:
    with world.store.reading() as work:
        row = work.seats.get(SEAT)
        assert row is not None
        return row.device


def sit(world: World, headers: dict[str, str], device: str) -> int:
    answer = world.client.post("/api/seat", json={"seat": SEAT, "device": device}, headers=headers)
    return answer.status_code


def test_who_sits_down_with_the_browser_is_rung_there_and_the_desk_phone_is_still(world: World) -> None:
    assert sit(world, world.sign_in("fang"), "browser") == 200
    assert world.link.asked == [("pause", SEAT, "other_phone"), ("use", SEAT, "browser"), ("pause", SEAT, "sat_down")]
    assert device(world) == "browser"


def test_without_a_word_the_phone_is_the_one_of_before(world: World) -> None:
    headers = world.sign_in("fang")
    sit(world, headers, "browser")
    world.client.delete("/api/seat", headers=headers)
    world.sit("fang", SEAT)
    assert device(world) == "browser"
    assert world.link.asked[-1] == ("pause", SEAT, "sat_down")


def test_who_sits_already_may_change_and_says_ready_again(world: World) -> None:
    headers = world.sit("fang", SEAT)
    world.client.post("/api/seat/state", json={"state": "ready"}, headers=headers)
    sit(world, headers, "browser")
    assert world.link.asked[-2:] == [("use", SEAT, "browser"), ("pause", SEAT, "sat_down")]
    sit(world, headers, "browser")
    assert world.link.asked[-1] == ("pause", SEAT, "sat_down")


def test_in_mid_call_the_phone_stays_what_it_is(world: World) -> None:
    headers = world.sit("fang", SEAT)
    world.now(world.link.arrive, "c1")
    world.now(world.link.answer, SEAT, "c1")
    answer = world.client.post("/api/seat", json={"seat": SEAT, "device": "browser"}, headers=headers)
    assert (answer.status_code, answer.json()["message"]) == (409, "通话中不能更换话机，请在通话结束后再换。")
    assert device(world) == "sip"


@pytest.mark.parametrize("wanted", ["PJSIP/37011", "browser\r\nAction: Originate", "w"])
def test_there_are_two_phones_and_no_other(world: World, wanted: str) -> None:
    assert sit(world, world.sign_in("fang"), wanted) == 422
