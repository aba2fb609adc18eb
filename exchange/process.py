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
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Idempotent; returns when Asterisk is fully booted."""
        if self.running():
            return
        for port, use, kind in self._ports():
            _check_free(self.plan.bind, port, use, kind)
        prepare(self.plan)
        with (self.plan.paths.log / "asterisk.out").open("ab") as out:
            self._child = subprocess.Popen(  # noqa: S603 - our own command line
                command_line(self.plan), stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        self._wait_until_booted()

    def stop(self) -> None:
        """Ends every call. Safe to repeat, and from another process than the one that started it."""
        pid = self.pid()
        if pid is not None:
            with contextlib.suppress(ExchangeFailed):
                self.command("core stop now")
            _until_gone(pid, STOP_S, self._reap)
        if pid is not None and _alive(pid):
            os.kill(pid, signal.SIGKILL)
            _until_gone(pid, STOP_S, self._reap)
        self._reap()

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
            if self._child is not None and self._child.poll() is not None:
                raise ExchangeFailed(f"交换机启动失败，日志：{self._log()}")
            with contextlib.suppress(ExchangeFailed):
                self.command("core waitfullybooted")
                return
            time.sleep(0.05)
        self.stop()
        raise ExchangeFailed(f"交换机 {BOOT_S:.0f} 秒内没有就绪，日志：{self._log()}")

    def _reap(self) -> None:
        if self._child is not None and self._child.poll() is not None:
            self._child = None

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


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _until_gone(pid: int, seconds: float, reap: object) -> None:
    ends = time.monotonic() + seconds
    while _alive(pid) and time.monotonic() < ends:
        if callable(reap):
            reap()
        time.sleep(0.02)
