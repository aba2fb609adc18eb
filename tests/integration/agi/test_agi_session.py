"""pyst2 behind our class, against an Asterisk that is malformed, slow, cut off or fed by a hostile caller."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi.faults import (
    CallerHungUp,
    CommandRefused,
    CommandUnsafe,
    ForgedHeaders,
    Garbled,
    PeerGone,
    SessionFault,
    TooMuch,
    TooSlow,
)
from agi.session import LONGEST_COMMAND, Session
from tests.fakes.agi_peer import headers, reset, say_bytewise, words

LASTS_S = 5.0
SHORT_S = 0.15


class Line:
    """Both ends of one connection."""

    def __init__(self) -> None:
        self.ours, self.theirs = socket.socketpair()
        self.theirs.settimeout(10)

    def session(self, said: bytes | None = None, lasts_s: float = LASTS_S) -> Session:
        self.theirs.sendall(headers() if said is None else said)
        return Session(self.ours, lasts_s)

    def run(self, answer: bytes, command: Callable[[Session], object], lasts_s: float = LASTS_S) -> object:
        """A command whose answer lies ready."""
        session = self.session(lasts_s=lasts_s)
        self.theirs.sendall(answer)
        return command(session)

    def sent(self) -> bytes:
        return self.theirs.recv(65_536)


@pytest.fixture
def line() -> Iterator[Line]:
    made = Line()
    yield made
    made.ours.close()
    made.theirs.close()


def test_a_session_starts_in_any_thread_and_leaves_the_signals_alone(line: Line) -> None:
    started: list[Session] = []
    line.theirs.sendall(headers())
    thread = threading.Thread(target=lambda: started.append(Session(line.ours, LASTS_S)))
    thread.start()
    thread.join(10)
    assert started[0].script == "inbound"


def test_nothing_of_a_caller_is_printed(line: Line, capfd: pytest.CaptureFixture[str]) -> None:
    line.run(b"200 result=1\n", lambda session: session.set_variable("NAME", "value"))
    assert capfd.readouterr() == ("", "")


def test_a_variable_is_set_with_one_line(line: Line) -> None:
    line.run(b"200 result=1\n", lambda session: session.set_variable("HOTLINE_UNIT", "370900"))
    assert line.sent() == b'SET VARIABLE "HOTLINE_UNIT" "370900"\n'


@pytest.mark.parametrize(
    "value",
    [
        '"',
        "\\",
        '\\"',
        'x" "y',
        "\\\\",
        "${EVIL}",
        "a&b;c",
        "a b\tc",
        "张伟",
        "\u2028",
        'x\nEXEC System "id"',
        "a\r\0b",
    ],
)
def test_no_value_can_become_another_argument_or_command(line: Line, value: str) -> None:
    line.run(b"200 result=1\n", lambda session: session.set_variable("V", value))
    sent = line.sent()
    assert sent.count(b"\n") == 1 and sent.endswith(b"\n")
    *_, name, said = words(sent.removesuffix(b"\n"))
    plain = "".join(" " if ord(c) < 32 else c for c in value)
    assert (name, said.decode()) == (b"V", plain)


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_any_text_at_all_is_one_argument_of_one_command(value: str) -> None:
    line = Line()
    with line.ours, line.theirs:
        line.run(b"200 result=1\n", lambda session: session.set_variable("V", value))
        sent = line.sent()
    assert sent.count(b"\n") == 1 and b"\0" not in sent and b"\r" not in sent
    assert len(words(sent[:-1])) == 4 or not value


def test_half_a_surrogate_pair_is_sent_as_a_question_mark(line: Line) -> None:
    line.run(b"200 result=1\n", lambda session: session.set_variable("V", "a\ud800b"))
    assert line.sent() == b'SET VARIABLE "V" "a?b"\n'


def test_a_helper_that_does_not_quote_cannot_smuggle_a_second_line(line: Line) -> None:
    session = line.session()
    with pytest.raises(CommandUnsafe):
        session.set_callerid("1\nEXEC System id")
    line.ours.close()
    assert line.sent() == b""


def test_a_command_longer_than_asterisks_buffer_is_not_sent(line: Line) -> None:
    session = line.session()
    room = LONGEST_COMMAND - len(b'SET VARIABLE "V" ""\n')
    with pytest.raises(CommandUnsafe):
        session.set_variable("V", "x" * (room + 1))
    line.theirs.sendall(b"200 result=1\n")
    session.set_variable("V", "x" * room)
    assert len(line.sent()) == LONGEST_COMMAND


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (b"200 result=1 (370900)\n", "370900"),
        (b"200 result=1 (hangup)\n", "hangup"),
        (b"200 result=1 (a (b) c=-1 \xe2\x80\xa8)\n", "a (b) c=-1 \u2028"),
        (b"200 result=1 (\xd5\xc5\xc8\xfd)\n", "\ufffd\ufffd\ufffd\ufffd"),
        (b"200 result=1 (\xed\xa0\x80)\n", "\ufffd\ufffd\ufffd"),
        (b"200 result=1 ()\n", ""),
        (b"200 result=0\n", ""),
        (b"200 result=0\r\n", ""),
        (b"200 result=1 (" + b"x" * 8_192 + b")\n", "x" * 8_192),
    ],
)
def test_a_variable_is_read_whatever_it_holds(line: Line, answer: bytes, value: str) -> None:
    assert line.run(answer, lambda session: session.get_variable("V")) == value


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"HANGUP\n", CallerHungUp),
        (b"HANGUP\n200 result=1\n", CallerHungUp),
        (b"511 Command Not Permitted on a dead channel\n", CallerHungUp),
        (b"200 result=-1 (hangup)\n", CallerHungUp),
        (b"200 result=-1\n", CommandRefused),
        (b"510 Invalid or unknown command\n", CommandRefused),
        (b"520 Invalid command syntax.  Proper usage not available.\n", CommandRefused),
        (b"520-Invalid command syntax.  Proper usage follows:\nUsage: \n\n520 End of proper usage.\n", CommandRefused),
        (b"520-usage\n" + b"more\n" * 10_000, TooMuch),
        (b"200 result=1 (two\n", Garbled),
        (b"200\n", Garbled),
        (b"\n", Garbled),
        (b"lines)\n", Garbled),
        (b"agi_extension: 1\n", Garbled),
        (b"\xff\xfe\x00\n", Garbled),
        (b"9" * 400 + b"\n", Garbled),
    ],
)
def test_every_answer_is_an_answer_or_a_named_fault(line: Line, answer: bytes, fault: type[SessionFault]) -> None:
    with pytest.raises(fault) as raised:
        line.run(answer, lambda session: session.set_variable("V", "1"))
    assert "usage" not in str(raised.value) and "lines" not in str(raised.value)


@pytest.mark.parametrize("cut", [b"", b"200 res", b"520-Invalid command syntax.\nUsage: a\n"])
def test_a_cut_answer_ends_the_session_when_the_peer_closes(line: Line, cut: bytes) -> None:
    session = line.session()
    line.theirs.sendall(cut)
    line.theirs.shutdown(socket.SHUT_WR)
    with pytest.raises(PeerGone):
        session.set_variable("V", "1")


@pytest.mark.parametrize("cut", [b"", b"200 res", b"520-Invalid command syntax.\nUsage: a\n"])
def test_a_cut_answer_ends_the_session_when_the_peer_falls_silent(line: Line, cut: bytes) -> None:
    with pytest.raises(TooSlow):
        line.run(cut, lambda session: session.set_variable("V", "1"), lasts_s=SHORT_S)


def test_time_is_counted_for_the_session_not_for_each_line(line: Line) -> None:
    session = line.session(lasts_s=SHORT_S)
    with pytest.raises(TooSlow):
        for _ in range(1_000_000):
            line.theirs.sendall(b"200 result=1\n")
            session.noop()
            line.sent()
    assert session.left_s() == 0.0


def test_a_peer_that_reads_nothing_is_let_go(line: Line) -> None:
    session = line.session(lasts_s=SHORT_S)
    with pytest.raises(TooSlow):
        for _ in range(1_000_000):
            session.send_command("NOOP", "x" * 2_000)


def test_a_peer_that_has_gone_is_named_when_we_write(line: Line) -> None:
    session = line.session()
    line.theirs.close()
    with pytest.raises(PeerGone):
        session.set_variable("V", "1")


def test_a_reset_connection_is_a_peer_that_has_gone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        theirs = socket.create_connection(server.getsockname())
        ours, _ = server.accept()
        reset(theirs)
        with ours, pytest.raises(PeerGone):
            Session(ours, LASTS_S)


def test_headers_may_come_byte_by_byte(line: Line) -> None:
    speaker = threading.Thread(target=say_bytewise, args=(line.theirs, headers()))
    speaker.start()
    assert Session(line.ours, LASTS_S).env["agi_arg_1"] == "1763773200.1"
    speaker.join(10)


def test_headers_that_come_too_slowly_end_the_session(line: Line) -> None:
    line.theirs.sendall(headers()[:-1])
    with pytest.raises(TooSlow):
        Session(line.ours, SHORT_S)
    assert (line.ours.gettimeout() or LASTS_S) <= SHORT_S, "a single wait may be longer than the session"


@pytest.mark.parametrize("said", [b"", b"agi_network: yes\n", headers()[:-1]])
def test_headers_that_are_cut_off_end_the_session(line: Line, said: bytes) -> None:
    line.theirs.sendall(said)
    line.theirs.close()
    with pytest.raises(PeerGone):
        Session(line.ours, LASTS_S)


@pytest.mark.parametrize(
    "name", ["張三".encode("gbk"), b"\xed\xa0\x80", "\u2028agi_arg_1: x\u0085".encode(), b"\x00", b": :", b"x" * 8_192]
)
def test_a_name_of_any_bytes_is_a_name(line: Line, name: bytes) -> None:
    session = line.session(headers(calleridname=name))
    assert session.env["agi_calleridname"] == name.decode("utf-8", "replace")
    assert session.env["agi_arg_1"] == "1763773200.1"


@pytest.mark.parametrize(
    "name",
    [
        "x\nagi_arg_1: forged.1",
        "x\nagi_callerid: 110",
        "x\n\n",
        "x\nno header",
        "x\n: y",
        "x\nagi_network_script: other\nagi_arg_1: forged.1\n\n200 result=1",
    ],
)
def test_a_line_break_in_a_name_cannot_forge_a_header(line: Line, name: str) -> None:
    with pytest.raises(ForgedHeaders):
        line.session(headers(calleridname=name))


@pytest.mark.parametrize(
    "endless", [b"agi_x: " + b"y" * 3_000_000, b"".join(b"agi_%d: %s\n" % (n, b"y" * 99) for n in range(30_000))]
)
def test_megabytes_of_headers_are_refused(line: Line, endless: bytes) -> None:
    def say() -> None:
        try:
            line.theirs.sendall(endless)
        except OSError:
            return

    speaker = threading.Thread(target=say)
    speaker.start()
    with pytest.raises(TooMuch):
        Session(line.ours, LASTS_S)
    line.ours.close()
    speaker.join(10)
    assert not speaker.is_alive()
