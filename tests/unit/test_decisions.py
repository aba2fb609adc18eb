"""Why a caller waited, told from the facts alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cases.decisions import Happened, Levels, decisions
from cases.events import (
    CallAnswered,
    CallArrived,
    CallEnded,
    CallerQueued,
    CallRouted,
    CallTransferred,
    DispatchOrdered,
    Fact,
    SeatRang,
    SupervisorListened,
)
from config.load import load_directory

DIRECTORY = load_directory(Path(__file__).parents[2] / "config" / "units.csv")
START = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
TAIAN = "370900"


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def told(*facts: tuple[float, Fact], until: float = 300) -> list[tuple[float, str]]:
    happened = [Happened(at(seconds), fact) for seconds, fact in facts]
    found = decisions(happened, DIRECTORY, Levels(), at(until))
    return [((decision.at - START).total_seconds(), decision.text) for decision in found]


def arrives() -> list[tuple[float, Fact]]:
    return [
        (0, CallArrived(call_id="c", unit=TAIAN, called="053812389", source="agi")),
        (0.1, CallRouted(call_id="c", unit=TAIAN, action="queue", reason="area_code,open")),
        (6, CallerQueued(call_id="c", unit=TAIAN, position=2)),
    ]


def order(act: str, to: str = "") -> Fact:
    return DispatchOrdered(call_id="c", unit=TAIAN, dispatch=1, act=act, person=1, reason="load", to=to)


def test_forty_seven_seconds_are_explained_one_after_another() -> None:
    story = told(
        *arrives(),
        (6, SeatRang(call_id="c", unit=TAIAN, seat="37091")),
        (21, SeatRang(call_id="c", unit=TAIAN, seat="37091")),
        (21, SeatRang(call_id="c", unit=TAIAN, seat="37001")),
        (51, SeatRang(call_id="c", unit=TAIAN, seat="00001")),
        (53, CallAnswered(call_id="c", unit=TAIAN, seat="00001", waited_s=47.0)),
        (80, CallTransferred(call_id="c", unit=TAIAN, seat="00001", to="370100", how="blind")),
        (140, CallEnded(call_id="c", unit=TAIAN, seat="00001", outcome="answered", talk_s=87.0)),
    )
    assert story == [
        (0, "来电到达，所拨单位是泰安市公安局"),
        (0.1, "按所拨区号，在值守时间内：归泰安市公安局，进入排队"),
        (6, "进入泰安市公安局队列，排第 2 位"),
        (6, "坐席 37091 振铃"),
        (21, "坐席 37091 再次振铃"),
        (21, "坐席 37001（山东） 振铃"),
        (21, "等候满 15 秒：省级山东的 2 个坐席加入振铃"),
        (51, "坐席 00001（公安部） 振铃"),
        (51, "等候满 45 秒：部级公安部的 8 个坐席加入振铃"),
        (53, "坐席 00001 接听，等候 47 秒；37091、37001 振铃未接"),
        (80, "坐席 00001 直接转接 济南市公安局的队列"),
        (140, "通话结束，通话 87 秒"),
    ]


def test_a_level_that_the_caller_did_not_wait_for_is_not_told() -> None:
    story = told(*arrives(), (14, CallEnded(call_id="c", unit=TAIAN, outcome="abandoned", talk_s=0)))
    assert story[-1] == (14, "来电人没有等到接听就挂断；没有坐席振铃")
    assert not any("等候满" in text for _, text in story)


def test_a_caller_who_still_waits_is_told_up_to_now() -> None:
    assert told(*arrives(), until=20)[-1][1].startswith("进入泰安")
    assert told(*arrives(), until=22)[-1][1].startswith("等候满 15 秒")


def test_what_a_supervisor_did_is_part_of_it() -> None:
    story = told(
        *arrives(),
        (8, order("move_caller", "37011")),
        (9, SupervisorListened(call_id="c", unit=TAIAN, seat="37091", how="whisper", by="37001", person=1)),
        (9, order("listen")),
    )  # fmt: skip
    assert [text for _, text in story[3:5]] == [
        "值班长调度：转移来电至 坐席 37011（济南）",
        "值班长在坐席 37001 对坐席耳语",
    ]


def test_every_sentence_can_be_told_of_units_and_seats_that_are_no_more() -> None:
    gone = told(
        (0, CallArrived(call_id="c", unit="990000", called="", source="sweep")),
        (1, CallerQueued(call_id="c", unit="990000", position=0)),
        (2, SeatRang(call_id="c", unit="990000", seat="99001")),
        (3, CallAnswered(call_id="c", unit="990000", seat="99001", waited_s=2)),
    )
    assert gone[0][1] == "来电到达，所拨单位是990000（事后由录音文件补登记）"
    assert len(gone) == 4


def test_a_unit_that_was_closed_or_opened_tells_so_instead_of_the_levels_times() -> None:
    facts = [Happened(at(0), CallerQueued(call_id="c", unit=TAIAN, position=1))]
    for overflow, text in (("closed", "只由本单位坐席接听"), ("open", "上级坐席同时振铃")):
        found = decisions(facts, DIRECTORY, Levels(), at(300), overflow)
        assert [text in decision.text for decision in found if decision.what == "level"] == [True]
