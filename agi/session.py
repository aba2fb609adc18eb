"""pyst2 behind one class: its commands, with a transport that no caller's name and no broken peer can turn against us.

pyst2's own part is made for a script on standard input: it sets a signal handler (which no thread may), waits for
ever, and sends what a caller is called as it is, line breaks included.
"""

from __future__ import annotations

import re
import socket
from typing import Any

from asterisk.agi import AGI

from agi.faults import CallerHungUp, CommandRefused, CommandUnsafe, ForgedHeaders, Garbled, TooMuch
from agi.wire import Wire

ALL_HEADERS = 64 * 1024
LONGEST_COMMAND = 2047
"""Bytes with the LF. Asterisk's buffer (AGI_BUF_LEN): the rest of a longer line would be a second command."""
USAGE_LINES = 200
DEAD_CHANNEL = 511

_CONTROLS = dict.fromkeys((*range(32), 127), " ")
_LINE_BREAKS = re.compile(r"[\r\n\0]")
_DONE = re.compile(r"200 result=(\S*)(?: \((.*)\)(?: \w+=.*)?)?")
_REFUSED = re.compile(r"([1-9][0-9]{2})([ -]).*")

Answer = dict[str, tuple[str, str]]


class Session(AGI):
    """One run of one script for one call. Raises a SessionFault for whatever the peer does wrong."""

    def __init__(self, peer: socket.socket, lasts_s: float) -> None:
        self._wire = Wire(peer, lasts_s)
        self.env: dict[str, str] = {}
        self._get_agi_env()

    @property
    def script(self) -> str:
        return self.env.get("agi_network_script", "")

    def left_s(self) -> float:
        """Seconds until Asterisk must have been let go."""
        return self._wire.left_s()

    def _get_agi_env(self) -> None:
        size = 0
        while line := self._wire.line():
            size += len(line)
            if size > ALL_HEADERS:
                raise TooMuch
            self._take_header(line)
        # Asterisk is silent from here until it is asked.
        if self._wire.unread:
            raise ForgedHeaders

    def _take_header(self, line: str) -> None:
        name, colon, value = line.partition(":")
        if not colon or not name.startswith("agi_") or name in self.env:
            raise ForgedHeaders
        self.env[name] = value.removeprefix(" ")

    def test_hangup(self) -> None:
        """A hang-up comes as a line of its own here, not as a signal."""

    def execute(self, command: str, *args: object) -> Answer:
        self.send_command(command, *args)
        return self.get_result()

    def _quote(self, string: object) -> str:
        text = str(string).translate(_CONTROLS).replace("\\", "\\\\").replace('"', '\\"')
        return f'"{text}"'

    def send_command(self, command: str, *args: object) -> None:
        # Some of pyst2's helpers pass an argument on unquoted, so that the whole line is looked at.
        text = " ".join([command, *map(str, args)]).strip()
        line = text.encode("utf-8", "replace") + b"\n"
        if _LINE_BREAKS.search(text) or len(line) > LONGEST_COMMAND:
            raise CommandUnsafe
        self._wire.send(line)

    def get_result(self, stdin: Any = None) -> Answer:
        line = self._wire.line()
        if line == "HANGUP":
            raise CallerHungUp
        if done := _DONE.fullmatch(line):
            return _answer(done[1], done[2] or "")
        refused = _REFUSED.fullmatch(line)
        if refused is None or refused[1] == "200":
            raise Garbled
        if refused[2] == "-":
            self._skip_usage(refused[1])
        raise _refusal(int(refused[1]))

    def _skip_usage(self, code: str) -> None:
        for _ in range(USAGE_LINES):
            if self._wire.line().startswith(f"{code} "):
                return
        raise TooMuch


def _answer(result: str, data: str) -> Answer:
    if result == "-1":
        raise CallerHungUp if data == "hangup" else CommandRefused(200)
    return {"result": (result, data)}


def _refusal(code: int) -> CallerHungUp | CommandRefused:
    return CallerHungUp() if code == DEAD_CHANNEL else CommandRefused(code)
