# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""What is told in one breath with the day and the hour of the matter: that somebody went to an office, came, rang up."""

from __future__ import annotations

import re
from typing import NamedTuple

from cases.drafting.model import Evidence
from cases.drafting.proposal import Proposal
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.text import plain

_KINDS = {
    "going": re.compile(
        "(?:到|去|跑|上|来|往|进|赶|奔)(?:了|过|的)?(?:他们|你们|那个|当地)?(?:派出所|所里|分局|车管所|大厅|窗口|大队|公安局|警务室)|报了?的?[警案]|窗口|大厅|前台|排队|所里|派出所|会见|[我就又再]去|去(?:的|了|过|一趟|报案|办|开|问)|交(?:了|的)?材料|办(?:身份证|护照|户口|证)|跑了"
    ),
    "came": re.compile("来了|来(?:的|过|个|人)|过来|出(?:了)?警|到(?:了)?(?:现场|[我俺]们?家|场)|上门|赶来|赶到|[冲闯]进|派(?:了)?(?:人|[一二两三四五六]|个)"),
    "held": re.compile("带[到去回走]|押|关(?:在|了|到|起)|拘留|传唤|讯问|审讯|铐|[喊叫]去|叫到|笔录|留置|约束"),
    "rang": re.compile("打(?:了|的|到|过去)|电话|没人接|挂(?:了|断|我)|座机|短信|微信"),
}  # fmt: skip
_BEFORE, _BEHIND = 10, 18


class Moment(NamedTuple):
    """Where the day or the hour was told."""

    what: str
    turn: int
    start: int
    end: int


class ToldWhen(NamedTuple):
    kinds: tuple[str, ...] = ("untold",)
    moments: tuple[Moment, ...] = ()

    def marks(self, of: str) -> list[str]:
        return [f"{of} told {kind}" for kind in self.kinds]

    def near(self, of: str, turn: int, start: int, end: int) -> list[str]:
        """How far from the day and the hour the words stand that are told in the same turn."""
        return [f"{of} {m.what} {_apart(m, start, end)}" for m in self.moments if m.turn == turn]

    def within(self, turn: int) -> ToldWhen:
        """What matters to the words of that turn."""
        return ToldWhen(self.kinds, tuple([m for m in self.moments if m.turn == turn]))


def told_when(scene: Scene, proposal: Proposal) -> ToldWhen:
    said = [
        (name, e) for name in ("incident_date", "incident_time") for e in proposal.evidence.get(name, [])
    ]  # fmt: skip
    moments = tuple(found for name, e in said if (found := _moment(scene, name, e)) is not None)
    if not moments:
        return ToldWhen()
    kinds = {kind for m in moments for kind in _about(scene.lines[m.turn], m.start, m.end)}
    return ToldWhen(tuple(sorted(kinds)) or ("else",), moments)


def _moment(scene: Scene, name: str, said: Evidence) -> Moment | None:
    words, _ = plain(said.words)
    start = scene.lines[said.turn].text.find(words) if words else -1
    return Moment(name.removeprefix("incident_"), said.turn, start, start + len(words)) if start >= 0 else None


def _about(line: Line, start: int, end: int) -> tuple[str, ...]:
    near = f"{line.text[max(0, start - _BEFORE) : start]}|{line.text[end : end + _BEHIND]}"
    return line.once(
        f"told when {start} {end}", lambda: tuple(kind for kind, words in _KINDS.items() if words.search(near))
    )


def _apart(moment: Moment, start: int, end: int) -> str:
    if start >= moment.end:
        return f"behind {min(4, (start - moment.end) // 5)}"
    return f"before {min(4, max(0, moment.start - end) // 5)}"
