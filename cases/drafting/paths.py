"""Units of one call joined into paths: bureau, then office, from adjoining words, read-backs and later turns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cases.drafting.gazetteer import Gazetteer
from cases.drafting.lines import Line, Scene
from cases.drafting.units import Mention, mentions

_LINK = re.compile(
    "(?:的|呢|副?所长|副?队长|教导员|指导员|下面的?|下属的?|底下的?|那个|辖区的?|管的|里的|那边的?|这边的?|呃|嗯|就是|它|一个)*"
)
_AFTER = re.compile("(?:是|嘛|么|就是|啊|呃|嗯|属于|归|那个|在)*")


@dataclass
class Path:
    """One unit in its fullest form, and where its office was said."""

    bureaus: list[str] = field(default_factory=list)
    office: str = ""
    line: Line | None = None
    start: int = 0
    end: int = 0
    times: int = 1
    spots: list[tuple[int, int]] = field(default_factory=list)

    def found_at(self, line: Line) -> Path:
        """A copy of one's own: paths grow as the same office is named again."""
        return Path(self.bureaus, self.office, self.line, self.start, self.end, spots=[(line.index, self.end)])

    @property
    def name(self) -> str:
        place = re.sub("分局$|公安局$", "", self.bureaus[-1]) if self.bureaus else ""
        if place and self.office.startswith(place) and self.office != place + "派出所":
            return self.office
        return "".join(dict.fromkeys(self.bureaus)) + self.office


def unit_paths(scene: Scene, gazetteer: Gazetteer) -> list[Path]:
    """Offices named by the caller, or read back and confirmed, each with the bureaus that belong to it."""
    paths: list[Path] = []
    for line in scene.lines:
        if line.notes.get("units", True) and _counts(scene, line):
            for path in line.once("paths", lambda line=line: _line_paths(line, noted_units(line, gazetteer))):  # type: ignore[misc]
                _merge(paths, path.found_at(line))
    return _with_parents(paths)


def noted_units(line: Line, gazetteer: Gazetteer) -> list[Mention]:
    if "units" not in line.notes:
        line.notes["units"] = mentions(line.text, gazetteer, line.notes["scene"].called_unit)
    found: list[Mention] = line.notes["units"]
    return found


def _counts(scene: Scene, line: Line) -> bool:
    """The operator's greeting never counts; a read-back does once confirmed."""
    if line.by_caller or line.index == 0:
        return line.by_caller
    told = scene.confirmed(line) or (_RESTATES.search(line.text) is not None and not scene.denied(line))
    return told and not _GREETING.search(line.text[:24])


_RESTATES = re.compile("您(?:刚才)?[讲说]|记下了|记录|您反映|您投诉")
_GREETING = re.compile("^(?:喂|嗯)*(?:您好|你好)|这里是|欢迎")


def _line_paths(line: Line, found: list[Mention]) -> list[Path]:
    paths: list[Path] = []
    last: Mention | None = None
    for mention in found:
        gap = line.text[last.end : mention.start] if last else ""
        joins = last is not None and _part_of(mention, last) and _LINK.fullmatch(gap) is not None
        behind = last is not None and not last.bureau and mention.bureau and bool(_AFTER.fullmatch(gap))
        if _addressed(line.text, mention):
            continue
        if not mention.stem and not (
            joins or mention.kind.startswith("边境") or re.search("[一二三四五六七八九十]", mention.kind)
        ):
            continue
        if paths and not mention.bureau and _TAKEN_BACK.fullmatch(gap):
            paths[-1] = _instead(paths[-1], _begin(line, mention))
        elif behind and paths:
            paths[-1].bureaus.append(mention.name)
        elif joins and paths:
            _lengthen(paths[-1], mention)
        else:
            paths.append(_begin(line, mention))
        last = mention
    return paths


def _part_of(part: Mention, whole: Mention) -> bool:
    """An office of the bureau, a squad of the brigade, a post of the station."""
    return whole.bureau or (
        whole.rank < part.rank
        and part.rank in (3, 4)
        and part.kind.endswith(("队", "警务室", "警务站", "警务区", "法医室"))
    )


_TAKEN_BACK = re.compile(
    "(?:啊|哦|哎|呃|嗯|的)*(?:不对|说错|讲错|记错|错了|哦不|啊不)(?:了|啊|我|说|讲|记|错|不对|应该|就|那个|哎|呃|嗯)*是?"
)
"""五角场派出所不对是长海路派出所."""


def _instead(wrong: Path, right: Path) -> Path:
    """The bureau stays that was said with the office that was none."""
    right.bureaus = right.bureaus or (wrong.bureaus if wrong.office else [])
    return right


def _addressed(text: str, mention: Mention) -> bool:
    """喂齐齐哈尔公安局吧: the caller asks who is there."""
    return mention.start <= 4 and mention.bureau and re.match("吧|吗|啊|哈|的吗|的嘛", text[mention.end :]) is not None


def _begin(line: Line, mention: Mention) -> Path:
    path = Path(line=line, start=mention.start, end=mention.end)
    _lengthen(path, mention)
    return path


def _lengthen(path: Path, mention: Mention) -> None:
    path.end = mention.end
    if mention.bureau:
        path.bureaus.append(mention.name)
    else:
        path.office += "" if path.office.endswith(mention.name) else mention.name


def _merge(paths: list[Path], new: Path) -> None:
    """The same office said again adds what was missing of its bureaus."""
    for old in paths:
        if new.office and _same_office(old.office, new.office):
            old.times += 1
            old.spots += new.spots
            if len(new.name) > len(old.name):
                old.bureaus, old.office = new.bureaus, new.office
            return
        if not new.office and old.bureaus and new.bureaus[-1] == old.bureaus[-1]:
            old.times += 1
            if len(new.bureaus) > len(old.bureaus):
                old.bureaus = new.bureaus
            return
    paths.append(new)


def _same_office(a: str, b: str) -> bool:
    return bool(a and b) and (a == b or a.endswith(b) or b.endswith(a))


def _with_parents(paths: list[Path]) -> list[Path]:
    """A bureau named by itself belongs to the offices that have none."""
    alone = [p for p in paths if not p.office and p.bureaus]
    orphans = [p for p in paths if p.office and not p.bureaus]
    if orphans and len(alone) == 1:
        for orphan in orphans:
            orphan.bureaus = list(alone[0].bureaus)
        return [p for p in paths if p is not alone[0]]
    return paths
