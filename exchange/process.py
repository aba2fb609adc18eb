"""Run one Asterisk: start, wait until it answers, ask it things, stop it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from exchange.plan import ExchangePlan

BOOT_S = 60.0
STOP_S = 10.0
SYSTEM_DOCUMENTATION = Path("/usr/share/asterisk/documentation")


class PortInUse(RuntimeError):
    def __init__(self, port: int, use: str) -> None:
        super().__init__(f"端口 {port}（{use}）已被其他程序占用，请在配置中换一个端口或停止该程序")
        self.port = port


class ExchangeFailed(RuntimeError):
    """Asterisk did not come up, or went away; the message names the log to read."""


def command_line(plan: ExchangePlan) -> list[str]:
    """Foreground, for a supervisor. A call takes four ports and two files: raise the limit first."""
    asterisk = [str(plan.paths.prefix / "bin" / "asterisk"), "-f", "-n", "-C", str(_conf(plan))]
    return ["/bin/sh", "-c", 'ulimit -n 20000 2>/dev/null; exec "$@"', "asterisk", *asterisk]


def prepare(plan: ExchangePlan) -> None:
    """The folders of this instance. Safe to repeat; `start` does it, a supervisor's caller must."""
    run, paths = plan.paths.run, plan.paths
    for folder in (run, run / "lib" / "keys", run / "cache", run / "spool", run / "data", paths.log, paths.spool):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _link(run / "data" / "sounds", paths.sounds)
    # Without its XML documentation Asterisk refuses to start.
    own = paths.prefix / "share" / "documentation"
    _link(run / "data" / "documentation", own if own.is_dir() else SYSTEM_DOCUMENTATION)


class Exchange:
    def __init__(self, plan: ExchangePlan) -> None:
        self.plan = plan
        self.pid_file = plan.paths.run / "asterisk.pid"
        self._child: int | None = None

    def start(self) -> None:
        """Idempotent; returns when Asterisk is fully booted."""
        if self.running():
            return
        for port, use, kind in self._ports():
            _check_free(self.plan.bind, port, use, kind)
        prepare(self.plan)
        self._child = _spawn(command_line(self.plan), self._log())
        self._wait_until_booted()

    def stop(self) -> None:
        """Ends every call. Safe to repeat, and from another process than the one that started it."""
        pid = self.pid()
        if pid is None:
            return
        with contextlib.suppress(ExchangeFailed):
            self.command("core stop now")
        if not self._gone_within(STOP_S):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            self._gone_within(STOP_S)

    def running(self) -> bool:
        return self.pid() is not None

    def pid(self) -> int | None:
        """Of the Asterisk of this instance; a number left by an earlier one is not believed."""
        try:
            pid = int(self.pid_file.read_text())
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError):
            return None
        return pid if str(_conf(self.plan)).encode() in arguments else None

    def command(self, line: str) -> str:
        """One line of Asterisk's console; its answer."""
        if not line.isprintable():
            raise ValueError("a console command is one line")
        asterisk = str(self.plan.paths.prefix / "bin" / "asterisk")
        try:
            done = subprocess.run(  # noqa: S603 - our own command line
                [asterisk, "-n", "-C", str(_conf(self.plan)), "-rx", line],
                capture_output=True, timeout=30, stdin=subprocess.DEVNULL, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise ExchangeFailed(f"交换机没有应答，日志：{self._log()}") from fault
        if done.returncode:
            raise ExchangeFailed(f"交换机没有运行，日志：{self._log()}")
        return done.stdout.decode(errors="replace")

    def reload(self) -> None:
        """Reads the rendered files again. Calls go on; members keep their pause."""
        self.command("module reload")

    def _ports(self) -> Iterator[tuple[int, str, socket.SocketKind]]:
        ports = self.plan.ports
        yield ports.sip, "SIP", socket.SOCK_DGRAM
        yield ports.ami, "AMI", socket.SOCK_STREAM
        yield ports.http, "WebSocket", socket.SOCK_STREAM

    def _wait_until_booted(self) -> None:
        ends = time.monotonic() + BOOT_S
        while time.monotonic() < ends:
            if self._child_has_ended():
                raise ExchangeFailed(f"交换机启动失败，日志：{self._log()}")
            with contextlib.suppress(ExchangeFailed):
                if "fully booted" in self.command("core waitfullybooted"):
                    return
            time.sleep(0.05)
        self.stop()
        raise ExchangeFailed(f"交换机 {BOOT_S:.0f} 秒内没有就绪，日志：{self._log()}")

    def _gone_within(self, seconds: float) -> bool:
        ends = time.monotonic() + seconds
        while self.pid() is not None and time.monotonic() < ends:
            time.sleep(0.02)
        self._child_has_ended()
        return self.pid() is None

    def _child_has_ended(self) -> bool:
        """Also takes its exit status, so that no zombie stays."""
        if self._child is not None:
            with contextlib.suppress(ChildProcessError):
                if os.waitpid(self._child, os.WNOHANG) == (0, 0):
                    return False
            self._child = None
            return True
        return False

    def _log(self) -> Path:
        return self.plan.paths.log / "asterisk.out"


def _conf(plan: ExchangePlan) -> Path:
    return plan.paths.etc / "asterisk.conf"


def _link(link: Path, target: Path) -> None:
    if not link.is_symlink() or link.readlink() != target:
        link.unlink(missing_ok=True)
        link.symlink_to(target)


def _check_free(address: str, port: int, use: str, kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as probe:
        if kind is socket.SOCK_STREAM:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as fault:
            raise PortInUse(port, use) from fault


def _spawn(command: list[str], log: Path) -> int:
    """In a session of its own: Ctrl-C at our terminal must not end calls. It may outlive us, so no Popen object."""
    appending = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(log), appending, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    return os.posix_spawn(command[0], command, os.environ, file_actions=files, setsid=True)
