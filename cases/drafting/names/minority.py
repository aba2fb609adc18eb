"""Names written by sound: known pieces in a row (扎西顿珠, 买买提江艾合买提), or one behind a surname (马尤努斯)."""

from __future__ import annotations

from functools import cache

from cases.drafting.reading.lexicon import sections

_MOST = 5


@cache
def _pieces() -> tuple[dict[str, frozenset[str]], frozenset[str], frozenset[str]]:
    """Pieces by people, the tails, and words that only begin like a tail."""
    found = {key: frozenset(row) for key, row in sections("minority_names").items()}
    tails, words = found.pop("tails"), found.pop("not_tails")
    return {key: row for key, row in found.items() if key not in _SURNAMED}, tails, words


_SURNAMED = ("hui surnames", "hui")


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Those of peoples who have a Chinese surname and a given name by sound, and the given names."""
    found = sections("minority_names")
    return frozenset(found[_SURNAMED[0]]), frozenset(found[_SURNAMED[1]])


def sounded_length(text: str, at: int) -> int:
    """How many characters the name at `at` has; 0 when none begins there."""
    if text[at : at + 1] not in _first_characters():
        return 0
    pieces, *_ = _pieces()
    return max(_surnamed(text, at), *(_run(text, at, known) for known in pieces.values()))


@cache
def _first_characters() -> frozenset[str]:
    pieces, *_ = _pieces()
    return _surnames()[0].union(piece[0] for known in pieces.values() for piece in known)


def _surnamed(text: str, at: int) -> int:
    surnames, given = _surnames()
    if text[at : at + 1] not in surnames:
        return 0
    names = (text[at + 1 : at + 1 + n] for n in (4, 3, 2))
    return next((1 + len(name) for name in names if name in given), 0)


def sounded_ends(text: str, at: int) -> set[int]:
    """After how many characters a piece of the name at `at` ends: 吉克·阿依 and 吉克·阿依·吉 are told apart."""
    pieces, *_ = _pieces()
    ends = {end for known in pieces.values() for end in _row(text, at, known)}
    return ends | ({surnamed} if (surnamed := _surnamed(text, at)) else set())


def _run(text: str, at: int, known: frozenset[str]) -> int:
    return max(_row(text, at, known), default=0)


def _row(text: str, at: int, known: frozenset[str]) -> list[int]:
    """The longest row of pieces; a tail may follow each of them (阿不力·江, 买买提·江·艾合买提)."""
    end, ends = at, []
    for _ in range(_MOST):
        step = next((n for n in (4, 3, 2) if text[end : end + n] in known and len(text[end : end + n]) == n), 0)
        if not step:
            break
        end += step
        ends.append(end - at)
        if _tail(text, end, known):
            end += 1
            ends.append(end - at)
    return ends


def _tail(text: str, end: int, known: frozenset[str]) -> bool:
    _, tails, words = _pieces()
    char = text[end : end + 1]
    if not char or char not in tails or text[end : end + 2] in known or text[end : end + 3] in known:
        return False
    return text[end : end + 2] not in words
