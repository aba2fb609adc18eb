"""What a clerk would still ask, in the order of asking."""

from __future__ import annotations

from cases.drafting.model import Fields


def missing(fields: Fields) -> tuple[str, ...]:
    asks: list[str] = []
    people = fields["accused"]
    if not people:
        asks.append("被反映人或单位")
    elif not any(p["unit"] for p in people):
        asks.append("被反映人所在单位")
    asks += [words for key, words in _MATTER if not fields[key]]
    if not fields["anonymous"]:
        asks += [words for key, words in _REPORTER if not fields[key]]
    return tuple(asks)


_MATTER = (
    ("incident_date", "事发日期"),
    ("incident_time", "事发时间"),
    ("incident_place", "事发地点"),
    ("evidence", "证据材料"),
    ("demand", "诉求"),
)
_REPORTER = (
    ("reporter_name", "反映人姓名"),
    ("reporter_phone", "联系电话"),
    ("reporter_id_number", "身份证号"),
    ("reporter_address", "住址"),
)
