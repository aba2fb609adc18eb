"""Calls out of scope: the business, the body or the person outside the police that is complained of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from cases.drafting.model import Accused, Evidence
from cases.drafting.names.bare import bare_name
from cases.drafting.names.bearers import bearer
from cases.drafting.names.minority import sounded_length
from cases.drafting.names.name import Name
from cases.drafting.names.names import read_name, read_surname
from cases.drafting.names.positions import CIVIL
from cases.drafting.names.spelled import spelled_name
from cases.drafting.names.surnames import surname_length
from cases.drafting.organizations.choice import KIND, organization
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.units.gazetteer import shipped_forms
from cases.drafting.units.paths import Path

_OFFICIALS = frozenset(
    ["法官", "法警", "办事员", "工作人员", "科员", "书记员", "执行员", "检察官", "窗口人员", "主任", None]
)
_SURE = 0.8
"""What is likeliest of all that is named is right less often than its chance says."""


@dataclass(frozen=True, slots=True)
class Spot:
    words: str
    line: Line
    start: int
    end: int


def outsiders(scene: Scene, paths: Sequence[Path] = (), reporter: str | None = None) -> list[tuple[Accused, Evidence]]:
    """Never the police who merely came, nor what the caller was sent on to, nor the caller."""
    unit, person = organization(scene, paths), civilian(scene, reporter)
    if person:
        name, position, spot = person
        if unit and unit.body and position not in _OFFICIALS:
            unit = None
        entry = Accused(name, unit.words if unit else None, position)
        return [(entry, spot.line.evidence(entry.as_fields(), spot.start, spot.end, 0.6, "accused.official"))]
    if unit:
        entry = Accused(None, unit.words)
        sure = round(_SURE * unit.sure, 3)
        return [(entry, unit.line.evidence(entry.as_fields(), unit.start, unit.end, sure, "accused.business"))]
    return []


def civilian(scene: Scene, reporter: str | None = None) -> tuple[str | None, str | None, Spot] | None:
    """The person outside the police who is named or whose position is told first."""
    told = [person for _, found in scene.noted("civilians", civilians_in) for person in found]
    people = [person for person in told if reporter is None or person[0] != reporter]
    named = [person for person in people if person[0]]
    position = next((p for _, p, _ in people if p), None)
    if named:
        name, own, spot = max(named, key=lambda person: (person[1] is not None, len(person[0] or "")))
        same = next((n for n, _, _ in named if n and name and len(n) > len(name) and n[0] == name[0]), name)
        return same, own or position, spot
    return people[0] if people else None


_AFTER = re.compile("(?:的|是|那个|这个|小伙|小哥|姑娘|女的|男的|呢|也|就|名)*(?P<lead>姓|叫|老|小)?")
_CALLED = re.compile("(?P<sur>(?<![当复百不])姓)(?!名|什么|啥)|(?:就?叫|名叫|名字叫|写着)(?![我他你她人什啥公])")
NEEDED = frozenset("写叫名姓")
"""One of these is in all that _CALLED finds."""
_FAMILIAR = re.compile(
    "(?:那个|的|这个|窗口)(?:老|小)(?![区公楼师者路店时车学城街桥门房间院厅喇])(?P<name>[一-鿿])(?![板公婆师伙头爷弟哥姐妹乡孩子百姓人家区组姑伙])"
)


def civilians_in(line: Line) -> list[tuple[str | None, str | None, Spot]]:
    found = [*_titled(line), *_called(line)]
    for m in _FAMILIAR.finditer(line.text):
        word = rjieba.has_word(line.text[m.start("name") : m.end() + 1])  # 老顾客
        if surname_length(m["name"], 0) and not word and not KIND.match(line.text, m.end()):
            found.append((m["name"], None, Spot(m["name"], line, m.start("name"), m.end())))
    return found


def _titled(line: Line) -> list[tuple[str | None, str | None, Spot]]:
    """村支书叫斯郎旺堆, 周法官, 厂长老庞; the title alone where no name is joined to it."""
    found: list[tuple[str | None, str | None, Spot]] = []
    for m in CIVIL.finditer(line.text):
        name = _behind(line.text, m.end()) or _ahead(line.text, m.start())
        found.append((name.text if name else None, m.group(), Spot(m.group(), line, m.start(), m.end())))
    return found


def _behind(text: str, at: int) -> Name | None:
    gap = _AFTER.match(text, at)
    start = gap.end() if gap else at
    lead = gap["lead"] if gap else None
    if lead == "姓":
        return read_surname(text, start)
    if lead == "叫":
        return read_name(text, start)
    if lead in ("老", "小"):
        return Name(text[start], start, start + 1, 0) if surname_length(text, start) else None
    sounded = sounded_length(text, start)
    if sounded:
        return Name(text[start : start + sounded], start, start + sounded, 0)
    name = bare_name(text, start, led=False)
    return name if name and len(name.text) >= 3 else None


def _ahead(text: str, at: int) -> Name | None:
    """姓滚的医生, 周法官."""
    of = re.search("姓(?P<name>[一-鿿])的?(?:那个|一个)?$", text[:at])
    if of:
        return Name(of["name"], of.start("name"), at, 0)
    if (
        at
        and surname_length(text, at - 1)
        and text[at - 1] not in "家门方车管那个都的时从经应成区镇归村院校厂所局队站来"
        and not rjieba.has_word(text[max(0, at - 2) : at])
        and (at < 2 or text[at - 2] not in "公司物")
    ):
        return Name(text[at - 1], at - 1, at, 0)
    return None


def _worn(text: str, at: int) -> Name | None:
    """胸牌写着蒙高速救援芦占军芦苇的芦: a name that is spelled, behind the body's."""
    names = (spelled_name(text, start) for start in range(at, min(at + 9, len(text))) if surname_length(text, start))
    return next((name for name in names if name and len(name.text) >= 2), None)


def _called(line: Line) -> list[tuple[str | None, str | None, Spot]]:
    """那个胖小子胸牌写着…芦占军, 店里的小姑娘姓亢: nobody of the caller's own people, and no officer."""
    found: list[tuple[str | None, str | None, Spot]] = []
    for lead in _CALLED.finditer(line.text) if line.holds(NEEDED) else ():
        name = _worn(line.text, lead.end()) if lead.group() == "写着" else None
        name = name or (read_surname(line.text, lead.end()) if lead["sur"] else read_name(line.text, lead.end()))
        if (
            name is None
            or name.text in shipped_forms()
            or (len(name.text) == 2 and rjieba.has_word(name.text))
            or line.text.startswith(("的多", "的少", "的不多", "的很多"), name.end)
            or re.search("[我俺免贵们]$|我妈|我爸|网名|昵称|微信", line.text[max(0, lead.start() - 3) : lead.start()])
        ):
            continue
        if bearer(line, lead.start(), name.end) in (None, "civil", "thing"):
            found.append((name.text, None, Spot(name.text, line, lead.start(), name.end)))
    return found
