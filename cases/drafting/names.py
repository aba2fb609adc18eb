"""Names as people give them: bare (我叫海正福), with characters explained (孟子的孟, 火字旁), by parts (弓长张)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.sounds import sounds_like
from cases.drafting.surnames import COMPOUND, FOREIGN, GIVEN, PARTS, SURNAMES

_FILLER = "(?:你记一?上|您记一?上|你记一?下|您记一?下|就是|呃|哎|嗯|啊|哦|那个|姓)*"
_PARTS_WORD = "|".join(sorted(PARTS, key=len, reverse=True))
_HINT = re.compile(
    f"{_FILLER}(?:(?P<parts>{_PARTS_WORD})|(?P<word>[一-鿿]{{2,5}}?)(?:的|那个|里那个|里头的)(?P<char>[一-鿿])|(?P<is>[一-鿿])(?:就?是|当姓|读))"
)
_RADICAL = re.compile(
    "^(?:[一-鿿]{1,2}字[旁头底]|[三两]点水|单人旁?|双人旁?|单立人|绞丝旁|竖心旁|草头|宝盖|言字|耳刀|走之)"
)
# Words of grammar and of telephone talk that no name goes over.
_STOP = frozenset(
    "我俺您你他她它是的什啥了吗呢吧啊呃嗯哎这那就在住家电手身幺零一二三四五六七八九十个不没说还跟给打叫姓男女今因想今咱俄额上下去到被把让们也都要"
)
# Surnames that are more often words.
_OFTEN_WORDS = frozenset(
    "来和都管于时从成能要后应相查全向对那有初由家种未会别连通过当又及常多多单边麻强安包平乐计终步居养利权国官方水门经保商"
)


@dataclass(frozen=True, slots=True)
class Name:
    """`explained` counts the characters whose spelling was told."""

    text: str
    start: int
    end: int
    explained: int


def surname_length(text: str, at: int) -> int:
    return 2 if text[at : at + 2] in COMPOUND else 1 if text[at : at + 1] in SURNAMES else 0


def spelled_name(text: str, at: int) -> Name | None:
    """A name at `at` whose explanation follows at once; the longest that its explanation bears out."""
    by_parts = _by_parts(text, at)
    if by_parts:
        return by_parts
    found = [name for length in (4, 3, 2, 1) if (name := _explained(text, at, length))]
    return max(found, key=lambda name: (name.explained, len(name.text)), default=None)


def _explained(text: str, at: int, length: int) -> Name | None:
    name = text[at : at + length]
    if len(name) < length or name[0] in name[1:] or any(c in "的我您你是了吗叫姓" for c in name):
        return None
    end, hits, said = _hints(text, at + length, name)
    if not hits or (length == 4 and text[at : at + 2] not in COMPOUND):
        return None
    return Name(said, at, end, hits)


def _hints(text: str, at: int, name: str) -> tuple[int, int, str]:
    """Reads explanations in order: (end, how many, the name with what they correct)."""
    hits, chars = 0, list(name)
    while True:
        hint = _HINT.match(text, at)
        char = _hinted(hint) if hint else None
        if hint and char and char in name and (hint["is"] is None or hits == 0):
            at, hits = hint.end(), hits + 1
            while (
                hint["word"]
                and text[at : at + 1] != char
                and text[at : at + 1] in hint["word"]
                and text[at : at + 1] in name
                and text[at : at + 1]
            ):
                at += 1
            continue
        heard = _misheard(hint, char, chars, hits) if hint and char else None
        if hint and char and heard is not None:
            chars[heard], at, hits = char, hint.end(), hits + 1
            continue
        radical = _RADICAL.match(text[at : at + 5])
        if hits and radical and hits < len(name):
            at += radical.end()
            tail = re.match("[一-鿿]{0,3}?(?:一个|加个?|下面)?(?:一个)?[一-鿿]{2,3}的[一-鿿]", text[at:])
            at += tail.end() if tail else 0
            hits += 1
            continue
        return at, hits, "".join(chars)


def _misheard(hint: re.Match[str], char: str, chars: list[str], hits: int) -> int | None:
    """芝麻的芝 after a name printed as …之: the explanation is heard in its word, the name alone is not."""
    if hint["is"] or char in chars or len(chars) < 2 or hint.group().startswith("不是"):
        return None
    return next((k for k, c in enumerate(chars) if k >= hits and sounds_like(c, char)), None)


def _hinted(hint: re.Match[str]) -> str | None:
    """The character that a hint explains; a word must hold it (孟子的孟)."""
    if hint["parts"]:
        return PARTS[hint["parts"]]
    if hint["is"]:
        return hint["is"]
    radical = hint["char"] and re.search("字[旁头底]|点水|草头|单人|双人|绞丝|竖心|宝盖|耳刀", hint["word"])
    if radical or hint["char"] in hint["word"]:
        return hint["char"]
    return next((c for c in hint["word"] if sounds_like(c, hint["char"])), None)


def _by_parts(text: str, at: int) -> Name | None:
    """双木林破晓的晓山风岚, 木易杨: nothing but explanations, surname first."""
    chars, end = "", at
    while len(chars) < 4:
        hint = _HINT.match(text, end)
        char = _hinted(hint) if hint and not hint["is"] else None
        if hint is None or char is None or (not chars and not hint["parts"]):
            break
        chars, end = chars + char, hint.end()
    return Name(chars, at, end, len(chars)) if chars else None


# Words that begin like a surname.
_WORDS = re.compile(
    "白天|安全|高兴|方便|于是|连忙|马上|成天|常年|平时|时候|水平|文明|金额|国家|单位|现在|何时|温和|明天|强行|严重|全部|全程|全都|麻将|车子|车辆|石头|高速|高个|都是|来了|包括|马路|江边|黄色|白色|黑色|路上|路边|古怪|居然|毕竟|曾经|甘心|应该|容易|经常|关系|关门|施工|时间|司法|年轻|终于|别人|向我|向他|干嘛|万一|万多|车上|车牌|门口|房子|水库|牛肉|鱼塘|花钱|花了"
)


def bare_name(text: str, at: int, led: bool) -> Name | None:
    """An unexplained name; `led` when 叫 or the like stands before it."""
    foreign = _foreign(text, at)
    if foreign:
        return Name(text[at : at + foreign], at, at + foreign, 0)
    head = surname_length(text, at)
    if not led and _WORDS.match(text, at):
        return None
    if not head or (not led and text[at] in _OFTEN_WORDS):
        return None
    given = _given(text, at + head, led)
    return Name(text[at : at + head + given], at, at + head + given, 0) if given else None


_TITLED = re.compile("警官|所长|大队|中队|支队|副|教导|指导|局长|队长|警员|民警|女士|先生|师傅|老师|谢谢|分局|派出")


def _given(text: str, at: int, led: bool) -> int:
    length = 0
    while (
        length < 2
        and at + length < len(text)
        and text[at + length] not in _STOP
        and not _TITLED.match(text, at + length)
    ):
        following = text[at + length + 1 : at + length + 2]
        fits = text[at + length] in GIVEN or (led and (length == 0 or not following or following in _STOP))
        if not fits:
            break
        length += 1
    return length


def _foreign(text: str, at: int) -> int:
    """Names written by sound run on: 买买提江艾合买提, 扎西顿珠."""
    length = 0
    while text[at + length : at + length + 1] and (
        text[at + length] in FOREIGN
        or (length and text[at + length] in "不都" and "不都" in text[at + length - 1 : at + length + 2])
    ):
        length += 1
    ordinary = surname_length(text, at) and length <= 3
    return length if length >= 4 or (length == 3 and not ordinary) else 0


def read_name(text: str, at: int, led: bool = True) -> Name | None:
    """The name at `at`, explained or bare; 姓关关羽的关关德海… is read to its fullest form."""
    twice = spelled_name(text, at + 1) if text[at : at + 1] == text[at + 1 : at + 2] else None
    if twice and len(twice.text) >= 2:
        return twice
    spelled = spelled_name(text, at)
    if spelled is None:
        return bare_name(text, at, led)
    if len(spelled.text) == 1 or spelled.text in COMPOUND:
        return _fuller(text, spelled)
    return spelled


def _fuller(text: str, surname: Name) -> Name:
    """After the explained surname often comes the whole name again."""
    for at in (surname.start + len(surname.text), surname.end, surname.end + 1, surname.end + 2, surname.end + 4):
        if text.startswith(surname.text, at) and not text.startswith(surname.text + "的", at):
            whole = spelled_name(text, at) or bare_name(text, at, True) or _with_given(text, at, surname.text)
            if (
                whole
                and len(whole.text) > len(surname.text)
                and (whole.explained or at >= surname.end)
                and whole.text[len(surname.text) :] != "师傅"
            ):
                return Name(whole.text, surname.start, whole.end, surname.explained + whole.explained)
    return _later(text, surname) or surname


def _with_given(text: str, at: int, surname: str) -> Name | None:
    """The given name after a surname that is in no list, but was explained."""
    start = at + len(surname)
    given = _given(text, start, True)
    return Name(text[at : start + given], at, start + given, 0) if given else None


def _later(text: str, surname: Name) -> Name | None:
    """逄一个走之底…的逄逄晓燕破晓的晓: the whole name, explained, a little further on."""
    for at in range(surname.end, min(surname.end + 16, len(text) - 2)):
        whole = spelled_name(text, at) if text.startswith(surname.text, at) else None
        if whole and len(whole.text) >= 2 and whole.text.startswith(surname.text):
            return Name(whole.text, surname.start, whole.end, surname.explained + whole.explained)
    return None


def read_surname(text: str, at: int) -> Name | None:
    """What follows 姓: a surname, or the whole name where it goes on at once."""
    if re.match("[一-鿿]的(?!的)", text[at : at + 3]) and text[at : at + 1] not in _STOP:
        return Name(text[at], at, at + 1, 0)
    doubled = spelled_name(text, at + 1) if text[at : at + 1] == text[at + 1 : at + 2] else None
    if doubled and doubled.explained and len(doubled.text) >= 2:
        return doubled
    alone = _explained(text, at, surname_length(text, at) or 1)
    if alone:
        return _fuller(text, alone)
    spelled = spelled_name(text, at)
    if spelled:
        single = len(spelled.text) <= surname_length(text, at) or spelled.text in PARTS.values()
        return (
            _fuller(text, spelled)
            if single
            else spelled
            if spelled.explained >= 2
            else Name(spelled.text[:1], at, at + 1, 1)
        )
    head = surname_length(text, at)
    if head:
        later = _later(text, Name(text[at : at + head], at, at + head, 0))
        if later:
            return later
    if head and text[at : at + head] == text[at + head : at + 2 * head]:
        whole = read_name(text, at + head)
        return whole or Name(text[at : at + head], at, at + head, 0)
    if not head and re.match("[一-鿿](?:的|就是)", text[at : at + 3]) and text[at] not in _STOP:
        head = 1
    return Name(text[at : at + head], at, at + head, 0) if head else None
