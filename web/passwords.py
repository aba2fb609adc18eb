"""Passwords: argon2id, with constant work whether or not the login exists."""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
"""One hash costs 64 MB and a fifth of a second: more at once would take the machine from the calls."""
WAITING = 40
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without the characters that look alike, since people type it once from a screen or a slip."""

_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


class TooManySignIns(Exception):
    """So many passwords wait to be checked that another one would only make it worse."""


def new_password() -> str:
    """Three groups of four: 59 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """None: there is no such login, and the answer takes as long as for one that is there."""
    try:
        return _hasher.verify(password_hash or _NOBODY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


class PasswordChecks:
    """Checks in threads of their own, so that a flood of sign-ins slows only sign-ins."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")
        self._waiting = 0

    async def matches(self, password_hash: str | None, password: str) -> bool:
        """Raises TooManySignIns."""
        if self._waiting >= WAITING:
            raise TooManySignIns
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, matches, password_hash, password)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
