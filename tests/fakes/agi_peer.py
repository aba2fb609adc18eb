"""Asterisk's end of a FastAGI socket, as `res_agi.c` of Asterisk 22 behaves; and ends that misbehave."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

Address = tuple[str, int]
WITHIN_S = 10.0

HEADERS = {
    "agi_network": "yes",
    "agi_network_script": "inbound",
    "agi_request": "agi://127.0.0.1/inbound",
    "agi_channel": "PJSIP/trunk-00000001",
    "agi_language": "zh",
    "agi_uniqueid": "1763773200.1",
    "agi_callerid": "13900000000",
    "agi_calleridname": "unknown",
    "agi_callingpres": "0",
    "agi_dnid": "053812389",
    "agi_context": "from-trunk",
    "agi_extension": "053812389",
    "agi_priority": "1",
    "agi_enhanced": "0.0",
    "agi_threadid": "1",
    "agi_arg_1": "1763773200.1",
    "agi_arg_2": "370900",
}


def headers(**changed: str | bytes) -> bytes:
    """As Asterisk says them, with some values changed: `headers(extension="12389")`."""
    said = HEADERS | {f"agi_{name}": value for name, value in changed.items()}
    return b"".join(name.encode() + b": " + _bytes(value) + b"\n" for name, value in said.items()) + b"\n"


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


def words(line: bytes) -> list[bytes]:
    """A command's words, by Asterisk's rule: a quote begins and ends a part, a backslash makes the next byte plain."""
    found: list[bytes] = []
    open_word, quoted, escaped = False, False, False
    for byte in (line[i : i + 1] for i in range(len(line))):
        if not escaped and byte == b"\\":
            escaped = True
            continue
        if not escaped and byte in b" \t" and not quoted:
            open_word = False
            continue
        if not open_word:
            found.append(b"")
            open_word = True
        if byte == b'"' and not escaped:
            quoted = not quoted
        else:
            found[-1] += byte
        escaped = False
    return found


@dataclass
class Exchange:
    """One connection. `variables` is what the channel's would be."""

    peer: socket.socket
    variables: dict[str, str] = field(default_factory=dict)
    commands: list[bytes] = field(default_factory=list)

    def say(self, data: bytes) -> None:
        self.peer.sendall(data)

    def heard(self) -> Iterator[bytes]:
        """Lines, until the server lets the call go. A reset is an end as well."""
        got = b""
        while piece := self._piece():
            got += piece
            *lines, got = got.split(b"\n")
            yield from lines
        assert not got, "a command without its end"

    def answer_all(self) -> dict[str, str]:
        for line in self.heard():
            self.commands.append(line)
            self.say(self.answer(line))
        return self.variables

    def answer(self, line: bytes) -> bytes:
        command = words(line)
        name = b" ".join(command[:2]).upper()
        if name == b"SET VARIABLE" and len(command) == 4:
            self.variables[command[2].decode()] = command[3].decode()
            return b"200 result=1\n"
        if name == b"GET VARIABLE" and len(command) == 3:
            value = self.variables.get(command[2].decode())
            return b"200 result=0\n" if value is None else f"200 result=1 ({value})\n".encode()
        return b"510 Invalid or unknown command\n"

    def _piece(self) -> bytes:
        try:
            return self.peer.recv(4096)
        except ConnectionResetError:
            return b""


def connect(address: Address) -> socket.socket:
    return socket.create_connection(address, timeout=WITHIN_S)


def ask(address: Address, said: bytes | None = None, **channel: str) -> dict[str, str]:
    """Ask the server as the dialplan does; the channel's variables when the call goes on."""
    with connect(address) as peer:
        exchange = Exchange(peer, dict(channel))
        try:
            exchange.say(headers() if said is None else said)
        except (BrokenPipeError, ConnectionResetError):
            return exchange.variables
        return exchange.answer_all()


def say_bytewise(peer: socket.socket, data: bytes) -> None:
    if peer.family == socket.AF_INET:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for i in range(len(data)):
        peer.sendall(data[i : i + 1])


def reset(peer: socket.socket) -> None:
    """Close as a machine that crashed: RST instead of FIN."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    peer.close()
