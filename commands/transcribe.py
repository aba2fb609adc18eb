"""`./hotline transcribe FILE.wav`: a transcript of any WAV."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from config.settings import Settings
from transcribe import audio, speech
from transcribe.turns import Turn
from transcribe.vosk_recogniser import load

USED_WRONGLY = 2
LONG_S = 60.0
"""Shorter files are done before a bar would be read."""
NAMES = {"caller": "来电人", "operator": "接听员"}


def command(
    file: Annotated[Path, typer.Argument(help="录音文件（WAV，单声道或双声道，任意采样率）", metavar="FILE.wav")],
    as_json: Annotated[bool, typer.Option("--json", help="只在标准输出打印一个 JSON 文档")] = False,
) -> None:
    """把录音转写成文字。双声道时左声道为来电人，右声道为接听员。"""
    if not file.is_file():
        typer.echo(f"找不到录音文件 {file}。请检查路径。", err=True)
        raise typer.Exit(USED_WRONGLY)
    seconds, turns = _heard(file)
    typer.echo(json.dumps(document(seconds, turns), ensure_ascii=False) if as_json else readable(turns))


def document(seconds: float, turns: list[Turn]) -> dict[str, Any]:
    text = "\n".join(turn.text for turn in turns)
    return {"text": text, "seconds": round(seconds, 3), "turns": [turn.as_json() for turn in turns]}


def readable(turns: list[Turn]) -> str:
    lines = [f"[{_clock(t.start)}–{_clock(t.end)}] {NAMES[t.side]}：{t.text}" for t in turns]
    return "\n".join(lines) or "（没有听到可以识别的话）"


def _heard(file: Path) -> tuple[float, list[Turn]]:
    shape = audio.shape(file)
    recogniser = load(Settings.load().model_dir)
    with _bar(shape.seconds) as bar:
        task = bar.add_task("正在转写", total=shape.seconds * shape.channels)
        turns = speech.turns_of_file(recogniser, file, lambda seconds: bar.advance(task, seconds))
    return shape.seconds, turns


def _bar(seconds: float) -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f}%"))
    hidden = seconds < LONG_S or not console.is_terminal
    return Progress(*columns, TimeRemainingColumn(), console=console, transient=True, disable=hidden)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):02d}:{rest:04.1f}"
