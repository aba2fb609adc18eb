"""The rules of signing in that need neither a network nor a database."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from web.entry import HOME, inside
from web.gate import is_open
from web.origin import is_ours
from web.passwords import ALPHABET, hash_password, matches, new_password
from web.slowdown import FREE_TRIES, LONGEST_S, REMEMBERED, Slowdown


class Now:
    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


def test_the_first_tries_are_free_and_then_each_waits_longer() -> None:
    now = Now()
    slow = Slowdown(now)
    waits = []
    for _ in range(FREE_TRIES + 8):
        waits.append(slow.wait_s("fang", "10.0.0.1"))
        slow.failed("fang", "10.0.0.1")
    assert waits[:FREE_TRIES] == [0.0] * FREE_TRIES
    assert waits[FREE_TRIES:] == [1, 2, 4, 8, 16, 32, LONGEST_S, LONGEST_S]
    now.at += LONGEST_S
    assert slow.wait_s("fang", "10.0.0.1") == 0


def test_a_guesser_elsewhere_does_not_slow_the_operator_down() -> None:
    slow = Slowdown(Now())
    for _ in range(20):
        slow.failed("fang", "10.0.0.66")
    assert slow.wait_s("fang", "10.0.0.1") == 0


def test_a_right_password_and_a_quarter_of_an_hour_wipe_the_slate() -> None:
    now = Now()
    slow = Slowdown(now)
    for _ in range(6):
        slow.failed("fang", "a")
        slow.failed("hui", "a")
    slow.succeeded("fang", "a")
    assert slow.wait_s("fang", "a") == 0
    now.at += 1_000
    slow.failed("hui", "a")
    assert slow.wait_s("hui", "a") == 0


def test_the_memory_of_failures_is_bounded() -> None:
    slow = Slowdown(Now())
    for n in range(REMEMBERED + 50):
        slow.failed(f"login-{n}", "a")
    assert len(slow._failures) == REMEMBERED


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"origin": "http://desk:8389"}, True),
        ({"origin": "https://DESK:8389"}, True),
        ({"origin": "http://desk"}, False),
        ({"origin": "http://evil"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://[bad"}, False),
        ({"origin": "http://evil", "x-hotline": "1"}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "http://desk:8389"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none", "x-hotline": "1"}, False),
        ({"x-hotline": "1"}, True),
        ({}, False),
    ],
)
def test_a_change_must_come_from_our_own_pages(headers: dict[str, str], ours: bool) -> None:
    assert is_ours(Headers({"host": "desk:8389"} | headers)) is ours


@pytest.mark.parametrize(
    "next", ["//evil", "https://evil/", "/\\evil", "javascript:alert(1)", "", "desk", "/desk\r\nSet-Cookie: a=b", "/桌"]
)
def test_after_signing_in_one_staysinside(next: str) -> None:
    assert inside(next) == HOME
    assert inside("/desk/?call=1") == "/desk/?call=1"


def test_a_password_is_found_by_its_hash_and_no_other() -> None:
    password = new_password()
    kept = hash_password(password)
    assert matches(kept, password)
    assert not matches(kept, password + "x")
    assert not matches(None, password)
    assert not matches("no hash at all", password)


def test_a_new_password_is_readable_and_not_twice_the_same() -> None:
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(set(password) <= set(ALPHABET) | {"-"} and len(password) == 14 for password in made)
    assert not set("0o1il") & set(ALPHABET)


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/sign-in", True), ("/static/page.css", True), ("/desk/assets/a.js", True), ("/health", True),
        ("/desk/", False), ("/sign-in/x", False), ("/healthy", False), ("/api/me", False), ("/static", False),
    ],
)  # fmt: skip
def test_only_what_is_named_open_is_open(path: str, there: bool) -> None:
    assert is_open(path) is there
