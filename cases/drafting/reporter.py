"""Who calls: the name as it finally stands, or the surname alone."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.names import Name, bare_name, name_told, read_name, read_surname, spelled_name, surname_length
from cases.drafting.own_name import own
from cases.drafting.respelled import given_later, respelled

_ME = "(?:我|俺|俄|额|咱|本人|鄙人|敝人|在下|偶)"
# The operator asks for the caller's own name.
ASKED = re.compile(
    "贵姓|尊姓|大名|怎么称呼|如何称呼|称呼您|哪位|姓名|名字|什么名|留个名|全名"
    "|您(?:自己|本人|老|老人家|这边|那边)?(?:是|叫|姓|的身份|的$|$)|言什么|[一-鿿]什么$|身份和|法定代表人"
)
# …or for the name of somebody else.
_OTHER_PERSON = (
    "饭店|店|厂|网吧|民警|警察|辅警|协警|交警|管户籍|他|她|对方|母亲|父亲|孩子|弟弟|儿子|女儿|老伴|老爷子|所长|警官|领导|那个人|那位|老板|邻居"
    "|科长|小区|公司|酒店|工地|管教|前夫|队长|教练|驾校|医生|经理|司机|房东|中介|村支书|当事人|嫌疑人|朋友"
)
ASKED_OTHER = re.compile(
    f"(?:{_OTHER_PERSON})[一-鿿]{{0,6}}(?:全名|名字|姓名|名称|叫什么|姓什么|贵姓|叫啥)(?!.*(?:贵姓|您的|您叫|称呼))"
)
_NOT_CALLED = "(?!人|他|她|它|你|您|警察|民警|保安|了|过|救|车[来子停]|那|啥|不|来|去|醒|天|屈|苦|什么|到|喊|一声|个)"
_TOLD_TO_WRITE = (
    "(?:你|您|你们)?(?:就|可以|先|给我|帮我|那|还是)*(?:记|写|登记|填)(?:上|下|一?下|个|我|俺|的|名字|吧|就行)*"
    "(?:叫|姓名)?"
)
_ROLE = (
    "家属|车主|业主|居民|村民|住户|法人|代表|负责人|老板|司机|律师|学生|老师|职工|市民|群众|当事人|受害人|失主"
    "|房东|户主|店主"
)
_HIMSELF = f"(?:我|俺|俄|额|又是我|还是我)是?(?:[一-鿿]{{2,12}}?的|[一-鿿]{{0,8}}?(?:{_ROLE}))"
_LEAD = re.compile(
    f"{_ME}姓[一-鿿]{{1,2}}(?:我|名字?|就)?叫"
    f"|{_ME}的?(?:本名|真名|大?名字?|姓名|全名|户口本上|身份证上)*(?:呢|呀)?(?:就?叫做?|名叫|是叫|大名){_NOT_CALLED}"
    f"|{_ME}的?(?:名字|姓名|大名|真名|全名)(?:是|呢)?"
    "|(?:^|大)名字?(?:就?叫|是)|(?:举报|投诉|反映|报案|来电)人(?:就?是|叫)|(?<![他她的])本名(?:就?叫|是)?"
    "|(?P<plain>大名|全名|(?<=[一-鿿])(?<![他她它的民警察长警妈爸弟哥姐妹们子友公婆儿女号才外都])叫(?=[一-鿿]{2,3})|(?<=的)叫)"
)
# Weak leads: the name behind them must be spelled out or stand by itself.
_WEAK_LEAD = re.compile(
    f"(?:^|[中行好吧嘛])那?{_TOLD_TO_WRITE}(?=[一-鿿]{{2,4}})|{_HIMSELF}(?:我?叫)?(?=[一-鿿]{{2,4}})|{_ME}(?:就|便)?是(?=[一-鿿]{{2,4}})|本人|(?<![他她的])(?:名字|大名|全名)(?:叫|是)|我[俩们]都叫"
)
# Every lead holds one of these.
_HAS_LEAD = re.compile("[叫姓名]|人就?是")
_MAY_LEAD = re.compile("[我俺额俄咱]是|又是我|还是我|记|写|登记|填|本人|名字|大名|全名|[俩们]都叫")
_SURNAMED = re.compile(f"(?:{_ME}|免贵|小)(?:是|就|也|们家?|家)?(?:(?:业主|居民|村民)?(?:代表))?姓个?(?!名)")
# 叫我老石就行: what the caller wants to be called.
_CALL_ME = re.compile(
    "(?:叫|喊|称呼|管)(?:我|俺|额)(?:个|声|叫)?(?:老|小|大|阿)(?P<surname>[一-鿿])(?!师|板|婆|公|弟|哥|姐)"
)
_OPENING = re.compile(
    "(?:嗯+|呃|啊|哦|喂|欸|好的?|行|那|你好|您好|是我|我是法人|我是老|我是|俺是|我们家|我|俺|免贵|叫|姓(?!名)|可以|我先报一下我的名字|就叫|就是|没事|吧|对|哎|唉|你就?[写记]|您[写记]|名字|大名|全名|中)*"
)


_ENOUGH = 0.5
"""A name less likely the caller's own than this is somebody else's."""


def reporter_name(scene: Scene) -> Evidence | None:
    """The fullest, then the last name given wins; a surname alone stands when no more was said."""
    best: Evidence | None = None
    found = [name for name in names_told(scene) if own(scene, name) >= _ENOUGH]
    surnames = _addressed(scene)
    called = [name for name in found if len(name.value) > 1 and name.value[0] in surnames]
    for name in called or found:
        if best is None or _outranks(name, best):
            best = name
    return _final(scene, best) if best else None


def names_told(scene: Scene) -> list[Evidence]:
    """Every name that may be the caller's."""
    return [name for _, names in scene.noted("names", _read) for name in names]


