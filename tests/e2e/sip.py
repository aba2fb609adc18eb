"""A call made of bytes: says in an INVITE what no real phone would."""

from __future__ import annotations

import re
import socket
import time
import uuid
from types import TracebackType


class RawCall:
    """One call from `address`; `sender` is the value of the From header, without its tag."""

    def __init__(self, server: tuple[str, int], address: str, sender: bytes, dialled: bytes = b"12389") -> None:
        self._server = server
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 0))
        self._own = f"{address}:{self._socket.getsockname()[1]}".encode()
        self._id, self._tag = uuid.uuid4().hex.encode(), uuid.uuid4().hex[:8].encode()
        self._target = b"sip:%s@%s:%d" % (dialled, server[0].encode(), server[1])
        self._from = sender + b";tag=" + self._tag
        self._to = b"<" + self._target + b">"

    def __enter__(self) -> RawCall:
        self._send(b"INVITE", 1, self._sdp())
        try:
            self.answer = self._final_answer(10)
        except TimeoutError:
            self._socket.close()
            raise
        self._to = re.search(rb"\r\nTo: (.*?)\r\n", self.answer).group(1)  # type: ignore[union-attr]
        self._send(b"ACK", 1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._send(b"BYE", 2)
        self._socket.close()

    @property
    def status(self) -> int:
        return int(self.answer.split(b" ", 2)[1])

    def _final_answer(self, seconds: float) -> bytes:
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            self._socket.settimeout(left)
            got = self._socket.recv(65536)
            if not got.startswith(b"SIP/2.0 1"):
                return got
        raise TimeoutError

    def _send(self, method: bytes, number: int, body: bytes = b"") -> None:
        lines = [
            method + b" " + self._target + b" SIP/2.0",
            b"Via: SIP/2.0/UDP " + self._own + b";branch=z9hG4bK" + method + self._id,
            b"Max-Forwards: 70",
            b"From: " + self._from,
            b"To: " + self._to,
            b"Call-ID: " + self._id,
            b"CSeq: %d " % number + method,
            b"Contact: <sip:citizen@" + self._own + b">",
            *([b"Content-Type: application/sdp"] if body else []),
            b"Content-Length: %d" % len(body),
        ]
        self._socket.sendto(b"\r\n".join(lines) + b"\r\n\r\n" + body, self._server)

    def _sdp(self) -> bytes:
        """Sound goes to the port of the signalling, where it is ignored."""
        host, port = self._own.split(b":")
        return b"v=0\r\no=- 1 1 IN IP4 %b\r\ns=-\r\nc=IN IP4 %b\r\nt=0 0\r\nm=audio %b RTP/AVP 0\r\n" % (
            host,
            host,
            port,
        )
