"""The programs of one instance under supervisord: who they are, in which order they start, how they stop."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commands.instance import Instance, environment, exchange_plan, log_dir, run_dir
from config.settings import PROJECT, Settings
from exchange.process import command_line

HEAD = """[unix_http_server]
file = {socket}
chmod = 0700

[supervisord]
nodaemon = true
logfile = {log}/supervisord.log
logfile_maxbytes = 10MB
pidfile = {run}/supervisord.pid
childlogdir = {log}
directory = {project}
umask = 077

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface

[supervisorctl]
serverurl = unix://{socket}
"""

PROGRAM = """
[program:{name}]
command = {command}
priority = {priority}
autorestart = true
startsecs = 1
startretries = 1000000
stopwaitsecs = 15
stopasgroup = {group}
killasgroup = true
redirect_stderr = true
stdout_logfile = {log}/{name}.log
stdout_logfile_maxbytes = 20MB
"""


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    command: list[str]
    priority: int
    own_group: bool = True
    """False: the program stops its children by itself (a worker that finishes its job)."""


def programs(instance: Instance) -> Iterator[Program]:
    """The exchange first: it takes calls even when nothing else of ours is up."""
    python = sys.executable
    yield Program("asterisk", command_line(exchange_plan(instance)), 10)
    if not instance.settings.redis_url:
        yield Program("redis", _redis(instance.settings), 20)
    for priority, room in ((30, "agi"), (40, "seats"), (50, "recordings")):
        yield Program(room, [python, "-m", room], priority)
    yield Program("watchdog", [python, "-m", "commands.watchdog"], 70)
    yield Program("transcribe", [python, "-m", "transcribe"], 60, own_group=False)


def _redis(settings: Settings) -> list[str]:
    return [
        "redis-server", "--bind", settings.host, "--port", str(settings.ports.redis), "--save", "",
        "--appendonly", "no", "--dir", str(run_dir(settings).resolve()), "--daemonize", "no",
    ]  # fmt: skip


def configuration(instance: Instance) -> str:
    run, log = run_dir(instance.settings).resolve(), log_dir(instance.settings).resolve()
    head = HEAD.format(socket=control_socket(instance.settings), run=run, log=log, project=PROJECT)
    return head + "".join(_section(program, log) for program in programs(instance))


def _section(program: Program, log: Path) -> str:
    command = " ".join(_quoted(word) for word in program.command)
    group = "true" if program.own_group else "false"
    return PROGRAM.format(name=program.name, command=command, priority=program.priority, group=group, log=log)


def _quoted(word: str) -> str:
    # supervisord reads `%` as an expansion and splits like a shell.
    safe = word.replace("%", "%%").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{safe}"'


def control_socket(settings: Settings) -> Path:
    return run_dir(settings).resolve() / "supervisor.sock"


def configuration_file(settings: Settings) -> Path:
    return run_dir(settings).resolve() / "supervisord.conf"


def supervisor_pid(settings: Settings) -> int:
    """0 when none of this instance runs; a number that an earlier one left is not believed."""
    try:
        pid = int((run_dir(settings) / "supervisord.pid").read_text())
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return 0
    return pid if str(configuration_file(settings)).encode() in words else 0


def start_supervisor(instance: Instance) -> subprocess.Popen[bytes]:
    path = configuration_file(instance.settings)
    path.write_text(configuration(instance), encoding="utf-8")
    out = (log_dir(instance.settings) / "supervisord.out").open("ab")
    with out:
        return subprocess.Popen(
            [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(path)],
            env=environment(instance.settings), cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True,
        )  # fmt: skip


def control(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    """supervisorctl's answer. Its exit status tells more than ours needs: see its text."""
    command = [sys.executable, "-m", "supervisor.supervisorctl", "-c", str(configuration_file(settings)), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=PROJECT, check=False)
