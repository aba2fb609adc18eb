# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Writes cases/drafting/data/lunar.txt: the Chinese calendar of 1800–2200, computed from sun and moon.

Method: new moons (Meeus, Astronomical Algorithms, ch. 49) and the sun's apparent longitude (ch. 25), days of UTC+8;
the month of the winter solstice is the eleventh; in a year of thirteen months the first without a principal term is the leap month.

usage: python -m training.lunar_table
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from math import floor, pi, radians, sin

from training.told import MODELS

OUT = MODELS / "lunar.txt"
HEAD = "# year, first day, leap month (0: none), lengths of the months (1: 30 days), Qingming. By training/lunar_table.py.\n"
FIRST, LAST = 1800, 2200


def new_moon(k: int) -> float:
    """Julian ephemeris day of the k-th new moon since 2000-01-06."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = radians(2.5534 + 29.10535670 * k - 0.0000014 * t * t)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    f = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    node = radians(124.7746 - 1.56375588 * k + 0.0020672 * t * t)
    day = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    day += -0.40720 * sin(moon) + 0.17241 * e * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * f)
    day += 0.00739 * e * sin(moon - sun) - 0.00514 * e * sin(moon + sun) + 0.00208 * e * e * sin(2 * sun)
    day += -0.00111 * sin(moon - 2 * f) - 0.00057 * sin(moon + 2 * f) + 0.00056 * e * sin(2 * moon + sun)
    day += -0.00042 * sin(3 * moon) + 0.00042 * e * sin(sun + 2 * f) + 0.00038 * e * sin(sun - 2 * f)
    day += -0.00024 * e * sin(2 * moon - sun) - 0.00017 * sin(node)
    return day + 0.000325 * sin(radians(299.77 + 0.107408 * k - 0.009173 * t * t))


def sun_longitude(jde: float) -> float:
    t = (jde - 2451545.0) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    m = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (1.914602 - 0.004817 * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000289 * sin(3 * m)
    return (mean + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * t))) % 360


def term(year: int, longitude: int) -> date:
    """The day on which the sun reaches `longitude` in `year` (UTC+8)."""
    jde = 2451545.0 + 365.2422 * (year - 2000) + ((longitude - 280) % 360) / 360 * 365.2422
    for _ in range(8):
        jde += 58 * sin((longitude - sun_longitude(jde)) * pi / 180)
    return day_in_china(jde)


def day_in_china(jde: float) -> date:
    t = (jde - 2451545.0) / 36525
    delta_t = (63.8 + 32.0 * t + 31.0 * t * t) / 86400 if t > 0 else max(5.0, 63.8 + 55.0 * t) / 86400
    return date.fromordinal(floor(jde - delta_t + 8 / 24 + 0.5) - 1721425)


def months_between(winter: date, next_winter: date) -> list[date]:
    """First days of the months from the one holding `winter` up to the one holding `next_winter`."""
    k = floor((winter.toordinal() - date(2000, 1, 6).toordinal()) / 29.530588861) - 2
    days = [day_in_china(new_moon(k + n)) for n in range(20)]
    first = max(i for i, d in enumerate(days) if d <= winter)
    last = max(i for i, d in enumerate(days) if d <= next_winter)
    return days[first : last + 1]


def numbered(year: int) -> Iterator[tuple[int, bool, date, int]]:
    """(month, leap, first day, length) from the eleventh month of `year - 1` on."""
    starts = months_between(term(year - 1, 270), term(year, 270))
    leap_year, number, leaped = len(starts) == 14, 10, False
    terms = [term(y, angle) for y in (year - 1, year) for angle in range(0, 360, 30)]
    for begin, end in pairwise(starts):
        empty = leap_year and not leaped and not any(begin <= t < end for t in terms)
        number, leaped = (number, True) if empty else (number % 12 + 1, leaped)
        yield number, empty, begin, (end - begin).days


def lunar_year(year: int) -> str:
    months = [*numbered(year), *numbered(year + 1)]
    first = next(i for i, m in enumerate(months) if m[0] == 1 and not m[1])
    last = next(i for i, m in enumerate(months) if m[0] == 1 and not m[1] and i > first)
    own = months[first:last]
    leap = next((m[0] for m in own if m[1]), 0)
    lengths = "".join("1" if m[3] == 30 else "0" for m in own)
    return f"{year} {own[0][2]} {leap} {lengths} {term(year, 15)}"


if __name__ == "__main__":
    OUT.write_text(HEAD + "\n".join(lunar_year(y) for y in range(FIRST, LAST + 1)) + "\n", encoding="utf-8")
