"""A report as JSON. `desk/src/figures/types.ts` says the same in TypeScript."""

from __future__ import annotations

from typing import Any

from cases.clock import CHINA
from cases.figures.calls import Tally
from cases.figures.definitions import BY_KEY, CURVES, FIGURES, ROW_NAMES, Figure
from cases.figures.periods import By
from cases.organs import Tier, Unit
from seats.figures.asked import Asked
from seats.figures.report import Line, Report, UnitLine

TIER_NAMES = {Tier.MINISTRY: "部级", Tier.PROVINCE: "省级", Tier.CITY: "市级"}
LABELS = {By.MINUTES: "%H:%M", By.HOUR: "%H:%M", By.DAY: "%m-%d", By.MONTH: "%Y-%m", By.YEAR: "%Y"}


def report_shown(report: Report) -> dict[str, Any]:
    asked = report.asked
    return {
        "period": period_shown(asked),
        "unit": {"code": asked.unit.code, "name": asked.name, "alone": asked.alone,
                 "path": [unit_shown(unit) for unit in asked.path]},
        "figures": [figure_shown(figure, report) for figure in FIGURES],
        "curve": {"labels": labels(asked), "lines": [_line(line, report) for line in (report.own, *report.others)]},
        "tiers": [{"tier": tier.value, "name": TIER_NAMES[tier], "values": values(sums)}
                  for tier, sums in report.tiers.items()],
        "units": [_unit_line(line, asked) for line in report.units],
    }  # fmt: skip


def period_shown(asked: Asked) -> dict[str, Any]:
    return {
        "by": asked.by.value,
        "on": asked.on.isoformat(),
        "first": asked.period.first.isoformat(),
        "after": asked.period.after.isoformat(),
        "now": asked.now.isoformat(),
        "goes_on": asked.goes_on,
    }


def figure_shown(figure: Figure, report: Report) -> dict[str, Any]:
    return {
        "key": figure.key,
        "name": figure.name,
        "kind": figure.kind,
        "meaning": figure.meaning,
        "top_name": figure.top_name,
        "bottom_name": figure.bottom_name,
        "target": figure.target,
        "rows": [{"key": key, "name": ROW_NAMES[key], "count": report.sums.get(key)} for key in figure.rows],
        "before": {line.key: figure.value(line.same_time) for line in report.others} if figure.key in CURVES else {},
        **value_shown(figure, report.sums),
    }


def value_shown(figure: Figure, sums: Tally) -> dict[str, float | None]:
    return {
        "numerator": figure.numerator(sums),
        "denominator": figure.denominator(sums),
        "value": figure.value(sums),
    }


def values(sums: Tally) -> dict[str, dict[str, float | None]]:
    return {figure.key: value_shown(figure, sums) for figure in FIGURES}


def unit_shown(unit: Unit) -> dict[str, str]:
    return {"code": unit.code, "name": unit.name, "short": unit.short_name}


def labels(asked: Asked) -> list[str]:
    return [start.astimezone(CHINA).strftime(LABELS[asked.by]) for start in asked.period.starts]


def buckets_gone(line: Line, report: Report) -> int:
    """A bucket that has not begun is no nought."""
    if line is not report.own:
        return len(line.buckets)
    return sum(start <= report.asked.now for start in report.asked.period.starts)


def _line(line: Line, report: Report) -> dict[str, Any]:
    begun = line.buckets[: buckets_gone(line, report)]
    drawn = {key: [BY_KEY[key].value(sums) for sums in begun] for key in CURVES}
    return {"key": line.key, "name": line.name, "values": drawn}


def _unit_line(line: UnitLine, asked: Asked) -> dict[str, Any]:
    return unit_shown(line.unit) | {
        "alone": line.alone,
        "below": not line.alone and bool(asked.directory.children(line.unit.code)),
        "values": values(line.sums),
    }
