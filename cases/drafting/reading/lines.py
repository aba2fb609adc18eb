"""A call as the rules read it: numbered lines of plain text, each with the question that it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from cases.drafting.model import Evidence, Role, Turn, Word
from cases.drafting.reading.numbers import Run, digit_runs
from cases.drafting.reading.slips import mended
from cases.drafting.reading.text import plain

S = TypeVar("S")
T = TypeVar("T")

REPLIES = 3
"""So many lines behind one of the operator's may hold its reply: then it stands."""
YES = re.compile(
    "^(?:嗯+|啊|哎|唉|呃|哦|噢)*(?:对+|是+|是的|没错|不差|没有?错|对头|就是|正确|可以|好|行|中|要得|能成|嗯|冇错|系|得|记对了|不错)"
)
NO = re.compile("^(?:嗯+|啊|哎|唉|呃|哦)*(?:不对|不是|错了|错|没有|哪是|唔系|莫)")


Found = dict[int | str, tuple[re.Pattern[str] | str, re.Match[str] | None]]


def _search(kept: Found, words: re.Pattern[str] | str, text: str) -> re.Match[str] | None:
    """Once for each text. A pattern is known by its id, and kept so that no other takes it: its hash reads it whole."""
    key = words if isinstance(words, str) else id(words)
    found = kept.get(key)
    if found is None:
        pattern = re.compile(words) if isinstance(words, str) else words
        found = kept[key] = (words, pattern.search(text))
    return found[1]


