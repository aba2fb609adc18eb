"""A name as it stands after the operator asked or read back how it is written (张文宇 — 宇宙的宇? — 不是, 下雨的雨)."""

from __future__ import annotations

import re

from cases.drafting.names.hints import read_hints
from cases.drafting.names.spelled import explained
from cases.drafting.names.surnames import GIVEN, PARTS
from cases.drafting.reading.lines import NO, Line, Scene
from cases.drafting.reading.sounds import nearly_alike, sounds_like

_TURNS = 5
_REPLIES = 4
"""So many turns later the last of them is answered: nothing changes any more."""
_OPENING = re.compile(
    "(?:不对|不是|错了|对了|对的?|是的?|嗯|哎|哦|呃|啊|没错|就是|应该是|那个|我是|我这个是|我的是|叫|要|写)*"
)
_ASKS_HOW = re.compile("哪个|哪一个|怎么写|什么字|还是|[的]([一-鿿])(?:吗|吧|是吗|对吗|对吧|是吧)?$|吗$|吧$|对吗|是吧")
_HEADS = {part[:-1]: char for part, char in PARTS.items() if len(part) == 3}


def respelled(scene: Scene, name: str, line: Line) -> str:
    """`name`, told in `line`, with the characters that the next turns put right."""
    if len(scene.lines) <= line.index + _TURNS + _REPLIES:
        return _respelled(scene, name, line)
    return line.once(f"respelled {name}", lambda: _respelled(scene, name, line))


def _respelled(scene: Scene, name: str, line: Line) -> str:
    for later in scene.lines[line.index + 1 : line.index + 1 + _TURNS]:
        if later.by_caller:
            name = _mended(later, name)
        elif scene.confirmed(later):
            name = _by_hints(later.text, name)
    return name


def _mended(line: Line, name: str) -> str:
    """The caller's answer to a question about writing, or a correction of what was read back."""
    if not (_asks_how(line.asked, name) or NO.match(line.text)):
        return name
    at = _opened(line.text)
    head = _HEADS.get(line.text[at:][:2])
    if head and not line.text.startswith("不是", at - 2) and not any(head == char for char in name):
        return _put(name, head)
    return _by_hints(line.text, name)


def _asks_how(asked: str, name: str) -> bool:
    """A question that only ends like one for the writing must hold a character of the name."""
    how = _ASKS_HOW.search(asked)
    return how is not None and (how.group() not in _ENDINGS or any(sounds_like(c, d) for c in name for d in asked))


_ENDINGS = ("吗", "吧", "对吗", "是吧")
_GIVEN_ASKED = re.compile("全名|名字|名呢|名是|叫什么|什么名")


def given_later(scene: Scene, surname: str, line: Line) -> str | None:
    """您贵姓 — 姓温 — 名字呢 — 如玉: the given name alone, asked for after the surname."""
    for later in scene.lines[line.index + 1 : line.index + 1 + _TURNS]:
        if later.by_caller and later.asks(_GIVEN_ASKED) and not NO.match(later.text):
            return _given(later.text, surname)
    return None


def _given(text: str, surname: str) -> str | None:
    at = _opened(text)
    found = [told for length in (2, 1) if (told := explained(text, at, length))]
    best = max(found, key=lambda told: told.explained, default=None)
    if best and best.text[0] != surname:
        return surname + best.text
    rest = text[at:]
    return surname + rest if 1 <= len(rest) <= 2 and all(c in GIVEN for c in rest) else None


def _opened(text: str) -> int:
    opening = _OPENING.match(text)
    return opening.end() if opening else 0


def _by_hints(text: str, name: str) -> str:
    """The explanations within the first words of the line."""
    for start in dict.fromkeys((_opened(text), 0, *range(1, min(len(text), 14)))):
        _, hits, said = read_hints(text, start, name if len(name) > 1 else name + "　")
        if hits:
            return said.strip("　")
    return name


def _put(name: str, char: str) -> str:
    place = next((k for k, c in enumerate(name) if nearly_alike(c, char)), None)
    return name if place is None else name[:place] + char + name[place + 1 :]
