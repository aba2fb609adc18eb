"""Accounts of people."""

from __future__ import annotations

from cases.access import Role, may_sit
from cases.seats import Seat
from cases.units import Directory
from store.tables import PersonRow
from store.unit_of_work import Work
from web.passwords import hash_password, new_password
from web.second_factor.checks import remove
from web.sessions import viewer_of


class NotTheirSeat(Exception):
    """The person may not sit there."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(f"seat {seat.number} is not theirs to take")
        self.seat = seat


def create(work: Work, login: str, name: str, role: str, unit: str) -> str:
    """A new account, or a new password for one that is there. The password is returned once and never stored;
    the caller commits. Raises ValueError for an unknown role."""
    password = new_password()
    work.people.put(login, name=name, password_hash=hash_password(password), role=Role(role).value, unit=unit)
    return password


def forget_second_factor(work: Work, login: str) -> bool | None:
    """Whether there was one (None: no such account). Who was signed in is no more; the caller commits."""
    row = work.people.by_login(login)
    if row is None:
        return None
    work.people.close_sessions(row.id)
    return remove(work, row.id, by="command")


def give_seat(row: PersonRow, number: str, directory: Directory) -> None:
    """指定坐席; the caller commits. Raises NoSuchSeat, NotTheirSeat."""
    seat = directory.seat(number)
    if not may_sit(viewer_of(row), seat.unit, directory):
        raise NotTheirSeat(seat)
    row.given_seat = seat.number
