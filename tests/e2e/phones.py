"""The phones that tests use: seats that register, citizens who call by a trunk's address."""

from __future__ import annotations

from exchange.phone import Phone, PhoneFailed
from exchange.plan import ExchangePlan

__all__ = ["TRUNK", "Phone", "PhoneFailed", "citizen", "seat"]

TRUNK = "127.0.0.2"


def seat(plan: ExchangePlan, number: str) -> Phone:
    password = next(s.password for s in plan.seats if s.number == number)
    return Phone(f"{plan.bind}:{plan.ports.sip}", number, password=password)


def citizen(plan: ExchangePlan, number: str = "05385550100", name: str = "") -> Phone:
    return Phone(f"{plan.bind}:{plan.ports.sip}", number, address=TRUNK, name=name)
