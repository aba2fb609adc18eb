"""Run one Asterisk: start, wait until it answers, ask it things, stop it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from exchange.folders import log_file, main_file, prepare
from exchange.plan import ExchangePlan
from exchange.ports import PortInUse, check_ports

__all__ = ["Exchange", "ExchangeFailed", "PortInUse", "check_ports", "command_line", "prepare"]

BOOT_S = 60.0
STOP_S = 10.0


class ExchangeFailed(RuntimeError):
    """Asterisk did not come up, or went away; the message names the log to read."""


def command_line(plan: ExchangePlan) -> list[str]:
    """Foreground, for a supervisor. A call takes four ports and two files: raise the limit first."""
    asterisk = [str(plan.paths.prefix / "bin" / "asterisk"), "-f", "-n", "-C", str(main_file(plan))]
    return ["/bin/sh", "-c", 'ulimit -n 20000 2>/dev/null; exec "$@"', "asterisk", *asterisk]


class Exchange:
    def __init__(self, plan: ExchangePlan) -> None:
        self.plan = plan
        self.pid_file = plan.paths.run / "asterisk.pid"
        self._child: int | None = None

    def start(self) -> None:
        """Idempotent; returns when Asterisk is fully booted."""
        if self.running():
            return
        check_ports(self.plan)
        prepare(self.plan)
        self._child = _spawn(command_line(self.plan), log_file(self.plan))
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

    def booted(self) -> bool:
        """Waits while Asterisk is on its way; the answer, because one that gives up closes the line without a fault."""
        try:
            return "fully booted" in self.command("core waitfullybooted")
        except ExchangeFailed:
            return False

    def pid(self) -> int | None:
        """Of the Asterisk of this instance; a number left by an earlier one is not believed."""
        try:
            pid = int(self.pid_file.read_text())
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError):
            return None
        return pid if str(main_file(self.plan)).encode() in arguments else None

    def command(self, line: str) -> str:
        """One line of Asterisk's console; its answer."""
        if not line.isprintable():
            raise ValueError("a console command is one line")
        asterisk = str(self.plan.paths.prefix / "bin" / "asterisk")
        try:
            done = subprocess.run(  # noqa: S603 - our own command line
                [asterisk, "-n", "-C", str(main_file(self.plan)), "-rx", line],
                capture_output=True, timeout=30, stdin=subprocess.DEVNULL, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise ExchangeFailed(f"交换机没有应答，日志：{log_file(self.plan)}") from fault
        if done.returncode:
            raise ExchangeFailed(f"交换机没有运行，日志：{log_file(self.plan)}")
        return done.stdout.decode(errors="replace")

    def reload(self) -> None:
        """Reads the rendered files again. Calls go on; members keep their pause."""
        self.command("module reload")

    def _wait_until_booted(self) -> None:
        ends = time.monotonic() + BOOT_S
        while time.monotonic() < ends:
            if self._child_has_ended():
                raise ExchangeFailed(f"交换机启动失败，日志：{log_file(self.plan)}")
            if self.booted():
                return
            time.sleep(0.05)
        self.stop()
        raise ExchangeFailed(f"交换机 {BOOT_S:.0f} 秒内没有就绪，日志：{log_file(self.plan)}")

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


def _spawn(command: list[str], log: Path) -> int:
    """In a session of its own: Ctrl-C at our terminal must not end calls. It may outlive us, so no Popen object."""
    appending = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(log), appending, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    return os.posix_spawn(command[0], command, os.environ, file_actions=files, setsid=True)
