"""What speaks for and against a sum as one of the matter: named marks, weighed by a small model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cases.drafting.reading.lexicon import longest_first, sections
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.sums.sums import Sum
from cases.drafting.sums.totals import priced, total

_BEFORE, _AFTER, _NEAR, _BESIDE, _ALONE = 14, 10, 4, 3, 3
_ASKED = (
    ("much", re.compile("多少|几块|几多|好多钱|多大")),
    ("loss", re.compile("损失|价值|值|亏|被骗|丢")),
    ("paid", re.compile("花|费用|交|付|给|转|罚|收|扣|欠|要")),
    ("total", re.compile("一共|总共|实际|合计|加起来|总计|全部")),
    ("evidence", re.compile("证据|凭|收据|票|录|监控|单")),
    ("wish", re.compile("诉求|要求|希望|想怎么")),
    ("who", re.compile("姓名|称呼|电话|身份证|贵姓|住址")),
)
_SHAPED = re.compile(
    "[一二两三四五六七八九][百千万][一二三四五六七八九]$|千[零一二两三四五六七八九]百[一二三四五六七八九]?$|百[零一二三四五六七八九]十?[一二三四五六七八九]?$"
)
_SIZES = ((50, "tens"), (300, "some hundreds"), (1000, "hundreds"), (10_000, "thousands"), (100_000, "ten thousands"))


@cache
def _classes() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in sections("sum_classes").items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found, re.compile(longest_first(tuple(found)))


def marks(line: Line, told: Sum, since: int, until: int) -> tuple[str, ...]:
    """`since` and `until`: where the sums beside it end and begin."""
    text = line.text
    first, last = max(0, since, told.start - _BEFORE), min(until, told.end + _AFTER)
    form, size, *each = _form(text, told)
    around = [*_sides(text, told, first, last), *_asked(line, told)]
    return tuple(
        dict.fromkeys(
            [
                form,
                size,
                f"{form} {size}",
                *each,
                *around,
                *(f"{form}; {mark}" for mark in around if mark[1] in " s"),
                *_edges(text, told),
                "sum before" if 0 < since > told.start - _BEFORE else "no sum before",
                "sum after" if last == until < len(text) else "no sum after",
            ]
        )
    )


def _form(text: str, told: Sum) -> Iterator[str]:
    words = text[told.start : told.end]
    yield "unit" if told.exact else "shaped" if _SHAPED.search(words) else "bare"
    yield next((name for edge, name in _SIZES if told.yuan < edge), "much")
    if priced(told):
        yield "each"


def _sides(text: str, told: Sum, first: int, last: int) -> Iterator[str]:
    """The classes of the words on either side, near and far, and of the nearest on both."""
    left = [(told.start - end, name) for name, _, end in _named(text, first, told.start)]
    right = [(start - told.end, name) for name, start, _ in _named(text, told.end, last)]
    for side, found in (("l", left), ("r", right)):
        for away, name in found:
            yield f"{side} {'near' if away < _NEAR else 'far'} {name}"
            yield f"{side} {name}"
    yield f"seq {min(left, default=(0, '-'))[1]} {min(right, default=(0, '-'))[1]}"
    yield f"lseq {' '.join(name for _, name in left[-2:])}"


def _named(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    known, pattern = _classes()
    for m in pattern.finditer(text, start, end):
        for name in known[m.group()]:
            yield name, m.start(), m.end()


def _asked(line: Line, told: Sum) -> Iterator[str]:
    if not line.asked:
        yield "asked nothing"
    shown = [f"asked {name}" for name, words in _ASKED if line.asks(words)]
    yield from shown or ["asked else"]
    if told.start <= 6:
        alone = "alone" if len(line.text) - told.end + told.start <= _ALONE else "early"
        yield from (f"{mark}, {alone}" for mark in shown or ["asked else"])


def _edges(text: str, told: Sum) -> Iterator[str]:
    left, right = text[max(0, told.start - 3) : told.start], text[told.end : told.end + 3]
    yield from (f"lc {left[-k:]}" for k in range(1, len(left) + 1))
    yield from (f"rc {right[:k]}" for k in range(1, len(right) + 1))
    if not left:
        yield "first words"
    if not right:
        yield "last words"


def beside_marks(scene: Scene, told: Sum, every: list[Sum]) -> tuple[str, ...]:
    """Of the other sums that were told, and of what the operator made of it."""
    words = told.line.text[told.start : told.end].rstrip("块钱元")
    after = scene.lines[told.line.index + 1 : told.line.index + 4]
    here = told.line.index
    larger = [s for s in every if s.yuan > told.yuan and abs(s.line.index - here) <= _BESIDE]
    shown = {
        "only sum": len({s.yuan for s in every}) == 1,
        "total": total(told),
        "total beside": any(map(total, larger)),
        "total in line": any(s.line is told.line and total(s) for s in larger),
        "read back": any(words in line.text for line in after if not line.by_caller),
        "told again": any(s is not told and s.yuan == told.yuan for s in every),
        "multiplied": any(s.yuan % told.yuan == 0 for s in larger),
        "larger in line": any(s.line is told.line for s in larger),
    }
    first = f"sum {min(3, next(k for k, s in enumerate(every) if s is told))}"
    return (first, *(name for name, shows in shown.items() if shows))
