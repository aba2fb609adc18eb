"""Whether two mentions are of one person, and what is known of them together."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.drafting.names.positions import rank_of
from cases.drafting.names.surnames import surname_length
from cases.drafting.people.person import Person

_FAMILIAR = re.compile("[老小][一-鿿]|[一-鿿][哥姐爷叔导]")
_REAL = re.compile("真名|全名|本名|大名|大号|正名")
_ALL_CALL = re.compile("都|人家|别人|大家|大伙|旁人|我们|俺们|外号|绰号|人称")
_SOMEBODY_ELSE = re.compile("一个|还有|另|两个|俩|小伙|[男女胖瘦高矮老]的|年轻")
_NEAR = 16


def same(a: Person, b: Person) -> bool:
    """刘, 刘警官 and 刘建国 are one person; an officer and somebody of the caller's own people are two."""
    if not a.name or not b.name:
        return False
    if {a.kind, b.kind} == {"police", "other"} and a.name != b.name:
        return False
    if a.name in b.name or b.name in a.name:
        return True
    one, other = _surname(a.name), _surname(b.name)
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _surname(name: str) -> str:
    """向哥 and 老向 go by the surname of 向绍文."""
    if not _FAMILIAR.fullmatch(name):
        return name
    surname = name[1] if name[0] in "老小" else name[0]
    return surname if surname_length(surname, 0) else name


def by_another_name(told: Person, new: Person) -> bool:
    """章学武, 人家喊他小武子; 都喊他幺娃子, 真名叫吴幺林."""
    if told.line is not new.line or not 0 <= new.start - told.end <= _NEAR:
        return False
    nick = new.source == "accused.nickname" and _ALL_CALL.match(new.line.text, new.start)
    real = told.source == "accused.nickname" and _real(new)
    return bool(nick or real) and not _SOMEBODY_ELSE.search(new.line.text[told.end : new.start])


def joined(was: Person, new: Person) -> Person:
    """The fullest name, the first position told."""
    if new.source == "accused.nickname" and was.source != new.source and (new.name or "") not in (was.name or ""):
        return was
    fuller = new if _real(new) or _fuller(new.name or "", was.name or "") else was
    told = replace(fuller, position=_finer(was.position, new.position), kind=_surer(was, new))
    return replace(told, line=was.line, start=was.start, end=was.end, source=was.source)


def _real(new: Person) -> bool:
    return _REAL.search(new.line.text[max(0, new.start - 2) : new.start + 4]) is not None


def _fuller(new: str, was: str) -> bool:
    """老余 and 余哥 say less than 余."""
    if _FAMILIAR.fullmatch(was) and new[0] in was:
        return True
    if new == was + "生":  # 邓生: Mr Deng
        return False
    return len(new) > len(was) and not (_FAMILIAR.fullmatch(new) and was[0] in new)


def _finer(a: str | None, b: str | None) -> str | None:
    """户籍民警 says more than 民警."""
    return b if b and (a is None or (a == "民警" and rank_of(b) != "civil")) else a


def _surer(a: Person, b: Person) -> str | None:
    kinds = (a.kind, b.kind)
    return next((kind for kind in ("police", "civil", "other") if kind in kinds), a.kind)
