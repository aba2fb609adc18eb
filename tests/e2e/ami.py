"""A bare AMI connection: what Asterisk says to each of its two users."""

from __future__ import annotations

import re
import socket
import time
from types import TracebackType


class Ami:
    def __init__(self, port: int, user: str, secret: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        self.text = ""
        self.login = self.ask("Login", Username=user, Secret=secret)

    def __enter__(self) -> Ami:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def ask(self, action: str, seconds: float = 5, until: str = "\r\n\r\n", **fields: str) -> str:
        """The answer, from its `Response:` line to `until`."""
        lines = [f"Action: {action}", f"ActionID: {action}", *(f"{k}: {v}" for k, v in fields.items())]
        begins = len(self.text)
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        ends = time.monotonic() + seconds
        while True:
            answer = self.text.find("Response: ", begins)
            if answer >= 0 and (end := self.text.find(until, answer)) >= 0:
                return self.text[answer:end]
            self._receive(ends)

    def wait_for(self, event: str, seconds: float = 10) -> None:
        ends = time.monotonic() + seconds
        while f"Event: {event}\r\n" not in self.text:
            self._receive(ends)

    def events(self) -> set[str]:
        return set(re.findall(r"^Event: (\w+)", self.text, re.MULTILINE))

    def _receive(self, ends: float) -> None:
        self._socket.settimeout(max(ends - time.monotonic(), 0.001))
        got = self._socket.recv(65536)
        assert got, "AMI closed the connection"
        self.text += got.decode(errors="replace")
