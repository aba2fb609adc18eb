"""Writes cases/drafting/data/simplified.txt from OpenCC's character table (Apache-2.0).

usage: python -m training.simplified PATH/TO/TSCharacters.txt
"""

import sys
from pathlib import Path

from training.told import MODELS

OUT = MODELS / "simplified.txt"
HEAD = "# Traditional to simplified, one character each. Source: OpenCC TSCharacters.txt, Apache License 2.0.\n"


def rows(table: str) -> list[str]:
    pairs = (line.split() for line in table.splitlines() if line.strip())
    # 乾 and 著 keep their own readings in names; the first choice of the table stands for the rest.
    return [f"{p[0]} {p[1]}" for p in pairs if len(p[0]) == len(p[1]) == 1 and p[0] != p[1] and ord(p[0]) < 0xFFFF]


if __name__ == "__main__":
    OUT.write_text(HEAD + "\n".join(rows(Path(sys.argv[1]).read_text(encoding="utf-8"))) + "\n", encoding="utf-8")
