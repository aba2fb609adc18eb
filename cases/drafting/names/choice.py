"""How far a name goes: every stretch that it may be is weighed by how it is spelled, said again and ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from cases.drafting.names.hints import read_hints
from cases.drafting.names.minority import sounded_ends, sounded_length
from cases.drafting.names.name import Name
from cases.drafting.names.no_name import may_be
from cases.drafting.names.surnames import GIVEN, GIVEN_PAIRS, PARTS, surname_length
from cases.drafting.reading.lexicon import longest_first
from cases.drafting.reading.segments import first_word
from cases.drafting.reading.weights import weigh

LONGEST, SOUNDED_LONGEST = 4, 8
_REACH = 30
_NEVER = frozenset("不就我俺咱您你她它的了吗呢啊呀吧嘛哦嗯呃哎这啥姓字")
_ENDING = frozenset("我俺额俄咱你您他她它的了吗呢吧啊嘛呀哈哎嗯呃是就在住电手身也都那这今一因从想要")
# Words that follow a name and are never in one.
_ENDED = re.compile(
    "有一?个|(?:国庆|中秋|春|端午|元宵|清明|重阳|劳动|教师)节|对[吧吗不]|管教|教导|指导|都叫|都喊|叫[他她我]|喊[他她我]|别人|大家|人家|还有|还是|一个|两个|我们|这个|那个|复姓|单名|公安|派出所|警号|工号|警官|民警|警察|辅警|大队|中队|支队|所长|队长|局长|电话|手机|身份证|[汉回满藏蒙苗壮彝侗瑶]族|蒙古族|维吾尔|名字|全名|姓名|先生|女士|师傅|老师"
    "|同志|路|街|巷|镇|乡|县|公司|户口|四个字|三个字|两个字|他们|什么|是[他她我俺]|[一-鿿]{1,2}(?:去掉|去了|没有|不要)[一-鿿]{1,2}[旁头框底]"
)
_GRAMMAR = re.compile(
    "[我俺你他她它的了吗呢吧啊嘛呀哎嗯呃是就住也那这着不念带跟给把被让说压拿打骂]|所长|队长|警官|民警|局长|先生|女士|师傅|老师|同志|主任|经理|全名|名字|不是|不对|单名|复姓|说|给|找|他们|名叫|人字|[上下]面"
)
# An explanation of how a name is written holds one of these.
_HINTS = re.compile(f"[的个是读当]|旁|头|底|水|耳|{longest_first(tuple(PARTS))}")
# 桑队, 闵所: a surname with a title.
_RANKS = frozenset("队所局导")
# 王队他说: a pronoun and a title are never of a name.
_NO_NAME = re.compile("[一-鿿]队|[一-鿿]+(?:[他她你您我的了吗呢字]|就行?)")
_UNKNOWN = ("什么", "啥")
MODEL = "name_model"


@dataclass(frozen=True, slots=True)
class Choice:
    name: Name
    marks: tuple[str, ...]


@lru_cache(512)  # reporter, officers and others are looked for at the same places
def chosen(text: str, at: int, ruled: Name | None, least: int = 1) -> Name | None:
    """The likeliest name that begins at `at`, or is said whole a little later; `ruled`: what the rules read there.

    `least`: characters that it has.
    """
    told = (choice for choice in choices(text, at, ruled) if len(choice.name.text) >= least)
    found = [choice for choice in told if may_be(text, at, choice.name, ruled)]
    return max(found, key=lambda choice: weigh(MODEL, choice.marks)).name if found else ruled


def choices(text: str, at: int, ruled: Name | None) -> list[Choice]:
    spans = [(start, n) for start in _starts(text, at) for n in _lengths(text, start)]
    names = [name for start, n in spans for name in _spelled(text, start, n)]
    if ruled and not _NO_NAME.match(ruled.text) and all((n.text, n.start) != (ruled.text, ruled.start) for n in names):
        names.append(ruled)
    most = max((name.explained for name in names), default=0)
    return [Choice(name, _marks(text, at, name, most, name is ruled)) for name in names]


def _starts(text: str, at: int) -> list[int]:
    """The lead's end, and where the same surname is said again."""
    head = text[at : at + (surname_length(text, at) or 1)]
    if not head:
        return []
    if sounded_length(text, at) >= 3:
        return [at]
    last = min(at + _REACH, len(text) - len(head))
    again = (k for k in range(at + len(head), last) if text.startswith(head, k))
    return [
        at,
        *(
            k
            for k in again
            if not text.startswith(("的", "念", "读"), k + 1)
            and text[k - 1] not in "老小"
            and text[k - 2 : k] != "不姓"
        ),
    ]


