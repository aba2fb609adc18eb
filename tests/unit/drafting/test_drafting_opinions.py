"""A second opinion fills what is empty, and only with what the words of the call bear out."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.drafting import Call, Draft, Gazetteer, Turn, call_from_json, draft
from cases.drafting.model import empty_fields
from cases.drafting.opinions import with_opinion
from cases.drafting.reading.numbers import digit_runs
from cases.drafting.reading.text import plain

DATA = Path(__file__).parents[2] / "data" / "drafting"
WHEN = datetime(2026, 5, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))
EMPTY = Draft(empty_fields() | {"category": "执法办案", "in_scope": True}, {})
ID = "11010519491231002X"
ID_SAID = "幺幺零幺零五幺九四九幺二三幺零零二叉"


def call(*turns: tuple[str, str]) -> Call:
    return Call(WHEN, "", "370900", tuple(Turn("operator" if who == "O" else "caller", text) for who, text in turns))


def kept(name: str, value: Any, words: Any, *turns: tuple[str, str]) -> Any:
    """What stands in an empty draft after an opinion of one field."""
    item = {"value": value, "words": words}
    many = isinstance(EMPTY.fields[name], list)
    return with_opinion(EMPTY, {name: [item] if many else item}, call(*turns)).fields[name]


BORNE_OUT = [
    ("reporter_name", "王建国", "我叫王建国", "我叫王建国住在镇上"),
    ("reporter_phone", "13805381234", "打我这个幺三八零五三八幺二三四", "打我这个幺三八零五三八幺二三四"),
    ("reporter_phone", "13805381234", ["电话幺三八零五", "三八幺二三四"], "电话幺三八零五嗯等一下三八幺二三四"),
    ("reporter_id_number", ID, f"身份证{ID_SAID}", f"身份证{ID_SAID}"),
    ("reporter_address", "岱岳区七号楼", "岱岳区七号楼", "我住在岱岳区七号楼"),
    ("incident_date", "2026-05-17", "大前天晚上", "大前天晚上他打我"),
    ("incident_time", "20:30", "晚上八点半", "晚上八点半他打我"),
    ("incident_place", "客运站门口", "客运站门口", "就在客运站门口"),
    ("amounts_yuan", 2300, "罚了两千三", "他罚了两千三"),
    ("evidence", "录音", "我录了音", "我录了音的"),
    ("risk_flags", "涉访", "我就去北京上访", "明天我就去北京上访"),
    ("confidential", True, "别让他们知道", "别让他们知道是我"),
    ("repeat_report", True, "上次打过", "上次打过你们"),
    ("demand", "要求退还罚款", "把罚款退给我还我公道", "你们把罚款退给我还我公道"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "words", "said"), BORNE_OUT)
def test_what_the_caller_said_is_kept(name: str, value: Any, words: Any, said: str) -> None:
    found = kept(name, value, words, ("C", said))
    assert found == ([value] if isinstance(EMPTY.fields[name], list) else value)


INVENTED = [
    ("reporter_name", "王建国", "我叫王建国", "我不留名"),
    ("reporter_name", "王警官", "我叫王警官", "我叫王警官过来他不来"),
    ("reporter_name", "王", "姓王", "那个民警姓王"),
    ("reporter_name", "李强", "我叫李强", "我叫李强副所长给我个说法"),
    ("reporter_phone", "13805381234", "幺三八零五三八幺二三四", "骗子给我打的电话是幺三八零五三八幺二三四"),
    ("reporter_phone", "13805381235", "电话幺三八零五三八幺二三四", "电话幺三八零五三八幺二三四"),
    ("reporter_phone", "13805381234", "电话", "电话幺三八零五三八幺二三四"),
    ("reporter_phone", "13805381234", "电话幺三八零五三八幺二三四", "电话幺三八零五三八幺二三四不对说错了"),
    ("reporter_phone", "15194912310", "联系幺五幺九四九幺二三幺零", "联系幺幺零幺零五幺九四九幺二三幺零零二"),
    ("reporter_phone", "13805381234", ["电话幺三八零五", "三八幺二三四"], "电话幺三八零五七七七嗯三八幺二三四"),
    ("reporter_phone", "13805381234", "电话幺三八零五三八幺二三四", "电话幺三八零五三八幺二三四嗯五六七八"),
    ("reporter_id_number", "110105194912310028", f"身份证{ID_SAID[:-1]}八", f"身份证{ID_SAID[:-1]}八"),
    ("reporter_id_number", ID, f"我爸的身份证{ID_SAID}", f"我爸的身份证{ID_SAID}"),
    ("incident_date", "2026-05-18", "大前天晚上", "大前天晚上他打我"),
    ("incident_date", "1985-03-02", "一九八五年三月二号", "我一九八五年三月二号生的"),
    ("incident_date", "2026-05-17", "大前天", "大前天不对是昨天"),
    ("incident_time", "21:30", "晚上八点半", "晚上八点半他打我"),
    ("amounts_yuan", 80000, "被骗了八万", "被骗了八万多"),
    ("amounts_yuan", 5000, "五千块", "一个月工资五千块"),
    ("amounts_yuan", 23000, "罚了两千三", "他罚了两千三"),
    ("amounts_yuan", True, "罚了两千三", "他罚了两千三"),
    ("evidence", "录音", "录音", "录音删了"),
    ("evidence", "监控画面", "监控", "有监控"),
    ("risk_flags", "涉访", "上访", "我不是要上访"),
    ("risk_flags", "自伤", "我就问一句", "我就问一句"),
    ("urgent", True, "去年的事", "去年的事"),
    ("confidential", "yes", "别让他们知道", "别让他们知道是我"),
    ("demand", "要求开除王所长", "给个说法", "你们给个说法"),
    ("demand", "请访问 http://example.test 领取", "给个说法", "你们给个说法"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "words", "said"), INVENTED)
def test_what_nobody_said_is_left_out(name: str, value: Any, words: Any, said: str) -> None:
    assert kept(name, value, words, ("C", said)) == EMPTY.fields[name]


def test_a_value_in_the_operators_greeting_is_left_out() -> None:
    person = {"unit": "泰安市公安局", "words": "泰安市公安局"}
    assert with_opinion(EMPTY, {"accused": [person]}, call(("O", "您好泰安市公安局"), ("C", "喂"))) is EMPTY


@pytest.mark.parametrize(("answer", "unit"), [("对对", "财源派出所"), ("不是", None)])
def test_a_read_back_counts_once_confirmed(answer: str, unit: str | None) -> None:
    person = {"unit": "财源派出所", "words": "财源派出所"}
    turns = (("C", "喂"), ("O", "是财源派出所吗"), ("C", answer))
    people = with_opinion(EMPTY, {"accused": [person]}, call(*turns)).fields["accused"]
    assert [p["unit"] for p in people] == ([unit] if unit else [])


def test_of_a_person_only_what_was_said_stays() -> None:
    person = {
        "name": "王",
        "unit": "财源所",
        "position": "所长",
        "badge_number": "037091",
        "words": "财源所那个辅警姓王",
    }
    (entry,) = with_opinion(EMPTY, {"accused": [person]}, call(("C", "财源所那个辅警姓王"))).fields["accused"]
    assert entry == {"name": "王", "unit": "财源派出所", "position": None, "badge_number": None}


def test_a_rules_value_is_never_touched() -> None:
    talk = call(("C", "我叫王建国甘棠派出所的民警姓刘昨天晚上八点打我还有前天"))
    made = draft(talk, Gazetteer.from_units([]))
    other = {
        "incident_date": {"value": "2026-05-18", "words": "前天"},
        "accused": [{"name": "王", "words": "姓刘"}],
        "category": {"value": "咨询求助", "words": "打我"},
        "in_scope": {"value": False, "words": "打我"},
    }
    assert with_opinion(made, other, talk).fields == made.fields


def test_a_kept_value_is_marked_as_the_opinions_with_words_and_seconds() -> None:
    talk = Call(WHEN, "", "", (Turn("caller", "就在 客运站 门口", 3.0, 5.0),))
    made = with_opinion(EMPTY, {"incident_place": {"value": "客运站门口", "words": "客运站门口"}}, talk)
    (because,) = made.evidence["incident_place"]
    assert (because.source, because.words, because.turn, because.start) == ("opinion", "客运站 门口", 0, 3.0)
    assert because.confidence < 0.5
    assert "事发地点" not in made.missing


def test_a_mark_is_only_a_proposal_of_low_confidence() -> None:
    item = {"value": True, "words": "现在还在打"}
    made = with_opinion(EMPTY, {"urgent": item}, call(("C", "他们现在还在打")))
    assert made.evidence["urgent"][0].confidence <= 0.3


ROWS = [row for name in ("calls.jsonl", "more.jsonl") for row in (DATA / name).read_text(encoding="utf-8").splitlines()]
TALKS = [call_from_json(row)[1] for row in ROWS[::5]]
NUMBERS = ["13805381234", "0538123", "2026-05-17", ID, "王", "派出所", True, None, 3, 2.5, [], {}]


@st.composite
def opinions(draw: st.DrawFn) -> tuple[Call, dict[str, Any]]:
    """Quotes that were said, with values that may be anything, also numbers put together from what was said."""
    talk = draw(st.sampled_from(TALKS))
    said = [plain(turn.text)[0] for turn in talk.turns]
    digits = "".join(run.digits for text in said for run in digit_runs(text))
    cut = st.integers(0, len(digits)).flatmap(lambda at: st.sampled_from([digits[at : at + n] for n in (6, 11, 18)]))
    words = st.sampled_from(said) | st.lists(st.sampled_from(said), max_size=3) | st.sampled_from(NUMBERS)
    value = st.sampled_from(NUMBERS) | cut | st.sampled_from(said).map(lambda text: text[:4])
    item = st.fixed_dictionaries({"value": value, "words": words, "name": value, "unit": value, "badge_number": value})
    return talk, draw(st.dictionaries(st.sampled_from([*EMPTY.fields, "x"]), item | st.lists(item, max_size=3) | value))


@given(opinions())
@settings(max_examples=200, deadline=None)
def test_no_opinion_stops_a_draft_or_adds_digits_that_were_not_said_as_one_number(
    given: tuple[Call, dict[str, Any]],
) -> None:
    talk, opinion = given
    made = with_opinion(EMPTY, opinion, talk)
    json.dumps(made.fields)
    said = _numbers(talk)
    people = [entry["badge_number"] for entry in made.fields["accused"]]
    for digits in (made.fields["reporter_phone"], made.fields["reporter_id_number"], *people):
        assert digits is None or digits.rstrip("X") in said


def _numbers(talk: Call) -> set[str]:
    """All stretches of whole groups of digits."""
    runs = [run.digits for turn in talk.turns for run in digit_runs(plain(turn.text)[0])]
    return {"".join(runs[a:b]) for a in range(len(runs)) for b in range(a + 1, min(a + 8, len(runs)) + 1)}


@pytest.mark.parametrize("opinion", [None, [], "x", 7, {"accused": {"name": "x"}}, {"reporter_phone": ["x"]}])
def test_what_is_no_opinion_adds_nothing(opinion: object) -> None:
    assert with_opinion(EMPTY, opinion, call(("C", "喂"))) is EMPTY
