"""Trains the small model of categories (cases/drafting/learned.py): softmax regression over signs, in its dual form.

Data: training/data/categories.txt (sentences), training/data/narratives.txt (a few breaths each) and the labelled calls
that may be read. Writes cases/drafting/data/category_model.txt.

usage: python training/category_model.py [--folds] CALLS.jsonl...
       --folds: tells how calls fare that were left out of the training, and writes nothing
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from cases.drafting.lines import Scene  # noqa: E402
from cases.drafting.model import Turn  # noqa: E402
from cases.drafting.signs import BLOCKS  # noqa: E402

OUT = ROOT / "cases/drafting/data/category_model.txt"
NAMES = ("执法办案", "打击防范", "行政管理", "服务群众", "遵规守纪", "非受理范围", "咨询求助")
CALL_WEIGHT, DECAY, STEPS, LEAST_SEEN, WRITTEN, FOLDS = 3.0, 0.1, 400, 2, 0.1, 6
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    blocks: dict[str, set[str]]
    name: str
    weight: float
    call: bool = False


def told(turns: list[Turn]) -> dict[str, set[str]]:
    """As `Scene` reads a call; the operator's greeting says nothing of the matter."""
    scene = Scene()
    for turn in turns:
        scene.hear(turn)
    return scene.reading().blocks()


def sections(name: str) -> Iterator[tuple[str, str]]:
    category = ""
    for row in (ROOT / "training/data" / name).read_text(encoding="utf-8").splitlines():
        if row.startswith("["):
            category = row.strip("[]")
        elif row and not row.startswith("#"):
            yield category, row


def written() -> Iterator[Case]:
    for name in ("categories.txt", "narratives.txt"):
        for category, row in sections(name):
            words, _, answer = row.partition(" / ")
            turns = [Turn("operator", ""), Turn("caller", words), *([Turn("operator", answer)] if answer else [])]
            yield Case(told(turns), category, 1.0)


def calls(paths: list[str]) -> Iterator[Case]:
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            call = json.loads(row)
            turns = [Turn(turn["role"], turn["text"]) for turn in call["turns"]]
            yield Case(told(turns), call["labels"]["category"], CALL_WEIGHT, True)


def matrix(cases: list[Case], block: str) -> tuple[list[str], Matrix]:
    """One row a case, each of length 1 times the block's weight."""
    count = Counter(sign for case in cases for sign in case.blocks[block])
    index = {sign: k for k, sign in enumerate(sorted(sign for sign, n in count.items() if n >= LEAST_SEEN))}
    rows = np.zeros((len(cases), len(index)), np.float32)
    for row, case in zip(rows, cases, strict=True):
        known = [index[sign] for sign in case.blocks[block] if sign in index]
        row[known] = (BLOCKS[block] / max(1, len(known))) ** 0.5
    return list(index), rows.astype(np.float64)


def fit(kernel: Matrix, wanted: Matrix, weight: Matrix) -> Matrix:
    """How much each case speaks for each category. Gradient ascent with momentum."""
    speaks = np.zeros_like(wanted)
    move = np.zeros_like(wanted)
    step = 1 / (np.linalg.eigvalsh(kernel)[-1] * weight.max() / 2 + DECAY)
    for _ in range(STEPS):
        scores = kernel @ speaks
        share = np.exp(scores - scores.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        move = 0.9 * move + step * (weight[:, None] * (wanted - share) - DECAY * speaks)
        speaks += move
    return speaks


BIAS = 0.05


def write(cases: list[Case], speaks: Matrix, matrices: dict[str, tuple[list[str], Matrix]]) -> None:
    rows = ["\t".join(("#", *NAMES)), "\t".join(("bias", *(f"{v:.3f}" for v in BIAS * speaks.sum(axis=0))))]
    for block, (signs, values) in matrices.items():
        for sign, weights in zip(signs, values.T @ speaks, strict=True):
            # A block's scale is applied again when a call is read.
            if np.abs(weights).max() >= WRITTEN:
                rows.append("\t".join((block, sign, *(f"{v:.2f}" for v in weights))))
    OUT.write_text("\n".join(rows) + "\n", encoding="utf-8")


def folds(cases: list[Case], kernel: Matrix, wanted: Matrix, weight: Matrix) -> None:
    """Only the calls are asked: written sentences are no calls."""
    places = np.flatnonzero([case.call for case in cases])
    guess = np.zeros(len(cases), int)
    for k in range(FOLDS):
        out = places[k::FOLDS]
        kept = np.setdiff1d(np.arange(len(cases)), out)
        speaks = fit(kernel[np.ix_(kept, kept)], wanted[kept], weight[kept])
        guess[out] = (kernel[np.ix_(out, kept)] @ speaks).argmax(axis=1)
    right = guess[places] == wanted[places].argmax(axis=1)
    print(f"{right.mean():.3f} of {len(places)} calls; of the last 66: {right[-66:].mean():.3f}")  # noqa: T201


def main(arguments: list[str]) -> None:
    cases = [*written(), *calls([path for path in arguments if path != "--folds"])]
    matrices = {block: matrix(cases, block) for block in BLOCKS}
    kernel = sum((rows @ rows.T for _, rows in matrices.values()), start=np.full((len(cases), len(cases)), BIAS))
    wanted = np.array([[float(case.name == name) for name in NAMES] for case in cases])
    weight = np.array([case.weight for case in cases])
    if "--folds" in arguments:
        folds(cases, kernel, wanted, weight)
    else:
        write(cases, fit(kernel, wanted, weight), matrices)


if __name__ == "__main__":
    main(sys.argv[1:])
