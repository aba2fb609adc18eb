"""主要问题: three to six sentences in the language of a registration, only from what was said."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from cases.drafting.model import Fields
from cases.drafting.names.surnames import COMPOUND, SURNAMES

_NATURE = {
    "执法办案": "执法办案方面的问题",
    "打击防范": "接处警和案件办理方面的问题",
    "行政管理": "公安行政管理方面的问题",
    "服务群众": "服务群众方面的问题",
    "遵规守纪": "遵守纪律方面的问题",
}
Person = dict[str, str | None]


def summary(fields: Fields, conduct: tuple[str, ...] = ()) -> str:
    police = fields["category"] in _NATURE
    parts = (
        _opening(fields),
        _when_and_where(fields) if police or fields["incident_date"] else _aside(fields),
        f"反映人称：{'；'.join(conduct)}。" if conduct else "",
        _details(fields),
        _marks(fields),
        _demand(fields),
    )
    return "".join(part for part in parts if part)


def _opening(fields: Fields) -> str:
    who = "匿名反映人" if fields["anonymous"] else "反映人"
    who += _called(fields["reporter_name"]) if fields["reporter_name"] else ""
    if fields["category"] == "咨询求助":
        return f"{who}来电，询问或者说明前次反映的事项。" if fields["in_scope"] else f"{who}来电咨询、求助。"
    if fields["category"] == "非受理范围":
        return f"{who}来电，所反映的事项不属于公安机关受理范围。"
    return f"{who}来电，反映{_whom(fields['accused'])}{_NATURE[fields['category']]}。"


def _called(name: str) -> str:
    return f"（{name}姓）" if len(name) == 1 or name in COMPOUND else name


def _whom(people: list[Person]) -> str:
    """Each unit once, its people after it: 某派出所民警霍志刚、任姓副所长."""
    groups = groupby(people, key=lambda person: person["unit"] or "")
    return "，".join(unit + "、".join(filter(None, map(_person, those))) for unit, those in groups)


def _person(person: Person) -> str:
    name, position, badge = person["name"], person["position"] or "", person["badge_number"]
    if name is None:
        called = position or ("工作人员" if badge else "")
    elif len(name) == 1 or name in COMPOUND:
        called = f"{name}姓{position or '人员'}"
    elif name[0] in SURNAMES or name[:2] in COMPOUND or len(name) > 3:
        called = f"{position}{name}"
    else:
        called = f"人称“{name}”的{position or '人员'}"
    return called + (f"（警号或工号{badge}）" if badge else "")


def _when_and_where(fields: Fields) -> str:
    when, where = _when(fields), fields["incident_place"]
    if when and where:
        return f"据其反映，事情发生于{when}，地点在{where}。"
    if when:
        return f"据其反映，事情发生于{when}，具体地点未说明。"
    return f"据其反映，事情发生在{where}，具体时间未说明。" if where else "具体时间、地点未说明。"


def _when(fields: Fields) -> str:
    if not fields["incident_date"]:
        return ""
    day, time = date.fromisoformat(fields["incident_date"]), fields["incident_time"]
    minutes = f"{time[3:]}分" if time and time[3:] != "00" else ""
    return f"{day.year}年{day.month}月{day.day}日" + (f"{int(time[:2])}时{minutes}许" if time else "")


def _aside(fields: Fields) -> str:
    """A question or another office's matter: whom it concerns, if anybody."""
    whom = _whom(fields["accused"])
    return f"所述事项涉及{whom}。" if whom else "未指明具体的民警、辅警或者单位。"


def _details(fields: Fields) -> str:
    plates = f"涉及车辆{'、'.join(fields['plate_numbers'])}" if fields["plate_numbers"] else ""
    sums = f"涉及金额{'、'.join(map(_yuan, fields['amounts_yuan']))}" if fields["amounts_yuan"] else ""
    proof = f"反映人称有{'、'.join(fields['evidence'])}可以佐证" if fields["evidence"] else ""
    parts = [part for part in (plates, sums, proof) if part]
    return "，".join(parts) + "。" if parts else ""


def _yuan(yuan: float) -> str:
    return f"{yuan:.10g}元" if yuan < 1e6 else f"{yuan / 10_000:.10g}万元"


def _marks(fields: Fields) -> str:
    said = (
        ("urgent", "称事情正在发生"),
        ("repeat_report", "称此前已反映过"),
        ("confidential", "要求对其身份保密"),
    )
    marks = [words for flag, words in said if fields[flag]]
    if fields["risk_flags"]:
        marks.append(f"言语中有{'、'.join(fields['risk_flags'])}的表述")
    return "反映人" + "，".join(marks) + "。" if marks else ""


def _demand(fields: Fields) -> str:
    asked = fields["demand"]
    if not asked:
        return "反映人未明确提出诉求。"
    return f"反映人{asked}。" if asked.startswith("要求") else f"诉求（原话）：“{asked}”。"
