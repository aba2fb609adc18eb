"""What goes in: lines that are no calls, turns that cannot be read, talk that means nothing, and very much of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.drafting import CallError, call_from_json, draft, draft_json
from tests.unit.drafting.drafting_calls import CALLS, GAZETTEER, call


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "不是 JSON"),
        ("[1]", "JSON 对象"),
        ("{}", "turns"),
        ('{"turns": []}', "缺少 call_time"),
        ('{"turns": [], "call_time": "yesterday"}', "不是 ISO 时间"),
        ('{"turns": [], "call_time": "0001-01-01T00:00:00"}', "call_time"),
        ("[" * 100_000, "不是 JSON"),
        ("9" * 5_000, "不是 JSON"),
    ],
)
def test_a_line_that_is_no_call_is_named(line: str, reason: str) -> None:
    with pytest.raises(CallError, match=reason):
        call_from_json(line)


def odd(*turns: object, **more: object) -> str:
    return json.dumps({"id": 3, "call_time": "2026-05-20T10:00:00", "turns": turns} | more)


def test_a_turn_that_cannot_be_read_stays_empty_and_is_told() -> None:
    told: list[str] = []
    turns = ({"role": "robot", "text": "我姓刘"}, 7, None, {"role": "operator", "text": 5}, {"role": "caller"})
    call_id, read = call_from_json(odd(*turns, {"role": "Caller ", "text": "我姓王"}), told.append)
    made = draft_json(call_id, read, GAZETTEER, with_summary=True)
    assert made["id"] == 3
    assert made["fields"]["reporter_name"] == "王"
    assert made["evidence"]["reporter_name"][0]["turn"] == 5
    assert told == [
        "第 1 轮没有读：角色 role 应为 operator 或 caller",
        "第 2、3 轮没有读：不是一个 JSON 对象",
        "第 4 轮没有读：text 应为文字",
    ]


@pytest.mark.parametrize(("role", "name"), [("值机员", None), ("接线员", None), ("来电人", "王"), ("customer", "王")])
def test_other_names_of_the_two_roles_are_known(role: str, name: str | None) -> None:
    _, read = call_from_json(odd({"role": role, "text": "我姓王"}))
    assert draft(read, GAZETTEER).fields["reporter_name"] == name


def test_half_a_character_can_still_be_printed() -> None:
    line = odd({"role": "caller", "text": "我姓王\ud800"}, id="\udfff")
    json.dumps(draft_json(*call_from_json(line), GAZETTEER), ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize(
    "when", ["2026-05-20T17:00:00Z", "2026-05-20T13:00:00-04:00", "2026-05-21T01:00:00", "2026-05-21T01:00:00+08:00"]
)
def test_yesterday_is_counted_from_the_day_in_china(when: str) -> None:
    _, read = call_from_json(odd({"role": "caller", "text": "昨天民警打了我"}, call_time=when))
    assert draft(read, GAZETTEER).fields["incident_date"] == "2026-05-20"


SCRAPS = sorted({turn.text[at : at + 7] for row in CALLS for turn in call_from_json(row)[1].turns for at in (0, 5, 11)})


ODD = [
    "",
    "姓",
    "叫",
    "不对",
    "二月三十号",
    "正月三十",
    "闰六月初一",
    "8:61",
    "99:99",
    "\x00",
    "\u2028",
    "１２",
    "臺",
    "😀",
    "块",
]


@given(st.lists(st.tuples(st.sampled_from("OC"), st.lists(st.sampled_from(SCRAPS + ODD), max_size=8)), max_size=6))
@settings(max_examples=150, deadline=None)
def test_no_talk_stops_a_draft(talk: list[tuple[str, list[str]]]) -> None:
    made = draft(call(*((role, "".join(scraps)) for role, scraps in talk)), GAZETTEER)
    assert made.fields["category"]


def test_a_three_hour_call_is_drafted() -> None:
    talk = [("C", "这个事情我跟你说我去了好几趟都没有人理我" * 3), ("O", "您继续")] * 700
    made = draft(call(*talk, ("C", "我姓王")), GAZETTEER)
    assert made.fields["reporter_name"] == "王"
