"""The exchange's web socket: keeps what browsers say, and says what a test wants."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve
from websockets.typing import Subprotocol


class SipPeer:
    """`answer` comes back to each frame."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.open: list[ServerConnection] = []
        self.answer = "SIP/2.0 200 OK\r\n\r\n"
        self.address = ""

    def talk(self, connection: ServerConnection) -> None:
        self.open.append(connection)
        try:
            for frame in connection:
                self.heard.append(str(frame))
                connection.send(self.answer)
        except ConnectionClosed:
            pass
        self.open.remove(connection)


@contextmanager
def sip_peer() -> Iterator[SipPeer]:
    peer = SipPeer()
    with serve(peer.talk, "127.0.0.1", 0, subprotocols=[Subprotocol("sip")], compression=None) as server:
        peer.address = f"ws://127.0.0.1:{server.socket.getsockname()[1]}/ws"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield peer
        server.shutdown()
        thread.join()