def _lengths(text: str, start: int) -> range:
    longest = SOUNDED_LONGEST if sounded_length(text, start) >= LONGEST - 1 else LONGEST + 1
    if not sounded_length(text, start) and not _HINTS.search(text, start + 2, start + _REACH):
        longest = min(longest, (surname_length(text, start) or 2) + 2)  # 王强|热心: nothing tells of a longer one
    stop = next((k for k in range(longest) if _ends_at(text, start + k, k)), longest)
    return range(1, stop + 1)


def _ends_at(text: str, at: int, k: int) -> bool:
    if at >= len(text) or text[at] in _NEVER or (k > 0 and _ENDED.match(text, at) is not None):
        return True
    return text[at] in _RANKS and 0 < k == surname_length(text, at - k)


def _spelled(text: str, start: int, n: int) -> list[Name]:
    plain = text[start : start + n]
    if not _HINTS.search(text, start + n, start + n + _REACH):
        return [Name(plain, start, start + n, int(after_its_word(text, start)))]
    end, hits, said = read_hints(text, start + n, plain)
    hits += after_its_word(text, start)
    own = Name(plain, start, end, hits)
    return [own] if said == plain else [own, Name(said, start, end, hits)]


def after_its_word(text: str, start: int) -> bool:
    """板栗的栗栗明: the surname was explained just before the whole name."""
    return start > 1 and text[start - 2 : start] == "的" + text[start]


def _marks(text: str, at: int, name: Name, most: int, ruled: bool) -> tuple[str, ...]:
    start, n = name.start, len(name.text)
    plain = text[start : start + n]
    less = f"told less {min(most - name.explained, 3)}"
    if ruled and plain != name.text:
        # 姓郗名守正: what the rules put together from two places.
        return ("joined", f"joined {n}", less)
    head, end = surname_length(text, start), start + n
    given = f"{n - head} given" if head else f"{n} without surname"
    return (
        given,
        f"{given} told {min(name.explained, 4)}",
        less,
        *([] if most else _bare(text, start, plain, given, head)),
        *_behind(text, at, name, given),
        *_written(text, at, name, plain),
        *_sounded(text, start, n, head),
        *_ends(text, end, plain, head, name.explained),
        *_said_again(text, plain, end),
    )


def _behind(text: str, at: int, name: Name, given: str) -> Iterator[str]:
    """What the name stands behind: a lead, the surname, or itself said before."""
    again = name.start > at
    if again:
        yield from ("again", f"again {given}", f"again told {min(name.explained, 3)}")
        yield "again led" if text[name.start - 1] in "是叫名" else "again unled"
        if _OTHERS_CALL.search(text, at, name.start):
            yield "again as others call"
    if after_its_word(text, name.start):
        yield from ("after its word", f"after its word {given}")
    if text[at - 1 : at] == "姓":
        yield from (f"after 姓 {given} {min(name.explained, 2)}", f"after 姓 {'again' if again else 'at once'} {given}")


_OTHERS_CALL = re.compile("(?:喊|叫)[我俺他她]?$")


