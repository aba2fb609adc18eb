"""Officers named beside their title: 刘警官, 桑队, 副所长靖宇派出所的郜立群, 所长老谭."""

from __future__ import annotations

import re

import rjieba

from cases.drafting.names.bare import bare_name, ordinary_word
from cases.drafting.names.choice import chosen
from cases.drafting.names.minority import sounded_length
from cases.drafting.names.name import Name
from cases.drafting.names.positions import SHORT, TITLE, positions
from cases.drafting.names.spelled import spelled_name
from cases.drafting.names.surnames import GIVEN, surname_length
from cases.drafting.people.person import Marks, Person, person_in
from cases.drafting.reading.lexicon import longest_first, sections
from cases.drafting.reading.lines import Line
from cases.drafting.reading.segments import token_at, tokens
from cases.drafting.units.gazetteer import shipped_forms

_POSITIONS = sections("positions")
_TITLES = longest_first(_POSITIONS["officer"] + _POSITIONS["kept"])
STYLED = re.compile(f"(?P<title>{_TITLES}|{longest_first(tuple(SHORT))})(?!有|里|的人|伍|员|长|站|上的|谓|以(?!前|后))")
# Surnames that mostly are other words before a title: 女警察, 老民警, 公所长.
_LOOSE = frozenset(
    "哈籍间事副女男老大小的交辅片巡特刑武干公个位名那和都来让找叫在是有把当管带从被给问向对到于应查能时门方部正常年后前关国社区户值班办案分支中正高多要家么"
    "但候字库达剧召化员信承续忽连"
)
_BLOCKS = frozenset("派局区县市镇乡街路村队道")
_FORMAL = re.compile("警官|队长|所长|局长|导员|民警|警察|政委|科长|警长|管教|内勤")


def styled(line: Line, marks: Marks) -> list[Person]:
    """刘警官, 冯中队长, 桑队: a surname before a title."""
    found = []
    for m in STYLED.finditer(line.text):
        at = m.start() - 1
        if whole := _whole_before(line, m):
            position = _position(m["title"])
            found.append(person_in(line, whole, position, m.start() - len(whole), m.end(), "accused.styled"))
            continue
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
        start = at + 1 - head
        found.append(person_in(line, line.text[start : at + 1], _position(title), start, m.end(), "accused.styled"))
    return found


def _position(title: str) -> str:
    return SHORT.get(title) or next((p for s, _, p in positions(title) if not s), title)


# Where a whole name may begin before a title: 那个|魏龙|副所长, 派出所的|王建国|警官.
_STARTS = re.compile(
    "(?:^|的|是|叫|个|位|和|跟|与|同|被|把|让|给|找|对|问|就|所|队|局|科|室|站|喂|嗯|呃|啊|还有|告|投诉|举报|反映|表扬)$"
)


def _whole_before(line: Line, title: re.Match[str]) -> str | None:
    """王建国警官, 魏龙副所长: a whole name that begins where one may, of characters that names have."""
    text, end = line.text, title.start()
    if not _FORMAL.search(title["title"]) or text.startswith(("叫", "姓"), title.end()):
        return None  # 王雨桐|所长叫王庆红
    for length in (3, 2):
        name = text[max(0, end - length) : end]
        if len(name) == length and _begins_at(text, end - length) and _built_as_name(text, end - length, name):
            return name
    return None


def _begins_at(text: str, at: int) -> bool:
    return _STARTS.search(text, 0, at) is not None and _WORN.search(text, 0, at) is None


def _built_as_name(text: str, at: int, name: str) -> bool:
    head = surname_length(name, 0)
    if not head or not GIVEN.issuperset(name[head:]) or len(name) == head or name in shipped_forms():
        return False
    return text[at] not in _LOOSE and not ordinary_word(text, at) and not ordinary_word(name, head)


def _loosely(text: str, at: int) -> bool:
    """正常 警官 and 没有章 民警 have no officer in them, 是常警官 has."""
    if text[at] == "章" and text[at - 1 : at] in tuple("有没盖公红印个签"):
        return True
    if text[max(0, at - 2) : at] in _CALLED_SO:
        return False
    return text[at] in _LOOSE and not (text[at] in "常应时关国年查能" and text[at - 1 : at] in ("是", "找", "跟", "问"))


_CALLED_SO = frozenset(a + b for a in "喊叫" for b in "他她")
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


_WORN = re.compile("穿[着起了个件]*$")
_BETWEEN = re.compile("(?:[一-鿿]{2,5}(?:派出所|大队|中队|分局)的|是|呃|那个|就|叫){0,2}")
PLACE_AFTER = re.compile(
    "^(?:分局|派出所|公安|区|县|市|路|镇|街|乡|村|大队|中队|交警|省|社区|看守|拘留|戒毒|监狱|边检|边境|出入境|车管|检查站|救援|法院)"
)
FAMILIAR = re.compile("[老小](?P<surname>[一-鿿])(?![板公婆师伙头爷弟哥姐妹乡孩子队百姓人家汉区组])")


def familiar_surname(text: str, at: int) -> bool:
    """老余, 小鲍: nothing but the surname, and no word."""
    familiar = FAMILIAR.match(text, at)
    if not familiar or not surname_length(text, at + 1) or rjieba.has_word(text[at : at + 2]):
        return False
    return text[at + 2 : at + 3] not in GIVEN or not text[at + 2 : at + 3]


def after_title(line: Line, marks: Marks) -> list[Person]:
    """副所长靖宇派出所的郜立群, 民警杨树青, 所长格来, 警长老谭."""
    found = []
    for start, end, position in marks:
        name = _direct(line.text, end)
        if name and not _WORN.search(line.text[max(0, start - 2) : start]):
            found.append(person_in(line, name.text, position, start, name.end, "accused.titled"))
    for role in _ROLE.finditer(line.text):
        name = _direct(line.text, role.end())
        if name and len(name.text) >= 3:
            found.append(person_in(line, name.text, None, role.start(), name.end, "accused.role"))
    return found


# 主办的雷劲松现在调走了
_ROLE = re.compile(
    "(?:主办|经办|承办|办案|带队|带头|领头|接手|出警|动手|打我|收钱|签字)的(?:就是|是|叫)?(?![那这个人是我他她不没])"
)


# 辅警戴金链子, 民警戴着帽子
_WEARING = re.compile("戴[着了个副顶块条金银黑白红墨眼口手耳头帽表]")


def _direct(text: str, at: int) -> Name | None:
    gap = _BETWEEN.match(text, at)
    for start in dict.fromkeys((at, gap.end() if gap else at)):
        familiar = FAMILIAR.match(text, start)
        if familiar and surname_length(text, start + 1) and not rjieba.has_word(text[start + 1 : start + 3]):
            return Name(familiar["surname"], start, familiar.end(), 0)
        sounded = sounded_length(text, start)
        if sounded:
            return Name(text[start : start + sounded], start, start + sounded, 0)
        if not surname_length(text, start):
            continue
        ruled = spelled_name(text, start) or bare_name(text, start, led=False)
        name = chosen(text, start, ruled) if ruled else None
        if name and len(name.text) >= 2 and not _WEARING.match(text, start) and not PLACE_AFTER.match(text[name.end :]):
            return name
    return None