def _final(scene: Scene, told: Evidence) -> Evidence:
    """The name in the spelling that the following turns settle, with the given name that was asked for later."""
    line = scene.lines[told.turn]
    name = respelled(scene, told.value, line)
    if len(name) == 1:
        name = given_later(scene, name, line) or name
    return replace(told, value=name) if name != told.value else told


_ADDRESS = re.compile(
    "(?<![一-鿿])(?:好的?|嗯|行|那|哎|明白了?|记下了?|知道了?|是的?|对|喂|您好|你好|谢谢|可以)*(?P<surname>[一-鿿])(?:先生|女士|师傅|老师|同学|大爷|大妈|大娘|大姐|大哥|老人家|阿姨|老(?=您|好)|总(?=您|好))"
)


def _addressed(scene: Scene) -> frozenset[str]:
    """The surnames that the operator calls the caller by (应师傅您好, 郗老您好)."""
    spoken = [_address(line) for line in scene.operators]
    return frozenset(m["surname"] for m in spoken if m and surname_length(m["surname"], 0))


def _address(line: Line) -> re.Match[str] | None:
    return line.once("address", lambda: _ADDRESS.match(line.text))


def _greeted(line: Line) -> frozenset[str]:
    m = _ADDRESS.search(line.asked)
    return frozenset(m["surname"]) if m and surname_length(m["surname"], 0) else frozenset()


def _outranks(new: Evidence, old: Evidence) -> bool:
    if len(new.value) == 1 or new.value == old.value:
        return False
    if new.source.startswith("name.said") and old.source.startswith("name.answer"):
        # 俺哥的名字…; then: 俺叫冀怀英.
        return True
    if len(old.value) == 1 and new.source.startswith(("name.answer", "name.spelled")) and old.value != new.value[0]:
        # 姓温 … 如玉: the given name alone is no name of its own.
        return surname_length(new.value, 0) > 0 and len(new.value) >= 3
    return len(old.value) == 1 or new.confidence >= old.confidence


def _read(line: Line) -> list[Evidence]:
    found = []
    asked = line.asks(ASKED) is not None and not line.asks(ASKED_OTHER)
    for lead in _LEAD.finditer(line.text) if _HAS_LEAD.search(line.text) else ():
        found += _evidence(line, _led_name(line, lead, asked), "name.said", 0.85)
    for lead in _CALL_ME.finditer(line.text):
        if surname_length(line.text, lead.start("surname")):
            surname = Name(lead["surname"], lead.start("surname"), lead.end(), 0)
            found += _evidence(line, surname, "name.surname", 0.85)
    # 我姓欧阳叫欧阳建国: the surname adds nothing to the name in the same breath.
    for lead in () if found else _SURNAMED.finditer(line.text):
        found += _evidence(line, read_surname(line.text, lead.end()), "name.surname", 0.85)
    if asked and not found:
        found = _told_surname(line) or _surname_first(line)
    if asked and len(found) == 1 and len(found[0].value) == 1:
        found = [name for name in _answer(line) if name.value.startswith(found[0].value)] or found
    if asked and not found:
        found = _answer(line)
    return found or (_weakly_led(line, _greeted(line)) if _MAY_LEAD.search(line.text) else [])


