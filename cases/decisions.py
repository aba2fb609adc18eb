"""Why a call went as it did: its facts, told one after another in plain words.

Pure: facts in, sentences out. What only the passing of time decided (the next level joins) is told where it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cases.dispatch import ACT_NAMES, Act
from cases.events import Fact
from cases.organs import Tier
from cases.units import Directory, NoSuchSeat


@dataclass(frozen=True, slots=True)
class Levels:
    """Seconds that a caller waits before the next level rings, as in config/settings.py."""

    province_after_s: int = 15
    ministry_after_s: int = 45


@dataclass(frozen=True, slots=True)
class Happened:
    at: datetime
    fact: Fact


@dataclass(frozen=True, slots=True)
class Decision:
    """`what` is the kind of fact, or `level` for what time alone decided."""

    at: datetime
    what: str
    text: str


ROUTED = {
    "area_code": "按所拨区号",
    "shared_code_trunk": "区号由几个单位共用，按来电线路",
    "shared_code_primary": "区号由几个单位共用，按主接单位",
    "no_area_code": "所拨号码没有区号，按来电线路",
    "unknown_area_code": "所拨区号没有对应单位，按来电线路",
    "unknown_trunk": "来电线路不认识，转部级",
    "open": "在值守时间内",
    "closed": "不在值守时间，转留言",
    "hours_unknown": "值守时间没有设置，按值守处理",
}
SOURCES = {"agi": "", "ami": "（路由程序当时不在，由话务系统登记）", "sweep": "（事后由录音文件补登记）"}
OUTCOMES = {
    "answered": "通话结束",
    "abandoned": "来电人没有等到接听就挂断",
    "message": "转为留言后结束",
    "lost": "结束时本系统没有连接，时刻不详",
}
HOW = {"blind": "直接转接", "consult": "咨询后转接", "conference": "三方通话后留给", "queue": "由所转单位的队列接给"}
LISTENED = {"listen": "旁听", "whisper": "对坐席耳语", "barge": "加入通话"}
OVERFLOWS = {"open": "值班长已开放溢出：上级坐席同时振铃", "closed": "值班长已关闭溢出：只由本单位坐席接听"}
TIERS = {Tier.PROVINCE: "省级", Tier.MINISTRY: "部级"}


@dataclass(slots=True)
class _Story:
    """What is known of the call so far."""

    unit: str = ""
    queued_at: datetime | None = None
    answered_at: datetime | None = None
    over_at: datetime | None = None
    rang: list[str] = field(default_factory=list)


def decisions(
    happened: Sequence[Happened], directory: Directory, levels: Levels, until: datetime, overflow: str = ""
) -> list[Decision]:
    """In their order. `until`: now, for a call that still waits. `overflow`: `open` or `closed` when an order had made
    it so for the unit as the caller came to its queue."""
    return _Teller(directory, levels, overflow).tell(happened, until)


class _Teller:
    def __init__(self, directory: Directory, levels: Levels, overflow: str) -> None:
        self._directory, self._levels, self._overflow = directory, levels, overflow
        self._story = _Story()

    def tell(self, happened: Sequence[Happened], until: datetime) -> list[Decision]:
        told: list[Decision] = []
        for one in happened:
            say = WORDS.get(one.fact.kind)
            if say is not None and (text := say(self, one)):
                told.append(Decision(one.at, one.fact.kind, text))
        told += self._levels_opened(until)
        return sorted(told, key=lambda decision: decision.at)

    # --- each kind of fact

    def arrived(self, one: Happened) -> str:
        self._story.unit = one.fact.unit
        return f"来电到达，所拨单位是{self._unit(one.fact.unit)}{SOURCES.get(one.fact.body['source'], '')}"

    def routed(self, one: Happened) -> str:
        self._story.unit = one.fact.unit or self._story.unit
        reasons = [ROUTED.get(reason, reason) for reason in str(one.fact.body["reason"]).split(",")]
        where = "进入排队" if one.fact.body["action"] == "queue" else "请来电人留言"
        return f"{'，'.join(reasons)}：归{self._unit(self._story.unit)}，{where}"

    def queued(self, one: Happened) -> str:
        self._story.queued_at, self._story.unit = one.at, one.fact.unit
        position = one.fact.body["position"]
        return f"进入{self._unit(one.fact.unit)}队列" + (f"，排第 {position} 位" if position else "")

    def rang(self, one: Happened) -> str:
        seat = one.fact.seat
        again = "再次" if seat in self._story.rang else ""
        self._story.rang.append(seat)
        return f"坐席 {seat}{self._of(seat)} {again}振铃"

    def answered(self, one: Happened) -> str:
        self._story.answered_at = one.at
        missed = [seat for seat in dict.fromkeys(self._story.rang) if seat != one.fact.seat]
        silent = f"；{'、'.join(missed)} 振铃未接" if missed else ""
        return f"坐席 {one.fact.seat} 接听，等候 {one.fact.body['waited_s']:.0f} 秒{silent}"

    def transferred(self, one: Happened) -> str:
        how = HOW.get(one.fact.body["how"], "转接")
        by = f"坐席 {one.fact.seat} " if one.fact.seat else ""
        return f"{by}{how} {self._target(one.fact.body['to'])}"

    def consulted(self, one: Happened) -> str:
        return f"坐席 {one.fact.seat} 咨询 {self._target(one.fact.body['to'])}，来电人听等待音"

    def conference(self, one: Happened) -> str:
        other = one.fact.body["to"]
        return f"坐席 {one.fact.seat} 与 {self._target(other)} 三方通话" if other else "三方通话"

    def returned(self, _: Happened) -> str:
        return "无人接听转接：回到原坐席或原队列，排在前面"

    def held(self, one: Happened) -> str:
        return f"坐席 {one.fact.seat} 保持通话，来电人听等待音"

    def resumed(self, one: Happened) -> str:
        return f"坐席 {one.fact.seat} 取回通话"

    def ended(self, one: Happened) -> str:
        self._story.over_at = one.at
        outcome, rang = one.fact.body["outcome"], list(dict.fromkeys(self._story.rang))
        text = OUTCOMES.get(outcome, "结束")
        if outcome == "answered":
            return f"{text}，通话 {one.fact.body['talk_s']:.0f} 秒"
        return f"{text}；{'、'.join(rang)} 振铃未接" if rang else f"{text}；没有坐席振铃"

    def message(self, one: Happened) -> str:
        return f"留言 {one.fact.body['seconds']:.0f} 秒，须在 {one.fact.body['due']} 前听取"

    def ordered(self, one: Happened) -> str:
        act = Act(one.fact.body["act"])
        to = f"至 {self._target(one.fact.body['to'])}" if one.fact.body["to"] else ""
        return f"值班长调度：{ACT_NAMES[act]}{to}" if act not in LISTENED or act == Act.BARGE else ""

    def listened(self, one: Happened) -> str:
        return f"值班长在坐席 {one.fact.body['by']} {LISTENED.get(one.fact.body['how'], '旁听')}"

    def flawed(self, _: Happened) -> str:
        return "录音文件有异常"

    # --- what time decided

    def _levels_opened(self, until: datetime) -> Iterator[Decision]:
        story = self._story
        if story.queued_at is None or story.unit not in self._directory:
            return
        if self._overflow:
            yield Decision(story.queued_at, "level", OVERFLOWS[self._overflow])
            return
        waited_until = story.answered_at or story.over_at or until
        after = {Tier.PROVINCE: self._levels.province_after_s, Tier.MINISTRY: self._levels.ministry_after_s}
        for unit in self._directory.chain(story.unit)[1:]:
            opens = story.queued_at + timedelta(seconds=after[unit.tier])
            if opens <= waited_until:
                seats = len(self._directory.seats(unit.code))
                text = f"等候满 {after[unit.tier]} 秒：{TIERS[unit.tier]}{unit.short_name}的 {seats} 个坐席加入振铃"
                yield Decision(opens, "level", text)

    # --- names

    def _unit(self, code: str) -> str:
        return self._directory.unit(code).name if code in self._directory else code

    def _of(self, seat: str) -> str:
        try:
            unit = self._directory.unit_of_seat(seat)
        except NoSuchSeat:
            return ""
        return "" if unit.code == self._story.unit else f"（{unit.short_name}）"

    def _target(self, to: str) -> str:
        return f"{self._unit(to)}的队列" if to in self._directory else f"坐席 {to}{self._of(to)}"


WORDS: Mapping[str, Callable[[_Teller, Happened], str]] = {
    "CallArrived": _Teller.arrived,
    "CallRouted": _Teller.routed,
    "CallerQueued": _Teller.queued,
    "SeatRang": _Teller.rang,
    "CallAnswered": _Teller.answered,
    "CallTransferred": _Teller.transferred,
    "CallConsulted": _Teller.consulted,
    "ConferenceStarted": _Teller.conference,
    "CallReturned": _Teller.returned,
    "CallHeld": _Teller.held,
    "CallResumed": _Teller.resumed,
    "CallEnded": _Teller.ended,
    "MessageLeft": _Teller.message,
    "DispatchOrdered": _Teller.ordered,
    "SupervisorListened": _Teller.listened,
    "RecordingFlawed": _Teller.flawed,
}