@dataclass(repr=False)
class Line:
    """One turn. `asked` is what the operator said since the caller last spoke ("" for operator lines)."""

    index: int
    turn: Turn
    asked: str = ""
    text: str = field(init=False)
    offsets: tuple[int, ...] = field(init=False)
    notes: dict[str, Any] = field(default_factory=dict)
    _seen: Found = field(default_factory=dict)
    _asked: Found = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text, self.offsets = plain(self.turn.text)

    @property
    def role(self) -> Role:
        return self.turn.role

    @property
    def by_caller(self) -> bool:
        return self.turn.role == "caller"

    def seen(self, words: re.Pattern[str] | str) -> re.Match[str] | None:
        """First match in the line; a line never changes, so each search is done once."""
        return _search(self._seen, words, self.text)

    def asks(self, words: re.Pattern[str] | str) -> re.Match[str] | None:
        """First match in the question that the line answers."""
        return _search(self._asked, words, self.asked)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What a rule reads in this line alone, read once."""
        if name not in self.notes:
            self.notes[name] = make()
        kept: T = self.notes[name]
        return kept

    @cached_property
    def runs(self) -> list[Run]:
        return digit_runs(self.text)

    @cached_property
    def mended_runs(self) -> list[Run]:
        """With slips of the recogniser put right; a number of them is one only if it proves right as a whole."""
        text = mended(self.text)
        return self.runs if text is None else digit_runs(text)

    @cached_property
    def signs(self) -> frozenset[str]:
        return frozenset(self.text)

    def holds(self, needed: frozenset[str]) -> bool:
        """Whether any of these characters stands in the line: a look that spares it patterns which all need one."""
        return not needed.isdisjoint(self.signs)

    def raw(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        return self.turn.text[self.offsets[start] : self.offsets[end - 1] + 1]

    def evidence(self, value: Any, start: int, end: int, confidence: float, source: str) -> Evidence:
        """What the words from `start` to `end` of the plain text are evidence of."""
        heard = self._heard(start, end)
        begin = heard[0].start if heard else self.turn.start
        finish = heard[-1].end if heard else self.turn.end
        sure = min((w.confidence for w in heard), default=1.0)
        return Evidence(
            value, self.raw(start, end), self.role, self.index, begin, finish,
            round(confidence * (0.5 + 0.5 * sure), 3), source,
        )  # fmt: skip

    def _heard(self, start: int, end: int) -> list[Word]:
        if not self.turn.words or start >= end:
            return []
        first, last = self.offsets[start], self.offsets[end - 1]
        return [word for word, at, to in self._placed_words if at <= last and to > first]

    @cached_property
    def _placed_words(self) -> list[tuple[Word, int, int]]:
        placed, at = [], 0
        for word in self.turn.words:
            found = self.turn.text.find(word.text, at)
            if found >= 0:
                at = found + len(word.text)
                placed.append((word, found, at))
        return placed


@dataclass(repr=False)
class Scene:
    """The lines so far; grows by one turn at a time."""

    lines: list[Line] = field(default_factory=list)
    callers: list[Line] = field(default_factory=list)
    operators: list[Line] = field(default_factory=list)
    called_unit: str = ""
    _saying: dict[tuple[int, bool], tuple[re.Pattern[str], int, list[Line]]] = field(default_factory=dict)
    _noted: dict[str, tuple[int, list[tuple[Line, Any]]]] = field(default_factory=dict)
    _gathered: dict[str, tuple[int, Any]] = field(default_factory=dict)
    _answers: dict[int, Line] = field(default_factory=dict)
    _joined: tuple[int, str] = (0, "")
    kept: dict[str, Any] = field(default_factory=dict)
    """What a rule builds up line by line, under a name of its own."""

    def hear(self, turn: Turn) -> Line:
        line = Line(len(self.lines), turn, self._asked() if turn.role == "caller" else "")
        line.notes["scene"] = self
        self.lines.append(line)
        (self.callers if line.by_caller else self.operators).append(line)
        return line

    def _asked(self) -> str:
        asked: list[str] = []
        for line in reversed(self.lines):
            if line.by_caller and line.text:
                break
            asked.append(line.text)
        return "".join(reversed(asked))

    def callers_text(self) -> str:
        """All that the caller said, each line ended by a break: searched in one go."""
        read, text = self._joined
        if read < len(self.callers):
            text += "".join([f"{line.text}\n" for line in self.callers[read:]])
            self._joined = len(self.callers), text
        return text

    def callers_saying(self, words: re.Pattern[str]) -> list[Line]:
        """The caller's lines that match, in their order; each line is searched once however often this is asked."""
        return self._lines_saying(words, self.callers)

    def operators_saying(self, words: re.Pattern[str]) -> list[Line]:
        return self._lines_saying(words, self.operators)

    def _lines_saying(self, words: re.Pattern[str], lines: list[Line]) -> list[Line]:
        key = (id(words), lines is self.callers)
        _, read, found = self._saying.get(key, (words, 0, []))
        found += [line for line in lines[read:] if words.search(line.text)]
        self._saying[key] = (words, len(lines), found)
        return found

    def noted(self, name: str, read: Callable[[Line], list[T]]) -> list[tuple[Line, list[T]]]:
        """The caller's lines in which `read` finds anything, with what it finds; each line is read once."""
        seen, found = self._noted.get(name, (0, []))
        found += [(line, told) for line in self.callers[seen:] if (told := read(line))]
        self._noted[name] = (len(self.callers), found)
        return found

    def gathered(self, name: str, found: list[S], begin: Callable[[], T], take: Callable[[T, S], None]) -> T:
        """What `take` puts together from all that was found, in its order; `found` grows, and each is taken once."""
        taken, whole = self._gathered.get(name) or (0, begin())
        for one in found[taken:]:
            take(whole, one)
        self._gathered[name] = (len(found), whole)
        return whole

    def reply(self, line: Line) -> Line | None:
        """The caller's next words after an operator's line."""
        answer = self._answers.get(line.index)
        if answer is None:
            following = self.lines[line.index + 1 : line.index + 1 + REPLIES]
            answer = next((after for after in following if after.by_caller and after.text), None)
            if answer is not None:
                self._answers[line.index] = answer
        return answer

    def confirmed(self, line: Line) -> bool:
        """Whether the caller said yes to what the operator read back."""
        answer = self.reply(line)
        return answer is not None and answer.once("yes", lambda: says_yes(answer.text))

    def denied(self, line: Line) -> bool:
        answer = self.reply(line)
        return answer is not None and bool(NO.match(answer.text))


def says_yes(text: str) -> bool:
    return YES.match(text) is not None and NO.match(text) is None


def scene_of(turns: Sequence[Turn]) -> Scene:
    scene = Scene()
    for turn in turns:
        scene.hear(turn)
    return scene
