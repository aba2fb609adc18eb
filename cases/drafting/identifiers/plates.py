"""Complete number plates: province, letter, five or six signs; police (警), trailer (挂), learner (学) plates."""

from __future__ import annotations

import re

from cases.drafting.model import Evidence
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.numbers import DIGITS, corrects
from cases.drafting.reading.slips import mended

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SIGN = "[零洞一幺二两三四五六七拐八九勾A-HJ-NP-Z]"
_PAUSE = "(?:呃|嗯|啊|那个|杠|点|的)?"
_PLATE = re.compile(
    f"(?P<province>[{_PROVINCES}])(?:牌)?{_PAUSE}(?P<city>[A-HJ-NP-Z])(?P<signs>(?:{_PAUSE}{_SIGN}){{4,6}})(?P<kind>[警挂学]?)"
)
_BREATH = re.compile("(?:哦|呃|嗯|啊|哎|噢|唉)+")
_MISWRITTEN = re.compile("(?:写成|打成|错成|印成|录成)了?$")
_MORE_UNSEEN = re.compile(
    "(?:后头|后面|最后|前头|前面|中间|还有|还差|好像)?(?:还有|还差)?(?:[一两几]|那)(?:位|个(?=数|字|号))(?:数|字|号)?(?:码|母)?(?:我|俺|就)?(?:没看|看不|记不|没记|忘|想不|咋想|糊|遮)"
)
_AGAIN = re.compile(
    f"(?P<gap>[^A-HJ-NP-Z零洞一幺二两三四五六七拐八九勾]{{2,6}})(?:是|应该是)?(?P<signs>{_SIGN}{{5,6}})(?!{_SIGN})"
)
"""Only the signs said once more: 啊不对五幺六二七."""


_NOT_BUT = re.compile(
    f"^(?:不对|错了|啊|哎|嗯|哦)*不是(?P<wrong>{_SIGN}{{1,3}}|[{_PROVINCES}])(?:字)?(?:而|应该|就|要)?是(?P<right>{_SIGN}{{1,3}}|[{_PROVINCES}])(?![{_PROVINCES}]?{_SIGN})"
)
_WRONG_END = re.compile(
    f"^(?:啊|哎|嗯|哦)*(?:不对|错了|不是)+(?:啊|哦)?(?:(?:最后|后头|后面|后边|尾数)(?:两位|三位|两个)?)?是(?P<right>{_SIGN}{{2,3}})(?!{_SIGN})"
)
Shaped = tuple[Line, list[re.Match[str]]]


def plate_numbers(scene: Scene) -> list[Evidence]:
    """Every vehicle's plate once; what a correction took back is gone."""
    plates: list[Evidence] = []
    for line, found in scene.gathered("plates", scene.lines, list, _take):
        if line.by_caller or scene.confirmed(line):
            _read(line, found, plates)
        elif plates and (answer := scene.reply(line)) is not None and (plate := _whole(found[-1])) is not None:
            _put_right(plate, answer, plates)
    return plates or _by_sound(scene)


def _take(shaped: list[Shaped], line: Line) -> None:
    if found := list(_PLATE.finditer(line.text)):
        shaped.append((line, found))


def _by_sound(scene: Scene) -> list[Evidence]:
    """A plate that one slip of the recogniser kept from being whole: exactly five signs, and no sign after them."""
    shaped = scene.noted("plates by sound", lambda line: list(_PLATE.finditer(mended(line.text) or "")))
    found = [(line, m, plate) for line, matches in shaped for m in matches if (plate := _whole(m)) and _ends(line, m)]
    return [line.evidence(plate, m.start(), m.end(), 0.6, "plate.by_sound") for line, m, plate in found]


def _ends(line: Line, found: re.Match[str]) -> bool:
    signs = [c for c in found["signs"] if c in DIGITS or c.isascii()]
    return len(signs) == (4 if found["kind"] else 5) and not re.match(_SIGN, line.text[found.end() :])


