"""Wrapping up over HTTP, the news of it, and the lists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cases.knowledge import Entry
from config.knowledge_files import load_knowledge
from config.settings import PROJECT
from seats.matters.knowledge import KnowledgeBook
from tests.desk_world import CALLER, JINAN, MINISTRY, SEAT, SHANDONG, TAIAN, World

COMPLETE = {"main_problem": "报案后没有立案", "category": "打击防范", "told_lawful": True, "disposition": "已登记"}


def save(world: World, headers: dict[str, str], call_id: str = "c1", version: int = 0, **form: Any) -> int:
    body = {"version": version, "form": form}
    answer = world.client.put(f"/api/calls/{call_id}/form", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["version"])


def post(world: World, headers: dict[str, str], path: str, **body: Any) -> Any:
    return world.client.post(f"/api/{path}", json=body, headers=headers)


def get(world: World, headers: dict[str, str], path: str, **params: Any) -> Any:
    answer = world.client.get(f"/api/{path}", params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def headers(world: World) -> dict[str, str]:
    world.call_row("c1")
    world.person("fang")
    return world.sit("fang", SEAT)


def test_a_refusal_names_the_field_in_chinese(world: World, headers: dict[str, str]) -> None:
    version = save(world, headers, disposition="已登记", category="打击防范", told_lawful=True)
    answer = post(world, headers, "calls/c1/confirm", version=version)
    assert (answer.status_code, answer.json()["field"]) == (422, "main_problem")
    assert answer.json()["message"] == "请填写主要问题。"


def test_confirmed_again_gives_the_same_number_and_the_file_shows_it(world: World, headers: dict[str, str]) -> None:
    version = save(world, headers, **COMPLETE)
    first = post(world, headers, "calls/c1/confirm", version=version).json()
    # The service died before it answered; the browser asks once more.
    assert post(world, headers, "calls/c1/confirm", version=version).json() == first
    registration = get(world, headers, "calls/c1")["registration"]
    assert (registration["state"], registration["accepted"] | {"closed": False}) == ("confirmed", first)


def test_what_is_wrapped_up_is_not_saved_over(world: World, headers: dict[str, str]) -> None:
    post(world, headers, "calls/c1/confirm", version=save(world, headers, **COMPLETE))
    late = {"version": 1, "form": COMPLETE | {"note": "晚了"}}
    answer = world.client.put("/api/calls/c1/form", json=late, headers=headers)
    assert (answer.status_code, "更正" in answer.json()["message"]) == (423, True)
    again = post(world, headers, "calls/c1/amend", after=1, reason="补充", form=COMPLETE | {"note": "晚了"})
    assert again.json()["versions"] == 2
    versions = get(world, headers, "calls/c1/versions")
    assert [(one["n"], one["person"], one["reason"]) for one in versions] == [(1, "王小芳", ""), (2, "王小芳", "补充")]
    stale = post(world, headers, "calls/c1/amend", after=1, reason="再补充", form=COMPLETE)
    assert (stale.status_code, stale.json()["form"]["note"]) == (409, "晚了")


@pytest.mark.parametrize("role", ["operator", "supervisor"])
def test_another_unit_finds_no_call_to_wrap_up(world: World, headers: dict[str, str], role: str) -> None:
    save(world, headers, **COMPLETE)
    world.person("x", JINAN, role)
    theirs = world.sign_in("x")
    assert post(world, theirs, "calls/c1/confirm", version=1).status_code == 404
    assert post(world, theirs, "calls/c1/amend", after=1, reason="x", form=COMPLETE).status_code == 404
    assert world.client.get("/api/calls/c1/versions", headers=theirs).status_code == 404
    assert get(world, theirs, "matters") == get(world, theirs, "drafts") == []


def test_an_administrator_sees_no_list_and_closes_nothing(world: World, headers: dict[str, str]) -> None:
    save(world, headers, disposition="中断", callback_at="2026-11-23 09:30")
    post(world, headers, "calls/c1/confirm", version=1)
    (item,) = get(world, headers, "work-items")
    world.person("admin", TAIAN, "system_admin")
    theirs = world.sign_in("admin")
    assert get(world, theirs, "matters") == get(world, theirs, "drafts") == []
    assert post(world, theirs, f"work-items/{item['id']}/close").status_code == 404
    assert post(world, headers, f"work-items/{item['id']}/close").status_code == 204
    assert get(world, headers, "work-items") == []


@pytest.mark.parametrize("item", ["0", "-1", "x", "99999999999999999999", "2147483648"])
def test_an_item_of_nonsense_is_no_item(world: World, headers: dict[str, str], item: str) -> None:
    assert post(world, headers, f"work-items/{item}/close").status_code in (404, 422)


def test_the_supervisor_hears_at_once_and_the_operators_of_other_units_nothing(
    world: World, headers: dict[str, str]
) -> None:
    for login, unit in (("boss", TAIAN), ("lei", JINAN), ("chief", SHANDONG)):
        world.person(login, unit, "supervisor")
    urgent = COMPLETE | {"urgent": True, "fast_track_person": "李四"}
    version = save(world, headers, **urgent)
    with world.desk(world.sign_in("boss")) as boss, world.desk(world.sign_in("lei")) as lei:
        boss.until("snapshot")
        lei.until("snapshot")
        number = post(world, headers, "calls/c1/confirm", version=version).json()["number"]
        notice = boss.until("notice")
        assert (notice["number"], notice["call_id"]) == (number, "c1")
        with pytest.raises(TimeoutError):
            lei.next(timeout=2)
    (item,) = get(world, world.sign_in("boss"), "work-items")
    assert (item["kind"], item["note"], item["over"]) == ("fast_track", f"{number} 李四", False)
    later = world.store.clock() + timedelta(days=1)
    object.__setattr__(world.store, "clock", lambda: later)
    assert get(world, world.sign_in("boss"), "work-items")[0]["over"]


def test_my_drafts_and_my_day_are_mine(world: World, headers: dict[str, str]) -> None:
    for call_id, seconds in (("mine", 100.0), ("mine-too", 200.0), ("another", 900.0)):
        world.call_row(call_id)
        with world.store.work() as work:
            call = work.calls.get(call_id)
            assert call is not None
            call.answered_at = call.ended_at = work.now
            call.answered_by = world.people["fang"] if "mine" in call_id else 999
            call.talk_s = seconds
            work.commit()
    save(world, headers, "mine", **COMPLETE)
    post(world, headers, "calls/mine/confirm", version=1)
    save(world, headers, "c1", note="写了一半")
    assert {row["call_id"] for row in get(world, headers, "drafts")} == {"mine-too", "c1"}
    day = get(world, headers, "my-day")
    assert (day["answered"], day["mean_talk_s"], day["registered"], day["closed"], day["drafts"]) == (2, 150.0, 1, 0, 2)
    assert [row["caller"] for row in day["calls"]] == ["138****0123"] * 2
    before = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    assert get(world, headers, "my-day", day=before)["answered"] == 0


@pytest.fixture
def ledger(world: World, headers: dict[str, str]) -> dict[str, str]:
    for n in range(60):
        world.call_row(f"m{n:02}", caller=CALLER if n % 2 else "13900000456")
        save(world, headers, f"m{n:02}", **COMPLETE)
        post(world, headers, f"calls/m{n:02}/confirm", version=1)
    return headers


def test_the_ledger_is_found_through_page_by_page(world: World, ledger: dict[str, str]) -> None:
    first = get(world, ledger, "matters")
    second = get(world, ledger, "matters", before=first[-1]["call_id"])
    numbers = [row["number"][-5:] for row in first + second]
    assert numbers == [f"{n:05}" for n in range(60, 0, -1)]
    assert [row["number"][-5:] for row in get(world, ledger, "matters", q=first[3]["number"])] == ["00057"]
    assert len(get(world, ledger, "matters", q="138 0000 0123")) == 30
    assert get(world, ledger, "matters", state="closed") == []
    assert get(world, ledger, "matters", urgent=True) == []
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    assert get(world, ledger, "matters", first=tomorrow) == []
    assert len(get(world, ledger, "matters", last=tomorrow)) == 50
    for q in ("%", "_", "' OR 1=1 --", "370900-2026-%"):
        assert get(world, ledger, "matters", q=q) == []


def test_the_level_above_sees_the_ledger_below(world: World, headers: dict[str, str]) -> None:
    post(world, headers, "calls/c1/confirm", version=save(world, headers, **COMPLETE))
    for login, unit, seen in (("p", SHANDONG, 1), ("m", MINISTRY, 1), ("j", JINAN, 0)):
        world.person(login, unit)
        assert len(get(world, world.sign_in(login), "matters")) == seen


def test_the_knowledge_of_config_is_found(world: World, headers: dict[str, str]) -> None:
    files = load_knowledge(PROJECT / "config" / "knowledge", [])
    entries = [Entry(one.name, one.unit, one.kind, one.title, one.citation, one.body) for one in files]
    KnowledgeBook(world.store, world.directory).keep(entries)
    assert len(get(world, headers, "knowledge")) == len(entries) >= 20
    found = get(world, headers, "knowledge", q="告知 检举")
    assert found[0]["citation"] == "《人民警察法》第四十六条"
    assert get(world, headers, "knowledge", q="扣押")[0]["citation"] == "《刑事诉讼法》第一百一十七条"
    assert get(world, headers, "knowledge", q="没有这种话") == []
    assert len(get(world, headers, "knowledge", q="字" * 5000)) == 0


def test_a_recording_has_its_shape_and_nobody_has_heard_it(world: World, headers: dict[str, str]) -> None:
    for side in ("rx", "tx"):
        world.recording("c1", 1, side)
    shape = get(world, headers, "calls/c1/recording/1/peaks")
    assert (shape["seconds"], [len(channel) for channel in shape["peaks"]]) == (3.0, [400, 400])
    assert all(0 < peak <= 100 for channel in shape["peaks"] for peak in channel)
    with world.store.reading() as work:
        assert not [row for row in work.log.of_call("c1") if row.kind == "RecordingHeard"]
    world.person("x", JINAN)
    theirs = world.sign_in("x")
    assert world.client.get("/api/calls/c1/recording/1/peaks", headers=theirs).status_code == 404
    assert world.client.get("/api/calls/c1/recording/7/peaks", headers=headers).status_code == 404


@pytest.mark.parametrize(("path", "asked"), [("my-day", "day"), ("matters", "first"), ("matters", "last")])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_refused(
    world: World, headers: dict[str, str], path: str, asked: str, day: str
) -> None:
    answer = world.client.get(f"/api/{path}", params={asked: day}, headers=headers)
    assert answer.status_code == 422 and answer.json()["message"]
