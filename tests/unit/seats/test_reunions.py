"""Nobody waits for a person who does not come, and nobody is fetched who has company."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from seats.phone.legs import BACK, HELD, LOST, PARKED, ROOM, Leg, Legs
from seats.phone.reunions import PATIENCE, Move, Reunions

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
KEY, UNIT = "1763863200.1", "370900"
CALLER, SEAT = "PJSIP/trunk-taian-00000000", "PJSIP/37091-00000001"
SECOND = timedelta(seconds=1)


class Call:
    """A caller and a seat, each where the test puts them."""

    def __init__(self) -> None:
        self.legs = Legs()
        self.caller = self.legs.put(KEY, Leg(KEY, CALLER, "", moved=True, up=True))
        self.seat = self.legs.put(KEY, Leg("1763863200.2", SEAT, "37091", up=True))
        self.reunions = Reunions(self.legs)

    def at(self, caller: str, seat: str) -> Call:
        self.caller.place, self.seat.place = caller, seat
        return self

    def due(self, at: datetime) -> list[Move]:
        return self.reunions.due(frozenset({KEY}), {KEY: UNIT}, at)


LOSE = Move(CALLER, ((CALLER, LOST, UNIT),))


def test_a_caller_alone_in_a_room_is_led_on_after_a_while() -> None:
    call = Call().at(ROOM, "")
    assert call.due(AT) == []
    assert call.due(AT + PATIENCE) == [LOSE]


def test_who_was_alone_once_has_its_patience_again() -> None:
    call = Call().at(ROOM, "")
    call.due(AT)
    assert call.due(AT + PATIENCE) == [LOSE]
    call.at(BACK, "").due(AT + 20 * SECOND)
    # The seat has answered; of the two who go to the room the caller is seen there first.
    assert call.at(ROOM, "").due(AT + 30 * SECOND) == []
    assert call.at(ROOM, ROOM).due(AT + 30 * SECOND) == []


def test_a_parked_caller_whose_seat_has_gone_is_led_on_whatever_its_phone_does_meanwhile() -> None:
    call = Call().at(PARKED, HELD)
    assert call.due(AT) == call.due(AT + PATIENCE) == []
    call.legs.drop(call.seat.uniqueid)
    assert call.due(AT + 10 * SECOND) == []
    assert call.due(AT + 10 * SECOND + PATIENCE) == [LOSE]


def test_a_call_that_ended_is_forgotten() -> None:
    call = Call().at(ROOM, "")
    call.due(AT)
    call.legs.drop(KEY)
    call.legs.drop(call.seat.uniqueid)
    call.reunions.due(frozenset(), {}, AT + SECOND)
    assert not call.reunions._alone
