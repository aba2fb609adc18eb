"""Units of one call in their fullest form: bureau, then office, from adjoining words, read-backs and later turns."""

from __future__ import annotations

import re

from cases.drafting.reading.lines import REPLIES, Line, Scene
from cases.drafting.units.composition import Path, composed, merge
from cases.drafting.units.gazetteer import Gazetteer
from cases.drafting.units.units import Mention, mentions

__all__ = ["Path", "noted_units", "unit_paths"]

_LINK = re.compile(
    "(?:[一二三四五六七八九]楼的?|的|呢|副?所长|副?队长|教导员|指导员|下面的?|下属的?|底下的?|那个|辖区的?|管的|里的|那边的?|这边的?|呃|嗯|就是|它|一个)*"
)
_AFTER = re.compile("(?:是|嘛|么|就是|啊|呃|嗯|属于|归|那个|在)*")


def unit_paths(scene: Scene, gazetteer: Gazetteer) -> list[Path]:
    """Offices named by the caller, or read back and confirmed, each with the bureaus that belong to it."""

    def take(paths: list[Path], line: Line) -> None:
        for path in line.once("paths", lambda: _line_paths(line, noted_units(line, gazetteer))):
            counts = _counts(scene, line)
            if counts or _completes(scene, line):
                merge(paths, path.found_at(line), add=counts)

    replied = scene.gathered("paths", scene.lines[:-REPLIES], list, take)
    paths = [path.copied() for path in replied]
    for line in scene.lines[-REPLIES:]:
        take(paths, line)
    return composed(_in_county(scene, paths, gazetteer))


_ITS = re.compile("^(?P<area>[县市旗])(?=公安局|交|看守|拘留|车管|刑|特警|治安|巡)")
_COUNTIES = {area: re.compile(f"(?=([一-鿿]{{2,6}}?{area}))") for area in "县市旗"}


def _in_county(scene: Scene, paths: list[Path], gazetteer: Gazetteer) -> list[Path]:
    """旗交管大队 is that of 克什克腾旗, where the caller names no other."""
    for path in paths:
        whole = path.bureaus[0] if path.bureaus else path.office
        its = _ITS.match(whole)
        told = _counties(scene, its["area"], gazetteer) if its else set()
        if len(told) == 1:
            full = told.pop() + whole[1:]
            path.bureaus, path.office = ([full, *path.bureaus[1:]], path.office) if path.bureaus else ([], full)
            path.named = True
    return paths


def _counties(scene: Scene, area: str, gazetteer: Gazetteer) -> set[str]:
    lines = scene.callers_saying(_COUNTIES[area])
    told = (m[1] for line in lines for m in _COUNTIES[area].finditer(line.text))
    return {name for name in told if gazetteer.knows(name)} or _homes(scene, area, gazetteer)


_HOME = re.compile(
    "(?:我|俺|额|咱|我们|俺们|家)(?:这里|这边|这儿)?(?:就)?(?:是|在|住)([一-鿿]{2,8}?)(?:的|人|这|那|县城|城关)"
)


def _homes(scene: Scene, area: str, gazetteer: Gazetteer) -> set[str]:
    """我是平凉泾川的: the county where the caller is from, by its short name; 市局 may be that of the greater city."""
    if area == "市":
        return set()
    told = (m[1] for line in scene.callers_saying(_HOME) for m in _HOME.finditer(line.text))
    return {name for words in told for n in (2, 3, 4) if gazetteer.knows(name := words[-n:] + area)}


def noted_units(line: Line, gazetteer: Gazetteer) -> list[Mention]:
    if "units" not in line.notes:
        line.notes["units"] = mentions(line, gazetteer, line.notes["scene"].called_unit)
    found: list[Mention] = line.notes["units"]
    return found


def _counts(scene: Scene, line: Line) -> bool:
    """The operator's greeting never counts; a read-back does once confirmed."""
    if line.by_caller:
        return True
    if _greets(line) or (line.index == 0 and not line.seen("刚才")):
        return False
    return scene.confirmed(line) or (line.seen(_RESTATES) is not None and not scene.denied(line))


def _completes(scene: Scene, line: Line) -> bool:
    """What the operator makes of an office that the caller has named, if nobody objects."""
    return line.index > 0 and not _greets(line) and not scene.denied(line)


def _greets(line: Line) -> bool:
    return _GREETING.search(line.text[:24]) is not None


_RESTATES = re.compile("您(?:刚才)?[讲说]|记下了|记录|您反映|您投诉")
_GREETING = re.compile("^(?:喂|嗯)*(?:您好|你好)|这里是|欢迎")


