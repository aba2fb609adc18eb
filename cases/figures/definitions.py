"""The figures: name, meaning, numerator ÷ denominator. The one place that says what a figure is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cases.figures.calls import Tally

Kind = Literal["count", "share", "seconds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`top` and `bottom` name sums of a tally; `scale` makes seconds of `top`. `rows`: the sets behind it, to look at.
    `target` is a lower limit."""

    key: str
    name: str
    kind: Kind
    top: str
    bottom: str = ""
    top_name: str
    bottom_name: str = ""
    meaning: str
    rows: tuple[str, ...] = ()
    scale: float = 1.0
    target: float | None = None

    def numerator(self, sums: Tally) -> float:
        return sums[self.top] / self.scale if self.kind == "seconds" else sums[self.top]

    def denominator(self, sums: Tally) -> int | None:
        return sums[self.bottom] if self.bottom else None

    def value(self, sums: Tally) -> float | None:
        """None: there is nothing to divide by (无数据)."""
        if not self.bottom:
            return sums[self.top]
        return sums[self.top] / self.scale / sums[self.bottom] if sums[self.bottom] else None


FIGURES: tuple[Figure, ...] = (
    Figure(
        key="calls", name="来电量", kind="count", top="calls", top_name="来电",
        meaning="统计时段内到达的全部来电，按到达时间（北京时间）和受理单位计。一通电话只计一次，转接、重复振铃、"
        "事件迟到或重复都不改变数量。",
        rows=("calls", "answered", "abandoned", "diverted", "after_hours", "lost", "open"),
    ),
    Figure(
        key="connected", name="接通率", kind="share", top="answered", bottom="asked", target=0.95,
        top_name="坐席接听", bottom_name="请求人工",
        meaning="坐席接听的来电 ÷ 请求人工的来电。请求人工＝坐席接听＋排队放弃＋久候转留言；5 秒内挂断的也计入。"
        "非服务时间来电、尚未结束且未接听的来电、记录不全的来电不计入。GB/T 33358 要求连续 24 小时不低于 95%。",
        rows=("answered", "missed", "asked"),
    ),
    Figure(
        key="quick", name="15 秒接听率", kind="share", top="quick", bottom="asked",
        top_name="15 秒内接听", bottom_name="请求人工",
        meaning="自进入排队起 15 秒内（含 15 秒整）由坐席接听的来电 ÷ 请求人工的来电。没有排队记录的，自到达起算。"
        "GB/T 33358 要求 15 秒内接听。",
        rows=("quick", "slow", "missed"),
    ),
    Figure(
        key="abandoned", name="放弃率", kind="share", top="abandoned", bottom="asked",
        top_name="未等到接听而挂断", bottom_name="请求人工",
        meaning="请求人工、未等到接听而自行挂断的来电 ÷ 请求人工的来电。5 秒内挂断的计入，并可单独查看；"
        "久候转留言的不算放弃。",
        rows=("abandoned", "short", "diverted"),
    ),
    Figure(
        key="wait", name="平均等候", kind="seconds", top="waited_us", bottom="answered", scale=1e6,
        top_name="等候合计（秒）", bottom_name="坐席接听",
        meaning="坐席接听的来电自进入排队到接听的时间合计 ÷ 坐席接听的来电。未接听的来电不计入。",
        rows=("answered",),
    ),
    Figure(
        key="talk", name="平均通话", kind="seconds", top="talk_ms", bottom="talks", scale=1e3,
        top_name="通话合计（秒）", bottom_name="已结束的通话",
        meaning="自接听到挂断的时间合计 ÷ 已结束的通话，含保持和转接后的时间。正在通话的、结束时间没有记录的不计入。",
        rows=("talks",),
    ),
    Figure(
        key="occupancy", name="坐席占用率", kind="share", top="busy_s", bottom="present_s",
        top_name="通话和整理（秒）", bottom_name="就绪（秒）",
        meaning="坐席通话和整理时间 ÷ 坐席就绪时间（含通话和整理），按坐席所属单位计，由坐席和通话的事件推算。"
        "振铃算就绪；整理自挂断到整理结束，整理中转为示忙的，其整理时间不计；示忙、离席不计入，示忙前接起的通话仍计入；转接后的通话计在"
        "首接坐席；话机掉线没有单独的事件，仍算就绪；当日没有就绪记录的坐席不计入；"
        "24 小时没有就绪、示忙、入座或离席事件的坐席视为已离席。",
        rows=("seats",),
    ),
    Figure(
        key="resolved", name="首次解决率", kind="share", top="resolved", bottom="first",
        top_name="7 日内未再来电", bottom_name="首次接听",
        meaning="接听后 7 日内同一号码没有再次来电的 ÷ 首次接听的来电。首次接听＝坐席接听且已结束，同一号码此前 7 日内"
        "没有来电，此后已满 7 日；未满 7 日的和号码不显示的不计入。再次来电不论打给哪个单位、是否接通都算。"
        "它只说明来电人没有再打，不说明事项已经办结。",
        rows=("resolved", "again", "first"),
    ),
    Figure(
        key="satisfied", name="满意度", kind="share", top="satisfied", bottom="surveyed",
        top_name="满意和基本满意", bottom_name="参与评价",
        meaning="评价为满意或基本满意的 ÷ 参与评价的。本系统尚未开展满意度评价，分母为 0，因此没有数据，不作推算。",
    ),
    Figure(
        key="messages", name="留言", kind="count", top="messages", top_name="留言",
        meaning="统计时段内到达、留下有效录音的来电，含非服务时间来电和久候转留言。没有录下内容的不算留言。",
        rows=("messages",),
    ),
    Figure(
        key="heard", name="24 小时听取率", kind="share", top="heard", bottom="due",
        top_name="24 小时内听取", bottom_name="应听取",
        meaning="来电结束后 24 小时内（含 24 小时整）有人听取录音或办结待办的留言 ÷ 应听取的留言。应听取＝"
        "来电结束已满 24 小时的留言；未满 24 小时的暂不计入。节假日不顺延。"
        "GB/T 33358 要求录音留言 24 小时内处理。",
        rows=("heard", "unheard", "pending"),
    ),
)  # fmt: skip

BY_KEY = {figure.key: figure for figure in FIGURES}
CURVES = ("calls", "connected", "quick", "abandoned", "wait", "talk")
"""Those that are drawn over time: each call has them at its arrival."""

ROW_NAMES = {
    "calls": "全部来电",
    "asked": "请求人工",
    "answered": "坐席接听",
    "quick": "15 秒内接听",
    "slow": "超过 15 秒接听",
    "missed": "请求人工未接听",
    "abandoned": "排队放弃",
    "short": "5 秒内挂断",
    "diverted": "久候转留言",
    "after_hours": "非服务时间来电",
    "lost": "记录不全",
    "open": "尚未结束",
    "talks": "已结束的通话",
    "seats": "坐席",
    "first": "首次接听",
    "resolved": "7 日内未再来电",
    "again": "7 日内再次来电",
    "messages": "留言",
    "heard": "24 小时内听取",
    "unheard": "24 小时内未听取",
    "pending": "未满 24 小时待听取",
}
