"""How the operator calls the caller: 应师傅您好, 郗老您好, 单忠诚先生."""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from cases.drafting.model import Evidence
from cases.drafting.names.bare import bare_name
from cases.drafting.names.name import Name
from cases.drafting.names.names import read_name
from cases.drafting.names.surnames import surname_length
from cases.drafting.reading.lines import REPLIES, Line, Scene
from cases.drafting.reporter.asked import ASKED

_OPENING = "(?:好的?|嗯|行|那|哎|明白了?|记下了?|知道了?|是的?|对|喂|您好|你好|谢谢|可以)*"
_CALLED = (
    "(?:先生|女士|师傅|老师|同学|大爷|大妈|大娘|大姐|大哥|大叔|老人家|阿姨|奶奶|爷爷|老板(?!是|叫)"
    "|老(?=您|好)|总(?=您|好))"
)
_ADDRESS = re.compile(
    f"(?<![一-鿿]){_OPENING}(?P<surname>[一-鿿])(?P<given>[^您你我他她的是在了说那这]{{0,3}}?){_CALLED}"
)
_TURNS = 3


def places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def addressed(scene: Scene) -> set[str]:
    """The surnames that the operator calls the caller by."""

    def take(surnames: set[str], line: Line) -> None:
        m = _address(line)
        if m and not m["given"] and surname_length(m["surname"], 0):
            surnames.add(m["surname"])

    return scene.gathered("addressed", scene.operators, set, take)


def greeted(line: Line) -> frozenset[str]:
    """…by which the operator spoke to the caller just before the line."""
    m = _ADDRESS.search(line.asked)
    return frozenset(m["surname"]) if m and surname_length(m["surname"], 0) else frozenset()


def _address(line: Line) -> re.Match[str] | None:
    return line.once("address", lambda: _ADDRESS.match(line.text))


def names_taken_up(scene: Scene) -> list[Evidence]:
    """Names by whose surname the operator goes on to call the caller (又是我啊溧阳的芮根火 — 芮师傅您好)."""

    def take(names: list[Evidence], line: Line) -> None:
        if m := _address(line):
            names += _before(scene, line, m)

    return scene.gathered("taken up", scene.operators, list, take)


def _before(scene: Scene, line: Line, address: re.Match[str]) -> list[Evidence]:
    surname = address["surname"]
    if not surname_length(surname, 0):
        return []
    for earlier in reversed(scene.lines[max(0, line.index - _TURNS) : line.index]):
        if earlier.by_caller and surname in earlier.text:
            return _named(earlier, surname)
    return []


def _named(line: Line, surname: str) -> list[Evidence]:
    return line.once(f"taken up {surname}", lambda: _starting(line, surname))


def _starting(line: Line, surname: str) -> list[Evidence]:
    found = []
    for at in places(line.text, surname):
        name = _whole(line.text, at) if surname_length(line.text, at) else None
        if name and len(name.text) >= 2:
            explained = ".explained" if name.explained else ""
            found.append(line.evidence(name.text, name.start, name.end, 0.85, "name.taken_up" + explained))
    if not found and line.asks(ASKED) and line.text.find(surname) <= 3:
        # 覃上面西下面早: the surname alone, described.
        at = line.text.find(surname)
        found.append(line.evidence(surname, at, at + 1, 0.85, "name.taken_up"))
    return found


def _whole(text: str, at: int) -> Name | None:
    """With the surname known, what follows it is the given name."""
    name = read_name(text, at)
    return name if name and len(name.text) > 1 else bare_name(text, at, led=False)


def read_back(scene: Scene, surnames: frozenset[str]) -> list[Evidence]:
    """Whole names that the operator says and the caller does not deny: 上次登记的是单国庆对吗."""

    def take(names: list[Evidence], line: Line) -> None:
        names += _said_back(scene, line, surnames)

    replied = scene.gathered(f"read back {sorted(surnames)}", scene.lines[:-REPLIES], list, take)
    last: list[Evidence] = []
    for line in scene.lines[-REPLIES:]:
        take(last, line)
    return replied + last


_YOU_ARE = re.compile(
    "您(?:就|还)?是(?=[一-鿿]{2})|(?P<surname>[一-鿿])(?:女士|先生)(?=(?P=surname))|^(?=[一-鿿]{2,4}(?:女士|先生))"
)
_HERSELF = re.compile("(?:女士|先生|本人|身份|电话|对[吗吧]|[吗吧]|$)")


def names_asked_back(scene: Scene) -> list[Evidence]:
    """那您是禹长海: a name that the operator has on the screen, and the caller does not deny."""

    def take(found: list[tuple[Line, Evidence]], line: Line) -> None:
        found += [(line, name) for name in _asked_back(line)]

    told = scene.gathered("names asked back", scene.operators, list, take)
    return [name for line, name in told if not scene.denied(line) and scene.reply(line) is not None]


def _asked_back(line: Line) -> list[Evidence]:
    leads = _YOU_ARE.finditer(line.text) if line.index >= 2 else ()
    names = [read_name(line.text, lead.end()) for lead in leads if surname_length(line.text, lead.end())]
    return [
        line.evidence(name.text, name.start, name.end, 0.8, "name.read_back")
        for name in names
        if name and len(name.text) >= 2 and _HERSELF.match(line.text, name.end)
    ]


def _said_back(scene: Scene, line: Line, surnames: frozenset[str]) -> list[Evidence]:
    if line.by_caller or line.index < 2 or surnames.isdisjoint(line.text):
        return []
    if scene.denied(line) or scene.reply(line) is None:
        return []
    found = []
    for surname in surnames:
        for at in places(line.text, surname):
            name = None if _in_talk(line.text, at) else read_name(line.text, at)
            if name and len(name.text) >= 2:
                found.append(line.evidence(name.text, name.start, name.end, 0.8, "name.read_back"))
    return found


def _in_talk(text: str, at: int) -> bool:
    """怎么知道: the surname 么 is none here."""
    return text[at] == "么" and at > 0 and rjieba.has_word(text[at - 1 : at + 1])
