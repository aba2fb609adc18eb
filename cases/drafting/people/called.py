"""Names behind 姓 and 叫, in answer to a question for the name, or spelled out: with the position told near by."""

from __future__ import annotations

import re
from dataclasses import replace

import rjieba

from cases.drafting.names.bare import bare_name, word_at
from cases.drafting.names.bearers import bearer
from cases.drafting.names.minority import sounded_length
from cases.drafting.names.name import Name
from cases.drafting.names.names import read_name, read_surname
from cases.drafting.names.spelled import spelled_name
from cases.drafting.names.surnames import SURNAMES, surname_length
from cases.drafting.people.near_position import asked_name, near_position
from cases.drafting.people.nicknames import KIN, SHAPED
from cases.drafting.people.person import Marks, Person, person_in
from cases.drafting.people.titled import PLACE_AFTER, familiar_surname
from cases.drafting.reading.lines import Line
from cases.drafting.units.gazetteer import shipped_forms

_CALLED = re.compile(
    "(?:喊|叫)(?:他|她|伊|佢|渠)(?=[一-鿿]{3})|(?:牌子|胸牌|名牌|桌牌|工牌|牌牌|照片)(?:上|下面|底下|下头)?(?:面)?写(?:着|的是|的)?(?:是|叫)?|(?:胸牌|工牌|签的|签名是|落款是|印的是)(?=[一-鿿]{2})|(?:真名|全名|本名|大号|正名|大名)(?:叫|是)?"
    "|(?<=辅警|民警|协警|警察|交警)喊(?:的|做)"
    "|(?:名字)?(?:就?叫做?个?|名叫|是叫|名字是)(?!我|他|你|她|人|公安|什么|么子|么事|啥|哪|来|去|了|醒|不|门|车|喊|回|到|着|起|两|一|几|你们|侬|佢|阿拉|伊(?:晓得|讲|来|去))"
)
NEEDED = frozenset("全印叫名喊大本桌正片牌真签胸落")
"""One of these is in all that _CALLED finds."""
_SURNAMED = re.compile(
    "(?<![当复同贵百不])(?<!字的)(?<!(?<!不是)不是)(?<!不是那个)姓(?!名|什么|啥|氏|么子|么事|哪|谁|甚|咋)"
)
# 他们说叫什么吐尔孙, 叫么子杨俊还是杨军
_CALLED_SOMETHING = re.compile("叫(?:个|做)?(?:什么|么子|啥子?)(?!名|来|我|他|她|时|东|公|原|的)")
# 一个是左向阳一个是呼延什么
_ONE_IS = re.compile("一个是(?![我他她个])")
_NOT_HIS = re.compile("的(?:女的|男的|人(?!说)|很?多|少|不多|没几|同学|女人|男人|老板|客人)")
_OTHER_NAME = re.compile(
    "(?:微信名|昵称|网名|群名|店名|小名|大名|公司|酒店|宾馆|旅馆|客栈|超市|店|软件|平台|网站|游戏|狗|猫|路|村|小区)(?:就|是)?$"
)
_DOUBT = re.compile("还是$|或者$")
# 姓鲁不对姓卢: the correction wins.
_TAKEN_BACK = re.compile(
    "(?:啊|哦|哎|呃)?(?:不对|不不+|还是|错了|说错了?|不是|[啥什]么?来着)+(?:啊|哦|哎)?(?:他|她)?(?:是|应该是|不)?姓"
)


def led(line: Line, marks: Marks) -> list[Person]:
    """姓… and 叫… of somebody who is, by the words around, of the police."""
    named = ((lead, _name_behind(line.text, lead, full)) for lead, full in _leads(line))
    people = (_bearing(line, marks, lead.start(), lead.end(), name) for lead, name in named if name)
    return [person for person in people if person.kind != "me"]


