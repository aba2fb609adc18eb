"""Commands to a running baresip, and the events that it tells: netstrings of JSON."""

from __future__ import annotations

import json
import socket
import threading
import time
from dataclasses import dataclass


class PhoneFailed(RuntimeError):
    """The phone did not do what was asked in time."""


@dataclass(frozen=True, slots=True)
class Event:
    """`at` is monotonic seconds: for durations between events, never a time of day."""

    type: str
    peer: str
    param: str
    at: float


class Control:
    """Commands to a running baresip and the events that it tells."""

    def __init__(self, port: int, seconds: float) -> None:
        self._socket = _connect(port, seconds)
        self._news = threading.Condition()
        self._events: list[Event] = []
        self._answers: list[dict[str, object]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def tell(self, command: str, params: str = "", seconds: float = 5.0) -> str:
        message = json.dumps({"command": command, "params": params}).encode()
        with self._news:
            before = len(self._answers)
            self._socket.sendall(b"%d:%b," % (len(message), message))
            if not self._news.wait_for(lambda: len(self._answers) > before, seconds):
                raise PhoneFailed(f"话机对 {command} 没有应答")
            return str(self._answers[before].get("data", ""))

    def wait_for(self, types: tuple[str, ...], seconds: float, since: int = 0) -> Event:
        def found() -> Event | None:
            return next((e for e in self._events[since:] if e.type in types), None)

        with self._news:
            event = self._news.wait_for(found, seconds)
            if event is None:
                raise PhoneFailed(f"{seconds:g} 秒内没有出现 {'/'.join(types)}，只有 {[e.type for e in self._events]}")
            return event

    def events(self) -> list[Event]:
        with self._news:
            return list(self._events)

    def close(self) -> None:
        self._socket.close()

    def _read(self) -> None:
        waiting = b""
        while True:
            try:
                got = self._socket.recv(65536)
            except OSError:
                return
            if not got:
                return
            messages, waiting = _netstrings(waiting + got)
            with self._news:
                for message in messages:
                    self._take(json.loads(message))
                self._news.notify_all()

    def _take(self, message: dict[str, object]) -> None:
        if message.get("event"):
            said = [str(message.get(key, "")) for key in ("type", "peeruri", "param")]
            self._events.append(Event(said[0], said[1], said[2], time.monotonic()))
        else:
            self._answers.append(message)


def _netstrings(data: bytes) -> tuple[list[bytes], bytes]:
    messages = []
    while (colon := data.find(b":")) > 0 and len(data) > (end := colon + 1 + int(data[:colon])):
        messages.append(data[colon + 1 : end])
        data = data[end + 1 :]
    return messages, data


def _connect(port: int, seconds: float) -> socket.socket:
    ends = time.monotonic() + seconds
    while True:
        try:
            found = socket.create_connection(("127.0.0.1", port), timeout=1)
            found.settimeout(None)
            return found
        except OSError as fault:
            if time.monotonic() > ends:
                raise PhoneFailed("baresip 没有启动") from fault
            time.sleep(0.02)
