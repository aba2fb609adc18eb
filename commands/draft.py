"""`./hotline draft CALLS.jsonl`: one drafted registration a line, from transcripts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from cases.drafting import Call, CallError, Gazetteer, call_from_json, draft_json
from commands.running import Refusal, say
from config.load import load_directory, load_hours_book
from config.settings import Settings
from transcribe.opinion import Opinion, OpinionFault, TooLong

Second = Callable[[Call], object]


def command(
    calls: Annotated[Path, typer.Argument(help="文字稿，每行一个 JSON：id、call_time、turns")],
    summary: Annotated[bool, typer.Option("--summary", help="附上主要问题和还需询问的要素")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON：drafts 和 failed（有误的行号）")] = False,
) -> None:
    """由文字稿起草登记，每行输出一份；有误的行写明行号，其余照常起草。"""
    broken: list[int] = []
    settings = Settings.load()
    drafts = _drafts(_lines(calls), _gazetteer(settings), broken, summary, _second(settings))
    if as_json:
        typer.echo(json.dumps({"drafts": list(drafts), "failed": broken}, ensure_ascii=False))
    else:
        for drafted in drafts:
            typer.echo(json.dumps(drafted, ensure_ascii=False))
    if broken:
        raise typer.Exit(1)


def _lines(calls: Path) -> Iterator[bytes]:
    try:
        with calls.open("rb") as lines:
            yield from lines
    except OSError as error:
        raise Refusal(f"读不了 {calls}：请核对路径和权限。") from error


def _drafts(
    lines: Iterator[bytes], gazetteer: Gazetteer, broken: list[int], summary: bool, second: Second
) -> Iterator[dict[str, Any]]:
    said = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    number = 0
    for number, line in said:
        try:
            call_id, call = call_from_json(_decoded(line), partial(_remark, number))
            name = f"line-{number}" if call_id == "" else call_id
            yield draft_json(name, call, gazetteer, with_summary=summary, opinion=second(call))
        except CallError as error:
            broken.append(number)
            say(f"第 {number} 行不是通话：{error}。请改正这一行后重新运行。")
    if not number:
        say("文件里没有通话。")


def _remark(number: int, what: str) -> None:
    say(f"第 {number} 行：{what}")


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CallError("不是 UTF-8 编码") from error


def _second(settings: Settings) -> Second:
    """Asks the service that is configured; one that fails is not asked again in this run."""
    asked = settings.opinion
    services = [_service(settings)] if asked.address else []

    def ask(call: Call) -> object:
        try:
            return services[0].about(call) if services else None
        except TooLong:
            return None
        except OpinionFault as fault:
            say(f"第二意见没有取得（{fault}），以下只按规则起草。")
            services.clear()
            return None

    return ask


def _service(settings: Settings) -> Opinion:
    asked = settings.opinion
    return Opinion(asked.address, asked.model, asked.timeout_s, asked.key, str(asked.ca_file or ""))


def _gazetteer(settings: Settings) -> Gazetteer:
    config_dir = settings.config_dir
    directory = load_directory(config_dir / "units.csv", hours=load_hours_book(config_dir).names)
    return Gazetteer.from_units((unit.code, unit.name, unit.parent or "") for unit in directory)