def _leads(line: Line) -> list[tuple[re.Match[str], bool]]:
    """Each with whether a whole name follows it, not the surname alone."""
    leads = [(m, False) for m in _SURNAMED.finditer(line.text)] if "姓" in line.text else []
    leads += [(m, True) for m in _CALLED.finditer(line.text)] if line.holds(NEEDED) else []
    leads += [(m, True) for m in _ONE_IS.finditer(line.text) if surname_length(line.text, m.end())]
    return leads + [(m, True) for m in _CALLED_SOMETHING.finditer(line.text) if _begins_name(line.text, m.end())]


def _name_behind(text: str, lead: re.Match[str], full: bool) -> Name | None:
    at = lead.end()
    name = read_name(text, at) if full else read_surname(text, at)
    name = name or _half_known(text, at) or (_by_shape(text, at) if full else None)
    if name is None or _of_another(text, lead.start(), name) or (full and _no_persons(text, name)):
        return None
    name = _without_title(_sure_part(text[at : name.end + _DOUBT_BEHIND], name, full))
    return None if PLACE_AFTER.match(text[name.end :]) or _TAKEN_BACK.match(text, name.end) else name


def _of_another(text: str, start: int, name: Name) -> bool:
    """Not his, not known, or a county's: 现在叫祁阳市."""
    before = text[max(0, start - 8) : start]
    told = _OTHER_NAME.search(before) or _DOUBT.search(before) or _NOT_HIS.match(text, name.end)
    return told is not None or name.text in shipped_forms()


def _no_persons(text: str, name: Name) -> bool:
    """A firm's or an office's, or no more than half of one."""
    unexplained = not name.explained and (_A_FIRM.match(text, name.start) or _OFFICE.match(text, name.start))
    return bool(unexplained) or _cut_short(text, name)


def _bearing(line: Line, marks: Marks, start: int, at: int, name: Name) -> Person:
    """`start`, `at`: where the lead begins and ends."""
    within = _title_within(marks, at, name.end)
    ends = (at + len(name.text), name.end)
    position = within or next(filter(None, (near_position(line, marks, start, end) for end in ends)), None)
    person = person_in(line, name.text, position, start, name.end, "accused.called")
    return replace(person, kind="police" if within else bearer(line, start, name.end))


def _begins_name(text: str, at: int) -> bool:
    return bool(sounded_length(text, at)) or bare_name(text, at, led=False) is not None


def _title_within(marks: Marks, start: int, end: int) -> str | None:
    """姓章的民警…章学良: the title stands between the surname and the whole name."""
    return next((p for s, e, p in marks if 0 < s - start <= _JOINED and e <= end), None)


_JOINED = 3


_DOUBT_BEHIND = 3


def _sure_part(words: str, name: Name, full: bool) -> Name:
    """叫杨俊还是杨军, 姓蒙都叫他蒙哥: what is sure is the surname."""
    head = surname_length(name.text, 0)
    doubted = "还是" + name.text[:1] in words
    familiar = not full and len(name.text) == head + 1 and name.text[-1] in "哥姐"
    return Name(name.text[:head], name.start, name.end, 0) if head and (doubted or familiar) else name


def _without_title(name: Name) -> Name:
    """叫祁队快走: a surname and its title."""
    if surname_length(name.text, 0) == 1 and name.text[1:2] == "队":
        return Name(name.text[:1], name.start, name.start + 2, 0)
    return name


_RADICAL_BEHIND = re.compile("字[旁底头]|旁|头")


def _cut_short(text: str, name: Name) -> bool:
    """叫补办, 写的木字旁: one character behind 叫 is rarely a name, unless the caller knows no more."""
    if len(name.text) > 1 or name.explained:
        return False
    begun = text[name.start : name.start + 2]
    return _RADICAL_BEHIND.match(text, name.end) is not None or (len(begun) == 2 and rjieba.has_word(begun))


# 现在叫法制科, 原来叫边防所
_OFFICE = re.compile("[一-鿿]{1,3}(?:科|股|所|室|队|中心)")


