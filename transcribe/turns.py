"""Both sides' words → the turns of a conversation, by time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from transcribe.recogniser import Word

Side = Literal["caller", "operator"]
PAUSE_S = 2.0
"""A longer silence ends a turn: a caller who thinks for a second has not finished."""
BREATH_S = 0.3
"""A shorter gap between two words does not end a turn, though the other side says something then."""
GREETING_S = 5.0
"""How long an operator speaks before the caller's first word, when nobody noted the moment of answering."""


@dataclass(frozen=True, slots=True)
class Turn:
    side: Side
    words: tuple[Word, ...]

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return self.words[-1].end

    @property
    def text(self) -> str:
        return joined([word.text for word in self.words])

    @property
    def confidence(self) -> float:
        return round(sum(word.confidence for word in self.words) / len(self.words), 3)

    def as_json(self) -> dict[str, Any]:
        words = [{"word": w.text, "start": w.start, "end": w.end, "confidence": w.confidence} for w in self.words]
        said = {"side": self.side, "start": self.start, "end": self.end}
        return said | {"text": self.text, "confidence": self.confidence, "words": words}


def merge(words: Mapping[Side, Sequence[Word]]) -> list[Turn]:
    """Turns in the order in which they begin. Who speaks while the other does keeps an unbroken turn."""
    caller, operator = words.get("caller", ()), words.get("operator", ())
    turns = [*_turns("caller", caller, operator), *_turns("operator", operator, caller)]
    return sorted(turns, key=lambda turn: (turn.start, turn.side))


def later(words: Sequence[Word], by_s: float) -> list[Word]:
    """The same words for a listener who began `by_s` seconds earlier."""
    return [Word(w.text, round(w.start + by_s, 3), round(w.end + by_s, 3), w.confidence) for w in words]


def without_prompts(operator: Sequence[Word], caller: Sequence[Word]) -> list[Word]:
    """What the caller heard holds prompts and music until somebody answers. When the moment is not known, an
    operator's words are those from shortly before the caller first speaks."""
    first = min((word.start for word in caller), default=0.0)
    return [word for word in operator if word.start >= first - GREETING_S]


def joined(texts: Sequence[str]) -> str:
    """Chinese is written without spaces; a space stays between two words of Latin letters."""
    text = texts[0] if texts else ""
    for left, right in pairwise(texts):
        text += f" {right}" if left[-1:].isascii() and right[:1].isascii() else right
    return text


def _turns(side: Side, own: Sequence[Word], other: Sequence[Word]) -> Iterator[Turn]:
    middles = [(word.start + word.end) / 2 for word in other]
    begun: list[Word] = []
    for word in own:
        if begun and _breaks(begun[-1], word, middles):
            yield Turn(side, tuple(begun))
            begun = []
        begun.append(word)
    if begun:
        yield Turn(side, tuple(begun))


def _breaks(last: Word, word: Word, other_middles: Sequence[float]) -> bool:
    gap = word.start - last.end
    if gap <= BREATH_S:
        return False
    return gap > PAUSE_S or any(last.end < middle < word.start for middle in other_middles)
