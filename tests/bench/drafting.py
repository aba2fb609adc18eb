"""Drafting a 40-minute call ÷ reading its text once: spelled plainly and cut into the words, pairs and triples that
the rules and their models look at. Seconds are those of the processor and the best of some rounds: what else runs on a
machine only adds to them."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from cases.drafting import Call, Drafter, Gazetteer, Turn, call_from_json, draft
from cases.drafting.names.choice import chosen
from cases.drafting.names.positions import positions
from cases.drafting.nature.learned import speaks_for
from cases.drafting.nature.signs import char_signs, word_signs, words_of
from cases.drafting.reading.segments import first_word
from cases.drafting.reading.text import plain
from config.load import load_directory
from config.settings import PROJECT
from tests.bench.result import Result, compared, limited, median, p99

LABELLED = Path(__file__).parents[1] / "data" / "drafting"
CHARACTERS = 40 * 240
"""Forty minutes of quick Mandarin."""
WHOLE_MS, TURN_MS = 100.0, 5.0
ROUNDS, LAST = 7, 200
"""Turns are measured where they cost most: at the end of the call."""


def run(tell: Callable[[str], None]) -> Iterator[Result]:
    gazetteer = registered_gazetteer()
    calls = _labelled()
    longest = max(calls, key=lambda call: sum(len(turn.text) for turn in call.turns))
    # Long callers go over one matter again and again; the harder case, many matters in one call, is told beside it.
    for name, call, judged in (("one matter", _long([longest]), True), ("many matters", _long(calls), False)):
        tell(name)
        draft(call, gazetteer)
        gc.freeze()  # as the worker does once its tables are loaded (transcribe/pool.py)
        yield from _figures(name, call, gazetteer, judged)
    yield from _memory(_long([longest]), gazetteer)


def _figures(name: str, call: Call, gazetteer: Gazetteer, judged: bool) -> Iterator[Result]:
    whole = min(_ms(lambda: draft(call, gazetteer)) for _ in range(ROUNDS) if _forget())
    reading = min(_ms(lambda: _read(call)) for _ in range(ROUNDS))
    turns = list(map(min, zip(*(_turns(call, gazetteer) for _ in range(ROUNDS)), strict=True)))
    if judged:
        yield limited(f"drafting 40 minutes, {name}", whole, "ms", WHOLE_MS)
    yield compared(f"drafting 40 minutes, {name} ÷ reading once", whole, reading, "ms", None)
    for kind, value in (("median", median(turns)), ("p99", p99(turns))):
        if judged:
            yield limited(f"one turn added, {name}, {kind}", value, "ms", TURN_MS)
        yield compared(f"one turn added, {name}, {kind} ÷ reading the call once", value, reading, "ms", None)


def _forget() -> bool:
    """What one round read must not help the next."""
    for kept in (positions, first_word, chosen, speaks_for):
        kept.cache_clear()
    return True


def _turns(call: Call, gazetteer: Gazetteer) -> list[float]:
    _forget()
    drafter = Drafter(gazetteer, call.call_time, call.caller_id, call.called_unit)
    for turn in call.turns[:-LAST]:
        drafter.hear(turn)
    drafter.draft()
    return [_ms(lambda turn=turn: drafter.add(turn)) for turn in call.turns[-LAST:]]  # type: ignore[misc]


def _memory(call: Call, gazetteer: Gazetteer) -> Iterator[Result]:
    """What stays while a call goes on, after the tables of the package are loaded."""
    drafter = Drafter(gazetteer, call.call_time, call.caller_id, call.called_unit)
    held = _held_mb(lambda: [drafter.add(turn) for turn in call.turns][-1])
    yield compared(
        "memory of drafting 40 minutes ÷ of its text cut once", held, _held_mb(lambda: _read(call)), "MB", None
    )


def _held_mb(work: Callable[[], object]) -> float:
    tracemalloc.start()
    kept = work()
    held = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    del kept
    return held


def _read(call: Call) -> list[set[str]]:
    texts = (plain(turn.text)[0] for turn in call.turns)
    return [word_signs(words_of(text)) | char_signs(text) for text in texts]


def _ms(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1_000


def _long(calls: list[Call]) -> Call:
    turns: list[Turn] = []
    said = 0
    for turn in (turn for call in cycle(calls) for turn in call.turns):
        turns.append(turn)
        said += len(turn.text)
        if said >= CHARACTERS:
            break
    return Call(calls[0].call_time, "", calls[0].called_unit, tuple(turns))


def _labelled() -> list[Call]:
    rows = [row for path in sorted(LABELLED.glob("*.jsonl")) for row in path.read_text(encoding="utf-8").splitlines()]
    return [call_from_json(row)[1] for row in rows if row]


def registered_gazetteer() -> Gazetteer:
    directory = load_directory(PROJECT / "config" / "units.csv")
    return Gazetteer.from_units((unit.code, unit.name, unit.parent or "") for unit in directory)
