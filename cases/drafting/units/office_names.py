"""What an office is called as a place: 梅山派出所 for 金寨县梅山派出所."""

from __future__ import annotations

import re

from cases.drafting.units.units import Mention

OWN_NAME = re.compile("派出所|警务室|警务站|检查站|所$")
"""The kinds whose offices bear names of their own."""
_OF_COUNTY = re.compile("(?:[一-鿿]{2,4}[县市区]|[一-鿿]县|[一-鿿]{2,3}(?<!公交)分局)(?=[一-鿿]{2,5}(?:派出所|检查站))")


def named_itself(m: Mention) -> bool:
    return bool(m.stem) and OWN_NAME.search(m.kind) is not None


def short_name(name: str) -> str:
    within = _OF_COUNTY.match(name)
    return name[within.end() :] if within else name
