"""An OpenAI-compatible service as a real HTTP server, and services that misbehave."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any

Behaviour = Callable[["Asked"], None]
_PIECE = b" " * 65_536


class Asked(BaseHTTPRequestHandler):
    """One question; `behave` answers it."""

    behave: Behaviour
    heard: list[dict[str, Any]]
    headers_heard: list[dict[str, str]]
    ended: threading.Event

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.heard.append({"path": self.path} | json.loads(body))
        self.headers_heard.append(dict(self.headers))
        try:
            type(self).behave(self)
        except OSError:
            return

    def do_GET(self) -> None:
        self.heard.append({"path": self.path})
        self.send_error(405)

    def log_message(self, format: str, *args: object) -> None:
        return None

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def content(text: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def says(opinion: object) -> Behaviour:
    return lambda asked: asked.give(content(json.dumps(opinion, ensure_ascii=False)))


def says_text(text: str) -> Behaviour:
    return lambda asked: asked.give(content(text))


def gives(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    return lambda asked: asked.give(body, status, **headers)


def silent(asked: Asked) -> None:
    """Takes the question and never answers."""
    asked.ended.wait(30)


def dripping(asked: Asked) -> None:
    """A byte now and then, so that no single read waits long."""
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not asked.ended.wait(0.05):
        asked.wfile.write(b"x")


def endless(asked: Asked) -> None:
    """Far more than anybody may send, with no length told."""
    asked.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    for _ in range(1600):
        asked.wfile.write(_PIECE)


def hanging_up(asked: Asked) -> None:
    asked.connection.shutdown(socket.SHUT_RDWR)


@dataclass
class Service:
    address: str
    heard: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def opinion_server(behave: Behaviour, tls: SSLContext | None = None) -> Iterator[Service]:
    ended = threading.Event()
    service = Service("")
    handler = type(
        "Handler",
        (Asked,),
        {"behave": staticmethod(behave), "heard": service.heard, "headers_heard": service.headers, "ended": ended},
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    service.address = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        ended.set()
        server.shutdown()
        thread.join(10)
        server.server_close()
