"""Lines from and to Asterisk, each before a common deadline."""

from __future__ import annotations

import socket
import time

from agi.faults import PeerGone, TooMuch, TooSlow, Unasked

LONGEST_LINE = 64 * 1024
READ = 16 * 1024


class Wire:
    def __init__(self, peer: socket.socket, lasts_s: float) -> None:
        self._peer, self._ends_at = peer, time.monotonic() + lasts_s
        self._got = bytearray()
        self._silent = True

    def left_s(self) -> float:
        return max(0.0, self._ends_at - time.monotonic())

    @property
    def unread(self) -> bool:
        return bool(self._got)

    def line(self) -> str:
        """Without its end. Never fails on the bytes: GBK names and half surrogates come out as U+FFFD.

        Only LF ends a line: str.splitlines() would let U+2028 in a name begin another.
        """
        while (end := self._got.find(b"\n")) < 0:
            if len(self._got) > LONGEST_LINE:
                raise TooMuch
            self._got += self._read()
        line = bytes(self._got[:end])
        del self._got[: end + 1]
        return line.removesuffix(b"\r").decode("utf-8", "replace")

    def send(self, line: bytes) -> None:
        self._arm()
        try:
            self._peer.sendall(line)
        except TimeoutError:
            raise TooSlow from None
        except OSError:
            raise PeerGone from None

    def _read(self) -> bytes:
        self._arm()
        try:
            piece = self._peer.recv(READ)
        except TimeoutError:
            raise TooSlow from None
        except OSError:
            raise PeerGone from None
        if not piece:
            raise Unasked if self._silent else PeerGone
        self._silent = False
        return piece

    def _arm(self) -> None:
        left = self.left_s()
        # 0 would mean "do not block" to a socket.
        if not left:
            raise TooSlow
        self._peer.settimeout(left)
