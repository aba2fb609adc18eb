"""Accounts of people."""

from __future__ import annotations

from cases.access import Role
from store.unit_of_work import Work
from web.passwords import hash_password, new_password
from web.second_factor.checks import remove


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
