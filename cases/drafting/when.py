"""Which of the days and times that were told is that of the matter."""

from __future__ import annotations

import re
from datetime import datetime

from cases.clock import CHINA
from cases.drafting import day_marks
from cases.drafting.clock import Moment, periods, times
from cases.drafting.days_told import Told, days_told, likeliest
from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence

_ASKED = re.compile("什么时候|哪天|哪一天|什么时间|几号|时间|多久|几点|何时|哪一次|最近一次|具体")
_HOUR_ASKED = re.compile("几点|什么时间|具体时间|什么时候")


def incident_when(scene: Scene, call_time: datetime, category: str = "") -> dict[str, Evidence | None]:
    today = call_time.astimezone(CHINA).date()
    told = days_told(scene, today, category)
    found = likeliest(told, day_marks.none_marks(category, len(told)))
    if not told:
        return _now(scene, call_time)
    if found is None or found[0] < _ENOUGH:
        return {"incident_date": None, "incident_time": None}
    sure, best = found
    day = best.line.evidence(best.day.isoformat(), best.start, best.end, round(min(0.9, sure), 2), f"date.{best.kind}")
    moment = _time_of(scene, best) or _time_before(scene, best)
    if moment is None:
        return {"incident_date": day, "incident_time": None}
    line, time = moment
    time = _read_back(scene, line, time)
    moment = (line, time)
    if best.day == today and time.period is None:
        return {"incident_date": day, "incident_time": _latest([moment], call_time.astimezone(CHINA))}
    return {"incident_date": day, "incident_time": line.evidence(time.hhmm, time.start, time.end, 0.8, "time.said")}


def _read_back(scene: Scene, line: Line, told: Moment) -> Moment:
    """十一点二十 — 晚上十一点二十是吧: the operator names the part of the day, and the caller does not object."""
    if told.period is not None:
        return told
    for after in scene.lines[line.index + 1 : line.index + 4]:
        if after.by_caller or scene.denied(after):
            continue
        for t in times(after.text):
            if t.period is not None and t.hour % 12 == told.hour % 12 and t.minute == told.minute:
                return Moment(t.hour, t.minute, t.period, told.start, told.end)
    return told


_ENOUGH = 0.5
"""A day less likely than this is left for the clerk to ask."""


def _time_of(scene: Scene, told: Told) -> tuple[Line, Moment] | None:
    """The first time of day after the day, in that turn or the next ones of the caller."""
    carried: str | None = None
    for line in scene.callers:
        hour_asked = line.asks(_HOUR_ASKED)
        if not told.line.index <= line.index <= told.line.index + (16 if hour_asked else 4):
            continue
        at = told.end if line is told.line and told.kind != "relative" else 0
        near = periods(line.text[max(0, told.start) : told.end + 8]) if line is told.line else []
        carried = near[0][2] if near else carried
        found = [t for t in times(line.text, carried) if t.start >= at - 1 and not _until(line.text, t.start)]
        if found:
            return line, _last_corrected(line, found)
    return None


def _time_before(scene: Scene, told: Told) -> tuple[Line, Moment] | None:
    """The time was told just before the operator asked for the day."""
    near = [line for line in scene.callers if told.line.index - 4 <= line.index < told.line.index]
    found = [(line, t) for line in near for t in times(line.text) if not _until(line.text, t.start)]
    return found[-1] if found and _ASKED.search(told.line.asked) else None


_GOING_ON = re.compile(
    "(?:现在|正在|这会儿|这阵).{0,12}(?:门口|拿着|砸|打|堵|围|关|不让|聚)|走丢了.{0,8}(?:钟头|小时)|人还没到|堵在屋里|警察还没来|还没有?(?:人)?来"
)


def _now(scene: Scene, call_time: datetime) -> dict[str, Evidence | None]:
    """Going on while the caller speaks, no day told: today, at the last such hour before the call."""
    nothing: dict[str, Evidence | None] = {"incident_date": None, "incident_time": None}
    local = call_time.astimezone(CHINA)
    for line in scene.callers:
        m = line.seen(_GOING_ON)
        if m:
            day = line.evidence(local.date().isoformat(), m.start(), m.end(), 0.6, "date.going_on")
            hours = [(x, t) for x in scene.callers for t in times(x.text)]
            return {"incident_date": day, "incident_time": _latest(hours, local) if hours else None}
    return nothing


def _latest(told: list[tuple[Line, Moment]], now: datetime) -> Evidence:
    line, moment = told[0]
    hour = moment.hour
    if moment.period is None:
        passed = [h for h in (hour % 12, hour % 12 + 12) if (h, moment.minute) <= (now.hour, now.minute)]
        hour = passed[-1] if passed and hour <= 12 else hour if not passed or hour in passed else passed[-1]
    return line.evidence(f"{hour:02d}:{moment.minute:02d}", moment.start, moment.end, 0.6, "time.going_on")


def _until(text: str, at: int) -> bool:
    """打到凌晨两点, 等到五点: the end, not the time of the matter."""
    if re.search("快$", text[max(0, at - 1) : at]):
        return True
    return (
        re.search("[到至]了?(?:凌晨|半夜|夜里|晚上|下午|早上|中午|天亮|快)?$", text[max(0, at - 4) : at]) is not None
        and re.search("从[^到]{0,10}到", text[max(0, at - 14) : at]) is None
    )


def _last_corrected(line: Line, found: list[Moment]) -> Moment:
    """七点来钟哎不对…八点半: what is taken back is passed over."""
    best = found[0]
    for later in found[1:]:
        if re.search("不对|不是|错了|记错|^不到|差一点|^没到", line.text[best.end : later.start]):
            best = later
    return best
