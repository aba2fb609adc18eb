"""Weighs the marks of businesses and bodies: which is complained of. Writes cases/drafting/data/organization_model.txt.

usage: python training/organization_model.py CALLS.jsonl...
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402

from cases.drafting import call_from_json  # noqa: E402
from cases.drafting.lines import scene_of  # noqa: E402
from cases.drafting.organization_choice import Choice, alike, choices, none_marks  # noqa: E402

OUT = ROOT / "cases/drafting/data/organization_model.txt"
DECAY = 6e-3

Task = tuple[list[str], list[Choice], Options]


def examples(paths: list[str]) -> list[Task]:
    """Calls out of scope; those whose body is named by nothing that ends like one teach nothing."""
    found = []
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            labels = json.loads(row)["labels"]
            if labels["category"] != "非受理范围":
                continue
            units = sorted({str(a["unit"]) for a in labels["accused"] if a["unit"]})
            told = choices(scene_of(call_from_json(row)[1].turns))
            right = [any(alike(c.organization.words, unit) for unit in units) for c in told]
            found.append((units, told, Options([c.marks for c in told], right, none_marks(told), bool(units))))
    return found


if __name__ == "__main__":
    write(OUT, "training/organization_model.py", fit([o for *_, o in examples(sys.argv[1:])], decay=DECAY))
