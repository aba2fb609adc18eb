"""`./hotline model list|check|install`: the speech models of this machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import DownloadColumn, Progress, SpinnerColumn, TextColumn, TransferSpeedColumn

from config.settings import Settings
from transcribe import model_files
from transcribe.model_files import ModelFault
from transcribe.model_store import KNOWN, install, installed
from transcribe.model_trial import try_model

FAILED, USED_WRONGLY = 1, 2
ACTIONS = ("list", "check", "install")


def command(
    action: Annotated[
        str, typer.Argument(help="list 列出、check 检查、install 安装", metavar="list|check|install")
    ] = "list",
    source: Annotated[str, typer.Argument(help="check：模型名或文件夹；install：文件夹、压缩包或下载地址")] = "",
    name: Annotated[str, typer.Option("--name", help="install：安装后的名称")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")] = False,
) -> None:
    """语音模型：列出、检查（SHA-256 并试载入）、安装。"""
    settings = Settings.load()
    if action not in ACTIONS or (action == "install" and not source):
        typer.echo("用法：hotline model list | check [名称] | install 文件夹或压缩包或地址 [--name 名称]", err=True)
        raise typer.Exit(USED_WRONGLY)
    result = {"list": _list, "check": _check, "install": _install}[action](settings, source, name)
    text = result.pop("text")
    typer.echo(json.dumps(result, ensure_ascii=False) if as_json else text)
    if not result.get("sound", True):
        raise typer.Exit(FAILED)


def models_folder(settings: Settings) -> Path:
    return settings.tools_dir / "models"


def _list(settings: Settings, _source: str, _name: str) -> dict[str, Any]:
    there = installed(models_folder(settings))
    notes = {known.name: known.note for known in KNOWN}
    models = [_entry(name, there.get(name), notes, settings) for name in dict.fromkeys([*notes, *there])]
    return {"models": models, "text": "\n".join(_line(model) for model in models)}


def _entry(name: str, folder: Path | None, notes: dict[str, str], settings: Settings) -> dict[str, Any]:
    in_use = folder is not None and folder.resolve() == settings.model_dir.resolve()
    where = str(folder) if folder is not None else None
    return {
        "name": name,
        "installed": folder is not None,
        "in_use": in_use,
        "folder": where,
        "note": notes.get(name, ""),
    }


def _line(model: dict[str, Any]) -> str:
    state = "使用中" if model["in_use"] else "已安装" if model["installed"] else "未安装"
    return f"{state}  {model['name']:<28} {model['note']}  {model['folder'] or ''}".rstrip()


def _check(settings: Settings, source: str, _name: str) -> dict[str, Any]:
    folder = _folder(settings, source)
    try:
        try_model(folder)
    except ModelFault as fault:
        return {"folder": str(folder), "sound": False, "fault": str(fault), "text": str(fault)}
    summed, rate = bool(model_files.sums(folder)), model_files.sample_rate(folder)
    compared = "SHA-256 相符" if summed else "没有 SHA256SUMS 可比对"
    text = f"语音模型 {folder.name} 完好：{compared}，可以载入，{rate} Hz。"
    return {"folder": str(folder), "sound": True, "sha256_compared": summed, "rate": rate, "text": text}


def _folder(settings: Settings, source: str) -> Path:
    if not source:
        return settings.model_dir
    return installed(models_folder(settings)).get(source, Path(source))


def _install(settings: Settings, source: str, name: str) -> dict[str, Any]:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("正在安装语音模型", total=None)
        folder = install(source, models_folder(settings), name, lambda moved: bar.advance(task, moved))
    setting = f'model_dir = "{folder}"'
    text = f"已安装到 {folder}。\n要使用它：在 {settings.state_dir / 'settings.toml'} 里写 {setting}，然后重启服务。"
    return {"folder": str(folder), "name": folder.name, "text": text}
