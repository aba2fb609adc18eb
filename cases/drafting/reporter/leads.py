"""Names in one line that may be the caller's own: behind a lead (我叫), as an answer, spelled out or by themselves."""

from __future__ import annotations

import re

from cases.drafting.model import Evidence
from cases.drafting.names.minority import sounded_length
from cases.drafting.names.name import Name
from cases.drafting.names.names import name_told, read_name, read_surname
from cases.drafting.names.spelled import spelled_name
from cases.drafting.names.surnames import surname_length
from cases.drafting.reading.lines import Line
from cases.drafting.reporter.addressed import greeted
from cases.drafting.reporter.answers import answer, headed, surname_first, told_surname
from cases.drafting.reporter.asked import ASKED, NOT_THE_CALLERS
from cases.drafting.reporter.bare import in_passing, spelled_out
from cases.drafting.reporter.told import as_told

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
# 都喊他三娃大名…
_OF_ANOTHER = re.compile("[他她]")
# Every lead holds one of these.
_HAS_LEAD = re.compile("[叫姓名喊]|人就?是")
_MAY_LEAD = re.compile("[我俺额俄咱]是|又是我|还是我|记|写|登记|填|本人|名字|大名|全名|[俩们]都叫")
_SURNAMED = re.compile(
    f"(?:{_ME}是(?!说|听|问)[一-鿿]{{0,4}}?(?:{_KIN}|爷爷|奶奶|姥[姥爷]|外[公婆]|舅舅?|姑姑?|叔叔?)呢?姓(?!名)|(?:{_ME}|免贵|小)(?:是|就|也|们家?|家)?(?:(?:业主|居民|村民)?(?:代表))?姓个?(?!名))"
)
# 叫我老石就行: what the caller wants to be called.
_CALL_ME = re.compile(
    "(?:叫|喊|称呼|管)(?:我|俺|额)(?:个|声|叫)?(?:老|小|大|阿)(?P<surname>[一-鿿])(?!师|板|婆|公|弟|哥|姐)"
)


def names_in(line: Line) -> list[Evidence]:
    asked = line.asks(ASKED) is not None and line.asks(NOT_THE_CALLERS) is None
    found = _told(line, asked)
    if not any(name.source.endswith("explained") for name in found):
        spelled = as_told(line, spelled_out(line.text), "name.spelled", 0.8)
        found += [name for name in spelled if all(not _within(name, other) for other in found)]
    if _MAY_LEAD.search(line.text):
        weak = _weakly_led(line, greeted(line))
        found += [name for name in weak if all(name.value != other.value for other in found)]
    found = found or as_told(line, in_passing(line.text), "name.passing", 0.7)
    return [name for name in found if not _miswritten(line.text, str(name.value))]


_MISWRITTEN = re.compile("[写打登录印弄搞错改输填记](?:错)?成了?$")


def _miswritten(text: str, name: str) -> bool:
    """她打成马卡西木: what others made of the name."""
    return _MISWRITTEN.search(text, 0, max(0, text.find(name))) is not None


def _within(name: Evidence, other: Evidence) -> bool:
    return name.value == other.value or (len(other.value) > 1 and name.value[:1] == other.value[:1])


def _told(line: Line, asked: bool) -> list[Evidence]:
    """The names behind a lead, else the answer."""
    found = []
    for lead in _LEAD.finditer(line.text) if _HAS_LEAD.search(line.text) else ():
        found += as_told(line, _led_name(line, lead, asked), "name.said", 0.85)
    for lead in _CALL_ME.finditer(line.text):
        if surname_length(line.text, lead.start("surname")):
            surname = Name(lead["surname"], lead.start("surname"), lead.end(), 0)
            found += as_told(line, surname, "name.surname", 0.85)
    for lead in _SURNAMED.finditer(line.text) if "姓" in line.text else ():
        name = read_surname(line.text, lead.end())
        # 我姓欧阳叫欧阳建国: the surname adds nothing to the name in the same breath.
        later = [other.value for other in found if line.text.find(other.value) > lead.start()]
        if name and not any(value.startswith(name.text) for value in later):
            found += as_told(line, name, "name.surname", 0.85)
    if asked and not found:
        found = told_surname(line) or surname_first(line)
    if asked and len(found) == 1 and len(found[0].value) == 1:
        found = [name for name in answer(line) if name.value.startswith(found[0].value)] or found
    found += [name for name in (answer(line) if asked else []) if not found or _fuller(name, found)]
    return found or (headed(line) if asked else [])


def _fuller(name: Evidence, found: list[Evidence]) -> bool:
    return len(name.value) > 1 and all(name.value != other.value for other in found)


def _led_name(line: Line, lead: re.Match[str], asked: bool) -> Name | None:
    if lead["plain"] and not (asked and (lead.start() <= 30 or lead["plain"] == "全名")):
        return None
    if lead["plain"] and _OF_ANOTHER.search(line.text, max(0, lead.start() - 8), lead.start()):
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
                return as_told(line, name, "name.weak", 0.8)
            if name and len(name.text) == 3 and lead.group().endswith(_WHO):
                return as_told(line, name, "name.weak_open", 0.7)
        spelled = _spelled_within(line.text, lead) if re.match(f"{_ME}是", lead.group()) else None
        if spelled:
            return as_told(line, spelled, "name.weak", 0.8)
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
