"""Characters that sound alike (tones left out): a recogniser often prints one for the other."""

from __future__ import annotations

from functools import cache, lru_cache

from cases.drafting.reading.shipped import shipped


@cache
def _sounds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for sound, characters in map(str.split, shipped("sounds")):
        for char in characters:
            found.setdefault(char, set()).add(sound)
    return {char: frozenset(sounds) for char, sounds in found.items()}


def sounds_of(char: str) -> frozenset[str]:
    """A character whose sound is not known sounds like itself alone."""
    return _sounds().get(char) or frozenset(char)


def sounds_like(a: str, b: str) -> bool:
    """Whether two words of equal length could be heard for one another."""
    if len(a) == len(b) == 1:
        return a == b or _meet(a, b)
    return len(a) == len(b) and all(x == y or _meet(x, y) for x, y in zip(a, b, strict=True))


@lru_cache(maxsize=1 << 14)
def _meet(x: str, y: str) -> bool:
    known = _sounds()
    return x in known and y in known and not known[x].isdisjoint(known[y])


def nearly_alike(a: str, b: str) -> bool:
    """Whether speakers of some region say two characters alike: 陈 and 程, 刘 and 牛, 胡 and 符."""
    return a == b or not _broad(a).isdisjoint(_broad(b))


# What many speakers do not tell apart.
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("hu", "fu"), ("r", "l"))


@lru_cache(maxsize=1 << 14)
def _broad(char: str) -> frozenset[str]:
    return frozenset(_merged(sound) for sound in _sounds().get(char, ()))


def _merged(sound: str) -> str:
    for narrow, broad in _MERGED:
        if sound.startswith(narrow):
            sound = broad + sound.removeprefix(narrow)
            break
    return sound.removesuffix("g") if sound.endswith("ng") else sound


def initials(text: str) -> list[str]:
    """For each character the first letters of its readings: 厦门 → ["sx", "m"]. A character without sound is itself."""
    return ["".join(sorted({sound[0] for sound in _sounds().get(char, (char,))})) for char in text]
