"""A call's file: form, history, lists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.desk_draft import DRAFT, TURNS
from tests.desk_world import CALLER, JINAN, SEAT, SHANDONG, TAIAN, World


def save(world: World, headers: dict[str, str], version: int, **form: Any) -> Any:
    body = {"version": version, "form": form}
    return world.client.put("/api/calls/c1/form", json=body, headers=headers)


@pytest.fixture
def headers(world: World) -> dict[str, str]:
    world.call_row("c1")
    world.person("fang")
    return world.sit("fang", SEAT)


def test_a_call_is_shown_with_everything_that_is_known(world: World, headers: dict[str, str]) -> None:
    world.call_row("before", at=datetime.now(UTC) - timedelta(days=1))
    world.call_row("elsewhere", JINAN, at=datetime.now(UTC) - timedelta(days=1))
    with world.store.work() as work:
        work.segments.open("c1", 1, ("rx", "tx"), work.now)
        work.transcripts.keep(work.transcripts.want("c1", 1, 90.0, work.now), TURNS, "demo-cn")
        work.registrations.keep_draft(work.registrations.open("c1", TAIAN, work.now), DRAFT)
        work.commit()
    file = world.client.get("/api/calls/c1", headers=headers).json()
    assert file["call"]["caller"] == CALLER
    assert [call["call_id"] for call in file["history"]] == ["before"]
    assert [segment["side"] for segment in file["segments"]] == ["rx", "tx"]
    assert file["transcript"][0]["turns"] == TURNS
    assert file["registration"] == {"version": 0, "form": None, "draft": DRAFT, "state": "draft", "accepted": None}


@pytest.mark.parametrize(
    ("outcome", "disposition", "cut_off"),
    [("abandoned", "", True), ("answered", "中断", True), ("answered", "已登记", False), ("answered", "", False),
     ("message", "", False)],
)  # fmt: skip
def test_a_call_before_that_was_cut_off_is_marked(
    world: World, headers: dict[str, str], outcome: str, disposition: str, cut_off: bool
) -> None:
    world.call_row("before", at=datetime.now(UTC) - timedelta(minutes=4))
    with world.store.work() as work:
        before = work.calls.get("before")
        assert before is not None
        before.outcome = outcome
        if disposition:
            work.registrations.open("before", TAIAN, work.now).disposition = disposition
        work.commit()
    (earlier,) = world.client.get("/api/calls/c1", headers=headers).json()["history"]
    assert earlier["cut_off"] is cut_off


def test_a_form_is_saved_as_one_types_and_each_save_has_its_fact(world: World, headers: dict[str, str]) -> None:
    assert save(world, headers, 0, note="甲").json() == {"version": 1, "told_at": None}
    assert save(world, headers, 1, note="甲乙").json() == {"version": 2, "told_at": None}
    form = world.client.get("/api/calls/c1", headers=headers).json()["registration"]["form"]
    assert form["note"] == "甲乙" and form["channel"] == "12389电话"
    with world.store.reading() as work:
        edits = [row.body for row in work.log.of_call("c1") if row.kind == "RegistrationEdited"]
    assert [edit["version"] for edit in edits] == [1, 2]
    assert "甲" not in str(edits)


def test_a_stale_form_gets_the_newer_one_back(world: World, headers: dict[str, str]) -> None:
    save(world, headers, 0, note="甲")
    answer = save(world, headers, 0, note="乙")
    assert answer.status_code == 409
    assert (answer.json()["version"], answer.json()["form"]["note"]) == (1, "甲")
    assert "别处" in answer.json()["message"]


def test_what_was_written_lies_sealed_in_the_database(world: World, headers: dict[str, str]) -> None:
    save(world, headers, 0, note="岱岳派出所")
    with world.store.engine.connect() as connection:
        sealed = connection.execute(text("SELECT form_sealed FROM registrations")).scalar_one()
    assert "岱岳".encode() not in bytes(sealed)


def test_a_long_note_is_kept_and_a_megabyte_is_refused(world: World, headers: dict[str, str]) -> None:
    long = "字" * 33_000
    assert save(world, headers, 0, note=long).status_code == 200
    assert world.client.get("/api/calls/c1", headers=headers).json()["registration"]["form"]["note"] == long
    answer = save(world, headers, 1, note="字" * 400_000)
    assert (answer.status_code, "太大" in answer.json()["message"]) == (413, True)


def test_a_megabyte_without_a_length_is_refused_too(world: World, headers: dict[str, str]) -> None:
    def drip() -> Any:
        yield b'{"version": 0, "form": {"note": "'
        for _ in range(1_200):
            yield b"x" * 1_000
        yield b'"}}'

    sent = headers | {"Content-Type": "application/json"}
    answer = world.client.put("/api/calls/c1/form", content=drip(), headers=sent)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"\xff", b"[]", b'{"version": 0}', b'{"version": -1, "form": {}}', b'{"version": "x", "form": {}}',
        b'{"version": 0, "form": {"no_such_field": 1}}', b'{"version": 0, "form": {"accused": [{"x": 1}]}}',
        b'{"version": 0, "form": {"note": NaN}}', b'{"version": 99999999999999999999, "form": {}}',
        b'{"version": 0, "form": {"amounts_yuan": ["much"]}}', b"[" * 5_000,
    ],
)  # fmt: skip
def test_a_form_that_is_none_is_refused_without_repeating_it(
    world: World, headers: dict[str, str], body: bytes
) -> None:
    sent = headers | {"Content-Type": "application/json"}
    answer = world.client.put("/api/calls/c1/form", content=body, headers=sent)
    assert answer.status_code in (400, 409, 422)
    assert "message" in answer.json() and "much" not in answer.text


def test_odd_text_comes_back_as_it_was_typed(world: World, headers: dict[str, str]) -> None:
    odd = '<img src=x onerror=alert(1)> "引号" \u2028 \u202e 𠮷 \x00'
    assert save(world, headers, 0, reporter_name=odd).status_code == 200
    form = world.client.get("/api/calls/c1", headers=headers).json()["registration"]["form"]
    assert form["reporter_name"] == odd


def test_lists_have_the_own_units_calls_with_masked_numbers(world: World, headers: dict[str, str]) -> None:
    world.call_row("other", JINAN)
    listed = world.client.get("/api/calls", headers=headers).json()
    assert [(call["call_id"], call["caller"]) for call in listed] == [("c1", "138****0123")]


def test_a_call_that_went_up_is_listed_where_it_was_answered(world: World, headers: dict[str, str]) -> None:
    with world.store.work() as work:
        row = work.calls.get("c1")
        assert row is not None
        row.seat = "37001"
        work.commit()
    world.person("hui", SHANDONG)
    listed = world.client.get("/api/calls", headers=world.sign_in("hui")).json()
    assert [call["unit_name"] for call in listed] == ["泰安市公安局"]


def test_the_list_goes_on_page_by_page_without_gap_or_repeat(world: World, headers: dict[str, str]) -> None:
    at = datetime.now(UTC) - timedelta(hours=1)
    for n in range(120):
        world.call_row(f"p{n:03}", at=at - timedelta(seconds=n // 2))
    seen: list[str] = []
    while page := world.client.get("/api/calls", params={"before": seen[-1] if seen else ""}, headers=headers).json():
        seen += [call["call_id"] for call in page]
    assert len(seen) == len(set(seen)) == 121


def test_messages_to_hear_are_listed_with_their_day(world: World, headers: dict[str, str]) -> None:
    with world.store.work() as work:
        work.work_items.open("message", "c1", TAIAN, date(2027, 1, 4), True, work.now)
        work.commit()
    (item,) = world.client.get("/api/work-items", headers=headers).json()
    assert (item["due"], item["provisional"], item["caller"]) == ("2027-01-04", True, "138****0123")
    world.person("lei", JINAN)
    assert world.client.get("/api/work-items", headers=world.sign_in("lei")).json() == []


def test_the_natures_come_from_the_data(world: World, headers: dict[str, str]) -> None:
    told = world.client.get("/api/categories", headers=headers).json()
    assert "有案不立" in next(top["subs"] for top in told["tops"] if top["name"] == "打击防范")


@pytest.mark.parametrize("call_id", ["%00", "..%2F..%2Fetc", "x" * 4000, "c1%0d%0a", "'; DROP TABLE calls;--"])
def test_a_call_id_of_nonsense_is_no_call(world: World, headers: dict[str, str], call_id: str) -> None:
    assert world.client.get(f"/api/calls/{call_id}", headers=headers).status_code in (400, 404, 405)
