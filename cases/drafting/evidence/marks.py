"""What speaks for and against that a mention tells of evidence that exists: named marks, weighed by a small model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache

from cases.drafting.evidence.mentions import Mention, asked_mentions, mentions_in
from cases.drafting.reading.lexicon import sections
from cases.drafting.reading.lines import Line
from cases.drafting.reading.segments import tokens

_REACH, _NEAR, _WITHIN = 6, 2, 16
_ASKS_ANY = re.compile("证据|凭证|材料|证明|依据|手续|东西|手里|手上|手头|能证|还有(?:别的|什么|没有)")
_POLAR = re.compile("有没有|吗|有什么|有啥|么$|没有$|没$|还在|哪些|有无|呢$")
_START = re.compile("(?:嗯|啊|哦|呃|哎|那|这个|就|我|俺)*")
_MEASURE = re.compile("[一-鿿]{0,5}?[一二两俩三四五六七八九十几多好半]+[小来多大整]?([张段分秒份条页本句个沓摞叠截])")


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in sections("evidence_classes").items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


@lru_cache(maxsize=20_000)
def classes_of(word: str) -> tuple[str, ...]:
    """A word that is not listed has the classes of its characters."""
    known = _classes()
    if word in known:
        return known[word]
    return tuple(dict.fromkeys(name for char in word for name in known.get(char, ())))


def told_marks(line: Line, m: Mention) -> list[str]:
    """Of a word in the caller's own line."""
    left, right = _around(line, m)
    return [
        f"w {m.word}",
        *_side("l", left[::-1]),
        *_side("r", right),
        *_asked(line, m),
        f"seq {_first(left[::-1])} {_first(right)}",
        *_edges(line.text, m),
        *_beside(line, m),
        *(f"own {name}" for name in classes_of(m.word)),
    ]


def answer_marks(line: Line, m: Mention) -> list[str]:
    """Of a word in the question, which the caller may affirm."""
    words = [t.text for t in tokens(line)[:5]]
    return [
        f"answer {line.asks(_POLAR) is not None}",
        *(f"a1 {word}" for word in words[:1]),
        *(f"a {name}" for word in words[:3] for name in classes_of(word)),
        f"aseq {_first(words)}",
        *(f"after asked {name}" for name in _classes_in(line.asked[m.end : m.end + 8])),
        *(f"before asked {name}" for name in _classes_in(line.asked[max(0, m.start - 8) : m.start])),
    ]


def _around(line: Line, m: Mention) -> tuple[list[str], list[str]]:
    """The words on either side; one that the mention is part of lends what is left of it."""
    found = tokens(line)
    starts = line.once("word starts", lambda: [start for *_, start in found])
    first, last = bisect_left(starts, m.start - _WITHIN), bisect_left(starts, m.start)
    left = [word[: m.start - start] for word, _, start in found[max(first, last - _REACH) : last]]
    right = []
    for word, _, start in found[max(0, last - 1) :]:
        if start + len(word) > m.end:
            right.append(word[max(0, m.end - start) :])
        if len(right) == _REACH or start + len(word) >= m.end + _WITHIN:
            break
    return left, right


def _side(side: str, words: list[str]) -> list[str]:
    shown = [f"{side}1 {words[0]}"] if words else [f"{side} edge"]
    for k, word in enumerate(words):
        near = "near" if k < _NEAR else "far"
        shown += [f"{side} {near} {name}" for name in classes_of(word)]
        shown.append(f"{side} {word}")
    return shown


def _edges(text: str, m: Mention) -> list[str]:
    """The characters at either end, for the tokenizer errs in what is said loosely; and how it is counted."""
    left, right = text[max(0, m.start - 3) : m.start], text[m.end : m.end + 3]
    shown = [f"lc {left[-k:]}" for k in range(1, len(left) + 1)]
    shown += [f"rc {right[:k]}" for k in range(1, len(right) + 1)]
    measure = _MEASURE.match(text, m.end, m.end + 9)
    return [*shown, f"measure {measure.group(1)}"] if measure else shown


def _beside(line: Line, m: Mention) -> Iterator[str]:
    """What else the line and its question tell of: 录 is the sound or the picture by the device."""
    for other in mentions_in(line):
        if other.start != m.start:
            yield f"beside {other.group}"
            near = "just " if abs(other.start - m.start) <= _WITHIN else ""
            yield f"{near}{'before' if other.start < m.start else 'after'} {other.group}"
    yield from (f"asked {asked.group}" for asked in asked_mentions(line))


def _first(words: list[str]) -> str:
    """The classes of the first two words that have any."""
    return "-".join([names[0] for names in map(classes_of, words) if names][:2])


def _asked(line: Line, m: Mention) -> list[str]:
    if not line.asked:
        return ["asked nothing"]
    polar = line.asks(_POLAR) is not None
    shown = [f"asked evidence {polar}"] if line.asks(_ASKS_ANY) else []
    if any(asked.group == m.group for asked in asked_mentions(line)):
        shown.append(f"asked this {polar}")
    shown = shown or ["asked else"]
    begins = line.once("begins", lambda: _begins(line))
    early = [f"{shown[0]}, early"] if m.start <= 6 else []
    return [*shown, *(f"{mark}, {begins}" for mark in shown), *early]


def _begins(line: Line) -> str:
    """The class of the first word of any weight."""
    skipped = _START.match(line.text)
    start = skipped.end() if skipped else 0
    return next((name for t in tokens(line) if t.end > start for name in classes_of(t.text)), "-")


def _classes_in(text: str) -> set[str]:
    return {name for char in text for name in classes_of(char)}
