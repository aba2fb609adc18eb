"""Lines are passed over by characters one of which is in all that a pattern finds: shown from the pattern itself."""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as tree  # type: ignore[attr-defined]
from typing import Any

import pytest

from cases.drafting.nature import repeated, risks
from cases.drafting.organizations import outsiders
from cases.drafting.people import called, nicknames
from cases.drafting.reporter import leads, wishes
from cases.drafting.times import dates, lunar_days

_DAYS = {rule.__name__: needed for rule, needed in dates._rules()}
_SAID = [
    *((mark, words, risks.NEEDED[mark]) for mark, words in risks._COMPILED.items()),
    *((f"secrecy {k}", words, needed) for k, (needed, words) in enumerate(wishes._ASKS_SECRECY)),
    *((f"unnamed {k}", words, needed) for k, (needed, words) in enumerate(wishes._STAYS_UNNAMED)),
    *((f"repeat {k}", words, needed) for k, (needed, words) in enumerate(repeated._REPEAT_WORDS)),
    ("called", called._CALLED, called.NEEDED),
    ("surnamed", called._SURNAMED, frozenset("姓")),
    ("nickname", nicknames._NICK, nicknames.NEEDED),
    ("civilian called", outsiders._CALLED, outsiders.NEEDED),
    ("caller surnamed", leads._SURNAMED, frozenset("姓")),
    ("festival", lunar_days._FESTIVAL, _DAYS["festivals"]),
    ("lunar day", lunar_days._LUNAR, _DAYS["lunar_days"]),
    ("new year", lunar_days._NEW_YEAR, _DAYS["new_year_days"]),
]


@pytest.mark.parametrize(("words", "needed"), [row[1:] for row in _SAID], ids=[row[0] for row in _SAID])
def test_all_that_a_pattern_finds_holds_one_of_the_characters_it_is_passed_over_by(
    words: re.Pattern[str], needed: frozenset[str]
) -> None:
    assert _holds(tree.parse(words.pattern), needed)


def test_a_pattern_that_finds_words_without_them_is_told() -> None:
    assert _holds(tree.parse("(?:上|进)?访|喊冤"), frozenset("访冤"))
    assert not _holds(tree.parse("(?:上访)?了|喊冤"), frozenset("访冤"))


def _holds(items: Any, needed: frozenset[str]) -> bool:
    return any(_one(kind, value, needed) for kind, value in items)


def _one(kind: Any, value: Any, needed: frozenset[str]) -> bool:
    if kind is op.LITERAL:
        return chr(value) in needed
    if kind is op.IN:
        return all(kind is op.LITERAL and chr(char) in needed for kind, char in value)
    if kind is op.SUBPATTERN:
        return _holds(value[3], needed)
    if kind is op.BRANCH:
        return all(_holds(branch, needed) for branch in value[1])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return value[0] > 0 and _holds(value[2], needed)
    return kind is op.ASSERT and _holds(value[1], needed)
