"""The FastAGI server: one short session for each question of Asterisk's.

Whatever goes wrong, the answer is a closed socket: the dialplan has set its defaults before it asked.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import time
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore

import structlog

from agi.faults import CallerHungUp, SessionFault, Unasked
from agi.headers import call_id_of
from agi.inbound import inbound
from agi.message import message
from agi.office import Office
from agi.session import Session

log = structlog.get_logger()

Script = Callable[[Session, Office], None]
SCRIPTS: Mapping[str, Script] = {"inbound": inbound, "message": message}

SESSION_S = 2.5
"""The dialplan takes the call back after 3 s."""
PLACES = 64
BACKLOG = 256
PAUSE_S = 0.05


class CannotListen(Exception):
    """In the operator's language."""


def listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise CannotListen(
            f"无法在 {host}:{port} 提供呼叫路由（{error}）。"
            "请停止占用该端口的程序，或在 settings.toml 中修改 ports.agi 后重新启动。"
        ) from None
    listener.setblocking(False)
    return listener


class Server:
    def __init__(
        self, listener: socket.socket, office: Office, *,
        scripts: Mapping[str, Script] = SCRIPTS, places: int = PLACES, session_s: float = SESSION_S,
    ) -> None:  # fmt: skip
        self._listener, self._office = listener, office
        self._scripts, self._session_s = scripts, session_s
        self._places = Semaphore(places)
        self._pool = ThreadPoolExecutor(places, "agi")
        self._ear, self._bell = socket.socketpair()

    def serve(self) -> None:
        """Until `stop`; then the sessions that are open end by themselves, within their time."""
        with selectors.DefaultSelector() as selector, self._ear, self._bell, self._listener:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._ear, selectors.EVENT_READ)
            while not any(key.fileobj is self._ear for key, _ in selector.select()):
                self._accept()
        self._pool.shutdown()

    def stop(self) -> None:
        """From any thread or signal handler, at any time."""
        with contextlib.suppress(OSError):
            self._bell.send(b"x")

    def _accept(self) -> None:
        try:
            peer, _ = self._listener.accept()
        except OSError as error:
            # Out of descriptors, or the peer has gone already. The listener stays readable: do not spin.
            log.error("cannot accept", error=type(error).__name__)
            time.sleep(PAUSE_S)
            return
        if not self._places.acquire(blocking=False):
            log.error("every place is taken: the call goes on without us")
            peer.close()
            return
        self._pool.submit(self._attend, peer)

    def _attend(self, peer: socket.socket) -> None:
        try:
            with peer:
                peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._run(peer)
        finally:
            self._places.release()

    def _run(self, peer: socket.socket) -> None:
        call_id = ""
        try:
            session = Session(peer, self._session_s)
            call_id = call_id_of(session.env.get("agi_arg_1", ""))
            if script := self._scripts.get(session.script):
                script(session, self._office)
            else:
                log.error("unknown script", call_id=call_id)
        except Unasked:
            log.debug("somebody looked whether we listen")
        except CallerHungUp:
            log.info("caller hung up", call_id=call_id)
        except SessionFault as fault:
            log.warning("session given up", call_id=call_id, fault=type(fault).__name__)
        except Exception as error:
            log.error("fault of ours", call_id=call_id, error=type(error).__name__, where=_where(error))


def _where(error: Exception) -> str:
    """File and line, not the text: a message may quote what the caller sent."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"