def _read(line: Line, shaped: list[re.Match[str]], plates: list[Evidence]) -> None:
    at = 0
    for found in shaped:
        plate = _settled(found)
        if plate is None or plate in (p.value for p in plates):
            continue
        gap = line.text[max(at, found.start() - 12) : found.start()]
        if plates and plates[-1].turn >= line.index - 2 and (corrects(gap) or _said_anew(plates[-1], plate, gap)):
            plates.pop()
        if plates and plate.startswith(str(plates[-1].value)):
            plates.pop()
        plates.append(line.evidence(plate, found.start(), found.end(), 0.95, "plate.said"))
        at = found.end()


def _put_right(plate: str, answer: Line, plates: list[Evidence]) -> None:
    """The operator read `plate` back, and the answer names what is wrong in it: 不是K是P, 不对是幺九."""
    before = str(plates[-1].value)
    for words, right in ((_NOT_BUT, _exchanged), (_WRONG_END, _ended)):
        if (m := words.match(answer.text)) and before not in (found := right(plate, m)) and len(found) == 1:
            plates[-1] = answer.evidence(found.pop(), m.start(), m.end(), 0.9, "plate.put_right")
            return


def _exchanged(plate: str, m: re.Match[str]) -> set[str]:
    """Every plate that it may be: what is wrong may stand there twice."""
    wrong, right = _plain(m["wrong"]), _plain(m["right"])
    places = [at for at in range(len(plate)) if plate.startswith(wrong, at)] if len(wrong) == len(right) else []
    return {plate[:at] + right + plate[at + len(wrong) :] for at in places}


def _ended(plate: str, m: re.Match[str]) -> set[str]:
    end = _plain(m["right"])
    return {plate[: -len(end)] + end} if plate[-1].isascii() else set()


def _plain(signs: str) -> str:
    return "".join(DIGITS.get(c, c) for c in signs)


def _said_anew(before: Evidence, plate: str, gap: str) -> bool:
    """鲁A一二三四五哦鲁A一二三五四: nothing but a breath between two that are nearly the same."""
    old = str(before.value)
    apart = sum(a != b for a, b in zip(old, plate, strict=False))
    return len(old) == len(plate) and apart <= 2 and _BREATH.fullmatch(gap) is not None


def _settled(found: re.Match[str]) -> str | None:
    """Nothing of a plate of which more could not be read, or that a paper has wrong; its signs as put right."""
    text, plate = found.string, _whole(found)
    if plate is None or _MORE_UNSEEN.match(text, found.end()) or _MISWRITTEN.search(text[: found.start()][-4:]):
        return None
    again = _AGAIN.match(text, found.end())
    if again and corrects(again["gap"]) and plate[2:].isalnum() and plate[-1].isascii():
        return plate[:2] + _plain(again["signs"])
    return plate


_NEXT_WORD = re.compile(f"挂(?:车|的|是|[{_PROVINCES}][A-Z])|警|学")
_COUNTS_NEXT = re.compile("[台辆个部张条次回周天月年位名共轮号百千万点块种起直群帮伙]|礼拜|星期")


def _whole(found: re.Match[str]) -> str | None:
    """Five signs end before 挂车 or 警察, and before 一台, 两张: what follows is no sign of the plate."""
    signs = "".join(DIGITS.get(c, c) for c in found["signs"] if c in DIGITS or c.isascii())
    kind = "" if len(signs) == 5 and _NEXT_WORD.match(found.string, found.end("signs")) else found["kind"]
    if (
        len(signs) == 6
        and signs[-1] in "123456"
        and signs[0] not in "DF"
        and _COUNTS_NEXT.match(found.string, found.end())
    ):
        signs = signs[:-1]
    return (
        found["province"] + found["city"] + signs + kind if len(signs) == (4 if kind else max(5, len(signs))) else None
    )
