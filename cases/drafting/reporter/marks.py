"""What shows whether a name in the caller's words is the caller's own: the question, the words around, the answer."""

from __future__ import annotations

import re

import rjieba

from cases.drafting.model import Evidence
from cases.drafting.names.bare import ordinary_word
from cases.drafting.names.bearers import bearer
from cases.drafting.names.choice import MODEL as NAMES
from cases.drafting.names.choice import choices
from cases.drafting.names.positions import CIVIL, TITLE
from cases.drafting.names.surnames import GIVEN, surname_length
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.segments import tokens_of
from cases.drafting.reading.weights import weigh
from cases.drafting.reporter.asked import ASKED_OTHER

MODEL = "own_name_model"
_REPLIES = 2
"""So many lines later it is known how the operator goes on to speak."""
_BEFORE, _AFTER, _QUESTION = 8, 8, 14
_ADDRESS = re.compile("先生|女士|师傅|老师|同学|大爷|大妈|大娘|大姐|大哥|大叔|老人家|阿姨|小姐|姐|哥|老板")
_WORDS: dict[str, re.Pattern[str]] = {
    "me": re.compile("[我俺俄额咱]|本人|免贵"),
    "he": re.compile("[他她]|那个|这个|一个|两个|有个|对方|人家"),
    "title": TITLE,
    "civil": CIVIL,
}
_ASKED: dict[str, re.Pattern[str]] = {
    "you": re.compile("您|你(?!说|讲|刚)"),
    "politely": re.compile("贵姓|称呼|尊姓|大名"),
    "for a name": re.compile("姓名|名字|叫什么|姓什么|叫啥|哪位"),
    "who": re.compile("谁|[他她]|对方|那个|哪个|的人|那人|那位"),
    "to register": re.compile("登记|联系|电话|方便|留|身份|记一下|实名|匿名"),
    "title": TITLE,
    "civil": CIVIL,
}


def marks(scene: Scene, name: Evidence) -> tuple[str, ...]:
    line = scene.lines[name.turn]
    if len(scene.lines) <= name.turn + _REPLIES:
        return _marks(scene, line, name)
    return line.once(f"own, replied {name.value} {name.source}", lambda: _marks(scene, line, name))


def _marks(scene: Scene, line: Line, name: Evidence) -> tuple[str, ...]:
    source = name.source.removesuffix(".explained")
    shown = line.once(f"own {name.value} {name.source}", lambda: _line_marks(line, name, source))
    return (*shown, *_addressed(scene, line, str(name.value)))


def _line_marks(line: Line, name: Evidence, source: str) -> tuple[str, ...]:
    start = max(0, line.text.find(str(name.value)), line.text.find(str(name.value)[:1]))
    end = start + len(str(name.value))
    before, after = line.text[max(0, start - _BEFORE) : start], line.text[end : end + _AFTER]
    asked = line.asked[-_QUESTION:]
    question = [kind for kind, words in _ASKED.items() if words.search(asked)] or ["nothing"]
    shown = [source, f"{source} {'alone' if len(name.value) == 1 else 'whole'}", f"{source} {bearer(line, start, end)}"]
    shown += [f"before: {kind}" for kind, words in _WORDS.items() if words.search(before)]
    shown += [f"after: {kind}" for kind, words in _WORDS.items() if words.search(after)]
    shown += [f"asked: {kind}" for kind in question] + [f"asked: {kind}, {source}" for kind in question]
    shown += ["asked: of another"] if line.asks(ASKED_OTHER) else []
    shown += [f"asked word {token.text}" for token in tokens_of(asked)]
    shown += [f"word before {before[-1:]}", f"words before {before[-2:]}", f"word after {after[:1]}"]
    shown.append(f"{source}, {'at once' if start <= 2 else 'early' if start <= 10 else 'late'}")
    _, described, behind = line.text.partition(f"姓{name.value}的")
    if described and not behind.startswith(name.value) and behind[1:2] != "的":
        shown.append("姓…的")
    if line.index <= 2:
        shown.append("first line")
    extent = [_extent(line.text, start, str(name.value))] if source.startswith("name.surname") else []
    return (*shown, *_built(line, name, start, end), *extent)


def _extent(text: str, start: int, value: str) -> str:
    """Behind 姓: how much likelier the whole name is than the surname alone, as far as names go."""
    head = surname_length(text, start) or 1
    found = [(choice.name.text, weigh(NAMES, choice.marks)) for choice in choices(text, start, None)]
    alone = max((w for told, w in found if len(told) == head), default=-5.0)
    whole = max((w for told, w in found if len(told) > head), default=-5.0)
    return f"{'whole' if len(value) > head else 'alone'} likelier {max(-3, min(3, round((whole - alone) / 1.5)))}"


_GRAMMAR = re.compile(
    "[我俺你他她的了吗呢吧啊嘛呀是就住也那这着不念带跟给把被让说压拿打骂]|人家|[回汉满]族|就行|可以|好了|上头|下头|上面|左边|右边"
)


def _built(line: Line, name: Evidence, start: int, end: int) -> list[str]:
    """Whether it looks like a name: characters that names have, nothing of grammar, a word behind it."""
    value = str(name.value)
    head = surname_length(value, 0) or 1
    given = value[head:]
    if not given:
        return []
    told = "explained" if name.source.endswith("explained") else "bare"
    shown = [f"odd {min(sum(c not in GIVEN for c in given), 2)} {told}", f"given {min(len(given), 4)} {told}"]
    shown += ["grammar within"] if _GRAMMAR.search(given) else []
    shown += (
        [f"cuts a word {told}"] if line.text[end : end + 1] and rjieba.has_word(line.text[end - 1 : end + 1]) else []
    )
    shown += ["word begins"] if ordinary_word(value, 0) else []
    return shown


def _addressed(scene: Scene, line: Line, name: str) -> list[str]:
    """How the operator goes on to speak: 娄女士您请说, 娄警官是吧."""
    following = scene.lines[line.index + 1 : line.index + 1 + _REPLIES]
    reply = next((later for later in following if not later.by_caller), None)
    at = reply.text.find(name[:1]) if reply else -1
    if reply is None or at < 0:
        return []
    if _ADDRESS.match(reply.text, at + 1):
        return ["addressed so"]
    return ["titled so" if TITLE.match(reply.text, at + 1) else "read back"]
