"""How far drafts are from the labels: calls that rules were tuned to, calls kept unseen, and both as they are heard.

Told, not judged: tests guard a floor on the tuned calls, and the unseen must not become a target."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

from cases.drafting import Gazetteer
from config.settings import Settings
from tests.bench.drafting import registered_gazetteer
from tests.bench.result import Result, told
from tests.unit.drafting.drafting_scoring import Figures, Labelled, labelled, scored
from transcribe.vosk_recogniser import load

DATA = Path(__file__).parents[1] / "data" / "drafting"
HALVES = {"tuned": ("calls", "more", "fresh", "voices", "later"), "unseen": ("unseen",)}
SPEAKING_S = 120.0
"""So long calls are spoken and heard, one of each half in turn: a call takes some ten seconds."""
Tell = Callable[[str], None]


def run(tell: Tell) -> Iterator[Result]:
    gazetteer = registered_gazetteer()
    halves = {half: [c for name in names for c in labelled(DATA / f"{name}.jsonl")] for half, names in HALVES.items()}
    for half, calls in halves.items():
        yield from _as_results(f"{half}, {len(calls)} calls", scored(calls, gazetteer))
    if importlib.util.find_spec("pypinyin") is None:
        tell("speaking needs pypinyin of requirements-dev.lock: left out")
        return
    yield from _spoken(halves, gazetteer, tell)


def _as_results(name: str, figures: Figures) -> Iterator[Result]:
    shares = {
        "field F1": figures.f1,
        "precision": figures.precision,
        "category": figures.category,
        "scope": figures.scope,
    }
    yield from (told(f"{kind}, {name}", share, "") for kind, share in shares.items())


def _spoken(halves: dict[str, list[Labelled]], gazetteer: Gazetteer, tell: Tell) -> Iterator[Result]:
    """The same calls as text and as heard, since only few fit into the time."""
    from tests.bench.spoken_calls import error_rate, heard

    recogniser = load(Settings.load().model_dir)
    said: dict[str, list[Labelled]] = {half: [] for half in halves}
    spoken: dict[str, list[Labelled]] = {half: [] for half in halves}
    errors: dict[str, list[float]] = {half: [] for half in halves}
    for half, (labels, call) in _in_turns(halves, time.monotonic() + SPEAKING_S):
        found = heard(call, recogniser)
        said[half].append((labels, call))
        spoken[half].append((labels, found))
        errors[half].append(error_rate(call, found))
        tell(f"{half} {len(said[half])}")
    for half, calls in said.items():
        if calls:
            yield from _as_results(f"{half}, {len(calls)} calls as text", scored(calls, gazetteer))
            yield from _as_results(f"{half}, the same as heard by {recogniser.name}", scored(spoken[half], gazetteer))
            rate = sum(errors[half]) / len(errors[half])
            yield told(f"character errors of {recogniser.name}, {half}", rate, "")


def _in_turns(halves: dict[str, list[Labelled]], ends: float) -> Iterator[tuple[str, Labelled]]:
    """Calls from all over each half: every seventh, then the next ones."""
    mixed = {half: [call for at in range(7) for call in calls[at::7]] for half, calls in halves.items()}
    for row in zip_longest(*mixed.values()):
        for half, call in zip(mixed, row, strict=True):
            if time.monotonic() > ends:
                return
            if call is not None:
                yield half, call
