"""What Asterisk says of a call when it asks, with everything that a stranger could have chosen made harmless."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cases.phones import normalise

LONGEST = 80
_CALL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_UNSAID = frozenset({"unknown", "s"})
_RESTRICTION, _RESTRICTED = 0x60, 0x20
"""Of `agi_callingpres` (Q.931): the caller asked that the number be not shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`call_id` is empty when what came is none: it becomes the name of a file. `caller` is empty when withheld."""

    call_id: str
    called: str
    caller: str
    trunk_unit: str


def asked(headers: Mapping[str, str]) -> Asked:
    return Asked(
        call_id=call_id_of(headers.get("agi_arg_1", "")),
        called=_called(headers),
        caller=_caller(headers),
        trunk_unit=headers.get("agi_arg_2", ""),
    )


def call_id_of(text: str) -> str:
    return text if _CALL_ID.fullmatch(text) else ""


def _called(headers: Mapping[str, str]) -> str:
    said = (headers.get(name, "") for name in ("agi_extension", "agi_dnid"))
    return next((_printable(number) for number in said if number and number not in _UNSAID), "")


def _caller(headers: Mapping[str, str]) -> str:
    raw = headers.get("agi_callerid", "")
    if _is_restricted(headers.get("agi_callingpres", "")):
        return ""
    number = normalise(raw)
    return _printable(raw) if number is None else number.digits


def _is_restricted(presentation: str) -> bool:
    return re.fullmatch(r"[0-9]{1,3}", presentation) is not None and int(presentation) & _RESTRICTION == _RESTRICTED


def _printable(text: str) -> str:
    """What a database and a screen can take: PostgreSQL refuses NUL, U+2028 breaks lines."""
    return "".join(character for character in text[: 4 * LONGEST] if character.isprintable())[:LONGEST]