# 叫金盾保安服务公司, 叫盛鸿寓的公寓
_A_FIRM = re.compile(
    "[一-鿿]{2,6}?的?(?:公司|公寓|宾馆|酒店|旅馆|饭店|餐馆|超市|商行|图文|软件|平台|会所|俱乐部|工作室|合作社)(?!的?(?:老板|经理|员工|负责|法人|人))"
)
_UNKNOWN = re.compile("什么|啥|么子|哪样|什么的")


def _half_known(text: str, at: int) -> Name | None:
    """叫文什么来着: all that the caller knows of the name."""
    head = surname_length(text, at)
    return Name(text[at : at + head], at, at + head, 0) if head and _UNKNOWN.match(text, at + head) else None


def _by_shape(text: str, at: int) -> Name | None:
    """一个叫阿强: no surname, but called as people are; 叫小鲍 tells the surname."""
    if text[at : at + 1] in ("老", "小") and familiar_surname(text, at):
        return Name(text[at + 1], at, at + 2, 0)
    shaped = SHAPED.match(text, at) if text[at : at + 1] in ("阿", "小", "大", "老") else None
    if shaped is None or (shaped.group()[0] != "阿" and _ordinary(shaped.group())) or KIN.match(text, at + 1):
        return None
    end = at + 3 if shaped.end() == at + 2 and word_at(text[at + 1 : at + 3])[1] == "ns" else shaped.end()  # 小四川
    return Name(text[at:end], at, end, 0)


def _ordinary(word: str) -> bool:
    """小心, 大家, but not 小军."""
    return rjieba.has_word(word) and not (word[0] == "小" and word_at(word)[0] != word)


_OPENING = re.compile("(?:嗯|呃|啊|哦|好像|应该|就|是|他|她|叫|那个|一个|胸牌上写的|牌子上写的|写的|名字|听旁人)*")


_HIS_OFFICE = re.compile("[一-鿿]{2,10}?(?:派出所|大队|中队|分局)的(?:那个|一个)?")
"""益林派出所的葛建洋."""


def answered(line: Line, marks: Marks) -> list[Person]:
    """The operator asked for the officer's name and the answer begins with it."""
    if not asked_name(line):
        return []
    opening = _OPENING.match(line.text)
    at = opening.end() if opening else 0
    office = _HIS_OFFICE.match(line.text, at)
    at = office.end() if office else at
    name = read_name(line.text, at, led=False)
    if name is None or PLACE_AFTER.match(line.text[name.end :]):
        return []  # 益林派出所 is no name
    position = near_position(line, marks, at, name.end)
    person = person_in(line, name.text, position, at, name.end, "accused.answer")
    return [replace(person, kind=bearer(line, at, name.end))]


_SPELLED = re.compile(
    f"(?P<a>[{''.join(sorted(SURNAMES))}])(?P<b>[一-鿿])(?P<c>[一-鿿])?[一-鿿]{{1,6}}?的(?:那个)?(?:(?P=a)|(?P=b)|(?P=c))"
)


def _sounded_around(text: str, at: int, length: int) -> int:
    """央|金拉姆央视的央金子的金: how much of a name by sound stands before what looks like a surname."""
    return next((n for n in (1, 2, 3) if at >= n and sounded_length(text, at - n) == n + length), 0)


_WORDS_OF_TALK = ("什么", "名字")


def spelled(line: Line, marks: Marks) -> list[Person]:
    """他发过工作证翁俊杰老翁的翁英俊的俊: no lead, but how the name is written."""
    found = []
    for m in _SPELLED.finditer(line.text):
        name = spelled_name(line.text, m.start())
        if name is None or len(name.text) < 2 or name.explained < 2:
            continue
        if line.text[m.start() - 1 : m.start() + 1] in _WORDS_OF_TALK:
            continue
        before = _sounded_around(line.text, m.start(), len(name.text))
        if before:
            name = Name(line.text[m.start() - before : m.start()] + name.text, m.start() - before, name.end, 2)
        kind = bearer(line, m.start(), name.end)
        if kind != "me":
            position = near_position(line, marks, m.start(), name.end)
            found.append(
                replace(person_in(line, name.text, position, m.start(), name.end, "accused.spelled"), kind=kind)
            )
    return found
