"""Positions told without a name."""

from __future__ import annotations

import re

from cases.drafting.names.positions import positions
from cases.drafting.people.person import Person
from cases.drafting.reading.lines import Line, Scene

# 派民警过来, 冒充警察: nobody is told of yet.
_NOBODY = re.compile("(?:派|报|冒充|假扮|假装|自称)(?:个|几个|些|是|成)?$")


def persons_unnamed(scene: Scene) -> list[Person]:
    return [p for _, found in scene.noted("unnamed", _unnamed) for p in found]


def _unnamed(line: Line) -> list[Person]:
    told = [mark for mark in positions(line.text) if not _NOBODY.search(line.text[max(0, mark[0] - 4) : mark[0]])]
    return [Person(None, position, line, start, end, "accused.position") for start, end, position in told]
