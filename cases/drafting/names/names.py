"""Names as people give them: spelled out, bare (我叫海正福), the surname alone (姓关), written by sound (扎西顿珠)."""

from __future__ import annotations

import re

import rjieba

from cases.drafting.names.bare import STOP, bare_name, given_length, ordinary_word, word_at
from cases.drafting.names.choice import chosen
from cases.drafting.names.hints import read_hints
from cases.drafting.names.minority import sounded_length
from cases.drafting.names.name import Name
from cases.drafting.names.spelled import explained, spelled_name
from cases.drafting.names.surnames import COMPOUND, GIVEN, PARTS, surname_length


def read_name(text: str, at: int, led: bool = True) -> Name | None:
    """The name at `at`; behind a lead (我叫) one is sure to be there."""
    ruled = ruled_name(text, at, led)
    return chosen(text, at, ruled) if ruled else None


def name_told(text: str, at: int) -> Name | None:
    """Behind 我叫 stands a name even where no list knows its characters: 此里肯, 夯宝柱."""
    known = read_name(text, at)
    if known or ordinary_word(text, at) or word_at(text[at : at + 6])[1][:1] in _NO_NAME_TAGS:
        return known
    found = chosen(text, at, None, least=2)
    told = found is not None and (found.explained or _closes(text, found.end))
    return found if told else None


_NO_NAME_TAGS = frozenset("cdepqruvymtf")


def _closes(text: str, at: int) -> bool:
    return at >= len(text) or text[at] in STOP


def ruled_name(text: str, at: int, led: bool = True) -> Name | None:
    """The name at `at`, explained or bare; 姓关关羽的关关德海… is read to its fullest form."""
    again = text[at : at + 1] == text[at + 1 : at + 2]
    twice = spelled_name(text, at + 1) if again else None
    if twice and len(twice.text) >= 2:
        return twice
    if worded := _surname_worded(text, at):
        return _fuller(text, worded)
    spelled = spelled_name(text, at)
    if sounded := _by_sound(text, at, spelled):
        return sounded
    if spelled is None:
        return _said_twice(text, at, led) if again and surname_length(text, at) else bare_name(text, at, led)
    return _fuller(text, spelled) if len(spelled.text) == 1 or spelled.text in COMPOUND else spelled


def _by_sound(text: str, at: int, spelled: Name | None) -> Name | None:
    """扎西顿珠; of 格来格桑的格来去的来 the name only, not what its characters are."""
    length = sounded_length(text, at)
    hits = {n: read_hints(text, at + n, text[at : at + n])[1] for n in (2, 3, length) if 0 < n <= length}
    told = next((n for n in (2, 3) if n < length and hits[n] >= 2 and hits[n] > hits[length]), 0)
    if told:
        return Name(text[at : at + told], at, at + told, 2)
    if length >= 3 or (length and spelled is None):
        return Name(text[at : at + length], at, at + length, spelled.explained if spelled else 0)
    return None


def _said_twice(text: str, at: int, led: bool) -> Name | None:
    """曲曲洪波: the surname, and then the whole name."""
    again = bare_name(text, at + 1, led)
    return again if again and len(again.text) >= 3 else bare_name(text, at, led)


def _surname_worded(text: str, at: int) -> Name | None:
    """漆木器的漆漆小毛: the surname told by nothing but a word that it begins."""
    head = surname_length(text, at)
    surname = text[at : at + head]
    word = text.find("的" + surname * 2, at + head + 1, at + head + 4 + 2 * head) if head else -1
    return Name(surname, at, word + 1 + head, 1) if word > 0 else None


_NAMED = re.compile("(?:单?名(?:字)?(?:一个|叫|是|就)?|单字|名字?叫)(?!后[面头边]|前面|没|不)")


def _fuller(text: str, surname: Name) -> Name:
    """After the explained surname often comes the whole name again, or the given name alone (姓郗名守正)."""
    for at in (surname.start + len(surname.text), *range(surname.end, surname.end + 7)):
        if text.startswith(surname.text, at) and not text.startswith(surname.text + "的", at):
            whole = spelled_name(text, at) or bare_name(text, at, True) or _with_given(text, at, surname.text)
            if (
                whole
                and len(whole.text) > len(surname.text)
                and (whole.explained or at >= surname.end)
                and whole.text[len(surname.text) :] != "师傅"
            ):
                return Name(whole.text, surname.start, whole.end, surname.explained + whole.explained)
    return _later(text, surname) or given_after(text, surname) or surname


def given_after(text: str, surname: Name) -> Name | None:
    """The given name alone behind the surname: 姓郗名守正, 符号的符文涛文化的文."""
    lead = _NAMED.match(text, surname.end)
    at = lead.end() if lead else surname.end
    if lead and text.startswith(surname.text, at):
        return read_name(text, at)
    if lead:
        whole = _single(text, at, surname) or _explained_with(text, at, surname)
        if whole:
            return whole
    found = [name for length in (2, 1) if (name := explained(text, at, length))]
    best = max(found, key=lambda name: (2 * name.explained - len(name.text), name.proper), default=None)
    if best and (lead or len(best.text) == 2 or best.explained):
        return Name(surname.text + best.text, surname.start, best.end, surname.explained + best.explained)
    given = given_length(text, at, True) if lead else 0
    return Name(surname.text + text[at : at + given], surname.start, at + given, 0) if given else None


