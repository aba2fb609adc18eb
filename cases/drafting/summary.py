# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""主要问题: three to six sentences in the language of a registration, only from what was said."""

from __future__ import annotations

from datetime import date

from cases.drafting.model import Fields

_NATURE = {
    "执法办案": "执法办案方面的问题",
    "打击防范": "报警、报案后处置不力的问题",
    "行政管理": "公安行政管理方面的问题",
    "服务群众": "服务群众方面的问题",
    "遵规守纪": "违反纪律方面的问题",
    "咨询求助": "咨询、求助或前次反映的事项",
    "非受理范围": "不属于公安机关受理范围的事项",
}


def summary(fields: Fields) -> str:
    sentences = (_opening(fields), _whom(fields), _details(fields), _evidence(fields), _marks(fields), _demand(fields))
    return "".join(s for s in sentences if s)


def _opening(fields: Fields) -> str:
    who = "匿名反映人" if fields["anonymous"] else "反映人"
    named = f"（{fields['reporter_name']}）" if fields["reporter_name"] else ""
    return f"{who}{named}来电，反映{_NATURE[fields['category']]}。"


def _when(fields: Fields) -> str:
    if not fields["incident_date"]:
        return ""
    day = date.fromisoformat(fields["incident_date"])
    time = fields["incident_time"]
    return f"{day.year}年{day.month}月{day.day}日" + (f"{int(time[:2])}时{time[3:]}分许" if time else "")


def _whom(fields: Fields) -> str:
    people = [_person(p) for p in fields["accused"]]
    whom = f"涉及{'、'.join(people)}" if people else ""
    where = f"地点：{fields['incident_place']}" if fields["incident_place"] else ""
    parts = [part for part in (_when(fields), where, whom) if part]
    return "，".join(parts) + "。" if parts else ""


def _person(p: dict[str, str | None]) -> str:
    called = "".join(filter(None, (p["unit"], p["position"], p["name"])))
    return called + (f"（警号或工号{p['badge_number']}）" if p["badge_number"] else "")


def _details(fields: Fields) -> str:
    plates = f"涉及车辆{'、'.join(fields['plate_numbers'])}" if fields["plate_numbers"] else ""
    sums = f"涉及金额{'、'.join(f'{yuan:g}元' if yuan < 1e6 else f'{yuan / 10_000:g}万元' for yuan in fields['amounts_yuan'])}"
    parts = [part for part in (plates, sums if fields["amounts_yuan"] else "") if part]
    return "，".join(parts) + "。" if parts else ""


def _evidence(fields: Fields) -> str:
    return f"反映人称有{'、'.join(fields['evidence'])}可以佐证。" if fields["evidence"] else ""


def _marks(fields: Fields) -> str:
    marks = [
        words
        for flag, words in (
            ("urgent", "事情正在发生"),
            ("repeat_report", "此前已向本热线反映过"),
            ("confidential", "要求对身份保密"),
        )
        if fields[flag]
    ]
    if fields["risk_flags"]:
        marks.append(f"有{'、'.join(fields['risk_flags'])}风险")
    return "反映人" + "，".join(marks) + "。" if marks else ""


def _demand(fields: Fields) -> str:
    return f"诉求（原话）：{fields['demand']}。" if fields["demand"] else ""
