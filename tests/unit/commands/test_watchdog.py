"""Who is silent three times in a row is killed; who died already is not our matter."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from commands.watchdog import SILENCES, Watch, agi_answers


def test_a_program_is_killed_once_after_three_silences() -> None:
    killed: list[str] = []
    watch = Watch({"agi": lambda: False, "seats": lambda: True}, killed.append)
    for _ in range(SILENCES):
        assert killed == []
        watch.look()
    assert killed == ["agi"]


def test_a_sign_of_life_forgives_earlier_silences() -> None:
    answers: Iterator[bool] = iter([False, False, True, False, False])
    killed: list[str] = []
    watch = Watch({"agi": lambda: next(answers)}, killed.append)
    for _ in range(5):
        watch.look()
    assert killed == []


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        yield found


def test_a_server_that_lets_go_lives(listener: socket.socket) -> None:
    threading.Thread(target=lambda: listener.accept()[0].close(), daemon=True).start()
    assert agi_answers(*listener.getsockname())()


def test_a_server_that_accepts_and_is_silent_hangs(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commands.watchdog.ANSWER_S", 0.1)
    assert not agi_answers(*listener.getsockname())()


def test_a_server_that_is_not_there_is_left_to_the_supervisor() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        address = gone.getsockname()
    assert agi_answers(*address)()
