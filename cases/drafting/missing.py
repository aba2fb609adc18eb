"""What a clerk would still ask, in the order of asking."""

from __future__ import annotations

from cases.drafting.model import Fields

CONTACT, SECRECY = "联系电话", "是否要求保密"


def missing(fields: Fields, *, same_number: bool = False, secrecy_in_doubt: bool = False) -> tuple[str, ...]:
    """As operators ask: the matter, its proof, who is calling, and what they ask for. Nothing for its own sake: a
    question or another office's matter needs no day, an unnamed caller no name. `same_number`: the caller settled
    on the number of the display; `secrecy_in_doubt`: what they said may have asked for secrecy."""
    asks = _matter(fields) if fields["in_scope"] and fields["category"] != "咨询求助" else _earlier(fields)
    if not fields["anonymous"]:
        wanted = _REPORTER if fields["in_scope"] else _CALLER
        asks += [words for key, words in wanted if not fields[key] and not (same_number and words == CONTACT)]
        asks += [SECRECY] * (secrecy_in_doubt and not fields["confidential"])
    if fields["in_scope"] and not fields["demand"]:
        asks.append("诉求")
    return tuple(asks)


def _matter(fields: Fields) -> list[str]:
    return _whom(fields["accused"]) + [words for key, words in _MATTER if not fields[key]]


def _whom(people: list[dict[str, str | None]]) -> list[str]:
    if not people:
        return ["被反映人或单位"]
    unit = [] if any(p["unit"] for p in people) else ["被反映人所在单位"]
    unnamed = any(p["position"] and not p["name"] and not p["badge_number"] for p in people)
    return unit + ["被反映人姓名或警号"] * unnamed


def _earlier(fields: Fields) -> list[str]:
    """Of an earlier complaint only whom it concerned."""
    return ["前次反映的单位"] if fields["in_scope"] and not fields["accused"] else []


_MATTER = (
    ("incident_date", "事发日期"),
    ("incident_time", "事发时间"),
    ("incident_place", "事发地点"),
    ("evidence", "证据材料"),
)
_CALLER = (("reporter_name", "反映人姓名"), ("reporter_phone", CONTACT))
_REPORTER = (
    ("reporter_name", "反映人姓名"),
    ("reporter_id_number", "身份证号"),
    ("reporter_address", "住址"),
    ("reporter_phone", CONTACT),
)
