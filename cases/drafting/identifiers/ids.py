"""The reporter's ID number: eighteen digits that agree with their check digit."""

from __future__ import annotations

import re
from datetime import date

from cases.drafting.identifiers.said import Number, numbers_said, restarted
from cases.drafting.model import Evidence
from cases.drafting.reading.lines import Scene

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
CROSS = re.compile("(?:最后)?(?:是)?(?:一个|个)?(?:大写)?(?:的)?(?:叉|X|艾克斯|埃克斯|差)")
_OTHERS = re.compile(
    "母亲|父亲|妈|爸|娘|爹|老伴|儿子|女儿|闺女|孩子|弟|哥|姐|妹|爷爷|奶奶|老公|老婆|爱人|丈夫|他的|她的|嫌疑|对方|受害|死者"
)
OF_OTHERS = re.compile(f"(?:{_OTHERS.pattern})(?:的|叫|是)?(?:[^我俺]{{0,8}})(?:身份证|号码|证号)")
_OF_THEIRS = re.compile(
    f"(?:叉|X|艾克斯|埃克斯)?(?:啊|哦|嗯|呃)?(?:这个?|那个?)?(?:可|就)?是(?:我|俺|咱)?(?:家)?(?:{_OTHERS.pattern})(?!的?电话)的"
)
_MINE = re.compile("我的|俺的|我自己|您自己|您本人|您的身份证|您身份证|本人")


def is_id_number(number: str) -> bool:
    """GB 11643: region, a real birthday, order, check digit (mod 11-2)."""
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", number) or not _real_day(number[6:14]):
        return False
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == number[-1]


def _real_day(digits: str) -> bool:
    try:
        return 1880 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2100
    except ValueError:
        return False


def reporter_id_number(scene: Scene) -> Evidence | None:
    said, valid = _candidates(scene, by_sound=False)
    if valid:
        number, whole = valid[-1]
        return number.line.evidence(whole, number.start, number.end, 0.98, "id.checked")
    return (_read_back(scene) if said else None) or _by_sound(scene)


def _candidates(scene: Scene, *, by_sound: bool) -> tuple[list[Number], list[tuple[Number, str]]]:
    said = numbers_said(scene, lambda d: 17 <= len(d) <= 26, (18,), by_sound=by_sound)
    own = [n for n in said if _own(n)]
    return own, [(n, whole) for n in own if (whole := _with_cross(n)) and is_id_number(whole)]


_ASKED = re.compile("身份证|证号|证件")


def _by_sound(scene: Scene) -> Evidence | None:
    """The one number that a slip of the recogniser kept from being whole: its check digit and birthday agree."""
    _, valid = _candidates(scene, by_sound=True)
    asked = [(n, whole) for n, whole in valid if _ASKED.search(n.asked + n.before)]
    if len({whole for _, whole in asked}) != 1:
        return None
    number, whole = asked[-1]
    return number.line.evidence(whole, number.start, number.end, 0.85, "id.by_sound")


def _own(number: Number) -> bool:
    if _OF_THEIRS.match(number.line.text, number.end):
        return False
    if _MINE.search(number.before) or _MINE.search(number.asked):
        return True
    return not OF_OTHERS.search(number.asked) and not OF_OTHERS.search(number.before)


def _with_cross(number: Number) -> str | None:
    if len(number.digits) >= 18:
        return restarted(number.digits, 18)
    line, end = number.grew or (number.line, number.end)
    cross = CROSS.match(line.text, end)
    if not cross:
        return None
    if line is number.line:
        number.end = cross.end()
    return number.digits + "X"


def _read_back(scene: Scene) -> Evidence | None:
    for line in scene.lines:
        for run in line.runs if not line.by_caller else ():
            cross = "X" if len(run.digits) == 17 and CROSS.match(line.text, run.end) else ""
            if is_id_number(run.digits + cross) and scene.confirmed(line):
                return line.evidence(run.digits + cross, run.start, run.end, 0.9, "id.read_back")
    return None
