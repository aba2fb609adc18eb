# ruff: noqa: E501  # one row of a table a line
"""Writes cases/drafting/data/confidence.txt: how far each rule's confidence must be turned up or down to be true.

Data: training/data/first_runs.tsv, the first drafts of calls while they were unseen. Few cases lean on their field's mean,
and few cases of a field on one half: six right out of six are no certainty.

usage: python -m training.calibrate
"""

from __future__ import annotations

from collections import defaultdict

from training.told import MODELS, lines

LEAN = 4.0

Case = tuple[float, int]


def cases() -> dict[tuple[str, str], list[Case]]:
    found: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for row in lines("first_runs.tsv"):
        field, source, confidence, right = row.split("\t")
        found[field, source].append((float(confidence), int(right)))
        found[field, "*"].append((float(confidence), int(right)))
    return found


def factor(own: list[Case], of_field: list[Case]) -> float:
    mean = (sum(right for _, right in of_field) + 1) / (len(of_field) + 2)
    true = (sum(right for _, right in own) + LEAN * mean) / (len(own) + LEAN)
    return true / (sum(confidence for confidence, _ in own) / len(own))


if __name__ == "__main__":
    found = cases()
    rows = [f"{f} {s} {factor(own, found[f, '*']):.3f} {len(own)}" for (f, s), own in sorted(found.items())]
    head = "# field source factor cases; * for sources not seen. By training/calibrate.py."
    (MODELS / "confidence.txt").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
