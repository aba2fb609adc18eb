# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Which of the seven categories the matter is: weighed words and marks of the whole call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import islice

from cases.drafting.model import Evidence
from cases.drafting.nature.cues import CUES
from cases.drafting.nature.enquiries import ASKS, EARLIER
from cases.drafting.nature.learned import FOLLOWS_UP, chances, reading_of, speaks_for, weight_of
from cases.drafting.nature.marks import (
    BEGINNING,
    CLOSED,
    GENUINE,
    HELP,
    PRAISE,
    PROGRESS,
    QUESTION,
    TAKES_BACK,
    TELLS,
    WITHDRAWN,
    marks,
)
from cases.drafting.nature.repeated import first_time
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.segments import tokens

_COMPILED = {
    name: tuple((re.compile(cue, re.MULTILINE), weight) for cue, weight in cues) for name, cues in CUES.items()
}
_FIRST = {name: re.compile("|".join(cue for cue, weight in cues if weight >= 1)) for name, cues in CUES.items()}
MOST = 12.0
"""A cue's score above which more says no more."""
EARLY = 6
"""How steeply enquiries and calls out of scope are doubted before much was heard."""
POLICE = ("执法办案", "打击防范", "行政管理", "服务群众", "遵规守纪")


def scores(scene: Scene) -> dict[str, float]:
    """A cue said again adds half as much each time."""
    hits = _hits(scene)
    return {
        name: sum(w * (2 - 0.5 ** (n - 1)) for (_, w), n in zip(cues, hits[name], strict=True) if n)
        for name, cues in CUES.items()
    }


def _hits(scene: Scene) -> dict[str, list[int]]:
    """How often each cue was said. Lines are searched once, those that are new together: no cue goes over a line's end."""
    found: dict[str, list[int]]
    read, found = scene.kept.get("cues", (0, {name: [0] * len(cues) for name, cues in CUES.items()}))
    new = "\n".join(line.text for line in scene.callers[read:])
    if new:
        found = {
            name: [n + len(cue.findall(new)) for n, (cue, _) in zip(found[name], cues, strict=True)]
            for name, cues in _COMPILED.items()
        }
    scene.kept["cues"] = (len(scene.callers), found)
    return found


@dataclass(frozen=True, slots=True)
class Nature:
    category: str
    in_scope: bool
    because: tuple[Evidence, ...] = ()
    praise: bool = False
    happened: bool = True
    follows_up: bool = False
    closed: bool = False


def judge(scene: Scene, has_unit: bool) -> Nature:
    """`has_unit`: the caller named a unit of the police."""
    if not scene.callers:
        return Nature("咨询求助", False)
    told = _chances(scene, has_unit)
    earlier = told.pop(FOLLOWS_UP)
    told["咨询求助"] += earlier
    follows = earlier > _FOLLOWS * told["咨询求助"] and not first_time(scene)
    kind = _likeliest(told)
    sure = told[kind]
    shown = (_words(scene, words, sure) for words in _SHOWN.get((kind, follows)) or _heaviest(scene, kind))
    because = next(filter(None, shown), ()) or _weightiest(scene, kind, sure * _heard(scene))
    if kind == "咨询求助":
        praise = not follows and _begins(scene, PRAISE)
        return Nature(
            kind, follows, because, praise=praise, happened=not follows and happened(scene), follows_up=follows
        )
    closed = kind == "非受理范围" and bool(scene.operators_saying(CLOSED))
    return Nature(kind, kind in POLICE, because, closed=closed)


def _likeliest(told: dict[str, float]) -> str:
    kind = max(told, key=lambda name: told[name])
    if kind == "咨询求助" and told[kind] < _ENQUIRES:
        return max((name for name in told if name != kind), key=lambda name: told[name])
    return kind


_ENQUIRES = 0.75
"""Of an enquiry no matter is drafted: who complains and is taken for an enquirer loses all that he told."""
_FOLLOWS = 0.37
"""Of the chance of an enquiry. Who asks after an earlier matter asks, too, so its own words weigh less than they tell."""


