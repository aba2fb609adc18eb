"""`./hotline demo`: the main job, on real parts, from a fresh machine to a drafted registration."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cases.routing import Action
from commands.demonstration.alone import end_cleanly, only_one
from commands.demonstration.speech import brought, load, scripted
from commands.demonstration.stage import Stage
from commands.running import WrongUse
from config.settings import PROJECT

SCRIPT = PROJECT / "config" / "demo.toml"
STATE = PROJECT / "var" / "demo"
CITIZEN = "05386660123"


def command(
    speech: Annotated[Path | None, typer.Option(help="换成这个声音文件里的话（WAV）")] = None,
    caller: Annotated[str, typer.Option("--from", help="主叫号码")] = CITIZEN,
    called: Annotated[str, typer.Option("--to", help="拨打的号码，如 12389、053112389")] = "12389",
    at: Annotated[str, typer.Option(help="假定的通话时间，如 2026-03-12T10:24:00")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档，然后退出")] = False,
) -> None:
    """启动服务，打一个真实的电话，显示每一步，打印登记草稿。"""
    _check_numbers(caller, called)
    if speech is not None:
        load(speech)
    stage = Stage(STATE, at, Console(stderr=as_json, highlight=False))
    end_cleanly()
    with only_one(STATE), tempfile.TemporaryDirectory(prefix="hotline-demo-") as folder:
        _play(stage, Path(folder), speech, caller, called, as_json)


def _play(stage: Stage, folder: Path, speech: Path | None, caller: str, called: str, as_json: bool) -> None:
    try:
        stage.start()
        alone = stage.way(called).action is Action.MESSAGE
        dialogue = brought(speech, SCRIPT, folder, alone) if speech else scripted(SCRIPT, folder, alone)
        document, draft = stage.call(caller, called, dialogue)
        if as_json:
            typer.echo(json.dumps(document, ensure_ascii=False))
            return
        stage.show(document, draft)
        stage.stay(caller, dialogue)
    finally:
        stage.service.stop()


def _check_numbers(*numbers: str) -> None:
    for number in numbers:
        if len(number) > 40 or not all(c in "0123456789+*#-" for c in number):
            raise WrongUse("号码只能由数字和 + * # - 组成，最多 40 位。")
