"""Hold, transfer and the rest over HTTP: for the person at the seat, and refused in one clear sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seats.actions import ExchangeAway, NoAnswer, NotDone
from seats.phone.faults import BadTarget, CallHasMoved
from tests.desk_world import SEAT, World, open_world

ASKED = [
    ("hold", {"on": True}, ("hold", SEAT)),
    ("hold", {"on": False}, ("resume", SEAT)),
    ("mute", {"on": True}, ("mute", SEAT, "on")),
    ("mute", {"on": False}, ("mute", SEAT, "off")),
    ("transfer", {"to": "37001", "how": "blind"}, ("transfer", SEAT, "37001")),
    ("transfer", {"to": "370900", "how": "consult"}, ("consult", SEAT, "370900")),
    ("consult", {"do": "complete"}, ("complete", SEAT)),
    ("consult", {"do": "cancel"}, ("cancel", SEAT)),
    ("consult", {"do": "conference"}, ("conference", SEAT)),
    ("consult", {"do": "swap"}, ("swap", SEAT)),
    ("keypad", {"digits": "1*#"}, ("keypad", SEAT, "1*#")),
    ("hang-up", {}, ("hang_up", SEAT)),
    ("rejoin", {}, ("rejoin", SEAT)),
    ("hand", {"up": True, "note": " 来电人情绪激动 "}, ("hand", SEAT, "up", "来电人情绪激动")),
    ("hand", {"up": False}, ("hand", SEAT, "down", "")),
]
WRONG = [
    ("hold", {}),
    ("hold", {"on": "perhaps"}),
    ("mute", {}),
    ("transfer", {"to": "37001"}),
    ("transfer", {"to": "37001", "how": "sip"}),
    ("transfer", {"to": "x" * 9, "how": "blind"}),
    ("consult", {"do": "listen"}),
    ("keypad", {"digits": "12A"}),
    ("keypad", {"digits": "1\n"}),
    ("keypad", {"digits": ""}),
    ("hand", {"up": True, "note": "长" * 201}),
]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path) as made:
        made.person("fang")
        yield made


@pytest.mark.parametrize(("what", "body", "asked"), ASKED)
def test_what_is_asked_is_done_for_the_seat_of_the_person(
    world: World, what: str, body: dict[str, object], asked: tuple[str, ...]
) -> None:
    headers = world.sit("fang", SEAT)
    assert world.client.post(f"/api/phone/{what}", json=body, headers=headers).status_code == 204
    assert world.link.asked[-1] == asked


@pytest.mark.parametrize(("what", "body"), WRONG)
def test_what_cannot_be_meant_is_refused(world: World, what: str, body: dict[str, object]) -> None:
    headers = world.sit("fang", SEAT)
    before = list(world.link.asked)
    assert world.client.post(f"/api/phone/{what}", json=body, headers=headers).status_code == 422
    assert world.link.asked == before


@pytest.mark.parametrize(("what", "body", "asked"), ASKED)
def test_without_a_seat_nothing_is_done(
    world: World, what: str, body: dict[str, object], asked: tuple[str, ...]
) -> None:
    answer = world.client.post(f"/api/phone/{what}", json=body, headers=world.sign_in("fang"))
    assert (answer.status_code, answer.json()["message"]) == (409, "您还没有坐席，请先选择坐席。")
    assert world.link.asked == []


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (ExchangeAway(), 503),
        (NoAnswer("Redirect"), 503),
        (CallHasMoved(), 409),
        (BadTarget("对方正在通话。"), 409),
    ],
)
def test_why_it_was_not_done_is_said_in_one_sentence(world: World, fault: NotDone, status: int) -> None:
    headers = world.sit("fang", SEAT)
    world.link.phone.fails = fault
    answer = world.client.post("/api/phone/transfer", json={"to": "37001", "how": "blind"}, headers=headers)
    assert (answer.status_code, answer.json()["message"]) == (status, str(fault))


@pytest.mark.parametrize("to", ["37101", "37011", "410000", "410100", "41001", "99999", "999999", "s", "37001w", ""])
def test_who_is_out_of_reach_is_neither_called_nor_given_a_call(world: World, to: str) -> None:
    headers = world.sit("fang", SEAT)
    before = list(world.link.asked)
    for path, body in (("transfer", {"how": "blind"}), ("transfer", {"how": "consult"}), ("call", {})):
        answer = world.client.post(f"/api/phone/{path}", json={"to": to, **body}, headers=headers)
        assert answer.status_code == 403 and "请从列表中选择" in answer.json()["message"]
    assert world.link.asked == before


def test_a_call_is_given_to_the_queue_of_a_sister_city(world: World) -> None:
    headers = world.sit("fang", SEAT)
    body = {"to": "371000", "how": "blind"}
    assert world.client.post("/api/phone/transfer", json=body, headers=headers).status_code == 204
    assert world.link.asked[-1] == ("transfer", SEAT, "371000")


def test_a_colleague_is_dialled_by_the_phone_in_the_browser(world: World) -> None:
    headers = world.sit("fang", SEAT)
    assert world.client.post("/api/phone/call", json={"to": "37001"}, headers=headers).json() == {"dial": "37001"}


def test_a_raised_hand_is_shown_at_the_desk(world: World) -> None:
    headers = world.sit("fang", SEAT)
    with world.desk(headers) as desk:
        assert desk.until("snapshot")["seat"]["hand"] is False
        world.client.post("/api/phone/hand", json={"up": True}, headers=headers)
        assert desk.until("seat")["seat"]["hand"] is True


def test_a_muted_phone_is_shown_at_the_desk(world: World) -> None:
    headers = world.sit("fang", SEAT)
    with world.desk(headers) as desk:
        assert desk.until("snapshot")["seat"]["muted"] is False
        world.client.post("/api/phone/mute", json={"on": True}, headers=headers)
        assert desk.until("seat")["seat"]["muted"] is True


def test_the_time_after_a_call_is_made_longer_or_ended(world: World) -> None:
    headers = world.sit("fang", SEAT)
    for body, asked in (({"extend_s": 60}, ("extend_wrap_up", SEAT, "60")), ({"end": True}, ("end_wrap_up", SEAT))):
        assert world.client.post("/api/seat/wrap-up", json=body, headers=headers).status_code == 204
        assert world.link.asked[-1] == asked
    for body in ({}, {"extend_s": 60, "end": True}, {"extend_s": -1}, {"extend_s": 100_000}):
        assert world.client.post("/api/seat/wrap-up", json=body, headers=headers).status_code == 422


def test_who_leaves_the_desk_says_so(world: World) -> None:
    headers = world.sit("fang", SEAT)
    assert world.client.post("/api/seat/state", json={"state": "away"}, headers=headers).status_code == 204
    assert world.link.asked[-1] == ("pause", SEAT, "away")
