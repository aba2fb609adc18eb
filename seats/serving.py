"""One uvicorn in the loop that the link lives in."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

STOP_WITHIN_S = 5
"""Open sockets must not hold up a restart: the pages come back by themselves."""


class PortInUse(Exception):
    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"端口 {port} 已被占用：请停止占用它的程序，或设置 HOTLINE_PORTS__WEB 换一个端口后重新启动。")
        self.host, self.port = host, port


def listen(host: str, port: int) -> socket.socket:
    """Port 0 takes a free one. Raises PortInUse."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError:
        listener.close()
        raise PortInUse(host, port) from None
    return listener


class Server(uvicorn.Server):
    """Ends when `should_exit` is set. Signals are the program's: uvicorn would end it before its rows are written."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server(app: ASGIApp) -> Server:
    return Server(
        uvicorn.Config(
            app,
            ws="websockets-sansio",
            ws_max_size=65_536,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=STOP_WITHIN_S,
            access_log=False,
            server_header=False,
            log_config=None,
            log_level="warning",
        )
    )
