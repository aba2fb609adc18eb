"""Which bytes a browser asks for (RFC 9110 §14). One range is served; what we do not understand is answered whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

ONE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)


class NotThere(Exception):
    """The range begins behind the end: to be answered with 416."""


@dataclass(frozen=True, slots=True)
class Window:
    first: int
    stop: int
    size: int
    partial: bool

    @property
    def status(self) -> int:
        return 206 if self.partial else 200

    @property
    def headers(self) -> dict[str, str]:
        said = {"Accept-Ranges": "bytes", "Content-Length": str(self.stop - self.first)}
        if self.partial:
            said["Content-Range"] = f"bytes {self.first}-{self.stop - 1}/{self.size}"
        return said


def window(headers: Mapping[str, str], size: int) -> Window:
    """Raises NotThere."""
    asked = ONE.fullmatch(headers.get("range", "").strip())
    # We name no version of what we send, so none that a browser remembers can still be the one.
    if asked is None or asked[0].endswith("=-") or "if-range" in headers:
        return Window(0, size, size, partial=False)
    first, last = _bounds(asked[1], asked[2], size)
    if asked[1] and asked[2] and int(asked[1]) > int(asked[2]):
        return Window(0, size, size, partial=False)
    if first >= size:
        raise NotThere
    return Window(first, min(last, size - 1) + 1, size, partial=True)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), int(last) if last else size - 1
