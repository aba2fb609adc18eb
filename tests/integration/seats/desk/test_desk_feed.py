"""Drafts, transcripts and messages reach the desk by the log of facts, with Redis and without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.events import MessageLeft, RecordingKept, RegistrationDrafted, TranscriptReady
from tests.desk_draft import DRAFT, TURNS
from tests.desk_world import JINAN, JINAN_SEAT, SEAT, SHANDONG, TAIAN, World, open_world
from tests.integration.seats.desk.test_desk_socket import hears_nothing_more


@pytest.fixture(params=["with Redis", "without Redis"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    port = request.getfixturevalue("redis_port") if request.param == "with Redis" else 1
    with open_world(tmp_path, f"redis://127.0.0.1:{port}/0") as made:
        yield made


def drafted(world: World, seat: str) -> None:
    world.call_row("c1")
    with world.store.work() as work:
        call = work.calls.get("c1")
        assert call is not None
        call.seat = seat
        work.transcripts.keep(work.transcripts.want("c1", 1, 90.0, work.now), TURNS, "demo-cn")
        work.record(TranscriptReady(call_id="c1", unit=TAIAN, segment="c1.1", turns=len(TURNS), model="demo-cn"))
        row = work.registrations.open("c1", TAIAN, work.now)
        work.registrations.keep_draft(row, DRAFT)
        work.record(RegistrationDrafted(call_id="c1", unit=TAIAN, registration=row.id))
        work.commit()


def test_transcript_and_draft_reach_the_seat_that_took_the_call(world: World) -> None:
    world.person("fang")
    with world.desk(world.sit("fang", SEAT)) as desk:
        desk.next()
        drafted(world, SEAT)
        assert desk.until("transcript")["transcript"][0]["turns"] == TURNS
        told = desk.until("draft")
        assert (told["call_id"], told["draft"]) == ("c1", DRAFT)


def test_they_reach_no_other_city_and_no_other_seat(world: World) -> None:
    world.person("fang")
    world.person("lei", JINAN)
    world.person("hui", SHANDONG)
    taian, jinan, shandong = world.sit("fang", SEAT), world.sit("lei", JINAN_SEAT), world.sit("hui", "37001")
    with world.desk(taian) as ours, world.desk(jinan) as theirs, world.desk(shandong) as above:
        ours.next(), theirs.next(), above.next()
        drafted(world, SEAT)
        ours.until("draft")
        hears_nothing_more(world, theirs, JINAN_SEAT)
        hears_nothing_more(world, above, "37001")


def test_a_recording_that_is_closed_may_be_heard_at_once(world: World) -> None:
    world.person("fang")
    world.call_row("c1")
    with world.desk(world.sit("fang", SEAT)) as desk:
        desk.next()
        with world.store.work() as work:
            call = work.calls.get("c1")
            assert call is not None
            call.seat = SEAT
            work.record(RecordingKept(call_id="c1", unit=TAIAN, segment="c1.1.rx", seconds=9.0, sha256="0" * 64))
            work.commit()
        assert desk.until("recording")["call_id"] == "c1"


def test_a_message_concerns_the_whole_unit_and_no_other(world: World) -> None:
    world.person("fang")
    world.person("lei", JINAN)
    with world.desk(world.sit("fang", SEAT)) as ours, world.desk(world.sit("lei", JINAN_SEAT)) as theirs:
        ours.next(), theirs.next()
        world.call_row("m1")
        with world.store.work() as work:
            work.record(MessageLeft(call_id="m1", unit=TAIAN, seconds=40.0, due="2026-11-23"))
            work.commit()
        assert ours.until("work_items")
        drafted(world, "")
        assert ours.until("draft")["draft"] == DRAFT
        hears_nothing_more(world, theirs, JINAN_SEAT)


def test_a_form_saved_in_another_tab_is_told_by_its_version_alone(world: World) -> None:
    world.call_row("c1")
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with world.desk(headers) as desk:
        desk.next()
        body = {"version": 0, "form": {"note": "甲"}}
        assert world.client.put("/api/calls/c1/form", json=body, headers=headers).status_code == 200
        told = desk.until("edited")
        assert (told["call_id"], told["version"]) == ("c1", 1)
        assert "甲" not in str(told)