def _led_name(line: Line, lead: re.Match[str], asked: bool) -> Name | None:
    if lead["plain"] and not (asked and (lead.start() <= 30 or lead["plain"] == "全名")):
        return None
    own = lead.group().endswith("叫") and not lead["plain"]
    return (name_told if own else read_name)(line.text, lead.end())


def _weakly_led(line: Line, greeted: frozenset[str]) -> list[Evidence]:
    """又是我遂昌的应土法, 那你记苏喜旺苏州的苏: a name that is spelled, stands alone or that the operator used."""
    for lead in _WEAK_LEAD.finditer(line.text):
        for at in _name_starts(line.text, lead):
            name = read_name(line.text, at, led=line.text[at : at + 1] in greeted)
            if name and len(name.text) > 1 and (name.explained or _stands(line.text, name) or len(name.text) >= 4):
                return _evidence(line, name, "name.weak", 0.8)
        spelled = _spelled_within(line.text, lead) if re.match(f"{_ME}是", lead.group()) else None
        if spelled:
            return _evidence(line, spelled, "name.weak", 0.8)
    return []


def _spelled_within(text: str, lead: re.Match[str]) -> Name | None:
    """我是车主江河水江河的江…: spelled out a few words further on."""
    first = lead.start() + text[lead.start() :].index("是") + 1
    for at in range(first, min(first + 14, len(text))):
        name = spelled_name(text, at) if surname_length(text, at) else None
        if name and name.explained >= 2 and len(name.text) >= 2:
            return name
    return None


def _name_starts(text: str, lead: re.Match[str]) -> list[int]:
    """The lead's end, and behind every 的 of it: 我是开车的王强."""
    return sorted({lead.end()} | {m.end() for m in re.finditer("的", text[: lead.end()]) if m.start() > lead.start()})


def _stands(text: str, name: Name) -> bool:
    after = text[name.end : name.end + 1]
    return not after or after in "你我吧啊嘛呀哈就住电"


_RETAKEN = re.compile("不是|念快|说错|念错|不对")


def _told_surname(line: Line) -> list[Evidence]:
    """我是管钱的姓车…; after a slip (姓车不是姓佘) the last one counts."""
    told = [m for m in re.finditer("(?<!复)姓(?!名)", line.text) if m.start() <= 24]
    if not told:
        return []
    last = told[-1] if _RETAKEN.search(line.text[told[0].end() : told[-1].start()]) else told[0]
    return _evidence(line, read_surname(line.text, last.end()), "name.surname", 0.85)


_WORDED = re.compile("(?P<word>[一-鿿]{2,4})(?:里的|的|那个)(?P<char>[一-鿿])(?P=char)")


def _surname_first(line: Line) -> list[Evidence]:
    """蒲松龄的蒲蒲成林: the surname's word, then the whole name."""
    for told in _WORDED.finditer(line.text):
        at = told.end() - 1
        name = read_name(line.text, at) if surname_length(line.text, at) else None
        if name and len(name.text) >= 2 and (told["char"] in told["word"] or told["word"][-1] in "旁头底"):
            return _evidence(line, replace(name, explained=name.explained + 1), "name.answer", 0.85)
    return []


def _answer(line: Line) -> list[Evidence]:
    """The name stands at the head of the answer, else wherever one is spelled out."""
    opening = _OPENING.match(line.text)
    at = opening.end() if opening else 0
    surnamed = "姓" in line.text[:at] and not line.text[:at].endswith("叫")
    head = read_surname(line.text, at) if surnamed else _head_name(line.text, at)
    if head:
        return _evidence(line, head, "name.answer", 0.8)
    for start in range(len(line.text) - 4):
        name = spelled_name(line.text, start) if surname_length(line.text, start) else None
        if name and name.explained >= 2 and len(name.text) >= 2:
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
