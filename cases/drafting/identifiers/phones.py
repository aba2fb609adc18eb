"""The reporter's own contact: only digits that were said, never the number of the display."""

from __future__ import annotations

import re

from cases.drafting.identifiers.said import Number, numbers_said, restarted
from cases.drafting.identifiers.whose_phone import ASKED, OF_OFFICE, OFFICE, ON_RECORD, own
from cases.drafting.model import Evidence
from cases.drafting.reading.lines import Line, Scene, says_yes
from cases.drafting.reading.numbers import corrects

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}")
_OWN = re.compile("电话|手机|联系|号码|我的号|打我|打俺|找我|号是|打这个|留一个|留个|打到|回我|微信同号|的号")

# 就打这个号, 打这个就行, 我现在用的这个.
_SAME = re.compile(
    "(?<![不别莫甭要好])(?:就(?:是|打|用|留|按)?|打|用|留|按)(?:我)?(?:现在|来电)?(?:打|用)?的?(?:这个|来电)(?:号|电话|手机|来电|的|就|打|吧|$)"
    "|^(?:嗯|哎|对|好)*就(?:打|用|留|是|按)?(?:来电)?这个(?!事|人|意思|样|问题)|来电这个就"
    "|这个(?:号码?|电话|手机号?)?(?:就|也)?(?:行|可以|中|成|得|要得|好)(?!像|几|多)"
)
_SAME_ASKED = re.compile("来电|这个(?:号|电话|手机)|现在(?:打|用)|您打(?:的|来|过来)|就这个")


def same_number(scene: Scene) -> bool:
    """Whether the caller wants to be called at the number of the display."""
    return bool(scene.noted("same number", _same))


def _same(line: Line) -> list[bool]:
    same = line.asks(ASKED) and (line.seen(_SAME) or (line.asks(_SAME_ASKED) and says_yes(line.text)))
    return [True] if same else []


def is_phone(digits: str) -> bool:
    return _MOBILE.fullmatch(digits) is not None or _LANDLINE.fullmatch(digits) is not None


def is_mobile(digits: str) -> bool:
    return _MOBILE.fullmatch(digits) is not None


def _may_be_phone(digits: str) -> bool:
    return is_phone(digits) or (len(digits) > 11 and is_phone(restarted(digits, 11) or ""))


def reporter_phone(scene: Scene) -> Evidence | None:
    said = [n for n in numbers_said(scene, _may_be_phone, (11,)) if own(n)]
    if said:
        last = ([n for n in said if not _INSTEAD.search(n.before)] or said)[-1]
        if _OF_KIN.search(last.before):
            last = next((n for n in said if n.line is last.line and not _WITH_KIN.search(n.before)), last)
        last.digits = last.digits if is_phone(last.digits) else restarted(last.digits, 11) or last.digits
        return _settled(scene, last)
    return _landline(scene) or _by_sound(scene) or _told_by_operator(scene)


# 打不通就打我妹妹的: only where the other number fails.
_INSTEAD = re.compile(
    "(?:打不通|不通|没人接|没接|不接|接不到|接不着|关机|找不到我|找不着我|联系不上|实在不行|备用|万一|要不然?|再不行)"
    "[一-鿿]{0,4}(?:就|再|可以|打|找)"
)
# …我爱人的是…两个都行: told beside one's own.
_WITH_KIN = re.compile(
    "爱人|老婆|老公|媳妇|丈夫|儿子|女儿|闺女|妈|爸|哥|弟|姐|妹|孩子|侄|外甥|女婿|邻居|同事|朋友|她|他|婆|老伴|对象"
)
_OF_KIN = re.compile(f"(?:{_WITH_KIN.pattern})的?(?:手机|电话|号码?)*(?:是)?$")


def _by_sound(scene: Scene) -> Evidence | None:
    """The one number that a slip of the recogniser kept from being whole; the operator's read-back goes before."""
    heard = [n for n in numbers_said(scene, is_mobile, (11,), by_sound=True) if own(n) and _of_a_phone(n)]
    if len({n.digits for n in heard}) != 1:
        return None
    number = heard[-1]
    back = _read_back(scene, number.line)
    if back is not None and back[1] != number.digits:
        line, digits, start, end = back
        near = sum(a != b for a, b in zip(digits, number.digits, strict=False)) <= 2
        return line.evidence(digits, start, end, 0.85, "phone.read_back") if near else None
    sure = 0.9 if back is not None else 0.7
    return number.line.evidence(number.digits, number.start, number.end, sure, "phone.by_sound")


def _of_a_phone(number: Number) -> bool:
    taken_back = corrects(number.line.text[number.end : number.end + 8])
    return not taken_back and (ASKED.search(number.asked) or _OWN.search(number.before)) is not None


def _told_by_operator(scene: Scene) -> Evidence | None:
    """The number that the operator has on record and the caller says yes to."""
    for line in reversed(scene.operators):
        runs = line.runs if ON_RECORD.search(line.text) and not _DISPLAYED.search(line.text) else ()
        for run in runs:
            if is_phone(run.digits) and scene.confirmed(line):
                return line.evidence(run.digits, run.start, run.end, 0.75, "phone.read_back")
    return None


_DISPLAYED = re.compile("来电|显示|现在打|正在打|打进来|拨打")


def _settled(scene: Scene, number: Number) -> Evidence:
    """The operator's read-back, once confirmed, outranks what the recogniser made of the caller."""
    back = _read_back(scene, number.line)
    if (
        back is not None
        and back[1] != number.digits
        and sum(a != b for a, b in zip(back[1], number.digits, strict=False)) <= 2
    ):
        line, digits, start, end = back
        return line.evidence(digits, start, end, 0.9, "phone.read_back")
    sure = 0.98 if back is not None else 0.95
    return number.line.evidence(number.digits, number.start, number.end, sure, "phone.said")


def _read_back(scene: Scene, said: Line) -> tuple[Line, str, int, int] | None:
    for line in scene.lines[said.index + 1 : said.index + 4]:
        for run in line.runs if not line.by_caller else ():
            if is_phone(run.digits) and scene.confirmed(line):
                return line, run.digits, run.start, run.end
    return None


def _landline(scene: Scene) -> Evidence | None:
    """A local number of seven or eight digits counts only where a fixed line is named."""
    for line in scene.callers:
        for run in line.runs:
            named = re.search(
                "座机|固话|固定电话|家里的?电话",
                line.text[: run.start][-10:] + line.text[run.end : run.end + 6] + line.asked,
            )
            if (
                named
                and not OFFICE.search(line.text[: run.start][-24:])
                and not OF_OFFICE.search(line.text[: run.start][-18:])
                and re.fullmatch(r"[2-8]\d{6,7}|0\d{9,11}", run.digits)
            ):
                return line.evidence(run.digits, run.start, run.end, 0.85, "phone.fixed_line")
    return None
