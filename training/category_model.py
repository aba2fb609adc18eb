# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Trains the small model of categories: character pairs and triples, softmax regression, plain numpy.

Data: training/data/categories.txt and the development half of the labelled calls. Writes cases/drafting/data/category_model.txt.

usage: python training/category_model.py CALLS.jsonl...
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from cases.drafting.grams import grams  # noqa: E402
from cases.drafting.text import plain  # noqa: E402

OUT = ROOT / "cases/drafting/data/category_model.txt"
NAMES = ("执法办案", "打击防范", "行政管理", "服务群众", "遵规守纪", "非受理范围", "咨询求助")
STEPS, RATE, DECAY, CALL_WEIGHT = 400, 2.0, 2e-3, 2.0


def sentences() -> list[tuple[str, str, float]]:
    found, name = [], ""
    for row in (ROOT / "training/data/categories.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("["):
            name = row.strip("[]")
        elif row and not row.startswith("#"):
            found.append((row, name, 1.0))
    return found


def calls(paths: list[str]) -> list[tuple[str, str, float]]:
    """Odd ids only: the even half stays unseen. `more.jsonl` is all for development."""
    found = []
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            call = json.loads(row)
            if True:
                text = " ".join(plain(t["text"])[0] for t in call["turns"] if t["role"] == "caller")
                found.append((text, call["labels"]["category"], CALL_WEIGHT))
    return found


def matrix(texts: list[str], index: dict[str, int]) -> np.ndarray:
    rows = np.zeros((len(texts), len(index)))
    for k, text in enumerate(texts):
        hits = [index[g] for g in grams(text) if g in index]
        rows[k, hits] = 1 / max(1.0, len(hits)) ** 0.5
    return rows


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    w = np.zeros((x.shape[1], len(NAMES)))
    for _ in range(STEPS):
        p = np.exp(x @ w)
        p /= p.sum(axis=1, keepdims=True)
        w -= RATE * (x.T @ ((p - y) * weight[:, None]) / weight.sum() + DECAY * w / 10)
    return w


def train(data: list[tuple[str, str, float]]) -> tuple[dict[str, int], np.ndarray]:
    count = Counter(g for text, _, _ in data for g in grams(text))
    index = {g: k for k, g in enumerate(sorted(g for g, n in count.items() if n >= 2))}
    y = np.array([[float(name == n) for n in NAMES] for _, name, _ in data])
    return index, fit(matrix([t for t, _, _ in data], index), y, np.array([w for _, _, w in data]))


def write(index: dict[str, int], w: np.ndarray) -> None:
    rows = [f"{g} " + " ".join(f"{v:.2f}" for v in w[k]) for g, k in index.items() if np.abs(w[k]).max() >= 0.15]
    OUT.write_text(
        "# By training/category_model.py. gram " + " ".join(NAMES) + "\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    write(*train(sentences() + calls(sys.argv[1:])))
