"""Accounts of people."""

from __future__ import annotations

from cases.access import Role
from store.unit_of_work import Work
from web.passwords import hash_password, new_password


def create(work: Work, login: str, name: str, role: str, unit: str) -> str:
    """A new account, or a new password for one that is there. The password is returned once and never stored;
    the caller commits. Raises ValueError for an unknown role."""
    password = new_password()
    work.people.put(login, name=name, password_hash=hash_password(password), role=Role(role).value, unit=unit)
    return password
