"""What a browser loads before the desk is there: the page, and each file that it names."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from seats.desk_pages import DIST

NAMED = re.compile(r'(?:src|href)="/desk/(assets/[^"]+)"')


def first_load_kb(dist: Path = DIST) -> float:
    page = dist / "index.html"
    files = [page, *(dist / name for name in NAMED.findall(page.read_text(encoding="utf-8")))]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1000
