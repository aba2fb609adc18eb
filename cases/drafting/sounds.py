"""Characters that sound alike (tones left out): a recogniser often prints one for the other."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files


@cache
def _sounds() -> dict[str, frozenset[str]]:
    rows = files(__package__).joinpath("data/sounds.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, set[str]] = {}
    for row in rows:
        if row and not row.startswith("#"):
            sound, characters = row.split()
            for char in characters:
                found.setdefault(char, set()).add(sound)
    return {char: frozenset(sounds) for char, sounds in found.items()}


def sounds_like(a: str, b: str) -> bool:
    """Whether two words of equal length could be heard for one another."""
    if len(a) == len(b) == 1:
        return a == b or _meet(a, b)
    return len(a) == len(b) and all(x == y or _meet(x, y) for x, y in zip(a, b, strict=True))


@lru_cache(maxsize=1 << 14)
def _meet(x: str, y: str) -> bool:
    known = _sounds()
    return x in known and y in known and not known[x].isdisjoint(known[y])


def initials(text: str) -> list[str]:
    """For each character the first letters of its readings: 厦门 → ["sx", "m"]. A character without sound is itself."""
    return ["".join(sorted({sound[0] for sound in _sounds().get(char, (char,))})) for char in text]
