"""Half signed in: the password was right, the code is still to come.

Nothing is kept on our side: the browser holds a sealed slip that is worth nothing without a code, ends by itself, and
with a change of the password. The session's own token is made only afterwards, so nobody can plant one before.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from store.sealing import Sealer, SealingFault
from store.tables import PersonRow
from store.unit_of_work import Store

COOKIE = "hotline_half"
LASTS = timedelta(minutes=5)
PLACE = "slip.half"


@dataclass(frozen=True, slots=True)
class Half:
    person: int
    login: str
    role: str
    next: str


class Halves:
    def __init__(self, store: Store) -> None:
        self._store = store

    def slip(self, row: PersonRow, next: str) -> str:
        content = {"person": row.id, "next": next, "known_by": _known_by(row)}
        return write(self._store.sealer, PLACE, content, self._store.clock() + LASTS)

    def find(self, slip: str) -> Half | None:
        content = read(self._store.sealer, PLACE, slip, self._store.clock())
        if content is None:
            return None
        with self._store.reading() as work:
            row = work.people.get(content["person"])
        if row is None or not row.active or not hmac.compare_digest(content["known_by"], _known_by(row)):
            return None
        return Half(row.id, row.login, row.role, content["next"])


@dataclass(frozen=True, slots=True)
class Offer:
    """A secret that is shown and not yet proved."""

    person: int
    secret: str


OFFER_PLACE, OFFER_LASTS = "slip.offer", timedelta(minutes=30)


def write_offer(store: Store, offer: Offer) -> str:
    return write(store.sealer, OFFER_PLACE, asdict(offer), store.clock() + OFFER_LASTS)


def read_offer(store: Store, slip: str, person: int) -> Offer | None:
    content = read(store.sealer, OFFER_PLACE, slip, store.clock())
    return Offer(**content) if content is not None and content["person"] == person else None


def write(sealer: Sealer, place: str, content: dict[str, Any], until: datetime) -> str:
    sealed = sealer.seal_json(place, {"until": until.timestamp(), "content": content})
    return base64.urlsafe_b64encode(sealed).decode()


def read(sealer: Sealer, place: str, slip: str, now: datetime) -> dict[str, Any] | None:
    """None for what is old, altered or not ours."""
    try:
        opened = sealer.unseal_json(place, base64.urlsafe_b64decode(slip))
    except (SealingFault, binascii.Error, ValueError):
        return None
    content: dict[str, Any] = opened["content"]
    return content if now.timestamp() < opened["until"] else None


def _known_by(row: PersonRow) -> str:
    return hashlib.sha256(row.password_hash.encode()).hexdigest()
