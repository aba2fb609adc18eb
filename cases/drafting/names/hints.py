"""What explains the characters of a name, word by word: 孟子的孟, 弓长张, 耳朵旁的邬; corrections win."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cases.drafting.names.described import RADICAL, described, ends_in_radical
from cases.drafting.names.surnames import PARTS
from cases.drafting.reading.lexicon import longest_first
from cases.drafting.reading.segments import first_word
from cases.drafting.reading.sounds import nearly_alike, sounds_like

FILLER = re.compile(
    "(?:你记一?[上下]|您记一?[上下]|就是|呃|哎|嗯|啊|哦|那个|复姓|然后是?|后面是?|名字?是|姓|对|逗号|喏|呢|是)*"
)
PART = re.compile(longest_first(tuple(PARTS)))
_OF = re.compile(
    "(?:里面的|里边的|里头的|里的|里那个|里头那个|里边那个|里面那个|当中的|后面那个|前面那个|的那个|的这个|那个|的)(?=[一-鿿])"
)
IS = re.compile("(?P<is>[一-鿿])(?:就?是|当姓|读)")
_RADICAL = re.compile(
    "字[旁头底框]|[一-鿿]旁|部首|偏旁|点水|草头|单人|双人|单立人|立人|绞丝|竖心|提手|宝盖|耳刀|耳旁|走之|之底|底下|上面|上头|下面|下头|左边|右边|里头|加个?|一横|一竖|一撇|两个|三个"
)
BARE_RADICAL = re.compile(
    "^(?:[一-鿿]{1,2}字[旁头底]|[三两]点水|单人旁?|双人旁?|单立人|绞丝旁|竖心旁|草头|宝盖|言字|耳刀|走之)"
)
_WHERE = frozenset(["里头", "里面", "里边", "上面", "下面", "上头", "下头", "左边", "右边"])
_LESS = re.compile("(?:再|就是)?(?:去掉|去了|除去|不要|不带|没有|少了?个?|减去)")
_CHANGED = re.compile(f"{_LESS.pattern}|再?加个?一?个?|带个?|添个?")
_BESIDE = re.compile(
    f"(?:右|左|旁|上|下|外|底|里)?(?:边|面|头|下)?儿?(?:再|还|就)?(?:加|带|添|有|是)?(?:上|一|个|了)*(?:{RADICAL.pattern})"
)
# 展鹏飞不是张是展开的展: what it is not, then what it is.
_NOT_BUT = re.compile("(?:可|并)?不是[一-鿿]{1,5}?(?:而)?是")
_DENIED = re.compile("(?:可|那个)?(?:不是|不念|不读|别写|莫写|不要写成|不叫)")
# 人家写成同学的同: what others take it for.
_MISTAKEN = re.compile("(?:写|当|听|念|读|看|认)成")
_OTHERS = re.compile("[我您你他她吗]|电话|手机|身份证|派出所|公安")
REACH = 11


@dataclass(frozen=True, slots=True)
class _Hint:
    char: str
    end: int
    word: str = ""


@lru_cache(1024)  # reporter, officers and others are looked for at the same places
def read_hints(text: str, at: int, name: str) -> tuple[int, int, str]:
    """Reads explanations in order: (end, how many, the name with what they correct)."""
    hits, chars = 0, list(name)
    told: set[str] = set()
    if ends_in_radical(text, at) or name.endswith("是") or _cuts_parts(text, at, len(name)):
        return at, 0, name
    while True:
        hint = _hint(text, at, chars, hits)
        if hint is None:
            end = _bare_radical(text, at) if 0 < hits < len(name) else 0
            if not end:
                end, told_by_words = _by_words(text, at, chars)
                return end, hits + told_by_words, "".join(chars)
            at, hits = end, hits + 1
            continue
        if hint.char:
            _take(text, hint, chars)
            hits += hint.char not in told
            told.add(hint.char)
        at = _past_repeats(text, hint, name)


def _cuts_parts(text: str, at: int, length: int) -> bool:
    """覃西早|覃: the name would go into the parts that its surname is told by."""
    found = (PART.match(text, start) for start in range(at - length + 1, at))
    return any(parts and parts.end() > at and text[at - length] == PARTS[parts.group()] for parts in found)


def _by_words(text: str, at: int, chars: list[str]) -> tuple[int, int]:
    """揣国强国家强大: a word for each of the last characters, and nothing more; where they end and how many."""
    for first in range(len(chars) - 1):
        end, told = at, 0
        for char in chars[first:]:
            word, _ = first_word(text[end : end + 6])
            if not 2 <= len(word) <= 4 or char not in word:
                break
            end, told = end + len(word), told + 1
        if told == len(chars) - first:
            return end, told
    return at, 0


def _take(text: str, hint: _Hint, chars: list[str]) -> None:
    """An explained character that only sounds like the one in the name corrects it."""
    composed = hint.char in hint.word and _RADICAL.search(hint.word) and hint.char + "是" not in hint.word
    changed = (_CHANGED.match(text, hint.end) and not _RADICAL.search(hint.word)) or _BESIDE.match(text, hint.end)
    if hint.char in chars or composed or changed:
        return
    for alike in (sounds_like, nearly_alike):
        place = next((k for k, c in enumerate(chars) if alike(c, hint.char)), None)
        if place is not None:
            chars[place] = hint.char
            return


def _past_repeats(text: str, hint: _Hint, name: str) -> int:
    """喜欢的喜喜: a character said once more for clearness; 去掉提手旁: what the explaining character has too much."""
    at = hint.end
    less = _LESS.match(text, at)
    if less:
        radical = re.compile("[一-鿿]{1,4}?(?:旁|头|底|水|刀|字|边)").match(text, less.end())
        return radical.end() if radical else less.end()
    while text[at : at + 1] and text[at] in hint.word and text[at] in name and text[at] != hint.char:
        if len(first_word(text[at : at + 4])[0]) >= 2:
            break
        at += 1
    return at


def _hint(text: str, at: int, chars: list[str], hits: int) -> _Hint | None:
    filler = FILLER.match(text, at)
    start = filler.end() if filler else at
    but = _NOT_BUT.match(text, start)
    start = but.end() if but else start
    parts = PART.match(text, start)
    if parts and not text.startswith("不是", start - 2) and _fits(PARTS[parts.group()], chars, ""):
        return _Hint(PARTS[parts.group()], parts.end())
    whole = described(text, start, chars)
    if whole:
        return _Hint(whole.char, whole.end)
    worded = _worded(text, start, chars)
    if worded:
        return worded
    same = IS.match(text, start)
    if same and same["is"] in chars and hits == 0:
        return _Hint(same["is"], same.end())
    return None


def _worded(text: str, start: int, chars: list[str]) -> _Hint | None:
    """The first 〈words〉的〈character〉 whose words hold or describe a character of the name."""
    for of in _OF.finditer(text, start + 1, start + 2 * REACH):
        word = text[start : of.start()]
        char = _meant(text[of.end()], word)
        others = _OTHERS.search(word) and text[of.end()] not in word[:3]
        if len(word) > REACH or others or word.startswith("的"):
            return None
        if word in _WHERE:
            continue
        if of.group() == "那个" and not _RADICAL.search(word) and char not in word:
            continue
        if len(word) <= 6 and _DENIED.match(word) and char in word and not _RADICAL.search(word[len(word) // 2 :]):
            # 不是黎明的黎: what the name is not.
            return _Hint("", of.end() + 1, word)
        if _MISTAKEN.search(word):
            return _Hint("", of.end() + 1, word)
        if not _fits(char, chars, word):
            # 门字里头一个勇敢的敢: a part of the character, explained itself.
            start = of.end() + 1 if char in word and _RADICAL.search(word) else start
            continue
        if len(word) >= 2 and (char in word or _RADICAL.search(word) or any(sounds_like(c, char) for c in word)):
            return _Hint(char, of.end() + 1, word)
    return None


def _meant(char: str, word: str) -> str:
    """孟子的梦: the recogniser heard the character right within its word."""
    if char in word or _RADICAL.search(word) or len(word) < 2:
        return char
    return next((c for c in word if sounds_like(c, char)), char)


def _fits(char: str, chars: list[str], word: str) -> bool:
    """The character is in the name, or is what the name's character was meant to be."""
    if char in chars:
        return True
    near = len(chars) >= 2 and (len(word) <= 5 or _RADICAL.search(word) is not None)
    return near and not _DENIED.match(word) and any(nearly_alike(c, char) for c in chars)


def _bare_radical(text: str, at: int) -> int:
    radical = BARE_RADICAL.match(text[at : at + 5])
    if not radical:
        return 0
    at += radical.end()
    tail = re.match("[一-鿿]{0,3}?(?:一个|加个?|下面)?(?:一个)?[一-鿿]{2,3}的[一-鿿]", text[at:])
    return at + (tail.end() if tail else 0)
