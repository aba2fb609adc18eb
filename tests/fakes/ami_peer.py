"""Asterisk's end of the AMI socket, and ends that misbehave."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from tests.fakes.ami_scenes import packs

GREETING = b"Asterisk Call Manager/11.0.0\r\n"
WITHIN_S = 10.0
SECRETS = {"reader": "reader-secret", "actor": "actor-secret"}


def until(true: Callable[[], object], within_s: float = WITHIN_S) -> None:
    ends = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < ends, "it did not come true"
        time.sleep(0.005)


class Talk:
    """One connection, as the peer sees it."""

    def __init__(self, peer: AmiPeer, link: socket.socket) -> None:
        self.peer, self.link, self.user = peer, link, ""
        self.ended = False
        threading.Thread(target=self._serve, daemon=True).start()

    def send(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            self.link.sendall(data)

    def cut(self) -> None:
        """As when the process is killed."""
        with contextlib.suppress(OSError):
            self.link.shutdown(socket.SHUT_RDWR)
        self.link.close()

    def _serve(self) -> None:
        self.send(self.peer.greeting)
        waiting = b""
        while True:
            try:
                data = self.link.recv(65536)
            except OSError:
                data = b""
            if not data:
                self.ended = True
                return
            *actions, waiting = (waiting + data).split(b"\r\n\r\n")
            for action in actions:
                self._take(action)

    def _take(self, pack: bytes) -> None:
        lines = [line.partition(b": ") for line in pack.split(b"\r\n")]
        keys = {key.decode(): value.decode() for key, _, value in lines}
        self.peer.actions.append({**keys, "user": self.user})
        if not self.peer.deaf:
            self._answer(keys)

    def _answer(self, keys: dict[str, str]) -> None:
        name, action_id = keys.get("Action", ""), keys.get("ActionID", "")
        if name == "Login":
            good = SECRETS.get(keys["Username"]) == keys["Secret"]
            self.user = keys["Username"] if good else ""
            self._respond(action_id, good, "Authentication accepted" if good else "Authentication failed")
        elif name in ("Ping", "QueueStatus", "CoreShowChannels"):
            self.send(self.peer.lists(name, action_id))
        else:
            refused = self.peer.refuses.get(name)
            self._respond(action_id, refused is None, refused or "done")

    def _respond(self, action_id: str, good: bool, message: str) -> None:
        status = "Success" if good else "Error"
        self.send(f"Response: {status}\r\nActionID: {action_id}\r\nMessage: {message}\r\n\r\n".encode())


class AmiPeer:
    """`scene` is what it answers to lists; `deaf` hears and never answers; `refuses` maps an action to its error."""

    def __init__(self, scene: str = "lists-idle", port: int = 0) -> None:
        self.scene, self.greeting, self.deaf = scene, GREETING, False
        self.refuses: dict[str, str] = {}
        self.actions: list[dict[str, str]] = []
        self.talks: list[Talk] = []
        self._before_lists: list[bytes] = []
        self._server = socket.create_server(("127.0.0.1", port))
        self.port = int(self._server.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for talk in self.talks:
            talk.cut()

    def reader(self) -> Talk:
        """The connection that hears events now."""
        until(lambda: any(talk.user == "reader" and not talk.ended for talk in self.talks))
        return next(talk for talk in reversed(self.talks) if talk.user == "reader" and not talk.ended)

    def tell(self, *scenes_or_packs: str | bytes) -> None:
        told = [p for what in scenes_or_packs for p in (packs(what) if isinstance(what, str) else [what])]
        self.reader().send(b"".join(pack + b"\r\n\r\n" for pack in told))

    def tell_before_lists(self, *told: bytes) -> None:
        """Events that are on their way while the lists are made."""
        self._before_lists += told

    def heard(self, action: str, user: str = "actor") -> list[dict[str, str]]:
        return [keys for keys in self.actions if keys.get("Action") == action and keys["user"] == user]

    def lists(self, action: str, action_id: str) -> bytes:
        mark = {"Ping": "p", "QueueStatus": "q", "CoreShowChannels": "c"}[action]
        found = [pack for pack in packs(self.scene) if f"ActionID: {mark}".encode() in pack.split(b"\r\n")]
        before = self._before_lists if action == "QueueStatus" else []
        renamed = [pack.replace(f"ActionID: {mark}".encode(), f"ActionID: {action_id}".encode()) for pack in found]
        return b"".join(pack + b"\r\n\r\n" for pack in [*before, *renamed])

    def _accept(self) -> None:
        while True:
            try:
                link, _ = self._server.accept()
            except OSError:
                return
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as manager.c does
            self.talks.append(Talk(self, link))
