"""A second opinion from an OpenAI-compatible service on the operator's own network; off unless an address is set.

Whatever the service does, the draft of the rules stands: it only ever gives a JSON object or an OpinionFault.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlsplit

from cases.drafting import Call
from transcribe.opinion_prompt import answered, asked, too_long

LARGEST = 1_000_000
"""Bytes of an answer that are read at most."""
CONNECT_S = 3.0


class OpinionFault(Exception):
    """No opinion; the text is a reason without any word of the call, the answer or the key."""


class TooLong(OpinionFault):
    """Of this call only: the service may well be there for the next."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """`address` as in …/v1; `timeout_s` bounds the whole exchange; `key` is sent as a bearer token."""

    address: str
    model: str
    timeout_s: float = 20.0
    key: str = field(default="", repr=False)
    ca_file: str = ""

    def about(self, call: Call) -> dict[str, Any]:
        """What the service makes of a call, as it says it. Raises OpinionFault, and nothing else."""
        if too_long(call):
            raise TooLong("通话太长，没有送出")
        body = json.dumps(asked(call, self.model), ensure_ascii=False).encode("utf-8", "replace")
        try:
            found = answered(self._exchange(body))
        except ssl.SSLError as error:
            raise OpinionFault(f"证书或加密不合格（{type(error).__name__}）") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise OpinionFault(f"连不上或中断（{type(error).__name__}）") from None
        if found is None:
            raise OpinionFault("答复不是约定的 JSON")
        return found

    def _exchange(self, body: bytes) -> bytes:
        address = urlsplit(self.address)
        with self._connected(address) as connection:
            connection.request("POST", f"{address.path.rstrip('/')}/chat/completions", body, self._headers())
            response = connection.getresponse()
            if response.status != 200:
                raise OpinionFault(f"服务答复 {response.status}")
            said = response.read(LARGEST + 1)
        if len(said) > LARGEST:
            raise OpinionFault("答复过大")
        return said

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
        return headers | ({"Authorization": f"Bearer {self.key}"} if self.key else {})

    @contextmanager
    def _connected(self, address: SplitResult) -> Iterator[http.client.HTTPConnection]:
        """A connection that is cut when the time is over, however slowly the other side drips."""
        connection = self._connection(address)
        plug = _reached(address)
        # shutdown, unlike close, wakes a read that another thread is in.
        cut = threading.Timer(self.timeout_s, _shut, (plug,))
        cut.daemon = True
        cut.start()
        try:
            plug.settimeout(self.timeout_s)
            connection.sock = self._secured(plug, address) if address.scheme == "https" else plug
            yield connection
        finally:
            cut.cancel()
            connection.close()
            plug.close()

    def _connection(self, address: SplitResult) -> http.client.HTTPConnection:
        made = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        return made(address.hostname or "", _port(address))

    def _secured(self, plug: socket.socket, address: SplitResult) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=self.ca_file or None)
        return context.wrap_socket(plug, server_hostname=address.hostname)


def _shut(plug: socket.socket) -> None:
    try:
        plug.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _port(address: SplitResult) -> int:
    return address.port or (443 if address.scheme == "https" else 80)


def _reached(address: SplitResult) -> socket.socket:
    """The first address of the host that is of our own network: what a caller said goes nowhere else."""
    port = _port(address)
    found = socket.getaddrinfo(address.hostname, port, type=socket.SOCK_STREAM)
    own = [place for *_, place in found if is_own(str(place[0]))]
    if not own:
        raise OpinionFault("地址不在本单位网络内，没有送出")
    return socket.create_connection((str(own[0][0]), port), CONNECT_S)


def is_own(ip: str) -> bool:
    """Private, loopback or link-local: not routed on the public internet."""
    place = ipaddress.ip_address(ip.split("%")[0])
    mapped = place.ipv4_mapped if isinstance(place, ipaddress.IPv6Address) else None
    return not (mapped or place).is_global
