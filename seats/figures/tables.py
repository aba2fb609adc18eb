"""A report as tables, for the files that leave the system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cases.access import ROLE_NAMES
from cases.clock import CHINA
from cases.figures.calls import Tally
from cases.figures.definitions import BY_KEY, CURVES, FIGURES, Figure
from cases.figures.periods import DAY, By
from seats.caller import unit_name
from seats.figures.asked import Asked
from seats.figures.report import Line, Report, UnitLine
from seats.figures.shown import TIER_NAMES, buckets_gone, labels


class Share(float):
    """Shown as a percentage."""


Cell = str | float | Share
NO_DATA = "无数据"
BY_NAMES = {By.MINUTES: "5 分钟", By.HOUR: "小时", By.DAY: "日", By.MONTH: "月", By.YEAR: "年"}
UNITS_OF_VALUE = {"count": "通", "share": "%", "seconds": "秒"}


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` begin with the heading."""

    name: str
    rows: list[list[Cell]]


def tables(report: Report) -> list[Table]:
    return [
        Table("指标", [*_figures(report)]),
        Table("曲线", [*_curve(report)]),
        Table(
            "分级", [["级别", *_heads()], *([TIER_NAMES[tier], *_values(sums)] for tier, sums in report.tiers.items())]
        ),
        Table("分单位", [["单位代码", "单位", *_heads()], *(_unit(line) for line in report.units)]),
    ]


def title(asked: Asked) -> str:
    last = asked.period.after - DAY
    days = f"{asked.period.first}" if asked.period.first == last else f"{asked.period.first} 至 {last}"
    so_far = f"（截至 {_local(asked.now)}）" if asked.goes_on else ""
    return f"12389 电话量统计 {asked.name} {days}{so_far} 按{BY_NAMES[asked.by]}"


def watermark(asked: Asked, number: int) -> str:
    """Who took it and when; `number` is that of the fact in the log."""
    viewer = asked.viewer
    who = f"{viewer.name}（{unit_name(asked.directory, viewer.unit)} {ROLE_NAMES[viewer.role]}）"
    return f"内部资料，注意保密。导出人：{who}；导出时间：{_local(asked.now)}（北京时间）；导出编号：{number}"


def file_name(asked: Asked, ending: str) -> str:
    return f"12389-figures-{asked.unit.code}-{asked.by.value}-{asked.period.first}.{ending}"


def _local(at: datetime) -> str:
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")


def _figures(report: Report) -> Iterator[list[Cell]]:
    yield ["指标", "数值", "单位", "分子", "分子数", "分母", "分母数",
           *(f"{line.name}同期" if report.asked.goes_on else line.name for line in report.others), "定义"]  # fmt: skip
    for figure in FIGURES:
        bottom = figure.denominator(report.sums)
        before = [_value(figure, line.same_time) if figure.key in CURVES else "" for line in report.others]
        yield [figure.name, _value(figure, report.sums), UNITS_OF_VALUE[figure.kind], figure.top_name,
               round(figure.numerator(report.sums), 3), figure.bottom_name, "" if bottom is None else bottom,
               *before, figure.meaning]  # fmt: skip


def _curve(report: Report) -> Iterator[list[Cell]]:
    drawn = [BY_KEY[key] for key in CURVES]
    lines = [report.own, *report.others]
    yield ["时间", *(f"{figure.name}（{line.name}）" for figure in drawn for line in lines)]
    for n, label in enumerate(labels(report.asked)):
        yield [label, *(_drawn(figure, line, n, report) for figure in drawn for line in lines)]


def _drawn(figure: Figure, line: Line, n: int, report: Report) -> Cell:
    return _value(figure, line.buckets[n]) if n < buckets_gone(line, report) else ""


def _heads() -> Iterable[str]:
    return (f"{figure.name}{'（秒）' if figure.kind == 'seconds' else ''}" for figure in FIGURES)


def _unit(line: UnitLine) -> list[Cell]:
    return [line.unit.code, f"{line.unit.name}{'（本级）' if line.alone else ''}", *_values(line.sums)]


def _values(sums: Tally) -> Iterable[Cell]:
    return (_value(figure, sums) for figure in FIGURES)


def _value(figure: Figure, sums: Tally) -> Cell:
    value = figure.value(sums)
    if value is None:
        return NO_DATA
    return Share(value) if figure.kind == "share" else round(value, 1)
