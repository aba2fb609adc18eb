"""What a clerk would still ask: only what such a call needs, in the order in which operators ask."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from cases.drafting import Call, Gazetteer, Turn, draft
from cases.drafting.missing import missing
from cases.drafting.model import empty_fields
from cases.drafting.opinions import with_opinion

DATA = Path(__file__).parents[2] / "data" / "drafting"
WHEN = datetime(2026, 5, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))
MATTER = ("事发日期", "事发时间", "事发地点", "证据材料")
REPORTER = ("反映人姓名", "身份证号", "住址", "联系电话")
SOMEBODY = {"name": None, "unit": "财源派出所", "position": "民警", "badge_number": None}


def asks(category: str, in_scope: bool = True, **fields: Any) -> tuple[str, ...]:
    return missing(empty_fields() | {"category": category, "in_scope": in_scope} | fields)


def test_of_a_complaint_everything_is_asked_in_order() -> None:
    assert asks("执法办案") == ("被反映人或单位", *MATTER, *REPORTER, "诉求")


@pytest.mark.parametrize(
    ("person", "asked"),
    [
        ({}, ("被反映人姓名或警号",)),
        ({"unit": None}, ("被反映人所在单位", "被反映人姓名或警号")),
        ({"name": "刘"}, ()),
        ({"badge_number": "037091"}, ()),
        ({"position": None}, ()),
    ],
)
def test_of_the_accused_the_unit_and_who_it_was_are_asked(person: dict[str, Any], asked: tuple[str, ...]) -> None:
    assert asks("执法办案", accused=[SOMEBODY | person]) == (*asked, *MATTER, *REPORTER, "诉求")


def test_what_is_there_is_not_asked() -> None:
    told = {"incident_date": "2026-05-19", "evidence": ["录音"], "reporter_name": "王", "demand": "要求给予答复"}
    assert asks("执法办案", accused=[SOMEBODY | {"name": "刘"}], **told) == (*MATTER[1:3], *REPORTER[1:])


def test_an_unnamed_caller_is_not_asked_who_it_is() -> None:
    assert asks("执法办案", anonymous=True) == ("被反映人或单位", *MATTER, "诉求")


@pytest.mark.parametrize(
    ("category", "in_scope", "asked"),
    [
        ("咨询求助", False, ("反映人姓名", "联系电话")),
        ("非受理范围", False, ("反映人姓名", "联系电话")),
        ("咨询求助", True, ("前次反映的单位", *REPORTER, "诉求")),
    ],
)
def test_a_question_needs_no_day_and_no_proof(category: str, in_scope: bool, asked: tuple[str, ...]) -> None:
    assert asks(category, in_scope) == asked


def made(answer: str, question: str = "您的电话是这个来电吗", caller_id: str = "13800000000") -> Call:
    said = [("caller", "财源派出所民警骂我"), ("operator", question), ("caller", answer)]
    return Call(WHEN, caller_id, "370900", [Turn(role, text) for role, text in said])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "settled"),
    [
        ("就打这个号", True),
        ("打这个就行", True),
        ("对", True),
        ("就这个不要关机", True),
        ("不是这个是我老头的", False),
        ("不要打这个", False),
        ("就这个事我说完了", False),
    ],
)
def test_who_keeps_to_the_number_of_the_call_is_not_asked_for_another(answer: str, settled: bool) -> None:
    assert ("联系电话" not in draft(made(answer), Gazetteer.from_units([])).missing) is settled


def test_without_a_number_of_the_call_it_is_still_asked() -> None:
    assert "联系电话" in draft(made("就打这个号", caller_id=""), Gazetteer.from_units([])).missing


def test_a_second_opinion_keeps_to_the_number_of_the_call() -> None:
    call = made("就打这个号我叫王建国")
    opinion = {"incident_place": {"value": "财源派出所", "words": "财源派出所"}}
    assert "联系电话" not in with_opinion(draft(call, Gazetteer.from_units([])), opinion, call).missing


@pytest.mark.parametrize(
    ("words", "kept", "asked"),
    [("你们别让他晓得是我讲的", True, False), ("我怕所里找茬", False, True), ("他昨天打了我", False, False)],
)
def test_whether_to_keep_the_name_back_is_asked_only_where_words_are_too_weak_to_tell(
    words: str, kept: bool, asked: bool
) -> None:
    done = draft(made(words), Gazetteer.from_units([]))
    assert (done.fields["confidential"], "是否要求保密" in done.missing) == (kept, asked)


def test_a_second_opinion_does_not_settle_whether_to_keep_the_name_back() -> None:
    call = made("我怕所里找茬")
    opinion = {"incident_place": {"value": "财源派出所", "words": "财源派出所"}}
    assert "是否要求保密" in with_opinion(draft(call, Gazetteer.from_units([])), opinion, call).missing


QUESTIONS = {
    "证据材料": "证据|录音|录像|监控|照片|票据|收据|看到|证人|凭证",
    "反映人姓名": "贵姓|怎么称呼|您的?(?:姓名|名字)|您叫什么",
    "身份证号": "身份证",
    "住址": "住址|住在|地址|住哪",
    "联系电话": "电话|号码|联系方式|手机",
    "诉求": "希望|诉求|要求",
}


def _first_asked(turns: list[dict[str, str]]) -> dict[str, int]:
    asked = [(k, turn["text"]) for k, turn in enumerate(turns) if k and turn["role"] == "operator"]
    found = {what: next((k for k, text in asked if re.search(words, text)), -1) for what, words in QUESTIONS.items()}
    return {what: k for what, k in found.items() if k > 0}


def test_the_order_is_that_of_the_operators_of_our_calls() -> None:
    rows = [row for name in ("calls", "voices", "later") for row in (DATA / f"{name}.jsonl").read_text().splitlines()]
    firsts = [_first_asked(json.loads(row)["turns"]) for row in rows]
    order = [what for what in asks("执法办案") if what in QUESTIONS]
    assert set(order) == set(QUESTIONS)
    for one, next_one in combinations(order, 2):
        both = [f for f in firsts if one in f and next_one in f]
        assert sum(f[one] < f[next_one] for f in both) >= sum(f[one] > f[next_one] for f in both), (one, next_one)
