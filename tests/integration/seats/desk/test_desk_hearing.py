"""Listening to a recording at the desk: who may, what is written down, and how a browser seeks."""

from __future__ import annotations

import io
import wave
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from seats.hearing import Hearings
from tests.desk_world import JINAN, MINISTRY, PATIENCE_S, SEAT, SHANDONG, TAIAN, World

WHOLE, MESSAGE = "/api/calls/c1/recording/1", "/api/calls/c1/recording/2"
FRAMES = 24_000


@pytest.fixture
def headers(world: World) -> dict[str, str]:
    world.call_row("c1")
    for n, side in ((1, "rx"), (1, "tx"), (2, "rx")):
        world.recording("c1", n, side)
    world.person("fang")
    return world.sit("fang", SEAT)


def hearings(world: World) -> list[tuple[str, str, dict[str, object]]]:
    with world.store.reading() as work:
        return [(row.unit, row.seat, row.body) for row in work.log.of_call("c1") if row.kind == "RecordingHeard"]


def test_a_call_and_a_message_are_heard(world: World, headers: dict[str, str]) -> None:
    for path, channels in ((WHOLE, 2), (MESSAGE, 1)):
        answer = world.client.get(path, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
        assert answer.headers["cache-control"] == "no-store"
        assert int(answer.headers["content-length"]) == len(answer.content)
        with wave.open(io.BytesIO(answer.content)) as file:
            assert (file.getnchannels(), file.getnframes(), file.getframerate()) == (channels, FRAMES, 8000)


def test_a_browser_may_seek(world: World, headers: dict[str, str]) -> None:
    whole = world.client.get(WHOLE, headers=headers).content
    for asked, first, last in (("bytes=0-", 0, len(whole) - 1), ("bytes=50001-50100", 50_001, 50_100)):
        answer = world.client.get(WHOLE, headers=headers | {"Range": asked})
        assert (answer.status_code, answer.content) == (206, whole[first : last + 1])
        assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(whole)}"
        assert answer.headers["cache-control"] == "no-store"
    behind = world.client.get(WHOLE, headers=headers | {"Range": f"bytes={len(whole)}-"})
    assert (behind.status_code, behind.headers["content-range"]) == (416, f"bytes */{len(whole)}")
    assert behind.json() == {"message": "录音没有这么长。"}


def test_who_heard_what_is_written_once_a_minute(world: World, headers: dict[str, str]) -> None:
    for first in range(0, 5000, 500):
        world.client.get(WHOLE, headers=headers | {"Range": f"bytes={first}-"})
    fang = {"person": world.people["fang"], "segment": "c1.1"}
    assert hearings(world) == [(TAIAN, "", fang)]
    world.client.get(MESSAGE, headers=headers)
    other = world.person("li", name="李")
    world.client.get(WHOLE, headers=world.sign_in("li"))
    assert [body for _, _, body in hearings(world)] == [
        fang,
        {"person": world.people["fang"], "segment": "c1.2"},
        {"person": other, "segment": "c1.1"},
    ]


def test_the_next_minute_is_a_hearing_of_its_own(world: World, headers: dict[str, str]) -> None:
    world.client.get(WHOLE, headers=headers)
    later = world.store.clock() + timedelta(minutes=1, seconds=1)
    object.__setattr__(world.store, "clock", lambda: later)
    world.client.get(WHOLE, headers=headers)
    world.client.get(WHOLE, headers=headers)
    assert len(hearings(world)) == 2


def test_hearings_at_once_are_one(world: World, headers: dict[str, str]) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: world.client.get(WHOLE, headers=headers).status_code, range(16)))
    assert answers == [200] * 16
    assert len(hearings(world)) == 1


MAY_HEAR = {
    "operator": ("operator", TAIAN, 200),
    "supervisor": ("supervisor", TAIAN, 200),
    "province's operator": ("operator", SHANDONG, 200),
    "ministry's supervisor": ("supervisor", MINISTRY, 200),
    "other unit's operator": ("operator", JINAN, 404),
    "other unit's supervisor": ("supervisor", JINAN, 404),
    "system administrator": ("system_admin", TAIAN, 404),
    "security administrator": ("security_admin", MINISTRY, 404),
    "auditor": ("audit_admin", MINISTRY, 404),
}


@pytest.mark.parametrize("who", MAY_HEAR)
def test_who_may_see_a_call_may_hear_it_and_nobody_else(world: World, headers: dict[str, str], who: str) -> None:
    role, unit, expected = MAY_HEAR[who]
    world.person("x", unit, role)
    theirs = world.sign_in("x")
    assert world.client.get("/api/calls/c1", headers=theirs).status_code == expected
    for path in (WHOLE, MESSAGE):
        assert world.client.get(path, headers=theirs).status_code == expected
    assert len(hearings(world)) == (2 if expected == 200 else 0)


def test_a_recording_of_another_unit_looks_like_no_call_at_all(world: World, headers: dict[str, str]) -> None:
    world.person("x", JINAN)
    theirs = world.sign_in("x")
    answers = [world.client.get(path, headers=theirs) for path in (WHOLE, "/api/calls/c1/recording/9")]
    nowhere = world.client.get("/api/calls/none/recording/1", headers=theirs)
    assert nowhere.status_code == 404
    assert all((one.status_code, one.content) == (404, nowhere.content) for one in answers)


def test_without_a_sign_in_nothing_is_heard(world: World, headers: dict[str, str]) -> None:
    assert world.client.get(WHOLE, headers=world.ours).status_code == 401
    assert hearings(world) == []


def test_an_altered_file_is_refused_and_no_hearing_is_written(world: World, headers: dict[str, str]) -> None:
    with world.store.reading() as work:
        row = work.segments.get("c1.1.tx")
    assert row is not None
    path = world.vault / row.file
    path.chmod(0o640)
    path.write_bytes(path.read_bytes()[:-2] + b"xy")
    answer = world.client.get(WHOLE, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/json")
    assert "校验值不符" in answer.json()["message"]
    assert hearings(world) == []
    assert world.client.get(MESSAGE, headers=headers).status_code == 200


def test_a_call_with_one_side_is_heard(world: World, headers: dict[str, str]) -> None:
    world.call_row("half")
    world.recording("half", 1, "rx")
    answer = world.client.get("/api/calls/half/recording/1", headers=headers)
    assert (answer.status_code, len(answer.content)) == (200, 44 + FRAMES * 4)


@pytest.mark.parametrize("n", ["3", "0", "-1", "99999999999999999999"])
def test_a_part_that_is_not_there_says_so(world: World, headers: dict[str, str], n: str) -> None:
    answer = world.client.get(f"/api/calls/c1/recording/{n}", headers=headers)
    assert (answer.status_code, answer.json()) == (404, {"message": "这通电话没有这段录音。"})


def test_a_recording_that_cannot_be_written_down_is_not_heard(
    world: World, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Hearings, "_note", fail)
    with httpx.Client(base_url=world.client.base_url, timeout=PATIENCE_S) as client:
        assert client.get(WHOLE, headers=headers).status_code == 500


def test_the_page_may_play_sound_of_its_own_only(world: World, headers: dict[str, str]) -> None:
    policy = world.client.get("/desk/", headers=headers).headers["content-security-policy"]
    assert "media-src 'self';" in policy
