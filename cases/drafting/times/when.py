"""Which of the days and times that were told is that of the matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from cases.clock import CHINA
from cases.drafting.model import Evidence
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.times import day_marks, hours_told
from cases.drafting.times.clock import Moment, on_the_clock, periods, times
from cases.drafting.times.days_told import Told, days_told, likeliest
from cases.drafting.times.hours_told import Hour


def incident_when(scene: Scene, call_time: datetime, category: str = "") -> dict[str, Evidence | None]:
    local = call_time.astimezone(CHINA)
    told = days_told(scene, local.date(), category)
    if not told:
        return _now(scene, call_time)
    found = likeliest(told, day_marks.none_marks(category, len(told)))
    if found is None or found[0] < _ENOUGH:
        return {"incident_date": None, "incident_time": None}
    sure, best = found
    day = best.line.evidence(best.day.isoformat(), best.start, best.end, round(min(0.9, sure), 2), f"date.{best.kind}")
    return {"incident_date": day, "incident_time": _hour(scene, best, told, local, category)}


def _hour(scene: Scene, day: Told, told: list[Told], now: datetime, category: str) -> Evidence | None:
    hours = hours_told.hours_told(scene, day, told, now.date(), category)
    found = hours_told.likeliest(hours, hours_told.none_marks(category, len(hours)))
    if found is None or found[0] < _ENOUGH:
        return None
    sure, best = found
    time = _with_period(scene, best, hours, day)
    if time.period is None and day.day == now.date():
        return _latest([(best.line, time)], now)
    return best.line.evidence(time.hhmm, time.start, time.end, round(min(0.9, sure), 2), "time.said")


def _with_period(scene: Scene, hour: Hour, hours: list[Hour], day: Told) -> Moment:
    """The part of the day as it was read back, asked for, told with the day or with the same hour, or just before."""
    told = _read_back(scene, hour.line, hour.moment)
    if told.period is not None:
        return told
    period = next((found[-1] for found in _periods_about(scene, hour, hours, day) if found), None)
    return told if period is None else replace(told, hour=on_the_clock(told.hour % 12, period), period=period)


def _periods_about(scene: Scene, hour: Hour, hours: list[Hour], day: Told) -> Iterator[list[str]]:
    line = hour.line
    yield _named(line.asked)
    yield [h.moment.period for h in hours if h.moment.period and h.moment.hour % 12 == hour.moment.hour % 12]
    yield _named(day.line.text[day.start : day.end + 8])[:1]
    if day.kind != "relative":
        yield [period for before in scene.lines[max(0, line.index - 3) : line.index] for period in _named(before.text)]


def _named(text: str) -> list[str]:
    return [period for _, _, period in periods(text)]


def _read_back(scene: Scene, line: Line, told: Moment) -> Moment:
    """十一点二十 — 晚上十一点二十是吧: the operator names the part of the day, and the caller does not object."""
    if told.period is not None:
        return told
    for after in scene.lines[line.index + 1 : line.index + 4]:
        if after.by_caller or scene.denied(after):
            continue
        for t in times(after.text):
            if t.period is not None and t.hour % 12 == told.hour % 12 and t.minute == told.minute:
                return replace(told, hour=t.hour, period=t.period)
    return told


_ENOUGH = 0.5
"""A day or an hour less likely than this is left for the clerk to ask."""


_GOING_ON = re.compile(
    "(?:现在|正在|这会儿|这阵)(?!是).{0,12}(?:门口|拿着|砸|打(?:人|他|她|我|起来|架)|堵|围|关[着在]|不让|聚)|走丢了.{0,8}(?:钟头|小时)|人还没到|堵在屋里|警察还没来|还没有?(?:人)?来"
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
