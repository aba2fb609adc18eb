"""Names spelled out: by words (孟子的孟), parts (弓长张) or radicals (耳朵旁的邬)."""

from __future__ import annotations

import re

from cases.drafting.names.hints import BARE_RADICAL, FILLER, IS, PART, REACH, read_hints
from cases.drafting.names.name import Name
from cases.drafting.names.surnames import COMPOUND, PARTS
from cases.drafting.reading.segments import first_word

# Answers that look like a surname with a given name.
_ORDINARY = (("方便", "a"), ("可以", "c"), ("高兴", "b"), ("关于", "p"), ("好像", "v"))
_NO_NAME = frozenset("的我您你是了吗叫姓不念")


def spelled_name(text: str, at: int) -> Name | None:
    """A name at `at` whose explanation follows at once; the longest that its explanation bears out."""
    by_parts = _by_parts(text, at) or _by_parts_after(text, at)
    if by_parts:
        return by_parts
    found = [name for length in (4, 3, 2, 1) if (name := explained(text, at, length))]
    best = max(found, key=_borne_out, default=None)
    surname = next((name for name in found if len(name.text) == 1), None)
    if best and surname and best.explained == 1 and text.startswith(surname.text, surname.end):
        # 酒大酒店的酒酒虎…: the surname's word, then the whole name.
        return surname
    return best


def _borne_out(name: Name) -> tuple[int, int, int]:
    """Most explained first; then the one behind which a word begins; then the longest."""
    return name.explained, name.proper, len(name.text)


def explained(text: str, at: int, length: int) -> Name | None:
    name = text[at : at + length]
    if len(name) == length > 1 and name[-1] == name[-2] and text[at + length : at + length + 1] in ("是", "字"):
        return None
    if len(name) < length or name[0] in name[1:] or not _NO_NAME.isdisjoint(name):
        return None
    end, hits, said = read_hints(text, at + length, name)
    if hits == 1 and length == 2 and first_word(name) in _ORDINARY:
        return None
    if not hits or (length == 4 and text[at : at + 2] not in COMPOUND):
        return None
    return Name(said, at, end, hits, _proper(text, at + length))


def _proper(text: str, at: int) -> int:
    """How long the dictionary word is with which the explanation begins; a radical counts more than any."""
    filler = FILLER.match(text, at)
    start = filler.end() if filler else at
    if BARE_RADICAL.match(text[start : start + 5]):
        return REACH
    same = IS.match(text, start)
    word, _ = first_word(text[same.end() if same else start :][:6])
    return len(word) if len(word) >= 2 else 0


def _by_parts_after(text: str, at: int) -> Name | None:
    """龚龙共龚冬月的冬梅花的梅: the surname, its parts, then the given name by nothing but explanations."""
    parts = PART.match(text, at + 1)
    if not parts or not text.startswith(PARTS[parts.group()], at):
        return None
    whole = _by_parts(text, at + 1)
    return whole if whole and len(whole.text) > 1 else None


def _by_parts(text: str, at: int) -> Name | None:
    """双木林破晓的晓山风岚, 木易杨: nothing but explanations, surname first."""
    first = PART.match(text, at)
    if not first:
        return None
    chars, end = PARTS[first.group()], first.end()
    if text.startswith(chars, end):
        # 卯金刀刘刘继昌…: the whole name follows.
        return Name(chars, at, end, 1)
    while len(chars) < 4:
        parts = PART.match(text, end)
        worded = re.compile("(?P<word>[一-鿿]{2,5}?)的(?P<char>[一-鿿])").match(text, end)
        if parts:
            chars, end = chars + PARTS[parts.group()], parts.end()
        elif worded and worded["char"] in worded["word"]:
            chars, end = chars + worded["char"], worded.end()
        else:
            break
    return Name(chars, at, end, len(chars))
