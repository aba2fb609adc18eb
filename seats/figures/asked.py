"""What somebody asks for: a stretch of time and a unit within the jurisdiction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from cases.access import Viewer, supervised_units
from cases.clock import CHINA
from cases.figures.periods import By, Comparison, Period, comparisons, period
from cases.organs import Unit
from cases.units import Directory
from web.answers import Refused

NOT_A_SUPERVISOR = "统计图表只供值班长使用。"
NOT_YOURS = "您只能查看本单位和下级单位的统计。"


@dataclass(frozen=True)
class Asked:
    """`alone`: the unit without those below it (本级)."""

    by: By
    on: date
    unit: Unit
    alone: bool
    viewer: Viewer
    directory: Directory
    now: datetime

    @cached_property
    def units(self) -> frozenset[str]:
        return frozenset({self.unit.code}) if self.alone else self.directory.jurisdiction(self.unit.code)

    @cached_property
    def seats(self) -> frozenset[str]:
        return frozenset(seat.number for code in self.units for seat in self.directory.seats(code))

    @cached_property
    def period(self) -> Period:
        return period(self.by, self.on)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        return comparisons(self.by, self.on)

    @property
    def goes_on(self) -> bool:
        return self.period.begins <= self.now < self.period.ends

    @property
    def path(self) -> tuple[Unit, ...]:
        """From the viewer's own unit down to the one asked for."""
        chain = self.directory.chain(self.unit.code)
        own = next(n for n, unit in enumerate(chain) if unit.code == self.viewer.unit)
        return chain[own::-1]

    @property
    def name(self) -> str:
        return f"{self.unit.name}（本级）" if self.alone else self.unit.name

    def span(self, bucket: int | None) -> tuple[datetime, datetime]:
        """The whole period, or one bucket of it."""
        starts = (*self.period.starts, self.period.ends)
        if bucket is None or not 0 <= bucket < len(starts) - 1:
            return self.period.begins, self.period.ends
        return starts[bucket], starts[bucket + 1]


def ask(viewer: Viewer, directory: Directory, now: datetime, by: By, on: date | None, unit: str, alone: bool) -> Asked:
    """Raises Refused for who may not."""
    visible = supervised_units(viewer, directory)
    if not visible:
        raise Refused(403, NOT_A_SUPERVISOR)
    code = unit or viewer.unit
    if code not in visible:
        raise Refused(403, NOT_YOURS)
    today = now.astimezone(CHINA).date()
    return Asked(by, on or today, directory.unit(code), alone, viewer, directory, now)
