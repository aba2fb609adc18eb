"""Paths of a call's units put together: what one turn names in short, another names in full."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cases.drafting.reading.lines import Line


@dataclass
class Path:
    """One unit in its fullest form, and where its office was said. `named`: by a name or number of its own."""

    bureaus: list[str] = field(default_factory=list)
    office: str = ""
    line: Line | None = None
    start: int = 0
    end: int = 0
    times: int = 1
    spots: list[tuple[int, int, int]] = field(default_factory=list)
    named: bool = False
    lone: bool = True
    """No bureau was told with it."""

    def found_at(self, line: Line) -> Path:
        """A copy of one's own: paths grow as the same office is named again."""
        spots = [(line.index, self.start, self.end)]
        return Path(
            list(self.bureaus),
            self.office,
            self.line,
            self.start,
            self.end,
            spots=spots,
            named=self.named,
            lone=not self.bureaus,
        )

    def copied(self) -> Path:
        return replace(self, bureaus=list(self.bureaus), spots=list(self.spots))

    @property
    def name(self) -> str:
        place = re.sub("分局$|公安局$", "", self.bureaus[-1]) if self.bureaus else ""
        if place and self.office.startswith(place) and self.office != place + "派出所":
            return self.office
        return "".join(dict.fromkeys(self.bureaus)) + self.office


def merge(paths: list[Path], new: Path, add: bool = True) -> None:
    """The same office said again adds what was missing of its bureaus; `add`: what is new is one more."""
    if new.office == "派出所":
        new.office = ""
    for old in paths:
        if new.office and _same_office(old.office, new.office):
            old.times += add
            old.spots += new.spots if add else []
            old.named |= new.named
            old.lone &= new.lone
            if len(new.name) > len(old.name):
                old.bureaus, old.office = new.bureaus, new.office
            return
        if not new.office and old.bureaus and _same_bureau(old, new):
            old.times += add
            if len(new.bureaus) > len(old.bureaus):
                old.bureaus = new.bureaus
            return
    if add:
        paths.append(new)


def _same_office(a: str, b: str) -> bool:
    return bool(a and b) and (a == b or a.endswith(b) or b.endswith(a))


def _same_bureau(old: Path, new: Path) -> bool:
    """牡丹江市森林公安局 and then 牡丹江市森林公安局东京城分局 are one."""
    return new.bureaus[-1] == old.bureaus[-1] or (not old.office and new.bureaus[: len(old.bureaus)] == old.bureaus)


def composed(paths: list[Path]) -> list[Path]:
    """Short names give way to full ones, offices take the only bureau; what is still no name goes."""
    _in_full(paths)
    paths = _once(paths)
    for whole in (_with_full_brigades, _with_brigades, _with_stations, _with_parents):
        paths = whole(paths)
    return [path for path in paths if path.named]


def _once(paths: list[Path]) -> list[Path]:
    """In full, some are the same."""
    kept: list[Path] = []
    for path in paths:
        same = next((old for old in kept if not path.office and not old.office and old.bureaus == path.bureaus), None)
        if same:
            same.times += path.times
        else:
            kept.append(path)
    return kept


_SHORT = re.compile("(?:[县市区州旗]公安局|分局)$")


def _in_full(paths: list[Path]) -> None:
    """分局治安大队 is 岳阳楼区分局治安大队 where that is the only one named."""
    told = dict.fromkeys(bureau for path in paths for bureau in path.bureaus)
    short = [bureau for bureau in told if _SHORT.fullmatch(bureau)]
    for bureau in short:
        full = [other for other in told if other != bureau and other.endswith(bureau)]
        if len(full) == 1:
            for path in paths:
                path.bureaus = [full[0] if one == bureau else one for one in path.bureaus]
                path.named |= full[0] in path.bureaus


_SHORT_BRIGADE = re.compile("(?P<place>[一-鿿]{2,3})大队$")


def _with_full_brigades(paths: list[Path]) -> list[Path]:
    """天河大队 is 天河区交警大队."""
    kept: list[Path] = []
    for path in paths:
        short = None if path.bureaus else _SHORT_BRIGADE.fullmatch(path.office)
        full = (other for other in paths if short and other is not path and other.name.startswith(short["place"]))
        whole = next((other for other in full if "大队" in other.office), None)
        if whole is None:
            kept.append(path)
        else:
            whole.times += path.times
    return kept


_BRIGADE = re.compile("(?:大队|支队|[警管巡]队)$")


def _with_brigades(paths: list[Path]) -> list[Path]:
    """西河中队 of the only brigade that is named, 伊州区交警大队."""
    brigades = [path for path in paths if path.named and _BRIGADE.search(path.office)]
    squads = [path for path in paths if path.office.endswith("中队") and not path.bureaus]
    own = [path for path in squads if not any(kind in path.office for kind in ("交警", "大队", "支队", "刑警", "城管"))]
    if len(brigades) != 1 or not own:
        return paths
    for squad in own:
        squad.bureaus, squad.office = list(brigades[0].bureaus), brigades[0].office + squad.office
    return [path for path in paths if path is not brigades[0]]


_ROOM = re.compile("(?:户籍|户政)(?:室|科|窗口|大厅)$")
_COUNTY = re.compile("[一-鿿]{2,7}[县市区旗]派出所$")


def _with_stations(paths: list[Path]) -> list[Path]:
    """固始县公安局户籍室 is in 往流派出所, 曲水县派出所 is 聂当派出所: where that is the only station without more."""
    stations = [path for path in paths if path.office.endswith("派出所") and not path.bureaus]
    stations = [path for path in stations if not _COUNTY.fullmatch(path.office)]
    if len(stations) != 1:
        return paths
    rooms = [path for path in paths if path.bureaus and _ROOM.fullmatch(path.office)]
    counties = [path for path in paths if not path.bureaus and _COUNTY.fullmatch(path.office)]
    for path in rooms + counties:
        stations[0].bureaus = path.bureaus or [path.office.removesuffix("派出所")]
        stations[0].times += path.times
        return [other for other in paths if other is not path]
    return paths


def _with_parents(paths: list[Path]) -> list[Path]:
    """A bureau named by itself, or the only one of all, belongs to the offices that have none."""
    orphans = [p for p in paths if p.office and not p.bureaus]
    alone = [p for p in paths if not p.office and p.bureaus and p.named]
    told = {tuple(p.bureaus) for p in paths if p.bureaus and p.named}
    if not orphans or not told or (len(told) > 1 and len(alone) != 1):
        return paths
    bureaus = alone[0].bureaus if len(alone) == 1 else list(told.pop())
    for orphan in orphans:
        _adopt(orphan, bureaus)
    return [p for p in paths if p not in alone]


def _adopt(orphan: Path, bureaus: list[str]) -> None:
    """苍南灵溪派出所 is 苍南县公安局灵溪派出所."""
    place = bureaus[0][:2]
    its = re.match(f"{place}[县市区旗]?(?=[一-鿿]{{2,}}派出所$)", orphan.office)
    if its:
        orphan.office = orphan.office[its.end() :]
    if not orphan.office.startswith(place):
        orphan.bureaus, orphan.named = list(bureaus), True
