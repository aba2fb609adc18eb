"""Whether the caller asks that nobody learns of them: each wish, denial and fear is weighed by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cases.drafting.model import Evidence
from cases.drafting.reading.lexicon import longest_first, sections
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.weights import shares, weigh
from cases.drafting.reporter.wishes import asks_secrecy

MODEL = "secrecy_model"
_WORDS = sections("secrecy_words")
_BEGINS = re.compile(longest_first((*_WORDS["dont"], *_WORDS["safe"], *_WORDS["fear"])))
_KINDS = {kind: re.compile(longest_first(words)) for kind, words in _WORDS.items()}
_TALKS = re.compile("[说讲提知晓看听猜认透泄漏传捅密匿名姓声张报找整复]|身份|信息|电话|号码|出去|材料|有数|怕")
_BEFORE, _AFTER = 8, 16
_ENOUGH, _DOUBT = 0.68, 0.2
"""From the first on it is taken for a wish. Between them the clerk asks: two in five had meant it (five folds)."""
_ASKED = re.compile("保密|公开|透露|匿名")
_PROMISED = re.compile("(?:会|替您|放心|严格|依法|一定)(?:为|给|替|帮)?(?:您|你|举报人)?的?(?:严格)?保密(?![吗么不])")
"""The operator says so to everybody: 好 asks for nothing."""
_OFFERED = re.compile("保密|匿名|不会(?:透露|泄露|公开)")
_QUESTION = re.compile("^(?:吗|么|不|吧|没)")
NONE = ("none",)


class Wish(NamedTuple):
    line: Line
    start: int
    end: int
    marks: tuple[str, ...]
    weight: float


def confidential(scene: Scene) -> Evidence | None:
    found, chances = _weighed(scene)
    if sum(chances) < _ENOUGH:
        return None
    best = found[max(range(len(found)), key=lambda k: chances[k])]
    return best.line.evidence(True, best.start, best.end, round(min(0.95, sum(chances)), 3), "confidential.wish")


def in_doubt(scene: Scene) -> bool:
    """Whether words that may ask for secrecy are too weak to tell: then the clerk asks."""
    return _DOUBT <= sum(_weighed(scene)[1]) < _ENOUGH


def _weighed(scene: Scene) -> tuple[list[Wish], list[float]]:
    found = wishes(scene)
    return found, shares([wish.weight for wish in found], weigh(MODEL, NONE))


def wishes(scene: Scene) -> list[Wish]:
    told = [wish for _, found in scene.noted("wishes", _wishes) for wish in found]
    return [_wish(*wish[:3], *wish.marks, "promised") if _promised(scene, wish.line) else wish for wish in told]


def _wish(line: Line, start: int, end: int, *marks: str) -> Wish:
    return Wish(line, start, end, marks, weigh(MODEL, marks))


def _wishes(line: Line) -> list[Wish]:
    plainly = asks_secrecy(line)
    if not (plainly or _TALKS.search(line.text) or line.asks(_ASKED)):
        return []
    ruled = ("asked plainly",) if plainly else ()
    found = [_wish(line, m.start(), m.end(), *_marks(line, m), *ruled) for m in _begun(line.text)]
    if plainly and not found:
        found = [_wish(line, 0, len(line.text), "asked plainly", "asked plainly alone")]
    if line.asks(_ASKED) and not line.asks(_PROMISED):
        answer = ("answer", f"answer {line.text[:1]}", f"answer {line.text[:2]}")
        found.append(_wish(line, 0, min(4, len(line.text)), *answer))
    return found


def _begun(text: str) -> Iterator[re.Match[str]]:
    """Where a wish may begin, with a word of telling or of knowing near."""
    return (m for m in _BEGINS.finditer(text) if _TALKS.search(text, max(0, m.start() - _BEFORE), m.end() + _AFTER))


def _promised(scene: Scene, line: Line) -> bool:
    """By the operator, at once."""
    return any(not later.by_caller and later.seen(_OFFERED) for later in scene.lines[line.index + 1 : line.index + 2])


def _marks(line: Line, m: re.Match[str]) -> Iterator[str]:
    begin = next(kind for kind in ("dont", "safe", "fear") if _KINDS[kind].fullmatch(m.group()))
    text = line.text
    before, after = text[max(0, m.start() - _BEFORE) : m.start()], text[m.end() : m.end() + _AFTER]
    yield from (begin, f"says {m.group()}")
    behind = {kind: found.start() for kind, words in _KINDS.items() if (found := words.search(after))}
    ahead = [kind for kind, words in _KINDS.items() if words.search(before)]
    yield from (f"{begin} behind {kind}" for kind in ahead)
    yield from (f"{begin} then {kind}" for kind in behind)
    yield from (f"{begin} then {kind}, {'near' if at <= 4 else 'far'}" for kind, at in behind.items())
    order = sorted(behind, key=lambda kind: behind[kind])
    yield from (f"{begin} then {a} {b}" for k, a in enumerate(order) for b in order[k + 1 :])
    yield from (f"{begin} behind {a} then {b}" for a in ahead for b in behind)
    yield f"{m.group()} after {text[max(0, m.start() - 1) : m.start()] or 'nothing'}"
    yield from (f"near {text[k : k + 2]}" for k in range(m.start(), min(len(text) - 1, m.end() + 8)))
    yield from (f"before {before[k : k + 2]}" for k in range(len(before) - 1))
    if _QUESTION.match(after):
        yield f"{begin} asked"
    if line.asks(_ASKED):
        yield f"{begin} in answer"
