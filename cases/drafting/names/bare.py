"""Names that nothing explains: 海正福, 龙老九."""

from __future__ import annotations

import re
from functools import lru_cache

from cases.drafting.names.minority import sounded_length
from cases.drafting.names.name import Name
from cases.drafting.names.surnames import GIVEN, GIVEN_PAIRS, OFTEN_WORDS, surname_length
from cases.drafting.reading.segments import first_word

# Words of grammar and of telephone talk that no name goes over.
STOP = frozenset(
    "我俺您你他她它是的什啥了吗呢吧啊呃嗯哎这那就在住电手身零一二三四五六七八九十个不没说还跟给打叫姓男女今因想今咱俄额上下去到被把让们也都要嘛呀啦哦噢咧哇嘞哈讲着过收问骂拿抓"
)
_TITLED = re.compile(
    "警官|所长|大队|中队|支队|副|教导|指导|局长|队长|警员|民警|女士|先生|师傅|老师|谢谢|分局|派出|所副|政委|科长|法官|经理|老板|主任|医生|大夫|书记|大姐|大哥|大爷|大妈|阿姨|叔|同志|同学"
)
_RANKED = re.compile("[老小阿][大二三四五六七八九幺]|[大二三四五六七八九幺][哥爷姐妹娃]")
_GRAMMAR = frozenset(["c", "d", "p", "r", "m", "q", "y", "e"])


@lru_cache(maxsize=4096)
def word_at(text: str) -> tuple[str, str]:
    return first_word(text)


def ordinary_word(text: str, at: int) -> bool:
    """A word of the dictionary that is no name begins at `at`: 高兴, 司机, 车牌."""
    word, tag = word_at(text[at : at + 6])
    return len(word) >= 2 and not tag.startswith("nr") and tag not in ("nz", "j")


def bare_name(text: str, at: int, led: bool) -> Name | None:
    """An unexplained name; `led` when 叫 or the like stands before it."""
    sounded = sounded_length(text, at)
    if sounded >= 3 or (sounded and (led or not surname_length(text, at))):
        return Name(text[at : at + sounded], at, at + sounded, 0)
    head = surname_length(text, at)
    if not head or (not led and (ordinary_word(text, at) or _rather_a_word(text, at))):
        return None
    given = given_length(text, at + head, led)
    if given == 2 and not led and _of_grammar(text, at + head):
        return None
    return Name(text[at : at + head + given], at, at + head + given, 0) if given else None


def _rather_a_word(text: str, at: int) -> bool:
    """常来, 于是; not 常玉豪."""
    if text[at] not in OFTEN_WORDS:
        return False
    given = text[at + 1 : at + 3]
    return text[at] not in _COMMON or len(given) < 2 or not GIVEN.issuperset(given)


_COMMON = frozenset("方于常安易")


def _of_grammar(text: str, at: int) -> bool:
    """The word that begins there; 正明, 向东, 为民 are given names though each begins with one."""
    word, tag = word_at(text[at : at + 6])
    known = word in _ALSO_GIVEN and text[at + 1] in GIVEN
    return tag in _GRAMMAR and not (known or text.startswith(GIVEN_PAIRS, at))


_ALSO_GIVEN = frozenset("正家天金根刚余元兆克凡枝殊泓然猛甫真章米谨道钧顺")


def given_length(text: str, at: int, led: bool) -> int:
    length = 0
    while length < 2 and at + length < len(text) and _may_be_given(text, at, length, led):
        length += 1
    return length


def _may_be_given(text: str, at: int, length: int, led: bool) -> bool:
    here = at + length
    char, following = text[here], text[here + 1 : here + 2]
    if (
        text.startswith(GIVEN_PAIRS, at)
        or _among_brothers(text, at, length)
        or (length == 0 and led and _counted_child(text, here))
    ):
        return True
    if _no_given(text, here, first=length == 0) or (length and text[at:here] != char and ordinary_word(text, here)):
        return False
    return char in GIVEN or (led and (length == 0 or not following or following in STOP))


def _among_brothers(text: str, at: int, length: int) -> bool:
    """龙老九, 杨三哥: called by the place among brothers."""
    end = at + length + 1
    return length > 0 and _RANKED.fullmatch(text[at:end]) is not None and (end >= len(text) or text[end] in STOP)


def _counted_child(text: str, here: int) -> bool:
    """丁三喜, but not 三 before a longer word."""
    known = text[here] in "一二三四五六七八九" and text[here + 1 : here + 2] in GIVEN
    return known and text[here + 2 : here + 3] not in GIVEN


def _no_given(text: str, here: int, first: bool) -> bool:
    if text.startswith(("对吧", "对吗", "对不"), here) or text[here] in STOP or _TITLED.match(text, here):
        return True
    return first and text[here] in "队所局科处"
