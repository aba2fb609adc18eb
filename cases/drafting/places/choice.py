"""Weighs every place that was told, the caller's home and the offices gone to: which is that of the matter?"""

from __future__ import annotations

import math
from heapq import nlargest

from cases.drafting.model import Evidence
from cases.drafting.nature.conduct import conduct
from cases.drafting.places.offices import told_where, went_marks
from cases.drafting.places.setting import Choice as Choice
from cases.drafting.places.setting import Setting, alike, home_marks, weigh_place
from cases.drafting.places.told import phrase_choices
from cases.drafting.places.told_when import told_when
from cases.drafting.places.visited import by_line, office_choices
from cases.drafting.proposal import Proposal
from cases.drafting.reading.lines import Scene
from cases.drafting.units.paths import Path


def none_marks(scene: Scene, category: str, proposal: Proposal) -> tuple[str, ...]:
    """What speaks for no place at all."""
    asked = bool(scene.noted("asked for the place", told_where))
    shown = (("none untold", not days_told(proposal)), ("none asked", asked), (f"none asked {category}", asked))
    return (
        "none",
        f"none {category}",
        *(name for name, shows in shown if shows),
        *(f"none {m}" for m in went_marks(scene, category)),
        *told_when(scene, proposal).marks("none"),
        *(f"none of {done}" for done in conduct(scene, category)),
    )


def chosen(found: list[Choice], none: tuple[str, ...]) -> tuple[float, Choice] | None:
    """The likeliest place and its chance; readings of nearly the same words are one place.

    The best reading is one likelier than all others together, else that which most of the likely ones are like.
    """
    if not found:
        return None
    most = max(choice.weight for choice in found)
    odds = [math.exp(choice.weight - most) for choice in found]
    likely = [(odd, found[k]) for odd, k in nlargest(_LIKELY, zip(odds, range(len(odds)), strict=True))]
    shared = [sum(odd for odd, other in likely if alike(other.text, choice.text)) for _, choice in likely]
    alone = 2 * likely[0][0] > sum(odds)
    best = 0 if alone else next(k for k, share in enumerate(shared) if share >= _NEARLY * max(shared))
    return shared[best] / (sum(odds) + math.exp(weigh_place(none) - most)), likely[best][1]


_NEARLY = 0.9
"""A likelier reading is kept though another is like a few more."""
_LIKELY = 8
"""So many readings are held against each other; the rest hardly weigh."""


def choices(scene: Scene, paths: list[Path], main: Path | None, proposal: Proposal) -> list[Choice]:
    category = str(proposal.fields["category"] or "")
    lives = proposal.fields["reporter_address"] or ""
    when, done = told_when(scene, proposal), conduct(scene, category)
    setting = Setting(category, days_told(proposal), lives, when, done)
    offices = office_choices(scene, paths, main, setting)
    home = proposal.evidence.get("reporter_address")
    at_home = home_marks(scene, setting) if home else ()
    found = phrase_choices(scene, setting, at_home, by_line(offices))
    found += [choice for _, choice in offices]
    return [*found, _home(scene, home[0], at_home)] if home else found


def days_told(proposal: Proposal) -> list[int]:
    """The turns in which the day and the hour of the matter were told."""
    return [e.turn for name in ("incident_date", "incident_time") for e in proposal.evidence.get(name, [])]


def _home(scene: Scene, home: Evidence, shown: tuple[str, ...]) -> Choice:
    line = scene.lines[home.turn]
    return Choice(str(home.value), line, 0, len(line.text), shown, "place.home", weigh_place(shown))
