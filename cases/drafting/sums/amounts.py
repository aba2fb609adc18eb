"""Sums that belong to the matter: which of those told were paid, demanded, taken, owed or lost because of it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from cases.drafting.model import Evidence
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.numbers import corrects
from cases.drafting.reading.weights import weigh
from cases.drafting.sums.marks import beside_marks, marks
from cases.drafting.sums.sums import Sum, sums_in
from cases.drafting.sums.totals import parts

_MODEL = "sum_model"
_ENOUGH, _POSSIBLE = 0.55, 0.03
_TAKEN_BACK = re.compile("说倒|讲倒|搞错|弄错|算错|口误|哦是|哎是|说反|讲反")


@dataclass(slots=True)
class Told:
    """A mention of a sum, with what it shows in its line."""

    sum: Sum
    shown: tuple[str, ...]
    weight: float


def amounts_yuan(scene: Scene, category: str = "") -> list[Evidence]:
    """What hardly belongs by itself may still be a part that makes up the whole."""
    weighed = [(likelihood(told, category), told) for told in by_sum(scene)]
    chosen = {told[0].sum.yuan: (chance, told) for chance, told in weighed if chance >= _ENOUGH}
    possible = [[t.sum for t in told] for chance, told in weighed if chance >= _POSSIBLE]
    dropped = parts(possible, set(chosen))
    return [_evidence(*told) for yuan, told in chosen.items() if yuan not in dropped]


def _evidence(chance: float, told: list[Told]) -> Evidence:
    best = max(told, key=lambda t: t.weight).sum
    return best.line.evidence(tidy(best.yuan), best.start, best.end, round(min(0.97, chance), 2), "amount.said")


def tidy(yuan: float) -> float | int:
    return int(yuan) if yuan == int(yuan) else yuan


def likelihood(told: list[Told], category: str) -> float:
    odds = sum(math.exp(t.weight) for t in told)
    return odds / (odds + math.exp(weigh(_MODEL, none_marks(category))))


def none_marks(category: str) -> tuple[str, ...]:
    return ("none", f"none {category}")


def by_sum(scene: Scene) -> list[list[Told]]:
    """The mentions of each sum that was not taken back, in the order of the first."""
    standing = scene.gathered("standing sums", scene.noted("sums", _told), list, _stand)
    found: dict[float, list[Told]] = {}
    for told in standing:
        beside = beside_marks(scene, told.sum, [t.sum for t in standing])
        found.setdefault(told.sum.yuan, []).append(_with(told, beside))
    return list(found.values())


def _with(told: Told, more: tuple[str, ...]) -> Told:
    return replace(told, shown=told.shown + more, weight=told.weight + weigh(_MODEL, more))


def _told(line: Line) -> list[Told]:
    sums = sums_in(line)
    if not sums:
        return []
    ends = [0, *(s.end for s in sums)]
    starts = [*(s.start for s in sums[1:]), len(line.text)]
    shown = [marks(line, s, since, until) for s, since, until in zip(sums, ends, starts, strict=False)]
    return [Told(s, m, weigh(_MODEL, m)) for s, m in zip(sums, shown, strict=True)]


def _stand(standing: list[Told], found: tuple[Line, list[Told]]) -> None:
    """What a correction took back is gone."""
    line, at = found[0], 0
    for told in found[1]:
        gap = line.text[at : told.sum.start]
        if standing and standing[-1].sum.line.index >= line.index - 2 and _takes_back(gap):
            standing.pop()
            told = _with(told, ("corrects",))
        standing.append(told)
        at = told.sum.end


def _takes_back(gap: str) -> bool:
    return len(gap) <= 14 and (corrects(gap) or _TAKEN_BACK.search(gap) is not None)


_WAGE = re.compile("工资|退休金|养老金|月薪|低保|年薪|收入")
_MONEY = re.compile("[花交罚收要给赔骗丢欠拿扣付存借还退塞送买充汇扫偷抢输转]|费|钱|款|现金|损失|值")


def sums_told(line: Line) -> list[tuple[Sum, float | int]]:
    """Sums of a line with a unit or a word of money, and no wages."""
    return [(s, tidy(s.yuan)) for s in sums_in(line) if _of_money(s)]


def _of_money(told: Sum) -> bool:
    before = told.line.text[max(0, told.start - 8) : told.start]
    return not _WAGE.search(before) and (told.exact or _MONEY.search(before) is not None)
