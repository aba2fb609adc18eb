"""Phrases that go further than one run of names: 城关派出所二楼户籍室, 双河路我那个农机店, 收费站下来那个三岔路口."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from cases.drafting.places.phrase import Spot, spot_of
from cases.drafting.places.row import Part, named, row
from cases.drafting.places.spots import joins, spots
from cases.drafting.places.words import NUMBER, place_words
from cases.drafting.reading.lexicon import words
from cases.drafting.reading.lines import Line
from cases.drafting.units.office_names import named_itself, short_name
from cases.drafting.units.units import Mention

_LONGEST, _MOST_GAPS, _GAPS_RUNNING = 34, 2, 2
_GAPS = words("place_parts", "gaps")
_AMID_NAMES = words("place_parts", "amid names")
_APART = words("place_parts", "apart")
_COUNTED = frozenset("号楼栋幢单层室米公里路街道巷弄组社队门个户排区期点分零一二三四五六七八九十百幺")
_NOUNS, _OF_PEOPLE = frozenset("nsfjqe"), ("nr", "nrt", "nrfg")


def stretches(line: Line) -> list[Spot]:
    """From where a spot or an office begins, over short words of talk, to each later end."""
    return line.once("stretches", lambda: _stretches(line))


def _stretches(line: Line) -> list[Spot]:
    units: list[Mention] = line.notes.get("units", [])
    short = spots(line)
    starts = {s.start for s in short} | {u.start for u in units} - _above(units)
    if not starts:
        return []
    parts = _with_units(row(line), units)
    known = {(s.start, s.end) for s in short} | {(u.start, u.end) for u in units}
    found = []
    for k, part in enumerate(parts):
        if part.start in starts:
            found += _from(line.text, parts, k, known)
    return found


def _above(units: list[Mention]) -> set[int]:
    """Where the bureaus of stations with a name of their own begin: they are no part of the place."""
    return {a.start for a, b in pairwise(units) if a.bureau and named_itself(b) and b.start - a.end <= 3}


def _with_units(parts: list[Part], units: list[Mention]) -> list[Part]:
    """The row with each unit as one part."""
    if not units:
        return parts
    found: list[Part] = []
    left = list(units)
    for part in parts:
        while left and left[0].end <= part.start:
            left.pop(0)
        unit = left[0] if left and left[0].start < part.end else None
        if unit is None:
            found.append(part)
            continue
        if part.start < unit.start:
            found.append(named(part.text[: unit.start - part.start], part.tag, part.start, part.sort, part.proper))
        if not found or found[-1].start != unit.start:
            found.append(named(_as_place(unit), "nt", unit.start, "unit", True)._replace(end=unit.end))
        if part.end > unit.end:
            found.append(named(part.text[unit.end - part.start :], part.tag, unit.end, part.sort, part.proper))
    return found


def _as_place(unit: Mention) -> str:
    """梅山派出所 is a place without the county that it is of."""
    return short_name(unit.name) if named_itself(unit) else unit.name


def _from(text: str, parts: list[Part], first: int, known: set[tuple[int, int]]) -> list[Spot]:
    """Each later end, not yet known, of the phrase that begins with the part `first`."""
    found: list[Spot] = []
    run: list[Part] = []
    gaps = running = 0
    for k in range(first, len(parts)):
        part = parts[k]
        if part.end - parts[first].start > _LONGEST:
            break
        if part.sort == "unit" or joins(text, parts, k, run) or (run and _within(parts, k)):
            running = 0
            run.append(part)
            anew = k > first and (run[0].start, part.end) not in known
            if anew and _ends(text, part) and (spot := _stretch(run, gaps)) is not None:
                found.append(spot)
        elif run and part.text in _GAPS and gaps < _MOST_GAPS and running < _GAPS_RUNNING:
            gaps, running = gaps + 1, running + 1
        else:
            break
    return found


def _stretch(run: list[Part], gaps: int) -> Spot | None:
    """Words of talk are left out; a name that no place word ends does not stand behind 门口 or 上."""
    spot = spot_of("".join(p.text for p in run), run, gaps=gaps)
    last = run[-1]
    if spot.closed or last.sort in ("side", "unit", "number"):
        return spot
    return spot if last.end - last.start > 1 and run[-2].text not in _tails() else None


@cache
def _tails() -> frozenset[str]:
    return frozenset(w for w, kind in place_words().items() if kind == "tail") | frozenset("上里下")


def _within(parts: list[Part], k: int) -> bool:
    """三号泊位, 第二个池子, 酒店三零六; 嘉和花园, 火车道口: a number or an odd word amid names."""
    part = parts[k]
    after = parts[k + 1] if k + 1 < len(parts) else None
    if part.sort == "number" and _ROOM.fullmatch(part.text) and (after is None or after.text[0] not in "块元年月点多"):
        return True
    if after is None or after.sort != "name":
        return False
    if part.sort == "number":
        return part.text[-1] in "号个家" and after.tag[0] == "n"
    return part.text in _AMID_NAMES or (len(part.text) == 1 and part.tag[0] in "ceudva" and part.text not in _APART)


_ROOM = re.compile(f"[{NUMBER}]{{3,4}}")


def _ends(text: str, part: Part) -> bool:
    """A number ends a phrase unless it counts what follows; a noun does unless it is somebody's name."""
    if part.sort == "number":
        return text[part.end : part.end + 1] not in _COUNTED
    if part.word.deed:
        return False
    if part.sort in ("side", "unit") or part.text[-1] in place_words():
        return True
    return part.sort in ("name", "soft") and part.tag[0] in _NOUNS and part.tag not in _OF_PEOPLE
