"""Which bytes a browser gets."""

from __future__ import annotations

import pytest

from web.ranges import NotThere, window


def asked(range_: str, size: int = 100, **more: str) -> tuple[int, int, int]:
    found = window({"range": range_, **more}, size)
    return found.status, found.first, found.stop


@pytest.mark.parametrize(
    ("range_", "first", "stop"),
    [
        ("bytes=0-", 0, 100),
        ("bytes=10-19", 10, 20),
        ("bytes=99-99", 99, 100),
        ("bytes=90-900", 90, 100),
        ("bytes=-10", 90, 100),
        ("bytes=-900", 0, 100),
        ("Bytes=5-6", 5, 7),
    ],
)
def test_one_range_is_served(range_: str, first: int, stop: int) -> None:
    assert asked(range_) == (206, first, stop)


@pytest.mark.parametrize(
    "range_",
    ["", "bytes=-", "bytes=9-5", "bytes=0-1,5-6", "seconds=1-2", "bytes=a-b", "bytes=1٠-", "bytes=" + "9" * 5000 + "-"],
)
def test_what_is_not_understood_is_answered_whole(range_: str) -> None:
    assert asked(range_) == (200, 0, 100)


@pytest.mark.parametrize("range_", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_range_behind_the_end_is_not_there(range_: str) -> None:
    with pytest.raises(NotThere):
        asked(range_)


def test_a_range_of_a_version_that_we_never_named_is_answered_whole() -> None:
    assert asked("bytes=5-6", **{"if-range": '"x"'}) == (200, 0, 100)


def test_the_answer_says_where_the_bytes_belong() -> None:
    assert window({"range": "bytes=10-19"}, 100).headers == {
        "Accept-Ranges": "bytes",
        "Content-Length": "10",
        "Content-Range": "bytes 10-19/100",
    }
    assert "Content-Range" not in window({}, 100).headers
