"""A hand that is up stays up when the service starts anew."""

from __future__ import annotations

from datetime import timedelta

from cases.events import Fact, HandLowered, HandRaised, SeatSignedIn, SeatSignedOut
from seats.phone.hands import raised
from store.unit_of_work import Store


def test_who_asked_for_help_before_the_restart_still_does(store: Store) -> None:
    def at(seat: str) -> dict[str, str]:
        return {"unit": "370900", "seat": seat}

    facts: list[Fact] = [
        HandRaised(**at("37091")),
        HandRaised(**at("37092")), HandLowered(**at("37092")),
        HandRaised(**at("37093")), SeatSignedOut(**at("37093"), person=1),
        HandRaised(**at("37094")), SeatSignedIn(**at("37094"), person=2),
        HandRaised(**at("37095")), HandLowered(**at("37095")), HandRaised(**at("37095")),
    ]  # fmt: skip
    with store.work() as work:
        for fact in facts:
            work.record(fact)
        work.commit()
    with store.reading() as work:
        assert raised(work.log, store.clock() - timedelta(days=1)) == {"37091", "37095"}
        assert raised(work.log, store.clock() + timedelta(days=1)) == frozenset()