def _line_paths(line: Line, found: list[Mention]) -> list[Path]:
    paths: list[Path] = []
    last: Mention | None = None
    for mention in found:
        gap = line.text[last.end : mention.start] if last else ""
        joins = last is not None and _part_of(mention, last) and _LINK.fullmatch(gap) is not None
        behind = last is not None and not last.bureau and mention.bureau and bool(_AFTER.fullmatch(gap))
        if _addressed(line.text, mention) or _denied(line.text, mention) or not (joins or behind or _begins(mention)):
            continue
        if paths and not mention.bureau and _TAKEN_BACK.fullmatch(gap):
            paths[-1] = _instead(paths[-1], _begin(line, mention))
        elif behind and paths:
            paths[-1].bureaus.append(mention.name)
            paths[-1].named |= bool(mention.stem)
        elif joins and paths:
            _lengthen(paths[-1], mention)
        else:
            paths.append(_begin(line, mention))
        last = mention
    return paths


def _begins(mention: Mention) -> bool:
    """Named by itself, or what may be a part of a bureau that is named elsewhere (县局, 禁毒大队)."""
    return bool(mention.stem) or mention.kind.startswith("边境") or _BRANCH.search(mention.kind) is not None


_BRANCH = re.compile(
    "[一二三四五六七八九十]|(?<![大支中])队$|..[大支]队$|科$|执法办案|..公安(?:局|分局|处)$|^[县市区州旗]局$|^分局$"
)
_POST = re.compile("队$|警务[室站区]$|法医室$")
_OFFICE = re.compile("科$|车管窗口$|车管所$|车辆管理所$|中心$")


def _part_of(part: Mention, whole: Mention) -> bool:
    """An office of the bureau, a squad of the brigade, a post of the station."""
    if whole.bureau or (whole.kind.endswith("队") and _OFFICE.search(part.kind)):
        return True
    if whole.kind.endswith(("大厅", "服务中心")) and part.kind.endswith("窗口"):
        return True
    return whole.rank < part.rank and part.rank in (3, 4) and _POST.search(part.kind) is not None


_TAKEN_BACK = re.compile(
    "(?:啊|哦|哎|呃|嗯|的)*(?:不对|说错|讲错|记错|错了|哦不|啊不)(?:了|啊|我|说|讲|记|错|不对|应该|就|那个|哎|呃|嗯)*是?"
)
"""五角场派出所不对是长海路派出所."""


_DENIES = re.compile("[哎呃啊嗯哦噢欸]*(?:不是|不对|错了|说错了)+[哎呃啊嗯哦]?(?:不是)?")


def _denied(text: str, mention: Mention) -> bool:
    """友谊路派出所哎不是不是友谊路: taken back by its own name."""
    denies = _DENIES.match(text, mention.end)
    return denies is not None and len(mention.stem) >= 2 and text.startswith(mention.stem, denies.end())


def _instead(wrong: Path, right: Path) -> Path:
    """The bureau stays that was said with the office that was none."""
    right.bureaus = right.bureaus or (wrong.bureaus if wrong.office else [])
    return right


_HAILS = re.compile("(?:喂|诶|哎|欸|你好|您好|请问|哦|呃|是|这里是|这是)*")
_ASKS_WHO = re.compile("吧|吗|啊|哈|么|嗦|噻|的吗|的嘛")
_SPEAKS_ON = re.compile("[我俺咱额你您]|同志|领导|请")


def _addressed(text: str, mention: Mention) -> bool:
    """喂齐齐哈尔公安局吧, 喂延安市公安局我留个言: the caller speaks to whom it is."""
    if not mention.bureau or mention.start > 6:
        return False
    hailed = mention.start and _HAILS.fullmatch(text, 0, mention.start)
    if mention.start <= 4 and _ASKS_WHO.match(text, mention.end):
        return True
    return bool(hailed) and _SPEAKS_ON.match(text, mention.end) is not None


def _begin(line: Line, mention: Mention) -> Path:
    path = Path(line=line, start=mention.start, end=mention.end)
    _lengthen(path, mention)
    return path


def _lengthen(path: Path, mention: Mention) -> None:
    path.end = mention.end
    path.named |= bool(mention.stem) or _NAMED_KIND.search(mention.kind) is not None
    if mention.bureau:
        path.bureaus.append(mention.name)
    else:
        path.office += "" if path.office.endswith(mention.name) else mention.name


_NAMED_KIND = re.compile(
    "^边境|[一二三四五六七八九十]|^交警[一-鿿]{2,3}[大中]队$"
    "|^(?!交警|刑警|巡警|特警|治安|刑侦|禁毒|经侦|网安|网警|法制|国保|食药|户政|人口|机动|便衣|反扒|督察|铁骑|巡逻|事故|交通|交管|高速|反诈|直属)[一-鿿]{2}大队$"
)
"""边境管理支队, 第二派出所, 交警宽城大队, 青秀大队: the kind holds what it is called by."""
