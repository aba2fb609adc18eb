"""What a phrase holds that a place seldom does: deeds, people, a larger place behind a smaller one."""

from __future__ import annotations

from cases.drafting.places.row import Part


def holds(run: list[Part]) -> list[str]:
    last = len(run) - 1
    found = {
        f"holds {part.word.seen}{' first' if k == 0 else ' last' if k == last else ''}"
        for k, part in enumerate(run)
        if part.word.seen
    }
    if _goes_up(run):
        found.add("goes up")
    deeds = sum([part.word.seen == "deed" for part in run])
    if deeds:
        found.add(f"deeds {min(deeds, 2)}")
    return sorted(found)


def _goes_up(run: list[Part]) -> bool:
    lowest = -1
    for part in run:
        level = part.word.level
        if 0 <= level < lowest and level <= 4:
            return True
        if level > lowest:
            lowest = level
    return False
