"""An operator's desk without eyes: signs in as the browser does and notes when each message comes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from cases.seats import SIP
from commands.running import Refusal

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Received:
    message: Message
    at: float
    """Seconds since the epoch, so that it can be compared with the times in the message."""


class Desk:
    def __init__(self, address: str, login: str, password: str) -> None:
        self._address = address
        self._cookies = CookieJar()
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(self._cookies))
        # Without it the service takes us for a foreign page.
        self._opener.addheaders = [("X-Hotline", "1")]
        self._opener.open(f"{address}/sign-in", urlencode({"login": login, "password": password}).encode(), timeout=10)
        self._received: list[Received] = []
        self._news = threading.Condition()
        self._socket: ClientConnection | None = None
        threading.Thread(target=self._listen, daemon=True).start()
        self.wait_for(lambda m: m["type"] == "snapshot", 10, "初始画面")

    def sit(self, seat: str) -> None:
        """With the seat's desk phone, whichever phone rang for the person before."""
        self._send("POST", "/api/seat", {"seat": seat, "device": SIP})

    def ready(self) -> None:
        self._send("POST", "/api/seat/state", {"state": "ready"})

    def leave(self) -> None:
        """The seat is free again, for a person who wants to try the desk."""
        self._send("DELETE", "/api/seat")
        if self._socket is not None:
            self._socket.close()

    def read(self, path: str) -> Message:
        with self._opener.open(self._address + path, timeout=10) as answer:
            return dict(json.load(answer))

    def wait_for(self, fits: Callable[[Message], bool], seconds: float, what: str) -> Received:
        def found() -> Received | None:
            return next((r for r in self._received if fits(r.message)), None)

        with self._news:
            received = self._news.wait_for(found, seconds)
        if received is None:
            raise Refusal(f"{seconds:.0f} 秒内坐席页面没有收到{what}。")
        return received

    def _listen(self) -> None:
        """Until the socket closes; what comes is noted with its time."""
        cookies = "; ".join(f"{c.name}={c.value}" for c in self._cookies)
        url, origin = self._address.replace("http", "ws", 1) + "/ws/desk", Origin(self._address)
        with suppress(ConnectionClosed), connect(url, additional_headers={"Cookie": cookies}, origin=origin) as socket:
            self._socket = socket
            for text in socket:
                with self._news:
                    self._received.append(Received(json.loads(text), time.time()))
                    self._news.notify_all()

    def _send(self, method: str, path: str, body: Message | None = None) -> None:
        headers = {"Content-Type": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        request = Request(self._address + path, data, headers, method=method)  # noqa: S310 - our own http
        with self._opener.open(request, timeout=10):
            return
