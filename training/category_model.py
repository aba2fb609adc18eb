"""Trains the small model of categories (cases/drafting/nature/learned.py): softmax regression over signs, in its dual
form; then another over what that one says of calls that it was not trained on, and the marks of the whole call.

Data: training/data/categories.txt (sentences), training/data/narratives.txt (a few breaths each) and the labelled calls
that may be read. Writes cases/drafting/data/category_model.txt.

usage: python -m training.category_model [--folds] CALLS.jsonl...
       --folds: tells how calls fare that were left out of the training, and writes nothing
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cases.drafting.model import Turn
from cases.drafting.nature.category import facts
from cases.drafting.nature.learned import CHOICE, FOLLOWS_UP, reading_of, weight_of
from cases.drafting.nature.signs import BLOCKS
from cases.drafting.reading.lines import Scene
from cases.drafting.units.gazetteer import Gazetteer
from cases.drafting.units.paths import noted_units, unit_paths
from training.told import MODELS, gazetteer, lines

NAMES = ("执法办案", "打击防范", "行政管理", "服务群众", "遵规守纪", "非受理范围", "咨询求助")
CALL_WEIGHT, DECAY, STEPS, LEAST_SEEN, WRITTEN, FOLDS = 3.0, 0.1, 300, 2, 0.1, 4
CHOICE_DECAY, MARK_SEEN, SENTENCE_WEIGHT = 5.0, 4, 0.3
Matrix = NDArray[Any]
Signs = dict[str, set[str]]
Facts = dict[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    blocks: Signs
    facts: Facts
    sure: float
    name: str
    weight: float
    call: bool = False
    follows_up: bool = False


def read(turns: list[Turn], places: Gazetteer, called_unit: str = "") -> tuple[Signs, Facts, float]:
    """As a draft reads a call; the operator's greeting says nothing of the matter."""
    scene = Scene(called_unit=called_unit)
    for turn in turns:
        line = scene.hear(turn)
        if line.by_caller:
            noted_units(line, places)
    has_unit = any(path.line and path.line.by_caller for path in unit_paths(scene, places))
    tally = reading_of(scene).tally
    return tally.blocks(), dict(facts(scene, has_unit)), weight_of(tally)


def sections(name: str) -> Iterator[tuple[str, str]]:
    category = ""
    for row in lines(name):
        if row.startswith("["):
            category = row.strip("[]")
        else:
            yield category, row


def written(places: Gazetteer) -> Iterator[Case]:
    for name in ("categories.txt", "narratives.txt"):
        for category, row in sections(name):
            words, _, answer = row.partition(" / ")
            turns = [Turn("operator", ""), Turn("caller", words), *([Turn("operator", answer)] if answer else [])]
            yield Case(*read(turns, places), category, 1.0)


def calls(paths: list[str], places: Gazetteer) -> Iterator[Case]:
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            call = json.loads(row)
            turns = [Turn(t["role"], t["text"]) for t in call["turns"] if any(map(str.isalnum, t["text"]))]
            name, in_scope = call["labels"]["category"], call["labels"]["in_scope"]
            follows = in_scope and name == NAMES[-1]
            yield Case(*read(turns, places, call["called_unit"]), name, CALL_WEIGHT, True, follows)


@dataclass(frozen=True, slots=True)
class Block:
    """One row a case, each of length 1 times the block's weight; a rare sign counts for more, as `rare` tells."""

    signs: list[str]
    rare: Matrix
    rows: Matrix


def block_of(cases: list[Case], block: str) -> Block:
    count = Counter(sign for case in cases for sign in case.blocks[block])
    signs = sorted(sign for sign, n in count.items() if n >= LEAST_SEEN)
    index = {sign: k for k, sign in enumerate(signs)}
    rare = np.round(np.log([len(cases) / count[sign] for sign in signs]), 2).astype(np.float32) + np.float32(0.01)
    rows = np.zeros((len(cases), len(index)), np.float32)
    for row, case in zip(rows, cases, strict=True):
        known = [index[sign] for sign in case.blocks[block] if sign in index]
        row[known] = np.sqrt(rare[known] * BLOCKS[block] / max(1.0, rare[known].sum()))
    return Block(signs, rare, rows)


def fit(kernel: Matrix, wanted: Matrix, weight: Matrix, decay: float = DECAY, steps: int = STEPS) -> Matrix:
    """How much each case speaks for each category. Gradient ascent with momentum."""
    wanted, weight = wanted.astype(np.float32), weight.astype(np.float32)
    speaks, move = np.zeros_like(wanted), np.zeros_like(wanted)
    step = np.float32(1 / (1.05 * largest(kernel) * weight.max() / 2 + decay))
    for _ in range(steps):
        move = 0.9 * move + step * (weight[:, None] * (wanted - shares(kernel @ speaks)) - decay * speaks)
        speaks += move
    return speaks


def largest(kernel: Matrix) -> float:
    """Its largest eigenvalue."""
    vector = np.ones(len(kernel), kernel.dtype)
    for _ in range(20):
        vector = kernel @ (vector / np.linalg.norm(vector))
    return float(np.linalg.norm(vector))


