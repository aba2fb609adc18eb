"""Where words begin in a line, by the tokenizer, and what kind of word each is."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

import rjieba

from cases.drafting.reading.lines import Line


class Token(NamedTuple):
    """A tuple, for a call has thousands of them."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_token: Callable[[tuple[str, str, int]], Token] = partial(tuple.__new__, Token)
"""As Token(...), in half its time."""


def tokens(line: Line) -> list[Token]:
    return line.once("tokens", lambda: tokens_of(line.text))


def tokens_of(text: str) -> list[Token]:
    found, at = [], 0
    for word, tag in rjieba.tag(text):
        found.append(_token((word, tag, at)))
        at += len(word)
    return found


def token_at(found: list[Token], place: int) -> Token | None:
    """The word that covers the character at `place`."""
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        if found[middle].end <= place:
            low = middle + 1
        else:
            high = middle
    return found[low] if low < len(found) and found[low].start <= place else None


@lru_cache(1024)
def first_word(text: str) -> tuple[str, str]:
    """The dictionary word that `text` begins with, and its tag; words that the tokenizer guesses do not count."""
    found = rjieba.tag(text, False)
    return found[0] if found else ("", "")
