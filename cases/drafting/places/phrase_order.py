"""What a phrase holds that a place seldom does: deeds, people, a larger place behind a smaller one."""

from __future__ import annotations

import re
from functools import lru_cache

from cases.drafting.places.row import Part, place_words

_PEOPLE = re.compile(
    "(?:法官|民警|警察|辅警|协警|交警|特警|队员|队长|所长|局长|院长|主任|经理|老板娘?|保安|司机|师傅|医生|护士|家属|老师|学生|邻居|小伙|小年轻|年轻人|男人|女人"
    "|男的|女的|男子|女子|小孩|孩子|老人|老头|老太太|父亲|母亲|爸|妈|弟|哥|姐|妹|亲戚|朋友|同事|工友|工人|村民|书记|村长|会计|服务员|收费员|收银员|工作人员|人家|别人)$"
)
_FLOORS = re.compile("[一二三四五六七八九十]+(?:楼|层|号楼|栋|幢|单元|室|号|座)$")
_LEVELS = (("省",), ("市", "州", "盟"), ("县", "旗"), ("镇", "乡", "街道"), ("村", "社区", "屯", "寨"))
_WHOLE = frozenset(("城市", "超市", "夜市", "早市", "门市", "菜市", "小区", "城乡", "新村", "家乡", "老乡"))


@lru_cache(maxsize=20_000)
def _seen(text: str, tag: str, sort: str) -> tuple[str, int]:
    """What the word is in a place: a deed, a person, a time; its level, from the province (0) down."""
    level = next((k for k, ends in enumerate(_LEVELS) if text.endswith(ends)), -1) if text not in _WHOLE else -1
    if sort == "number":
        return "", 6 if _FLOORS.search(text) else -1
    if sort == "unit":
        return "unit", -1
    if text in place_words():
        return "", level if level >= 0 else {"road": 5, "home": 6, "tail": 7}.get(place_words()[text], -1)
    if _PEOPLE.search(text):
        return "people", -1
    if tag[0] == "v" and tag != "vn":
        return ("deed" if len(text) > 1 else "short deed"), -1
    if tag[0] == "t":
        return "time", -1
    return "", level


def holds(run: list[Part]) -> list[str]:
    seen = [_seen(part.text, part.tag, part.sort) for part in run]
    last = len(run) - 1
    found = {
        f"holds {what}{' first' if k == 0 else ' last' if k == last else ''}"
        for k, (what, _) in enumerate(seen)
        if what
    }
    lowest = -1
    for _, level in seen:
        if 0 <= level < lowest and (level <= 4):
            found.add("goes up")
        lowest = max(lowest, level)
    deeds = sum([what == "deed" for what, _ in seen])
    if deeds:
        found.add(f"deeds {min(deeds, 2)}")
    return sorted(found)
