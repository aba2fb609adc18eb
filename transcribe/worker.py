"""What a job needs and cannot be handed, because RQ calls it by name: the one global of the project.

Set once before the workers are forked, so that all of them share the model's memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cases.drafting import Gazetteer
from store.unit_of_work import Store
from transcribe.opinion import Opinion
from transcribe.recogniser import Recogniser


@dataclass(frozen=True, slots=True)
class Bench:
    """`store` has not connected yet when it is set: a connection must not cross a fork."""

    recogniser: Recogniser
    store: Store
    vault: Path
    gazetteer: Gazetteer
    opinion: Opinion | None = None


class NoBench(RuntimeError):
    """A job was run outside a worker of ours."""


_bench: Bench | None = None


def set_bench(bench: Bench) -> None:
    global _bench
    _bench = bench


def clear_bench() -> None:
    """Before the interpreter ends: Vosk frees its model while its module is still there."""
    global _bench
    _bench = None


def bench() -> Bench:
    if _bench is None:
        raise NoBench("start workers with: python -m transcribe")
    return _bench
