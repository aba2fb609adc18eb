"""A conference on an exchange that refuses a step of it."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from seats.actions import Actions, RefusedByExchange
from seats.phone import channels
from seats.phone.control import CallControl
from seats.phone.faults import CallHasMoved
from seats.phone.legs import CONSULT, PARKED, ROOM, Leg
from seats.picture import Picture
from tests.fakes.ami_scenes import PROVINCE_SEAT, SEAT, directory, events, picture_of, play

COLLEAGUE = "SIP/colleague-1"


class Busy:
    """Refuses the caller's channel so many times; `gone`: the caller hangs up meanwhile."""

    def __init__(self, picture: Picture, caller: Leg, refusals: int, gone: bool = False) -> None:
        self._picture, self._caller, self._refusals, self._gone = picture, caller, refusals, gone
        self.moved: list[tuple[str, str]] = []

    async def act(self, name: str, **keys: str) -> None:
        if keys["Channel"] == self._caller.channel and self._refusals:
            self._refusals -= 1
            if self._gone:
                self._picture.moves.legs.drop(self._caller.uniqueid)
            raise RefusedByExchange(name, "Redirect failed")
        self.moved.append((keys["Channel"], keys["Context"]))


def consulting() -> tuple[Picture, Leg, Leg]:
    """The seat speaks with the province's, the caller hears music."""
    picture = picture_of()
    play(picture, [event for event in events("answered") if event.name not in ("AgentComplete", "Hangup")])
    (call,) = picture.snapshot().calls
    legs = picture.moves.legs
    (own,), caller = legs.seats(call.call_id), legs.caller(call.call_id)
    assert caller is not None
    own.place, caller.place = CONSULT, PARKED
    legs.put(call.call_id, Leg("colleague.1", COLLEAGUE, PROVINCE_SEAT, asked=True, up=True))
    picture.seats[PROVINCE_SEAT].talks["colleague.1"] = call.call_id
    return picture, own, caller


def conference(monkeypatch: pytest.MonkeyPatch, refusals: int, gone: bool = False) -> tuple[Busy, Leg, Leg]:
    monkeypatch.setattr(channels, "TRY_AGAIN_S", 0)
    picture, own, caller = consulting()
    exchange = Busy(picture, caller, refusals, gone)
    asyncio.run(CallControl(cast(Actions, exchange), picture, directory()).conference(SEAT))
    return exchange, own, caller


def test_a_caller_whom_the_exchange_refuses_to_move_for_a_moment_is_not_left_with_music(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exchange, own, caller = conference(monkeypatch, refusals=3)
    assert exchange.moved == [(own.channel, ROOM), (caller.channel, ROOM)]


def test_it_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CallHasMoved):
        conference(monkeypatch, refusals=channels.BROUGHT_WITHIN_TRIES)


def test_a_caller_who_hung_up_meanwhile_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CallHasMoved):
        conference(monkeypatch, refusals=1, gone=True)
