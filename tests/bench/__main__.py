"""`python -m tests.bench`: every figure; exit status 1 when one is not within its bar."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib import import_module

from tests.bench.result import Result

SUBJECTS = {
    "routing": "呼叫路由",
    "pop": "来电弹屏",
    "board": "实时看板",
    "transcription": "转写速度",
    "memory": "转写内存",
    "figures": "电话量统计",
    "drafting": "登记起草",
    "scores": "起草得分",
    "search": "全文检索",
}


def measure(subjects: list[str]) -> Iterator[Result]:
    for subject in subjects:
        yield from import_module(f"tests.bench.{subject}").run(_teller(SUBJECTS[subject]))


def _teller(name: str) -> Callable[[str], None]:
    return lambda text: print(f"  {name} {text}", file=sys.stderr, flush=True)  # noqa: T201


def main(words: list[str]) -> int:
    subjects = [word for word in words if word != "--json"]
    if unknown := sorted(set(subjects) - SUBJECTS.keys()):
        sys.exit(f"没有这些项目：{' '.join(unknown)}；可测：{' '.join(SUBJECTS)}")
    results = list(measure(subjects or list(SUBJECTS)))
    if "--json" in words:
        print(json.dumps({"results": [asdict(r) for r in results]}, ensure_ascii=False))  # noqa: T201
    else:
        for r in results:
            against = f"÷ {r.against} = {r.ratio}" if r.ratio is not None else ""
            bar = f"≤ {r.bar}" if r.bar is not None else "–"
            print(f"{'✓' if r.within else '✗'} {r.name}: {r.value} {r.unit} {against}  ({bar})")  # noqa: T201
    return 0 if all(r.within for r in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
