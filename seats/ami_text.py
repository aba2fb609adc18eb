"""AMI as text: what Asterisk sends, cut into events and responses, and what may be sent to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

END = b"\r\n\r\n"
MAX_PACK = 1 << 20
MAX_VALUE = 4_096
MAX_SENT = 400
"""Asterisk gives up a connection whose line is longer than 1,024 bytes."""
UNKNOWN = ("<unknown>", "unknown")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class AmiEvent:
    name: str
    keys: Mapping[str, str]
    heard: float = 0.0
    """Monotonic seconds at which it was read from the socket."""

    def __getitem__(self, key: str) -> str:
        """Empty when the header is missing: any event may lack any header."""
        return self.keys.get(key, "")

    def party(self, key: str) -> str:
        """A caller's number or name; empty when Asterisk does not know it."""
        value = self[key]
        return "" if value in UNKNOWN else value


class Cutter:
    """Bytes as they come, whole packs out. A pack that never ends is thrown away up to the next end."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._from = 0
        self._skipping = False
        self.skipped = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._rest += data
        start, end = 0, self._rest.find(END, max(0, self._from - len(END)))
        while end >= 0:
            if not self._skipping and end - start <= MAX_PACK:
                yield bytes(self._rest[start:end])
            else:
                self.skipped += 1
            self._skipping = False
            start = end + len(END)
            end = self._rest.find(END, start)
        del self._rest[:start]
        self._bound()
        self._from = len(self._rest)

    def _bound(self) -> None:
        if len(self._rest) > MAX_PACK:
            self._skipping = True
            del self._rest[: -len(END)]


def name_of(pack: bytes) -> str:
    """The event's name; empty when the pack is no event."""
    line = pack[: pack.find(b"\r\n")] if b"\r\n" in pack else pack
    head, _, name = line.partition(b":")
    return name.strip().decode("ascii", "replace") if head.lower() == b"event" else ""


def headers(pack: bytes) -> dict[str, str]:
    """Lines end in CR LF and nothing else: `splitlines` would let U+2028 in a caller's name begin another header.
    The first of repeated headers counts, so that nothing that comes later can replace it."""
    found: dict[str, str] = {}
    for line in pack.split(b"\r\n"):
        key, colon, value = line.partition(b":")
        if colon:
            found.setdefault(key.decode("ascii", "replace").strip(), _value(value))
    return found


def _value(raw: bytes) -> str:
    return raw[: MAX_VALUE + 1].removeprefix(b" ").decode("utf-8", "replace")


def clean(value: object) -> str:
    """One line of bounded length: a line break would begin another header, two of them another action."""
    text = _CONTROL.sub(" ", str(value)).strip()
    return text.encode("utf-8", "replace")[:MAX_SENT].decode("utf-8", "ignore")


def sent(name: str, keys: Mapping[str, str]) -> bytes:
    lines = [("Action", name), *keys.items()]
    return ("".join(f"{clean(k).replace(':', '')}: {clean(v)}\r\n" for k, v in lines) + "\r\n").encode()
