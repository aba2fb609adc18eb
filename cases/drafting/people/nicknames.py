"""What people are called behind their back: 外号老歪, 大家喊他龙哥, 都叫小胡子."""

from __future__ import annotations

import re

import rjieba

from cases.drafting.names.bearers import bearer
from cases.drafting.names.minority import sounded_length
from cases.drafting.names.names import read_name
from cases.drafting.names.surnames import GIVEN, surname_length
from cases.drafting.people.near_position import near_position
from cases.drafting.people.person import Marks, Person
from cases.drafting.people.titled import FAMILIAR, STYLED
from cases.drafting.reading.lines import Line

_HIM = "(?:他|她|伊|佢|渠)"
_NICK = re.compile(
    "(?P<sure>外号|绰号|诨名|花名(?!册)|人称|人送外号|江湖上叫)(?:就)?(?:是|叫|他|做)?(?P<nick>[一-鿿]{1,4})"
    f"|(?:都|人家|别人|大家|旁人|大伙儿?|个个|全村|村里|我们|俺们|咱们)(?:管{_HIM}|都)?(?:叫|喊){_HIM}?(?P<nick2>[一-鿿]{{1,4}})|(?:喊|叫){_HIM}(?P<nick3>[一-鿿]{{1,4}})"
    "|(?<=辅警|协警|民警|警察)喊(?![的做])(?P<nick4>[一-鿿]{1,4})"
)
NEEDED = frozenset("叫喊外湖称绰花诨送")
"""One of these is in all that _NICK finds."""
_NICK_END = re.compile(
    "绰号|外号|[真正][名姓实]|本名|大名|全名|名字|身份证|[踹踢骂推拍抢绰的是他她我你俺个这那在就天老爱拿收把不没都也经说讲跟打来去去有吃]"
)
SHAPED = re.compile(
    "阿[一-鿿]头|[老小大阿二三](?![公婆名爷妈爸姐哥弟妹姨姆伯叔人师板大孩])[一-鿿][子仔]?|[一-鿿]{1,2}[哥爷姐疤胖瘦毛狗]|[一-鿿]胖子|[一-鿿]麻子|光头佬?|[胖瘦矮高]仔|[胖瘦黑白矮][一-鿿](?:子|墩|娃)|[一-鿿]{1,2}佬"
)
# 我们老板叫他阿豪: it is the manager who calls.
_THEY = re.compile(
    "(?:我们|俺们|他们|咱们|我|俺)?(?:老板娘?|同事|老婆|媳妇|邻居|朋友|儿子|闺女|女儿|工友)们?(?:都|也)?$"
)
_US = re.compile("(?:我|俺|咱|额|阮)们?$")


def nicknamed(line: Line, marks: Marks) -> list[Person]:
    found = []
    for m in _NICK.finditer(line.text) if line.holds(NEEDED) else ():
        at = next(m.start(k) for k in ("nick", "nick2", "nick3", "nick4") if m[k])
        name = _whole(line.text, at) if not m["sure"] else None
        name = name or _nickname(line.text, at, bool(m["sure"] or m["nick4"] or line.seen("外号|绰号|真名")))
        kind = bearer(line, _us(line.text, m), m.end()) if name else None
        if name is None or kind == "me":
            continue
        position = near_position(line, marks, m.start(), m.end())
        found.append(Person(name, position, line, m.start(), at + len(name), "accused.nickname", kind=kind))
    return found


def _us(text: str, m: re.Match[str]) -> int:
    """俺们都叫他小胡子: it is us who call, not us who are called."""
    us = _US.search(text[: m.start()]) or _THEY.search(text[: m.start()]) if re.search(_HIM, m.group()) else None
    return us.start() if us else m.start()


def _whole(text: str, at: int) -> str | None:
    """周海燕, not 龙哥."""
    if not surname_length(text, at) or SHAPED.match(text, at):
        return None
    whole = read_name(text, at, led=False)
    return whole.text if whole and len(whole.text) >= 3 else None


KIN = re.compile("婶|嫂|妗|哥哥|姐姐|叔|舅|姑|姨|爸|妈|爷爷|奶奶|伯|老师|师傅")


def _nickname(text: str, at: int, sure: bool) -> str | None:
    """铁头, 刀疤刘, 老歪; 老廉 is a surname in the familiar form, 桑队 a title."""
    run = re.compile("[一-鿿]{1,4}").match(text, at)
    words = run.group() if run else ""
    if "我" in words[:1] or STYLED.search(words) or KIN.search(words):
        return None
    end = next((k for k in range(2, len(words) + 1) if _ends(text, at, k)), 0)
    shaped = SHAPED.match(text, at)
    if shaped and shaped.group()[-1] in "子仔头佬":
        return shaped.group()
    familiar = FAMILIAR.fullmatch(words[:2]) and surname_length(words, 1) and not rjieba.has_word(words[:2])
    if familiar and (end == 2 or words[2:3] not in GIVEN):
        return words[1]
    if end == 3 and words[0] in "小大阿老":
        return words[:end]
    if familiar:
        return words[1] if sure else None
    if end == 2 and _BY_SURNAME.fullmatch(words[:2]) and surname_length(words, 0) and words[0] not in GIVEN:
        return words[0]
    sounded = sounded_length(text, at)
    if sounded:
        return text[at : at + sounded]
    if not sure:
        return shaped.group() if shaped else None
    return words[: end or len(words)] if len(words) >= 2 else None


# 崔哥, 李姐 are of that surname; 亮哥, 娟姐 go by the given name.
_BY_SURNAME = re.compile("[一-鿿][哥姐]")


def _ends(text: str, at: int, k: int) -> bool:
    """The line ends, another word begins, or the same is said again (喊他强哥强哥的头像)."""
    end = at + k
    return end >= len(text) or _NICK_END.match(text, end) is not None or text.startswith(text[at:end], end)