def _written(text: str, at: int, name: Name, plain: str) -> Iterator[str]:
    """How the words about it say that it is written."""
    n, end = len(plain), name.start + len(plain)
    if plain != name.text:
        changed = [b for a, b in zip(plain, name.text, strict=False) if a != b]
        yield "mended as said" if all("的" + c in text[end : name.end] for c in changed) else "mended by word"
    if text.startswith(_UNKNOWN, end):
        yield f"then unknown {n}"
    if name.start > at and text.startswith("的" + plain[0], end):
        yield "explains itself"  # 姓柯柯南的柯
    if name.explained and text[name.end : name.end + 2] in ("不对", "不是", "错了"):
        yield "denied"
    if n > 1 and _GRAMMAR.search(plain[1:]):
        yield "grammar within"
    if len(set(plain)) < n:
        yield "double"


def _sounded(text: str, start: int, n: int, head: int) -> list[str]:
    """How it goes with the known pieces of names that are written by sound."""
    length = sounded_length(text, start)
    if not length:
        return []
    of = f"of {min(length, 3)} {'surnamed' if head else 'pieces'}"
    if n < length and n in sounded_ends(text, start):
        return [f"pieces {of}"]
    return [f"{'whole' if n == length else 'short' if n < length else f'long {min(n - length, 2)}'} {of}"]


def _bare(text: str, start: int, plain: str, given: str, head: int) -> list[str]:
    """Of a name that nothing explains: whether its characters are of the kind that names have."""
    rest = plain[head or 1 :]
    odd = [] if rest in GIVEN_PAIRS else [c for c in rest if c not in GIVEN]
    shown = [f"odd {min(len(odd), 2)} in {given}"]
    shown += [f"odd char {first_word(c)[1][:1]}" for c in odd]
    if rest:
        shown.append(f"last {'given' if rest[-1] in GIVEN else 'odd'} {given}")
    return shown


def _said_again(text: str, plain: str, end: int) -> list[str]:
    longer = plain + text[end : end + 1]
    shown = ["longer said again"] if len(longer) > len(plain) and text.find(longer, end) >= 0 else []
    if len(plain) > 1 and text.startswith("的" + plain[-2], end):
        shown.append("ends in its word")  # 申屠凯旋的凯
    if len(plain) > 2 and plain[0] == plain[-1] and text.startswith(plain[1:-1], end):
        shown.append("runs into itself")  # 叫洛桑洛桑是交警
    return [*shown, "said again"] if len(plain) > 1 and text.find(plain, end) >= 0 else shown


def _cuts_idiom(text: str, end: int, n: int) -> bool:
    """申银山|大同小异: a word of three characters and more goes over the end."""
    return any(
        k + len(word) > end and len(word) >= 3
        for k in range(end - min(2, n - 1), end)
        if (word := first_word(text[k : k + 5])[0])
    )


def _ends(text: str, end: int, plain: str, head: int, told: int) -> list[str]:
    """What comes behind it, and whether it ends within a word."""
    following = text[end : end + 1]
    shown = ["end" if not following else "ending" if following in _ENDING else "open"]
    if following:
        word, tag = first_word(text[end : end + 5])
        shown.append(f"then {tag[:1]}{min(len(word), 3)}" if word else "then -")
        if rjieba.has_word(text[end - 1 : end + 1]) and len(plain) > 1:
            shown.append("cuts a word")
        if _cuts_idiom(text, end, len(plain)):
            shown.append("cuts a long word")
        if following in GIVEN:
            shown.append(f"then given {len(plain)}")
        if following in plain:
            shown.append(f"then own {plain.index(following) == 0} {len(plain)}")
    if len(plain) > head + 1 and rjieba.has_word(plain[head or 1 :]):
        shown.append("given is word")
    if len(plain) >= 2 and rjieba.has_word(plain):
        shown.append("is word")
    if plain[head:][:1] in ("老", "小", "大", "阿") and len(plain) == head + 2:
        shown.append("called so")
    if len(plain) >= 3 and plain[-1] in "区县市乡镇村旗州所队局":
        shown.append("ends as a place")
    if len(plain) >= 3 and rjieba.has_word(plain[-2:]) and head and len(plain) > head + 1:
        shown.append("last two word")
    shown.append(f"{shown[0]} told {min(told, 2)}")
    return shown
