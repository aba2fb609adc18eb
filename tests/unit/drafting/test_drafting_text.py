"""What other recognisers print, in the one spelling that the rules read; evidence keeps the words as they came."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from cases.drafting import Call, Draft, Gazetteer, Turn, draft
from cases.drafting.reading.text import plain

WHEN = datetime(2026, 5, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))

PRINTED = [
    ("我姓劉，電話。", "我姓刘电话"),
    ("派出所對我講", "派出所对我讲"),
    ("１２号", "十二号"),
    ("5月15号", "五月十五号"),
    ("2026年5月2日", "二零二六年五月二日"),
    ("2026/05/02晚上", "二零二六年五月二日晚上"),
    ("2026-5-12", "二零二六年五月十二日"),
    ("138-0538-1234", "一三八零五三八一二三四"),
    ("8:30", "八点三十"),
    ("08:05", "八点零五"),
    ("9:00", "九点"),
    ("3.5万", "三点五万"),
    ("500.50元", "五零零点五零元"),
    ("¥500，还扣了分", "五零零元还扣了分"),
    ("￥1,500", "一五零零元"),
    ("¥1.2万", "一点二万"),
    ("¥500元", "五零零元"),
    ("3号楼2单元501", "三号楼二单元五零一"),
    ("警号037856", "警号零三七八五六"),
    ("鲁j·a123警", "鲁JA一二三警"),
    ("…… ？！", ""),
]


@pytest.mark.parametrize(("printed", "read"), PRINTED)
def test_what_is_printed_is_read_as_it_was_said(printed: str, read: str) -> None:
    text, offsets = plain(printed)
    assert text == read
    assert list(offsets) == sorted(offsets)
    assert all(0 <= at < len(printed) for at in offsets)


def told(*turns: str) -> Draft:
    """The operator asks first; then both in turns."""
    roles = ("operator", "caller")
    said = tuple(Turn(roles[k % 2], text) for k, text in enumerate(turns))  # type: ignore[arg-type]
    return draft(Call(WHEN, "", "370900", said), Gazetteer.from_units([]))


@pytest.mark.parametrize(
    ("field", "value", "words", "printed"),
    [
        ("reporter_phone", "13805381234", "138-0538-1234", "我的手機是138-0538-1234。"),
        ("reporter_name", "蒋晓雯", "蔣曉雯，草頭蔣，春曉的曉", "我叫蔣曉雯，草頭蔣，春曉的曉。"),
        ("incident_date", "2026-05-02", "2026/05/02", "2026/05/02那天民警打了我"),
        ("incident_time", "20:05", "8:05", "5月2日晚上8:05民警打了我"),
        ("incident_time", "20:30", "8:30", "5月2日晚上8:30，民警打了我"),
        ("amounts_yuan", [1500], "1,500元", "交警罚了我1,500元，没有票"),
        ("plate_numbers", ["鲁JA123警"], "鲁J·A123警", "那輛車是鲁J·A123警"),
    ],
)
def test_evidence_shows_the_words_as_they_were_printed(field: str, value: object, words: str, printed: str) -> None:
    made = told("您说", printed)
    assert made.fields[field] == value
    assert made.evidence[field][0].words == words
