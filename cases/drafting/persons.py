"""Police persons in a call: named (民警姓刘, 副所长叫…, 刘警官, 外号老歪) or told by position alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import rjieba

from cases.drafting.bearers import bearer
from cases.drafting.lexicon import longest_first, sections
from cases.drafting.lines import Line, Scene
from cases.drafting.minority import sounded_length
from cases.drafting.names import Name, bare_name, read_name, read_surname, spelled_name, surname_length
from cases.drafting.positions import SHORT, TITLE, positions
from cases.drafting.praise import praised
from cases.drafting.segments import token_at, tokens

_POSITIONS = sections("positions")


@dataclass(frozen=True, slots=True)
class Person:
    """`weight`: how surely an unnamed person's own conduct was told; `praised`: spoken well of; `kind`: a bearer's"""

    name: str | None
    position: str | None
    line: Line
    start: int
    end: int
    source: str
    praised: bool = False
    weight: int = 0
    kind: str | None = "police"


Marks = tuple[tuple[int, int, str], ...]


def persons_named(scene: Scene) -> list[Person]:
    """Everybody who is named, of the police or not."""
    told = scene.noted("persons", lambda line: sorted(_read(line), key=lambda p: p.start))
    return [p for _, found in told for p in found if p.name]


def _read(line: Line) -> list[Person]:
    marks = positions(line.text)
    found = [*_styled(line, marks), *_nicknamed(line, marks), *_after_title(line, marks), *_led(line, marks)]
    return _once(found or _answered(line, marks))


def _once(found: list[Person]) -> list[Person]:
    kept: list[Person] = []
    for p in found:
        if not any(p.start < q.end and q.start < p.end and (p.name == q.name or len(p.name or "") <= 1) for q in kept):
            kept.append(p)
    return kept


def _person(line: Line, name: str, position: str | None, start: int, end: int, source: str) -> Person:
    return Person(name, position, line, start, end, source, praised(line, start, end))


_TITLES = longest_first(_POSITIONS["officer"] + _POSITIONS["kept"])
_STYLED = re.compile(f"(?P<title>{_TITLES}|{longest_first(tuple(SHORT))})(?!有|里|的人|伍|员|长|站|上的|谓|以)")
# Surnames that mostly are other words before a title: 女警察, 老民警, 公所长.
_LOOSE = frozenset(
    "哈籍间事副女男老大小的交辅片巡特刑武干公个位名那和都来让找叫在是有把当管带从被给问向对到于应查能时门方部正常年后前关国社区户值班办案分支中正高多要家"
)
_BLOCKS = frozenset("派局区县市镇乡街路村队道")
_FORMAL = re.compile("警官|队长|所长|局长|导员|民警|警察|政委|科长|警长|管教|内勤")


def _styled(line: Line, marks: Marks) -> list[Person]:
    """刘警官, 冯中队长, 桑队: a surname before a title."""
    found = []
    for m in _STYLED.finditer(line.text):
        at = m.start() - 1
        if at < 0 or not surname_length(line.text, at) or _loosely(line.text, at):
            continue
        if _within_word(line, at) or _UNIT_AFTER.match(line.text, m.end()):
            continue
        if line.text[max(0, at - 1) : at] in _BLOCKS or any(s <= at < e for s, e, _ in marks):
            continue
        title = m["title"]
        if not _FORMAL.search(title) and not _colloquial(line.text, at, m.end()):
            continue
        head = 2 if surname_length(line.text, at - 1) == 2 and at else 1
        position = SHORT.get(title) or next((p for s, _, p in positions(title) if not s), title)
        found.append(
            _person(line, line.text[at + 1 - head : at + 1], position, at + 1 - head, m.end(), "accused.styled")
        )
    return found


def _loosely(text: str, at: int) -> bool:
    """正常 警官 has no officer in it, 是常警官 has."""
    return text[at] in _LOOSE and not (text[at] in "常应时关国年查能" and text[at - 1 : at] in ("是", "找", "跟", "问"))


_UNIT_AFTER = re.compile("[大中支]队|分局|学院|学校|局")


def _within_word(line: Line, at: int) -> bool:
    """森林警察: no officer called 林; 所长龙所长 has one, though 长龙 is a word."""
    text = line.text
    if at == 0 or text[at - 1] in "老小" or not rjieba.has_word(text[at - 1 : at + 1]):
        return False
    token = token_at(tokens(line), at)
    return token is None or token.start < at or not TITLE.match(text, max(0, at - 2))


_CALLS = re.compile("(?:叫他?|喊他?|喊|那个|都叫|是|找|跟|给|问|你们|这个|就|一个)$")
_GOES_ON = re.compile("说|讲|让|叫|来|自己|接|在|就|他|也|还|开|拿|收|打|骂|把|不|没|当|跟|对|批|签|答|带|是")


def _colloquial(text: str, at: int, end: int) -> bool:
    """桑队, 闵所: neither word nor the name of a unit."""
    if rjieba.has_word(text[at:end]):
        return False
    before, after = text[max(0, at - 3) : at], text[end : end + 2]
    if TITLE.search(before + "|") and any(m.end() == len(before) for m in TITLE.finditer(before)):
        return True
    return bool(_CALLS.search(before)) or ((not before or not after or bool(_GOES_ON.match(after))) and at == 0)


_BETWEEN = re.compile("(?:[一-鿿]{2,5}(?:派出所|大队|中队|分局)的|是|呃|那个|就|叫){0,2}")
_PLACE_AFTER = re.compile("^(?:分局|派出所|公安|区|县|市|路|镇|街|乡|村|大队|中队|交警|省|社区)")
_FAMILIAR = re.compile("[老小](?P<surname>[一-鿿])(?![板公婆师伙头爷弟哥姐妹乡孩子队百姓人家汉区组])")


def _after_title(line: Line, marks: Marks) -> list[Person]:
    """副所长靖宇派出所的郜立群, 民警杨树青, 所长格来, 警长老谭."""
    found = []
    for start, end, position in marks:
        name = _direct(line.text, end)
        if name:
            found.append(_person(line, name.text, position, start, name.end, "accused.titled"))
    return found


def _direct(text: str, at: int) -> Name | None:
    gap = _BETWEEN.match(text, at)
    for start in dict.fromkeys((at, gap.end() if gap else at)):
        familiar = _FAMILIAR.match(text, start)
        if familiar and surname_length(text, start + 1) and not rjieba.has_word(text[start + 1 : start + 3]):
            return Name(familiar["surname"], start, familiar.end(), 0)
        sounded = sounded_length(text, start)
        if sounded:
            return Name(text[start : start + sounded], start, start + sounded, 0)
        if not surname_length(text, start):
            continue
        name = spelled_name(text, start) or bare_name(text, start, led=False)
        if name and len(name.text) >= 2 and not _PLACE_AFTER.match(text[name.end :]):
            return name
    return None


_CALLED = re.compile(
    "(?:喊|叫)(?:他|她|伊|佢|渠)(?=[一-鿿]{3})|(?:牌子|胸牌|名牌|桌牌|工牌|牌牌)上?(?:面)?写(?:着|的是|的)?(?:是|叫)?|(?:胸牌|工牌|签的|签名是|落款是|印的是)(?=[一-鿿]{2})|(?:真名|全名|本名)(?:叫|是)?"
    "|(?:名字)?(?:就?叫做?个?|名叫|是叫|名字是)(?!我|他|你|她|人|什么|啥|哪|来|去|了|醒|不|门|车|喊|回|到|着|起|两|一|几|你们)"
)
_SURNAMED = re.compile("(?<![当复同贵百])(?<!字的)姓(?!名|什么|啥|氏|么子|么事|哪|谁|甚|咋)")
# 一个是左向阳一个是呼延什么
_ONE_IS = re.compile("一个是(?![我他她个])")
_NOT_HIS = re.compile("的(?:女的|男的|人(?!说)|同学|女人|男人|老板|客人)")
_OTHER_NAME = re.compile("(?:微信名|网名|群名|店名|小名|大名|公司|酒店|路|村|小区)(?:就|是)?$")
_DOUBT = re.compile("还是$|或者$")


def _led(line: Line, marks: Marks) -> list[Person]:
    """姓… and 叫… of somebody who is, by the words around, of the police."""
    found = []
    leads = [(m, False) for m in _SURNAMED.finditer(line.text)] + [(m, True) for m in _CALLED.finditer(line.text)]
    leads += [(m, True) for m in _ONE_IS.finditer(line.text) if surname_length(line.text, m.end())]
    for lead, full in leads:
        before = line.text[max(0, lead.start() - 8) : lead.start()]
        name = read_name(line.text, lead.end()) if full else read_surname(line.text, lead.end())
        name = name or _half_known(line.text, lead.end()) or (_by_shape(line.text, lead.end()) if full else None)
        if name is None or _NOT_HIS.match(line.text, name.end) or _OTHER_NAME.search(before) or _DOUBT.search(before):
            continue
        if _PLACE_AFTER.match(line.text[name.end :]):
            continue
        kind = bearer(line, lead.start(), name.end)
        if kind != "me":
            position = near_position(line, marks, lead.start(), lead.end() + len(name.text)) or near_position(
                line, marks, lead.start(), name.end
            )
            person = _person(line, name.text, position, lead.start(), name.end, "accused.called")
            found.append(replace(person, kind=kind))
    return found


_UNKNOWN = re.compile("什么|啥|么子|哪样|什么的")


def _half_known(text: str, at: int) -> Name | None:
    """叫文什么来着: all that the caller knows of the name."""
    head = surname_length(text, at)
    return Name(text[at : at + head], at, at + head, 0) if head and _UNKNOWN.match(text, at + head) else None


def _by_shape(text: str, at: int) -> Name | None:
    """一个叫阿强: no surname, but called as people are."""
    shaped = _SHAPED.match(text, at) if text[at : at + 1] in ("阿", "小", "大", "老") else None
    return Name(shaped.group(), at, shaped.end(), 0) if shaped and not rjieba.has_word(shaped.group()) else None


_BOUND = re.compile("姓[一-鿿](?:的)?(?:是|是个|是一个|个)?$")
_OF = re.compile("的?(?:是|也是|就是|他是)?(?:一个|个|那个)?")


def near_position(line: Line, marks: Marks, start: int, end: int) -> str | None:
    direct = [p for s, _, p in marks if s >= end and _OF.fullmatch(line.text[end:s])]
    if direct:
        return direct[0]
    before = [
        (start - e, p) for s, e, p in marks if e <= start and start - e <= 22 and not _BOUND.search(line.text[:s])
    ]
    if before:
        return min(before)[1]
    after = [
        (s - end, p) for s, _, p in marks if s >= end and s - end <= 12 and not re.search("姓|叫", line.text[end:s])
    ]
    if after:
        return min(after)[1]
    asked = positions(line.asked)
    return asked[-1][2] if asked and _asked(line) else None


_HIM = "(?:他|她|伊|佢|渠)"
_NICK = re.compile(
    "(?P<sure>外号|绰号|诨名|花名|人称|人送外号|江湖上叫)(?:就)?(?:是|叫|他|做)?(?P<nick>[一-鿿]{1,4})"
    f"|(?:都|人家|别人|大家|旁人|我们|大伙)(?:管{_HIM}|都)?(?:叫|喊){_HIM}?(?P<nick2>[一-鿿]{{1,4}})|(?:喊|叫){_HIM}(?P<nick3>[一-鿿]{{1,4}})"
    "|(?<=辅警|协警|民警|警察)喊(?P<nick4>[一-鿿]{1,4})"
)
_NICK_END = re.compile(
    "绰号|外号|真[名姓实]|本名|大名|[踹踢骂推拍抢绰的是他她我你俺个这那在就天老爱拿收把不没都也经说讲跟打来去去有吃]"
)
_SHAPED = re.compile(
    "[老小大阿二三](?![公婆名爷妈爸姐哥弟妹人师板大孩])[一-鿿][子仔]?|阿[一-鿿]头|[一-鿿]{1,2}[哥爷姐疤胖瘦毛狗]|[一-鿿]胖子|[一-鿿]麻子|光头佬?|[一-鿿]{1,2}佬"
)


def _nicknamed(line: Line, marks: Marks) -> list[Person]:
    found = []
    for m in _NICK.finditer(line.text):
        nick, at = next((m[k], m.start(k)) for k in ("nick", "nick2", "nick3", "nick4") if m[k])
        whole = read_name(line.text, at, led=False) if _named_in_full(line.text, at) and not m["sure"] else None
        if whole and len(whole.text) >= 3:
            name: str | None = whole.text
        else:
            name = _nickname(nick, sure=bool(m["sure"] or m["nick4"] or line.seen("外号|绰号|真名")))
        kind = bearer(line, m.start(), m.end()) if name else None
        if name is None or kind == "me":
            continue
        position = near_position(line, marks, m.start(), m.end())
        found.append(Person(name, position, line, m.start(), m.end(), "accused.nickname", kind=kind))
    return found


def _named_in_full(text: str, at: int) -> bool:
    """周海燕, not 龙哥."""
    return surname_length(text, at) > 0 and _SHAPED.match(text, at) is None


_KIN = re.compile("哥哥|姐姐|叔|舅|姑|姨|爸|妈|爷爷|奶奶|伯|老师|师傅")


def _nickname(words: str, sure: bool) -> str | None:
    """铁头, 刀疤刘, 老歪; 老廉 is a surname in the familiar form, 桑队 a title."""
    if "我" in words[:1] or _STYLED.search(words):
        return None
    if _KIN.search(words):
        return None
    shaped = _SHAPED.match(words)
    if shaped and shaped.group()[-1] in "子仔":
        return shaped.group()
    familiar = _FAMILIAR.fullmatch(words[:2])
    if familiar and words[2:] != words[:2] and surname_length(words, 1) and not rjieba.has_word(words[:2]):
        return words[1] if sure or len(words) == 2 or _NICK_END.match(words, 2) else None
    sounded = sounded_length(words, 0)
    if sounded:
        return words[:sounded]
    end = next((k for k in range(1, len(words)) if _ends_nickname(words, k)), len(words))
    if not sure:
        return shaped.group() if shaped else None
    return words[:end] if end >= 2 else None


def _ends_nickname(words: str, k: int) -> bool:
    return _NICK_END.match(words, k) is not None or (k >= 2 and words[:k].startswith(words[k:]))


ASKED_NAME = re.compile(
    "(?:民警|警察|辅警|协警|他|她|对方|所长|警官|队长|教导员|指导员|大队长|值班|办案|交警|管教|人员|那个人|那位|是谁|谁|领头|带头)(?:的|是|都)*(?:名字|姓名|叫什么|姓什么|贵姓|是谁|叫啥|哪位|警号|谁|呢)"
    "|(?<!您)(?<!您们)(?<!孩子)(?<!儿子)(?<!弟弟)(?<!店)(?<!公司)叫什么名字$|是谁$|办案民警$|承办民警$|姓名.?警号|哪位民警|哪个民警|姓名了?吗|[一-鿿]什么[一-鿿]$|警号是?$"
    "|的(?:那个)?(?:人)?(?<!您的)(?:叫什么|姓什么|是谁|叫啥)|收钱的|办案人是|谁动的手|姓什么|谁[一-鿿]{0,4}的$|是谁|哪个(?:人)?$"
)


def _asked(line: Line) -> bool:
    return line.asks(ASKED_NAME) is not None and not line.asks("(?:您|你)(?:贵姓|叫|的姓名|的名字)|您怎么称呼")


_OPENING = re.compile("(?:嗯|呃|啊|哦|好像|应该|就|是|他|她|叫|那个|一个|胸牌上写的|牌子上写的|写的|名字|听旁人)*")


def _answered(line: Line, marks: Marks) -> list[Person]:
    """The operator asked for the officer's name and the answer begins with it."""
    if not _asked(line):
        return []
    opening = _OPENING.match(line.text)
    at = opening.end() if opening else 0
    name = read_name(line.text, at, led=False)
    if name is None:
        return []
    position = near_position(line, marks, at, name.end)
    return [
        replace(_person(line, name.text, position, at, name.end, "accused.answer"), kind=bearer(line, at, name.end))
    ]
