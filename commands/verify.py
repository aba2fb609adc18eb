"""`./hotline verify`: is every recording what it was, and has nobody touched the log of facts?"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from commands.instance import open_instance
from config.settings import Settings
from recordings.verify import verify
from store.chain import breaks


def command(as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")] = False) -> None:
    """重算每个录音的散列，核对事件链；有不符时退出码为 1。"""
    instance = open_instance(Settings.load())
    with instance.store.reading() as work:
        facts, broken = work.log.last(), list(breaks(work.log.whole()))
    report = verify(instance.store, instance.settings.vault)
    typer.echo(json.dumps({"events": facts, "breaks": [asdict(b) for b in broken]} | asdict(report), ensure_ascii=False)
               if as_json else f"事件 {facts} 条，链上 {len(broken)} 处不符。\n{report}")  # fmt: skip
    if broken or not report.sound:
        raise typer.Exit(1)