_TAKEN_BACK = 0.05
"""All fifteen calls that begin so were enquiries."""


def happened(scene: Scene) -> bool:
    """Whether one who complains of nothing tells of a day and a place: in praise, or of somebody lost or in danger."""
    return _begins(scene, PRAISE) or _begins(scene, HELP)


def _begins(scene: Scene, words: re.Pattern[str]) -> bool:
    return any(line.seen(words) for line in scene.callers[:BEGINNING])


_SHOWN = {("咨询求助", True): (WITHDRAWN, PROGRESS, EARLIER), ("咨询求助", False): (PRAISE, GENUINE, QUESTION, ASKS)}


def _heard(scene: Scene) -> float:
    """Near 1 for a whole call."""
    return weight_of(reading_of(scene).tally) / 2


def _chances(scene: Scene, has_unit: bool) -> dict[str, float]:
    """A few words say little, but a grief about the police that is told with them is no enquiry and in scope."""
    found = _facts(scene, has_unit)
    told = chances(found)
    if (TELLS, 1.0) in found:
        for name in ("咨询求助", FOLLOWS_UP, "非受理范围"):
            told[name] *= _heard(scene) ** EARLY
    if (TAKES_BACK, 1.0) in found:
        for name in (*POLICE, "非受理范围"):
            told[name] *= _TAKEN_BACK
    whole = sum(told.values())
    return {name: chance / whole for name, chance in told.items()}


def _facts(scene: Scene, has_unit: bool) -> list[tuple[str, float]]:
    reading = reading_of(scene)
    said, sure = reading.scores(), weight_of(reading.tally)
    return [*facts(scene, has_unit), *((f"words {name}", sure * score) for name, score in said.items())]


def facts(scene: Scene, has_unit: bool) -> list[tuple[str, float]]:
    """What the choice of a category rests on beside the words, each with its strength."""
    return [
        ("any", 1.0),
        *((f"cues {name}", min(score, MOST) / 4) for name, score in scores(scene).items()),
        *((mark, 1.0) for mark in sorted(set(marks(scene, has_unit)))),
    ]


def _heaviest(scene: Scene, kind: str) -> tuple[re.Pattern[str], ...]:
    """All weighty cues as one pattern, where any was said: looking for it is slow."""
    said = any(hits and weight >= 1 for hits, (_, weight) in zip(_hits(scene)[kind], CUES[kind], strict=True))
    return (_FIRST[kind],) if said else ()


def _words(scene: Scene, rule: re.Pattern[str], sure: float) -> tuple[Evidence, ...]:
    for line in scene.callers:
        if m := line.seen(rule):
            return (line.evidence(m.group(), m.start(), m.end(), sure, "category.words"),)
    return ()


_PERSONAL = re.compile("贵姓|姓名|名字|称呼|电话|号码|身份证|住址|地址")
_DIGITS = frozenset("零幺一二三四五六七八九")
_LONGEST = 12
"""So many characters show what a model rests on."""


def _weightiest(scene: Scene, kind: str, sure: float) -> tuple[Evidence, ...]:
    """The words that speak most for what the model found, where no cue stands."""
    spans = scene.noted(f"speaks for {kind}", partial(_span, kind))
    if not spans:
        return ()
    line, ((_, start, end),) = max(spans, key=lambda told: told[1][0][0])
    return (line.evidence(kind, start, end, sure, "category.learned"),)


def _span(kind: str, line: Line) -> list[tuple[float, int, int]]:
    """From one word that speaks for it to another, and how much all of them do."""
    best = (0.0, 0, 0)
    found = [] if line.asks(_PERSONAL) else tokens(line)
    words = [
        (start, start + len(word), speaks_for(word, kind))
        for word, _, start in found
        if len(word) > 1 and _DIGITS.isdisjoint(word)
    ]
    for at, (start, _, first) in enumerate(words):
        if first < 0:
            continue
        weight = 0.0
        for _, end, more in islice(words, at, None):
            if end - start > _LONGEST:
                break
            weight += more
            if weight > best[0]:
                best = weight, start, end
    return [best] if best[0] > 0 else []
