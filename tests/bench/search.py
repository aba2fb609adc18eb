"""What a search of Chinese costs: the index of character pairs beside reading every row, on 20,000 entries."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import text

from cases.clock import clock
from cases.knowledge import Entry
from config.knowledge_files import load_knowledge
from config.settings import PROJECT
from store import schema
from store.database import open_database
from store.sealing import Sealer
from store.unit_of_work import Silence, Store
from tests.bench.result import Result, limited, median, p99, paired

ENTRIES, SEARCHES = 20_000, 60
LIKE = text("SELECT id FROM knowledge WHERE title LIKE :a OR citation LIKE :a OR body LIKE :a ORDER BY id")


def run(tell: Callable[[str], None]) -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        store = _filled(Path(folder), tell)
        found, read = _timed(store)
        store.engine.dispose()
    yield paired("search of 20,000 entries by pairs, beside reading every row", found, read, "ms", 0.25)
    yield limited("search of 20,000 entries, p99", p99(found), "ms", 50.0)
    yield limited("search of 20,000 entries, median", median(found), "ms", 10.0)


def _filled(folder: Path, tell: Callable[[str], None]) -> Store:
    engine = open_database(f"sqlite:///{folder / 'hotline.db'}")
    schema.upgrade(engine)
    store = Store(engine, Sealer(bytes(32)), clock(), Silence())
    tell(f"{ENTRIES} 条")
    with store.work() as work:
        work.knowledge.keep(_entries())
        work.commit()
    return store


def _entries() -> Iterator[Entry]:
    """Texts put together from the sentences that ship, each with a word of its own."""
    files = load_knowledge(PROJECT / "config" / "knowledge", [])
    chosen = random.Random(12389)
    sentences = [part for one in files for part in one.body.replace("；", "。").split("。") if part]
    for n in range(ENTRIES):
        body = "。".join(chosen.sample(sentences, 6)) + f"。{_own(n)}"
        yield Entry(f"e{n:05}", "", "法律法规", f"条目{n}", f"第{n}条", body)


def _own(n: int) -> str:
    """Four characters that hardly another entry has together."""
    return "".join(chr(0x4E00 + (n * step) % 5_000) for step in (1, 7, 31, 127))


def _timed(store: Store) -> tuple[list[float], list[float]]:
    found, read = [], []
    for n in range(SEARCHES):
        asked = _own(n * 331 % ENTRIES)
        with store.reading() as work:
            began = time.perf_counter()
            rows = work.knowledge.find(asked, [])
            found.append((time.perf_counter() - began) * 1000)
        if not rows:
            raise RuntimeError("an entry was not found")
        with store.engine.connect() as connection:
            began = time.perf_counter()
            connection.execute(LIKE, {"a": f"%{asked}%"}).all()
            read.append((time.perf_counter() - began) * 1000)
    return found, read
