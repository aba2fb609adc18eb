"""Names in one line that may be the caller's own: behind a lead (我叫), as an answer, spelled out or by themselves."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.drafting.addressed import greeted
from cases.drafting.lines import Line
from cases.drafting.minority import sounded_length
from cases.drafting.model import Evidence
from cases.drafting.names import (
    Name,
    bare_name,
    name_told,
    ordinary_word,
    read_name,
    read_surname,
    spelled_name,
    surname_length,
)
from cases.drafting.own_asked import ASKED
from cases.drafting.own_spelled import in_passing, spelled_out

_ME = "(?:我|俺|俄|额|咱|本人|鄙人|敝人|在下|偶)"
_NOT_CALLED = "(?!人|他|她|它|你|您|警察|民警|保安|了|过|救|车[来子停]|那|啥|不|来|去|醒|天|屈|苦|什么|到|喊|一声|个)"
_TOLD_TO_WRITE = (
    "(?:你|您|你们)?(?:就|可以|先|给我|帮我|那|还是)*(?:记|写|登记|填)(?:上|下|一?下|个|我|俺|的|名字|吧|就行)*"
    "(?:叫|姓名)?"
)
_ROLE = (
    "家属|车主|业主|居民|村民|住户|法人|代表|负责人|老板|司机|律师|学生|老师|职工|市民|群众|当事人|受害人|失主"
    "|房东|户主|店主"
)
_KIN = (
    "儿子|女儿|闺女|儿媳妇?|媳妇|老婆|老公|爱人|丈夫|妻子|妈妈?|爸爸?|母亲|父亲|哥哥?|弟弟?|姐姐?|妹妹?|侄子|侄女"
    "|外甥|女婿|孙子|孙女|邻居|同事|朋友|对象|老伴儿?|家里人"
)
_WHO = tuple(_ROLE.split("|"))
_HIMSELF = f"(?:我|俺|俄|额|又是我|还是我)是?(?:[一-鿿]{{2,12}}?的(?:{_ROLE})?|[一-鿿]{{0,8}}?(?:{_ROLE}))"
_LEAD = re.compile(
    f"{_ME}姓[一-鿿]{{1,2}}(?:我|名字?|就)?叫"
    f"|{_ME}的?(?:本名|真名|大?名字?|姓名|全名|户口本上|身份证上)*(?:呢|呀)?(?:就?叫做?|名叫|是叫|大名|喊){_NOT_CALLED}"
    f"|{_ME}的?(?:名字|姓名|大名|真名|全名)(?:是|呢)?"
    "|(?:^|大)名字?(?:就?叫|是)|(?:举报|投诉|反映|报案|来电)人(?:就?是|叫)|(?<![他她的])本名(?:就?叫|是)?"
    "|(?P<plain>大名|全名|(?<=[一-鿿])(?<![他她它的民警察长警妈爸弟哥姐妹们子友公婆儿女号才外都])叫(?=[一-鿿]{2,3})|(?<=的)叫)"
)
# Weak leads: the name behind them must be spelled out or stand by itself.
_WEAK_LEAD = re.compile(
    f"(?:^|[中行好吧嘛])那?{_TOLD_TO_WRITE}(?=[一-鿿]{{2,4}})|{_HIMSELF}(?:我?叫)?(?=[一-鿿]{{2,4}})|{_ME}(?:就|便)?是(?=[一-鿿]{{2,4}})|本人|(?<![他她的])(?:名字|大名|全名)(?:叫|是)|我[俩们]都叫"
    f"|(?:登记|留|报|写|记)的?(?:就?是|名字?(?:就?是|叫)?)(?=[一-鿿]{{2,4}})|{_ME}是(?:[他她]|我|俺)?(?:们)?的?(?:{_KIN})(?=[一-鿿]{{2,4}})"
)
# Every lead holds one of these.
_HAS_LEAD = re.compile("[叫姓名喊]|人就?是")
_MAY_LEAD = re.compile("[我俺额俄咱]是|又是我|还是我|记|写|登记|填|本人|名字|大名|全名|[俩们]都叫")
_SURNAMED = re.compile(f"(?:{_ME}|免贵|小)(?:是|就|也|们家?|家)?(?:(?:业主|居民|村民)?(?:代表))?姓个?(?!名)")
# 叫我老石就行: what the caller wants to be called.
_CALL_ME = re.compile(
    "(?:叫|喊|称呼|管)(?:我|俺|额)(?:个|声|叫)?(?:老|小|大|阿)(?P<surname>[一-鿿])(?!师|板|婆|公|弟|哥|姐)"
)
_OPENING = re.compile(
    "(?:嗯+|呃|啊|哦|喂|欸|好的?|行|那|你好|您好|是我|我是法人|我是老|我是|俺是|我们家|我|俺|免贵|叫|姓(?!名)|可以|我先报一下我的名字|就叫|就是|没事|吧|对|哎|唉|你就?[写记]|您[写记]|名字|大名|全名|中)*"
)


def names_in(line: Line) -> list[Evidence]:
    found = _told(line, line.asks(ASKED) is not None)
    if not any(name.source.endswith("explained") for name in found):
        spelled = _evidence(line, spelled_out(line.text), "name.spelled", 0.8)
        found += [name for name in spelled if all(not _within(name, other) for other in found)]
    if _MAY_LEAD.search(line.text):
        weak = _weakly_led(line, greeted(line))
        found += [name for name in weak if all(name.value != other.value for other in found)]
    return found or _evidence(line, in_passing(line.text), "name.passing", 0.7)


def _within(name: Evidence, other: Evidence) -> bool:
    return name.value == other.value or (len(other.value) > 1 and name.value[:1] == other.value[:1])


def _told(line: Line, asked: bool) -> list[Evidence]:
    """The names behind a lead, else the answer."""
    found = []
    for lead in _LEAD.finditer(line.text) if _HAS_LEAD.search(line.text) else ():
        found += _evidence(line, _led_name(line, lead, asked), "name.said", 0.85)
    for lead in _CALL_ME.finditer(line.text):
        if surname_length(line.text, lead.start("surname")):
            surname = Name(lead["surname"], lead.start("surname"), lead.end(), 0)
            found += _evidence(line, surname, "name.surname", 0.85)
    for lead in _SURNAMED.finditer(line.text):
        name = read_surname(line.text, lead.end())
        # 我姓欧阳叫欧阳建国: the surname adds nothing to the name in the same breath.
        later = [other.value for other in found if line.text.find(other.value) > lead.start()]
        if name and not any(value.startswith(name.text) for value in later):
            found += _evidence(line, name, "name.surname", 0.85)
    if asked and not found:
        found = _told_surname(line) or _surname_first(line)
    if asked and len(found) == 1 and len(found[0].value) == 1:
        found = [name for name in _answer(line) if name.value.startswith(found[0].value)] or found
    answer = _answer(line) if asked else []
    found += [name for name in answer if not found or _fuller(name, found)]
    return found or (_headed(line) if asked else [])


def _headed(line: Line) -> list[Evidence]:
    """訾就是上面一个此下面一个言訾文彪: the surname, then talk about it, then perhaps the whole name."""
    opening = _OPENING.match(line.text)
    at = opening.end() if opening else 0
    head = surname_length(line.text, at)
    if not head or ordinary_word(line.text, at):
        return []
    surname = line.text[at : at + head]
    again = (m.start() for m in re.finditer(surname, line.text) if m.start() > at)
    whole = [name for start in (at, *again) if (name := read_name(line.text, start)) and len(name.text) > head]
    found = [Name(surname, at, at + head, 0), *whole]
    return [one for name in found for one in _evidence(line, name, "name.headed", 0.75)]


def _fuller(name: Evidence, found: list[Evidence]) -> bool:
    return len(name.value) > 1 and all(name.value != other.value for other in found)


def _led_name(line: Line, lead: re.Match[str], asked: bool) -> Name | None:
    if lead["plain"] and not (asked and (lead.start() <= 30 or lead["plain"] == "全名")):
        return None
    own = lead.group().endswith(("叫", "喊")) and not lead["plain"]
    return _surnamed_by_sound(line.text, lead.end()) or (name_told if own else read_name)(line.text, lead.end())


def _surnamed_by_sound(text: str, at: int) -> Name | None:
    """白乌云其其格, 包乌日娜: a surname before a name that is written by sound."""
    head = 0 if sounded_length(text, at) else surname_length(text, at)
    length = sounded_length(text, at + head) if head else 0
    return Name(text[at : at + head + length], at, at + head + length, 0) if length >= 3 else None


def _weakly_led(line: Line, greeted: frozenset[str]) -> list[Evidence]:
    """又是我遂昌的应土法, 那你记苏喜旺苏州的苏: a name that is spelled, stands alone or that the operator used."""
    for lead in _WEAK_LEAD.finditer(line.text):
        for at in _name_starts(line.text, lead):
            name = read_name(line.text, at, led=line.text[at : at + 1] in greeted)
            if name and len(name.text) > 1 and (name.explained or _stands(line.text, name) or len(name.text) >= 4):
                return _evidence(line, name, "name.weak", 0.8)
            if name and len(name.text) == 3 and lead.group().endswith(_WHO):
                return _evidence(line, name, "name.weak_open", 0.7)
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
            return read_name(text, at) or name
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
    name = _once_surnamed(line.text, name)
    sure = 0.97 if name.explained >= 2 else 0.93 if name.explained else sure
    return [line.evidence(name.text, name.start, name.end, sure, source + (".explained" if name.explained else ""))]


def _once_surnamed(text: str, name: Name) -> Name:
    """那个逄逄德海: the surname, and then the whole name."""
    if name.text[0] != name.text[1:2] or sounded_length(text, name.start):
        return name
    at = text.find(name.text[:2], name.start)
    again = read_name(text, at + 1) if at >= 0 else None
    return replace(again, explained=max(again.explained, name.explained)) if again and len(again.text) > 1 else name
