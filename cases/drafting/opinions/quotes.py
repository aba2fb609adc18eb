"""Words that an opinion quotes, found again in the call: said by the caller, or read back and confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.text import plain

_MOST_QUOTES, _LONGEST, _APART = 4, 120, 12
"""How many quotes one value may rest on, how long each may be, and over how many turns."""


@dataclass(frozen=True, slots=True)
class Quote:
    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def before(self) -> str:
        return self.line.text[max(0, self.start - 18) : self.start]

    @property
    def after(self) -> str:
        return self.line.text[self.end : self.end + 12]


@dataclass(frozen=True, slots=True)
class Saying:
    """One place of the call where all quoted words stand, in their order."""

    scene: Scene
    call_time: datetime
    quotes: tuple[Quote, ...]

    @property
    def text(self) -> str:
        return "".join(quote.text for quote in self.quotes)

    @property
    def asked(self) -> str:
        return self.quotes[0].line.asked

    @property
    def caller_only(self) -> bool:
        return all(quote.line.by_caller for quote in self.quotes)


def sayings(scene: Scene, call_time: datetime, words: object) -> Iterator[Saying]:
    """Each place where `words` (a text or several) were said; nothing when one of them was not."""
    wanted = _wanted(words)
    for first in _places(scene, wanted[0]) if wanted else ():
        quotes = _followed(scene, first, wanted[1:])
        if quotes is not None:
            yield Saying(scene, call_time, quotes)


def _wanted(words: object) -> list[str]:
    items = words if isinstance(words, list) else [words]
    said = [item for item in items[: _MOST_QUOTES + 1] if isinstance(item, str) and len(item) <= _LONGEST]
    texts = [plain(item)[0] for item in said]
    return texts if len(texts) == len(items) <= _MOST_QUOTES and all(texts) else []


def _places(scene: Scene, text: str) -> Iterator[Quote]:
    for line in scene.lines:
        at = line.text.find(text) if counts(scene, line) else -1
        while at >= 0:
            yield Quote(line, at, at + len(text))
            at = line.text.find(text, at + 1)


def counts(scene: Scene, line: Line) -> bool:
    """The operator's greeting never does; a read-back does once confirmed."""
    return line.by_caller or (line.index > 0 and scene.confirmed(line))


def _followed(scene: Scene, first: Quote, texts: list[str]) -> tuple[Quote, ...] | None:
    quotes = [first]
    for text in texts:
        place = next((q for q in _places(scene, text) if _comes_after(q, quotes[-1])), None)
        if place is None or place.line.index - first.line.index > _APART:
            return None
        quotes.append(place)
    return tuple(quotes)


def _comes_after(quote: Quote, last: Quote) -> bool:
    return (quote.line.index, quote.start) >= (last.line.index, last.end)
