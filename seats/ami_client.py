"""One AMI connection. `connect`, `listen`, `send` and `send_action` of asterisk-ami are replaced: see FINDINGS.md.

Its reader ends after three seconds of silence and at the first odd event, its `send` can cut an action in two, and
its answers wait on a call that newer Pythons only warn about. A client is used for one connection and thrown away.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Container
from concurrent.futures import Future

import structlog
from asterisk.ami import Action, AMIClient, Response

from seats.ami_answers import Answers, ConnectionLost
from seats.ami_text import AmiEvent, Cutter, headers, name_of, sent

CONNECT_S = 3.0
QUIET_S = 5.0
"""So long without a byte, and we ask whether somebody is there."""
DEAD_AFTER_S = 12.0
"""So long without a byte although we asked: the connection is half-open."""
READ = 1 << 16
log = structlog.get_logger()


OnEvent = Callable[[AmiEvent], None]
OnLost = Callable[[str], None]


class AmiConnection(AMIClient):
    """Events whose names are wanted go to `on_event`, the end to `on_lost` (once); both in the reader's thread."""

    def __init__(
        self, address: str, port: int, wanted: Container[str], on_event: OnEvent, on_lost: OnLost,
        quiet_s: float = QUIET_S, dead_after_s: float = DEAD_AFTER_S,
    ) -> None:  # fmt: skip
        super().__init__(address, port, timeout=CONNECT_S)
        self._wanted, self._on_event, self._on_lost = wanted, on_event, on_lost
        self._quiet_s, self._dead_after_s = quiet_s, dead_after_s
        self._answers = Answers()
        self._sending = threading.Lock()
        self._greeted: Future[None] = Future()
        self._cutter = Cutter()
        self._dropped = ""
        self.unreadable = 0

    def connect(self) -> None:
        """Returns when Asterisk has greeted. Raises OSError or ConnectionLost."""
        self._socket = socket.create_connection((self._address, self._port), CONNECT_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.settimeout(self._quiet_s)
        self.finished = threading.Event()
        self._thread = threading.Thread(target=self.listen, name="ami", daemon=True)
        self._thread.start()
        try:
            self._greeted.result(CONNECT_S)
        except TimeoutError:
            self.disconnect()
            raise ConnectionLost("no_greeting") from None
        if self._dropped:  # given up while it was being opened
            self.disconnect()
            raise ConnectionLost(self._dropped)

    def disconnect(self) -> None:
        """Safe to repeat and from any thread."""
        self._dropped = self._dropped or "closed"
        if self.finished is not None:
            self.finished.set()
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(CONNECT_S)

    def drop(self, reason: str) -> None:
        """Ends the connection without waiting; `on_lost` hears the reason."""
        self._dropped = reason
        self._hang_up()

    def listen(self) -> None:
        reason = "closed"
        try:
            self._greet()
            self._read()
        except ConnectionLost as lost:
            reason = lost.reason
        except OSError as error:
            reason = "silent" if isinstance(error, TimeoutError) else "reset"
        finally:
            self._end(self._dropped or reason)

    def send(self, pack: Action) -> None:
        data = sent(pack.name, pack.keys)
        with self._sending:
            self._line().sendall(data)

    def send_action(self, action: Action, callback: Callable[[Response], object] | None = None) -> Future[Response]:
        """The future fails with ConnectionLost when the connection ends first."""
        action.keys["ActionID"] = action_id = self._next_id()
        answer = self._answers.expect(action_id)
        if callback is not None:
            answer.add_done_callback(lambda done: done.exception() or callback(done.result()))
        self._send_or_fail(action)
        return answer

    def ask_list(self, name: str) -> Future[list[AmiEvent]]:
        """An action that is answered by a list of events, collected up to the one that ends it."""
        action_id = self._next_id()
        whole = self._answers.expect_list(action_id)
        self._send_or_fail(Action(name, {"ActionID": action_id}))
        return whole

    def _next_id(self) -> str:
        with self._sending:
            return self.next_action_id()

    def _send_or_fail(self, action: Action) -> None:
        try:
            if self._over():
                raise ConnectionLost("closed")
            self.send(action)
        except (OSError, ConnectionLost):
            self._answers.fail(action.keys["ActionID"], "closed")
            # Half an action may be out: nothing that follows would be understood.
            self._hang_up()

    def _line(self) -> socket.socket:
        if self._socket is None:
            raise ConnectionLost("closed")
        return self._socket

    def _over(self) -> bool:
        return self.finished is None or self.finished.is_set()

    def _hang_up(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _greet(self) -> None:
        """Up to the end of the first line; a peer that is no Asterisk is left at once."""
        line = b""
        while b"\r\n" not in line:
            line += self._receive()
            if len(line) > 1_000:
                raise ConnectionLost("no_greeting")
        greeting, _, rest = line.partition(b"\r\n")
        match = self.asterisk_start_regex.match(greeting.decode("ascii", "replace"))
        if match is None:
            raise ConnectionLost("not_asterisk")
        self._ami_version = match.group("version")
        self._greeted.set_result(None)
        self._take(rest)

    def _read(self) -> None:
        last = time.monotonic()
        while not self._over():
            try:
                data = self._receive()
            except TimeoutError:
                if time.monotonic() - last > self._dead_after_s:
                    raise ConnectionLost("silent") from None
                self.send(Action("Ping", {"ActionID": "ping"}))
                continue
            last = time.monotonic()
            self._take(data)

    def _receive(self) -> bytes:
        data = self._line().recv(READ)
        if not data:
            raise ConnectionLost("closed")
        return data

    def _take(self, data: bytes) -> None:
        heard = time.monotonic()
        for pack in self._cutter.feed(data):
            try:
                self._take_pack(pack, heard)
            except Exception as error:  # a fault in one event must not cost the ones that follow
                self.unreadable += 1
                log.error("an AMI event could not be taken", error=type(error).__name__)

    def _take_pack(self, pack: bytes, heard: float) -> None:
        if name := name_of(pack):
            if name in self._wanted:
                self._on_event(AmiEvent(name, headers(pack), heard))
            elif self._answers.lists_expected:
                self._answers.take_listed(AmiEvent(name, headers(pack), heard))
        elif pack[:9].lower() == b"response:":
            keys = headers(pack)
            self._answers.take(Response(keys.get("Response", ""), keys))
        else:
            self.unreadable += 1

    def _end(self, reason: str) -> None:
        if self.finished is not None:
            self.finished.set()
        if self._socket is not None:
            self._socket.close()
        if not self._greeted.done():
            self._greeted.set_exception(ConnectionLost(reason))
        self._answers.fail_all(reason)
        self._on_lost(reason)