_SINGLE = re.compile("(?P<char>[一-鿿])(?:[一-鿿]{1,3}?的(?P=char)|字(?!旁))")


def _single(text: str, at: int, surname: Name) -> Name | None:
    """单名一个勇敢的勇, 单名一个勇字."""
    told = _SINGLE.match(text, at) if "单" in text[surname.end : at] else None
    return Name(surname.text + told["char"], surname.start, told.end(), surname.explained + 1) if told else None


def _explained_with(text: str, at: int, surname: Name) -> Name | None:
    """姓郗名守正希望的希加一个右耳刀守护的守: the explanation begins with the surname."""
    for length in (2, 1):
        end, hits, said = read_hints(text, at + length, surname.text + text[at : at + length])
        if hits >= 2:
            return Name(said, surname.start, end, surname.explained + hits)
    return None


def _with_given(text: str, at: int, surname: str) -> Name | None:
    """The given name after a surname that is in no list, but was explained."""
    start = at + len(surname)
    given = given_length(text, start, True)
    return Name(text[at : start + given], at, start + given, 0) if given else None


def _at_the_end(text: str, surname: Name) -> Name | None:
    """我姓仉掌心的掌…加个几仉志国: the whole name closes the line."""
    at = text.rfind(surname.text, surname.end)
    if at < 0 or not 1 <= len(text) - at - len(surname.text) <= 2 or text[at - 1] in "我俺他她":
        return None
    given = text[at + len(surname.text) :]
    fits = all(c in GIVEN for c in given) and not rjieba.has_word(text[at:])
    return Name(text[at:], surname.start, len(text), surname.explained) if fits else None


def _later(text: str, surname: Name) -> Name | None:
    """逄一个走之底…的逄逄晓燕破晓的晓: the whole name, explained, a little further on."""
    for at in range(surname.end, min(surname.end + 16, len(text) - 2)):
        whole = spelled_name(text, at) if text.startswith(surname.text, at) else None
        if whole and len(whole.text) >= 2 and whole.text.startswith(surname.text):
            return Name(whole.text, surname.start, whole.end, surname.explained + whole.explained)
    return _at_the_end(text, surname)


def read_surname(text: str, at: int) -> Name | None:
    """What follows 姓, as far as it goes."""
    sounded = _sounded_surname(text, at)
    if sounded:
        return sounded
    ruled = ruled_surname(text, at)
    return chosen(text, at, ruled) if ruled else None


def _sounded_surname(text: str, at: int) -> Name | None:
    """姓达瓦她说, 姓沙马沙马所长, 姓哈的哈斯木江: whoever has no surname is asked for one all the same."""
    again = at + 2 if text[at + 1 : at + 3] == "的" + text[at : at + 1] else at
    length = sounded_length(text, again)
    if again > at:
        return Name(text[again : again + length], again, again + length, 0) if length >= 3 else None
    twice = length == 4 and text[at : at + 2] == text[at + 2 : at + 4]
    return Name(text[at : at + 2], at, at + 2, 0) if length == 2 or twice else None


def ruled_surname(text: str, at: int) -> Name | None:
    """What follows 姓: a surname, or the whole name where it goes on at once."""
    sounded = sounded_length(text, at)
    if sounded and not (surname_length(text, at) and text[at : at + 1] == text[at + 2 : at + 3]):
        return Name(text[at : at + sounded], at, at + sounded, 0)
    if re.match("[一-鿿]的(?!的)", text[at : at + 3]) and text[at : at + 1] not in STOP:
        return Name(text[at], at, at + 1, 0)
    head = surname_length(text, at)
    if head and text.startswith(text[at : at + head] + "字", at + head):
        return Name(text[at : at + head], at, at + head, 0)
    if head and _NAMED.match(text, at + head):
        surname = Name(text[at : at + head], at, at + head, 0)
        return given_after(text, surname) or surname
    doubled = spelled_name(text, at + 1) if text[at : at + 1] == text[at + 1 : at + 2] else None
    if doubled and doubled.explained and len(doubled.text) >= 2:
        return doubled
    alone = explained(text, at, surname_length(text, at) or 1)
    if alone:
        return _fuller(text, alone)
    spelled = spelled_name(text, at)
    if spelled:
        return _from_spelled(text, at, spelled)
    return _bare_surname(text, at)


def _from_spelled(text: str, at: int, spelled: Name) -> Name:
    if len(spelled.text) <= surname_length(text, at) or spelled.text in PARTS.values():
        return _fuller(text, spelled)
    return spelled if spelled.explained >= 2 else Name(spelled.text[:1], at, at + 1, 1)


def _bare_surname(text: str, at: int) -> Name | None:
    head = surname_length(text, at)
    surname = Name(text[at : at + head], at, at + head, 0)
    later = _later(text, surname) if head else None
    if later:
        return later
    if head and text[at : at + head] == text[at + head : at + 2 * head]:
        return read_name(text, at + head) or surname
    if head and _NAMED.match(text, at + head):
        return given_after(text, surname) or surname
    if not head and re.match("[一-鿿](?:的|就是)", text[at : at + 3]) and text[at] not in STOP:
        head = 1
    return Name(text[at : at + head], at, at + head, 0) if head else None