def shares(scores: Matrix) -> Matrix:
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    whole: Matrix = odds / odds.sum(axis=1, keepdims=True)
    return whole


BIAS = 0.05


def unseen(cases: list[Case], kernel: Matrix, wanted: Matrix, weight: Matrix) -> Matrix:
    """What is said of each case by a model that never saw it."""
    said = np.zeros((len(cases), len(NAMES)), np.float32)
    for k in range(FOLDS):
        out = np.arange(k, len(cases), FOLDS)
        kept = np.setdiff1d(np.arange(len(cases)), out)
        said[out] = kernel[np.ix_(out, kept)] @ fit(kernel[np.ix_(kept, kept)], wanted[kept], weight[kept])
    return said


def choice(cases: list[Case], said: Matrix) -> tuple[list[str], Matrix, Matrix]:
    """The marks of all cases, how strong each is in each, and what was right."""
    words = [f"words {name}" for name in NAMES]
    scores = [dict(zip(words, (case.sure * row).tolist(), strict=True)) for case, row in zip(cases, said, strict=True)]
    found = [{**case.facts, **score} for case, score in zip(cases, scores, strict=True)]
    count = Counter(mark for facts in found for mark in facts)
    marks = sorted(mark for mark, n in count.items() if n >= MARK_SEEN)
    strengths = np.array([[facts.get(mark, 0.0) for mark in marks] for facts in found], np.float32)
    right = [FOLLOWS_UP if case.follows_up else case.name for case in cases]
    return marks, strengths, np.array([[float(name == r) for name in (*NAMES, FOLLOWS_UP)] for r in right], np.float32)


def chosen(strengths: Matrix, right: Matrix, weight: Matrix) -> Matrix:
    """Of each mark, how much it speaks for each."""
    kernel = strengths @ strengths.T
    weights: Matrix = strengths.T @ fit(kernel, right, weight, CHOICE_DECAY, 600)
    return weights


def rows_of(name: str, keys: list[str], values: Matrix) -> list[str]:
    return ["\t".join((name, key, *(f"{v:.2f}" for v in row))) for key, row in zip(keys, values, strict=True)]


def write(speaks: Matrix, blocks: dict[str, Block], marks: list[str], weights: Matrix) -> None:
    rows = ["\t".join(("names", *NAMES)), "\t".join(("bias", *(f"{v:.3f}" for v in BIAS * speaks.sum(axis=0))))]
    for name, block in blocks.items():
        # A block's scale is applied again when a call is read.
        values = block.rows.T @ speaks
        kept = np.flatnonzero(np.abs(values).max(axis=1) >= WRITTEN)
        # The rows hold the root of how rare a sign is, and once more what each is worth.
        worth = values * np.sqrt(block.rare)[:, None]
        rows += rows_of(name, [block.signs[k] for k in kept], np.column_stack((worth, block.rare))[kept])
    text = "\n".join([*rows, *rows_of(CHOICE, marks, weights)]) + "\n"
    (MODELS / "category_model.txt").write_text(text, encoding="utf-8")


def folds(said: Matrix, strengths: Matrix, right: Matrix, weight: Matrix) -> None:
    """Only the calls are asked: written sentences are no calls."""
    guess = np.zeros(len(right), int)
    for k in range(FOLDS):
        out = np.arange(len(right)) % FOLDS == k
        guess[out] = (strengths[out] @ chosen(strengths[~out], right[~out], weight[~out])).argmax(axis=1)
    calls = weight == 1
    wanted = np.minimum(right.argmax(axis=1), len(NAMES) - 1)
    for name, found in (("words", said.argmax(axis=1)), ("choice", np.minimum(guess, len(NAMES) - 1))):
        of_calls, of_own = ((found == wanted)[these].mean() for these in (calls, ~calls))
        print(f"{name}: {of_calls:.3f} of {calls.sum()} calls, {of_own:.3f} of our own lines")  # noqa: T201


def main(arguments: list[str]) -> None:
    places = gazetteer()
    cases = [*written(places), *calls([path for path in arguments if path != "--folds"], places)]
    blocks = {name: block_of(cases, name) for name in BLOCKS}
    kernel: Matrix = np.full((len(cases), len(cases)), BIAS, np.float32)
    for block in blocks.values():
        kernel += block.rows @ block.rows.T
    wanted = np.array([[float(case.name == name) for name in NAMES] for case in cases])
    weight = np.array([case.weight for case in cases])
    said = unseen(cases, kernel, wanted, weight)
    marks, strengths, right = choice(cases, said)
    counts = np.array([1.0 if case.call else SENTENCE_WEIGHT for case in cases])
    if "--folds" in arguments:
        folds(said, strengths, right, counts)
    else:
        write(fit(kernel, wanted, weight), blocks, marks, chosen(strengths, right, counts))


if __name__ == "__main__":
    main(sys.argv[1:])
