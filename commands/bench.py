"""`./hotline bench`: the benchmark suite, as ratios measured side by side."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from config.settings import PROJECT


def command(
    subjects: Annotated[
        list[str] | None,
        typer.Argument(help="只测这些：routing pop board transcription memory figures drafting scores search"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")] = False,
) -> None:
    """测量各项比值；有一项超出界限时退出码为 1。"""
    words = [*(subjects or []), *(["--json"] if as_json else [])]
    raise typer.Exit(subprocess.run([sys.executable, "-m", "tests.bench", *words], cwd=PROJECT, check=False).returncode)
