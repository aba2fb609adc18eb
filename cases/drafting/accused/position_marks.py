"""How each position told in a line stands to a name: named marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cases.drafting.names.positions import CIVIL, positions
from cases.drafting.people.people import Figure
from cases.drafting.reading.lines import Line

Span = tuple[int, int]
Told = tuple[int, int, str]


@lru_cache(256)
def spoken_of(name: str | None) -> re.Pattern[str]:
    """胡建军, 姓胡, 小胡, 胡警官: the same pattern for the same name, for a scene keeps what it searched for."""
    own, surname = re.escape(name or ""), re.escape((name or "")[:1])
    return re.compile(f"{own}|[姓老小大]{surname}|{surname}(?=警官|所|队|导|局|指|教|民警|辅警)")


class Said(NamedTuple):
    """A line behind the question that it answers (up to `turn`), and where the person, others and titles are told."""

    text: str
    turn: int
    asked: re.Match[str] | None
    mentions: list[Span]
    strangers: list[Span]
    told: list[Told]


def line_marks(line: Line, far: str, one: Figure, others: list[Figure]) -> list[tuple[str, str]]:
    """What a line and the question before it show of each position told in them."""
    text = line.asked + line.text
    told = line.once("positions told", lambda: _told(text))
    if not told:
        return []
    mentions = [m.span() for m in spoken_of(one.person.name).finditer(text)]
    strangers = [m.span() for other in others for m in spoken_of(other.person.name).finditer(text)]
    said = Said(text, len(line.asked), _WHAT_ASKED.search(line.asked), mentions, strangers, told)
    free = [at for at in told if not _theirs(text, at, mentions, strangers)]
    another = f"another's{', not told of here' if not mentions else ''}"
    first = "introduced" if one.told[0].line is line else "again"
    return [
        *((position, another) for position in {at[2] for at in told if at not in free}),
        *((at[2], mark) for at in free for mark in _of_title(said, at, far)),
        *((position, f"nearest {side} where {first}") for position, side in _nearest(mentions, strangers, free)),
    ]


def _of_title(said: Said, at: Told, far: str) -> Iterator[str]:
    start, end, _ = at
    side = "asked" if start < said.turn else "told"
    if said.asked and start < said.asked.end() and end > said.asked.start():
        yield "asked whether"
        return
    yield from (f"{mark}, {side}" for mark in _manner(said.text, start, end))
    if said.asked and 0 <= start - said.turn <= _AT_ONCE:
        yield "answers what they are"
    yield from _beside(said.text, (start, end), side, said.mentions, said.strangers, said.told)
    if not said.mentions:
        yield f"{far}, {side}{', at once' if 0 <= start - said.turn <= 3 else ''}"
        if said.strangers:
            yield f"{far}, {side}, with another"


def _theirs(text: str, at: Told, mentions: list[Span], strangers: list[Span]) -> bool:
    """Another's own title, and not also this one's."""
    span = at[:2]
    return any(_bound(text, s, span) for s in strangers) and not any(_bound(text, m, span) for m in mentions)


def _nearest(mentions: list[Span], strangers: list[Span], told: list[Told]) -> set[tuple[str, str]]:
    """The position told last before a saying of the name and first behind it, with nobody else between."""
    found = set()
    for start, end in mentions:
        before = max((t for t in told if t[1] <= start), default=None)
        behind = min((t for t in told if t[0] >= end), default=None)
        if before and not any(before[1] <= s < start for s, _ in strangers):
            found.add((before[2], "before"))
        if behind and not any(end <= s < behind[0] for s, _ in strangers):
            found.add((behind[2], "behind"))
    return found


_WHAT_ASKED = re.compile(
    "(?:民警|警察|辅警|协警)(?:还是|吗|呢)(?:民警|警察|辅警|协警)?|还是(?:民警|警察|辅警|协警)|什么(?:身份|职务|人员)|是(?:队长|所长)吗"
)
_AT_ONCE = 4


def _bound(text: str, name: Span, at: Span) -> bool:
    """苌伟东是副所长, 副所长苌伟东: the title is that one's."""
    between = text[name[1] : at[0]] if name[1] <= at[0] else text[at[1] : name[0]]
    return len(between) <= 8 and _OF.fullmatch(between) is not None


_MANNERS = {
    "introduced": re.compile("(?:一个|还有个|有个|那个|另外?一?个|俩|两个|几个|来了?个)[一-鿿]{0,2}$"),
    "told as is": re.compile("(?<!不)是(?:个|一个|正式的?|那个)?$"),
    "doubted": re.compile("(?:不是|是不是|还是|没穿|不像|知道[一-鿿]{0,6}是|以前是|原来是|冒充)(?:个|正式的?)?$"),
    "called on": re.compile("(?:找|问|叫|喊|报|派|你们|跟|打给)(?:了|过|个|到|的)*$"),
}


def _manner(text: str, start: int, end: int) -> list[str]:
    before = text[max(0, start - 10) : start]
    shown = [name for name, words in _MANNERS.items() if words.search(before)]
    return [*shown, "doubted"] if text.startswith(("还是", "吗"), end) else shown


def _told(text: str) -> list[Told]:
    civil = [(m.start(), m.end(), m.group()) for m in CIVIL.finditer(text)]
    police = positions(text)
    return sorted([*police, *(c for c in civil if not any(s < c[1] and c[0] < e for s, e, _ in police))])


_OF = re.compile("的?(?:那个|这个|一个|是|叫|姓|就是|也是|呢|个|名叫|名字叫|真名|大名|全名)*的?")
# 赵文斌是曹坪派出所的副所长
_BY_UNIT = re.compile("(?:他|她)?(?:就|也|原来)?是[一-鿿]{0,12}(?:所|队|局|室|科|里)(?:里)?的?(?:那个|一个)?")
_CLAUSE = re.compile("[我俺他她]|说|讲|来|打|去")


def _beside(
    text: str, at: Span, side: str, mentions: list[Span], strangers: list[Span], told: list[Told]
) -> Iterator[str]:
    """How it stands to the nearest saying of the name before it and behind it."""
    before = max((m for m in mentions if m[1] <= at[1]), default=None)
    behind = min((m for m in mentions if m[0] >= at[0]), default=None)
    for place, gap in (
        ("behind the name", before and (before[1], at[0])),
        ("before the name", behind and (at[1], behind[0])),
    ):
        if gap:
            yield from (f"{place}, {mark}" for mark in _gap(text, gap, strangers, told))
            yield f"{place}, {side}"


def _gap(text: str, gap: Span, strangers: list[Span], told: list[Told]) -> list[str]:
    start, end = gap
    words = text[start:end]
    if _OF.fullmatch(words) or end <= start:
        return ["joined", f"joined {words[:2]}"]
    if _BY_UNIT.fullmatch(words):
        return ["joined", "joined by the unit"]
    shown = [f"gap {min((end - start).bit_length(), 6)}"]
    blocked = [
        ("over another", any(start <= s < end for s, _ in strangers)),
        ("over a position", any(start <= s < end for s, _, _ in told)),
        ("over a clause", _CLAUSE.search(words)),
    ]
    return shown + [name for name, shows in blocked if shows] + ([] if any(b for _, b in blocked) else ["clear"])
