"""Callers' numbers in one normal form, so that the same person is found again however the network writes it.

Never raises: what arrives is whatever a stranger's exchange sends.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cases.units import Directory

_LONGEST = 40
_SEPARATORS = re.compile(r"[ ().\-/\u2010-\u2015\u2212]")
_WITHHELD = frozenset({"", "anonymous", "unknown", "private", "restricted", "unavailable", "withheld", "asreceived"})
_WITHHELD_TEXT = "未显示号码"


class PhoneKind(StrEnum):
    MOBILE = "mobile"
    LANDLINE = "landline"
    OTHER = "other"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """`digits` is the normal form: 13800000123, 05388200345, 95500, +85223456789; empty when withheld.

    A landline whose area code did not come with it has none: 8200345.
    """

    digits: str
    kind: PhoneKind
    area_code: str | None = None

    @property
    def local(self) -> str:
        return self.digits.removeprefix(self.area_code or "")

    @property
    def shown(self) -> str:
        """In full, as people write it."""
        if self.kind is PhoneKind.WITHHELD:
            return _WITHHELD_TEXT
        return f"{self.area_code}-{self.local}" if self.area_code else self.digits

    @property
    def masked(self) -> str:
        """For every screen that is not the operator's own call. Service numbers are nobody's and stay."""
        if self.kind is PhoneKind.WITHHELD:
            return _WITHHELD_TEXT
        if self.kind is PhoneKind.MOBILE:
            return _mask(self.digits, 3, 4)
        head = f"{self.area_code}-" if self.area_code else ""
        return head + (_mask(self.local, 0, 3) if len(self.local) > 6 else self.local)


_Maker = Callable[[str], PhoneNumber]


def _mobile(digits: str) -> PhoneNumber:
    return PhoneNumber(digits, PhoneKind.MOBILE)


def _landline(digits: str) -> PhoneNumber:
    """`digits` without the leading 0; three-digit codes begin with 1 or 2."""
    area_code = f"0{digits[:2] if digits[0] in '12' else digits[:3]}"
    return PhoneNumber(f"0{digits}", PhoneKind.LANDLINE, area_code)


def _local_landline(digits: str) -> PhoneNumber:
    return PhoneNumber(digits, PhoneKind.LANDLINE)


def _other(digits: str) -> PhoneNumber:
    return PhoneNumber(digits, PhoneKind.OTHER)


def _foreign(digits: str) -> PhoneNumber:
    return PhoneNumber(f"+{digits}", PhoneKind.OTHER)


_MOBILE = r"(1[3-9][0-9]{9})"
# Area code without its 0, then a number of 7 or 8 digits that starts with 2 to 8, or a short service number.
_FIXED = r"((?:10|2[0-9]|[3-9][0-9]{2})(?:[2-8][0-9]{6,7}|1[0-9]{2,4}|9[0-9]{4}))"
_CHINA = r"(?:\+860?|00860?)"

# The first that fits decides.
_FORMS: tuple[tuple[re.Pattern[str], _Maker], ...] = tuple(
    (re.compile(pattern), maker)
    for pattern, maker in (
        (rf"(?:{_CHINA}|86|0)?{_MOBILE}", _mobile),
        (rf"(?:{_CHINA}|0){_FIXED}", _landline),
        (r"860?((?:10|2[0-9])[2-8][0-9]{7}|[3-9][0-9]{2}[2-8][0-9]{6,7})", _landline),
        (rf"(?:{_CHINA}|86)?([48]00[0-9]{{7}})", _other),
        (rf"{_CHINA}?(1[0-9]{{2,4}}|9[0-9]{{4,5}}|1[0-9]{{7}})", _other),
        (r"([2-8][0-9]{6,7})", _local_landline),
        (r"(?:\+|00)(?!86)([1-9][0-9]{6,14})", _foreign),
        (r"(\+?[0-9]{3,20})", _other),
    )
)


def normalise(raw: str) -> PhoneNumber | None:
    """None for what is no number at all."""
    text = unicodedata.normalize("NFKC", raw[:_LONGEST]).strip()
    if text.casefold() in _WITHHELD:
        return PhoneNumber("", PhoneKind.WITHHELD)
    number = _SEPARATORS.sub("", text)
    if len(raw) > _LONGEST:
        return None
    for form, make in _FORMS:
        if found := form.fullmatch(number):
            return make(found[1])
    return None


def place_of(number: PhoneNumber, directory: Directory) -> str | None:
    """Where a landline is, by its area code: 山东泰安, 湖南长沙/株洲/湘潭, 北京. A hint, never a routing key."""
    sharers = directory.by_area_code(number.area_code or "")
    if not sharers:
        return None
    province = directory.unit(sharers[0].parent or sharers[0].code)
    if province is directory.ministry:
        return sharers[0].short_name
    # Divisions of 兵团 share the codes of the prefectures they lie in: the prefecture says it.
    neighbours = (unit.short_name for unit in sharers if unit.parent == province.code)
    return province.short_name + "/".join(neighbours)


def _mask(digits: str, head: int, tail: int) -> str:
    return digits[:head] + "*" * (len(digits) - head - tail) + digits[len(digits) - tail :]
