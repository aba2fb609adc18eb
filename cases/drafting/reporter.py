"""Who calls: the name as it finally stands, or the surname alone."""

from __future__ import annotations

import re

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.names import Name, bare_name, read_name, read_surname, spelled_name, surname_length

ASKED = re.compile(
    "贵姓|怎么称呼|姓名|名字|您叫|哪位|全名|如何称呼|称呼您|尊姓|[一-鿿]什么$|言什么|什么名|留个名|大名|您姓|您的身份|身份和|姓名身份|您的$|^您$|法定代表人|您是"
)
ASKED_OTHER = re.compile(
    "(?:饭店|店|厂|网吧|民警|警察|辅警|管户籍|他|她|对方|母亲|父亲|孩子|弟弟|儿子|女儿|老伴|老爷子|所长|警官|领导|那个人|那位|老板|邻居|科长|小区|公司|酒店|工地|管教|前夫|队长)(?:的|叫)*(?:名字|姓名|名称|叫什么|姓什么|贵姓|叫啥)(?!.*(?:贵姓|您的|您叫|称呼))"
)
_LEAD = re.compile(
    "(?:我|俺|俄|额|本人|免贵)姓[一-鿿]{1,2}(?:我|名字?|就)?叫|(?:我|俺|俄|额|咱|本人)的?(?:本名|真名|大?名字?|姓名|全名)?(?:呢)?(?:就?叫做?|名叫|是叫)(?!人|他|她|你|警察|了|救|车|那|啥|不)"
    "|(?:我|俺)的?(?:名字|姓名|大名|真名)(?:是|呢)?|(?:^|大)名字?(?:就?叫|是)|(?:举报|投诉|反映)人(?:是|叫)|我是[一-鿿]{2,6}的(?=[一-鿿]{2,3}(?:你|我|啊|$))|我是(?=[阿艾买古热麦吐扎次巴乌呼斯][一-鿿]{2})|(?:我|俺)是.{0,14}(?:居民|村民|业主|住户|负责人|老板|司机|律师|学生|老师|职工|市民|群众|人)(?:叫|我叫)|(?<=的)叫|(?<=[一-鿿])(?<![他她它的民警察长警妈爸弟哥姐妹们子友公婆儿女号才外])叫(?=[一-鿿]{2,3})"
)
_SURNAMED = re.compile("(?:我|俺|俄|额|免贵|本人|小)(?:是|就|也|们家?|家)?姓(?!名)")
_OPENING = re.compile(
    "(?:嗯+|呃|啊|哦|喂|好的?|行|那|你好|您好|是我|我是法人|我是老|我是|俺是|我们家|我|俺|免贵|叫|姓(?!名)|可以|我先报一下我的名字|就叫|就是|没事|吧|对|哎|唉|你就?写|您写|名字)*"
)


def reporter_name(scene: Scene) -> Evidence | None:
    """The fullest, then the last name given wins; a surname alone stands when no more was said."""
    best: Evidence | None = None
    for line in scene.callers:
        for found in _names(line):
            if best is None or _outranks(found, best):
                best = found
    return best


def _outranks(new: Evidence, old: Evidence) -> bool:
    if len(new.value) == 1 or new.value == old.value:
        return False
    return len(old.value) == 1 or new.confidence >= old.confidence


def _names(line: Line) -> list[Evidence]:
    if "names" not in line.notes:
        line.notes["names"] = _read(line)
    found: list[Evidence] = line.notes["names"]
    return found


def _read(line: Line) -> list[Evidence]:
    found = []
    asked = line.asks(ASKED) and not line.asks(ASKED_OTHER)
    for lead in _LEAD.finditer(line.text):
        own = lead.group()[0] in "我俺俄额咱本名大举投反免"
        if own or (asked and lead.start() <= 30):
            found += _evidence(line, read_name(line.text, lead.end()), "name.said", 0.85)
    # 我姓欧阳叫欧阳建国: the surname adds nothing to the name in the same breath.
    for lead in () if found else _SURNAMED.finditer(line.text):
        found += _evidence(line, read_surname(line.text, lead.end()), "name.surname", 0.85)
    if asked and not found and line.asks("贵姓|您姓|姓什么|尊姓"):
        found = _told_surname(line)
    if asked and not found:
        found = _answer(line)
    return found


_RETAKEN = re.compile("不是|念快|说错|念错|不对")


def _told_surname(line: Line) -> list[Evidence]:
    """我是管钱的姓车…; after a slip (姓车不是姓佘) the last one counts."""
    told = [m for m in re.finditer("(?<!复)姓(?!名)", line.text) if m.start() <= 24]
    if not told:
        return []
    last = told[-1] if _RETAKEN.search(line.text[told[0].end() : told[-1].start()]) else told[0]
    return _evidence(line, read_surname(line.text, last.end()), "name.surname", 0.85)


def _answer(line: Line) -> list[Evidence]:
    """The name stands at the head of the answer, else wherever one is spelled out."""
    opening = _OPENING.match(line.text)
    at = opening.end() if opening else 0
    surnamed = "姓" in line.text[:at] and not line.text[:at].endswith("叫")
    head = read_surname(line.text, at) if surnamed else _head_name(line.text, at)
    if head:
        return _evidence(line, head, "name.answer", 0.8)
    for start in range(len(line.text) - 4):
        name = spelled_name(line.text, start)
        if name and name.explained >= 2 and surname_length(line.text, start) and len(name.text) >= 2:
            return _evidence(line, name, "name.spelled", 0.8)
    return []


def _head_name(text: str, at: int) -> Name | None:
    name = read_name(text, at, led=False)
    if name:
        return name
    return bare_name(text, at, led=len(text) - at <= 4)


def _evidence(line: Line, name: Name | None, source: str, sure: float) -> list[Evidence]:
    if name is None:
        return []
    line.notes["name_end"] = max(name.end, line.notes.get("name_end", 0))
    sure = 0.97 if name.explained >= 2 else 0.93 if name.explained else sure
    return [line.evidence(name.text, name.start, name.end, sure, source + (".explained" if name.explained else ""))]
