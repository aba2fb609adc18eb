"""The reporter's name as given and spelled out: 孟子的孟, 弓长张, 我姓王."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.surnames import COMPOUND, FOREIGN, PARTS, SURNAMES

_ASKED = re.compile("贵姓|怎么称呼|姓名|名字|叫什么|您叫|哪位|全名|如何称呼|称呼您|尊姓|言什么|什么名|留个名|大名|姓什么")
_ASKED_OTHER = re.compile(
    "(?:民警|警察|辅警|他|她|对方|母亲|父亲|孩子|弟弟|儿子|女儿|老伴|所长|警官|领导|那个人|那位|老板|邻居)(?:的)?(?:名字|姓名|叫什么|姓什么|贵姓)|他叫|他们叫|她叫|叫什么.*吗|孩子叫"
)
_LEAD = re.compile(
    "(?:我|俺|俄|额|咱|本人|鄙人|偶)(?:的)?(?:大?名字?|姓名|全名)?(?:就?叫做?|名叫|名字叫|名字是|姓名是|是叫)"
    "|(?:我|俺)的?(?:名字|姓名|大名)(?:是|叫|呢)?|名字(?:就?叫|是)|实名举报(?:我叫|人)?(?:是)?|(?:举报|投诉|反映)人(?:是|叫)|落款写|您?就?(?:记|写)(?:我|上)"
)
_SURNAME = re.compile("(?:我|俺|俄|额|免贵|本人|小姓)(?:是)?姓")
_STOP = set("我俺您你他她它是的了吗呢吧啊呃嗯哎这那就在住家电手身幺零一二三四五六七八九十个不没有说要也都还和跟去来给打叫姓男女今年因为想先今")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name whose characters the caller explained, from `start` to `end`."""

    name: str
    start: int
    end: int


def reporter_name(scene: Scene) -> Evidence | None:
    """The last full name wins (a correction); a surname alone stands when no more was said."""
    best: Evidence | None = None
    for line in scene.callers:
        found = _full_name(line) or _surname(line, best)
        if found and (best is None or len(found.value) >= len(best.value)):
            best = found
    return best


def _full_name(line: Line) -> Evidence | None:
    for lead in _LEAD.finditer(line.text):
        found = _read_name(line, lead.end(), "name.said")
        if found:
            return found
    if _ASKED.search(line.asked) and not _ASKED_OTHER.search(line.asked):
        return _answer(line)
    return None


_OPENING = re.compile("(?:嗯|呃|啊|哦|好|行|那|您?记一?下|是|我是|俺是|我|免贵|叫|姓|可以|你记上|您记上|我先报一下我的名字|就叫|就是|没事|的|吧|对)*")


def _answer(line: Line) -> Evidence | None:
    start = _OPENING.match(line.text)
    at = start.end() if start else 0
    found = _read_name(line, at, "name.answer")
    return found


def _read_name(line: Line, at: int, source: str) -> Evidence | None:
    text = line.text
    spelled = spelled_name(text, at)
    if spelled:
        return line.evidence(spelled.name, at, at + len(spelled.name), 0.97, source + ".spelled")
    length = bare_name(text, at)
    if not length:
        return None
    return line.evidence(text[at : at + length], at, at + length, 0.75, source)


def _surname(line: Line, best: Evidence | None) -> Evidence | None:
    if best is not None:
        return None
    for lead in _SURNAME.finditer(line.text):
        at = lead.end()
        name = surname_at(line.text, at)
        if name:
            return line.evidence(name, at, at + len(name), 0.9, "name.surname")
    return None


def surname_at(text: str, at: int) -> str | None:
    """One surname, by parts (弓长张) where it is told so."""
    for parts, char in PARTS.items():
        if text.startswith(parts, at):
            return char
    if text[at : at + 2] in COMPOUND:
        return text[at : at + 2]
    return text[at] if text[at : at + 1] in SURNAMES else None


def bare_name(text: str, at: int) -> int:
    """Length of an unexplained name at `at`; 0 when none can be told."""
    head = 2 if text[at : at + 2] in COMPOUND else 1 if text[at : at + 1] in SURNAMES else 0
    if not head:
        return _foreign(text, at)
    given = 0
    while given < 2 and at + head + given < len(text) and text[at + head + given] not in _STOP:
        given += 1
    return head + given if given else 0


def _foreign(text: str, at: int) -> int:
    length = 0
    while text[at + length : at + length + 1] and text[at + length] in FOREIGN:
        length += 1
    return length if length >= 3 else 0


def spelled_name(text: str, at: int) -> Spelling | None:
    """A name of two to four characters followed by words that explain its characters in order."""
    for length in (3, 2, 4):
        name = text[at : at + length]
        if len(name) < length or not _is_name(name):
            continue
        end = _explained(text, at + length, name)
        if end:
            return Spelling(name, at, end)
    return None


def _is_name(name: str) -> bool:
    return (name[0] in SURNAMES or name[:2] in COMPOUND) and not any(c in "的我您是了吗" for c in name[1:])


def _explained(text: str, at: int, name: str) -> int:
    """End of `W的c` (W holds c) for at least one character of the name, soon after it; else 0."""
    end, hits = at, 0
    for char in name:
        for found in re.finditer(f"(?:的|字旁|里的?){char}", text[end : end + 12]):
            said = text[end : end + found.start()]
            if char in said or hits or found.start() <= 5:
                end, hits = end + found.end(), hits + 1
                break
    return end if hits else 0
