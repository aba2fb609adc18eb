"""Writes cases/drafting/data/counties.txt from the division codes in the PyPI package cpca (MIT).

usage: python -m training.counties PATH/TO/cpca/resources/adcodes.csv
"""

import csv
import sys
from pathlib import Path

from training.told import MODELS

OUT = MODELS / "counties.txt"
HEAD = "# Provinces, cities, counties and districts: code and name. Source: adcodes.csv of cpca 0.5.5 (MIT License).\n"
NOT_PLACES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def rows(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as table:
        found = {(r["adcode"][:6], r["name"]) for r in csv.DictReader(table) if r["name"] not in NOT_PLACES}
    return [f"{code} {name}" for code, name in sorted(found) if " " not in name]


if __name__ == "__main__":
    OUT.write_text(HEAD + "\n".join(rows(Path(sys.argv[1]))) + "\n", encoding="utf-8")
