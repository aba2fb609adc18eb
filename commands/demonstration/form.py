"""The drafted registration as the form that an operator knows: 《12389专用举报电话信息登记表》."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

FIELDS = {
    "reporter_name": "反映人姓名",
    "reporter_phone": "联系电话",
    "reporter_id_number": "身份证号",
    "reporter_address": "住址",
    "anonymous": "匿名",
    "confidential": "要求保密",
    "accused": "被反映人",
    "incident_date": "发生日期",
    "incident_time": "发生时间",
    "incident_place": "发生地点",
    "category": "问题性质",
    "plate_numbers": "车牌",
    "amounts_yuan": "涉及金额（元）",
    "evidence": "基本证据",
    "demand": "诉求",
    "urgent": "正在发生",
    "risk_flags": "风险标识",
    "repeat_report": "重复反映",
    "in_scope": "属受理范围",
}
ACCUSED = {"name": "", "position": "", "unit": "", "badge_number": "警号 "}
NOT_SAID = "（未说明）"


def print_form(console: Console, document: dict[str, Any], draft: dict[str, Any], unit: str) -> None:
    table = Table(title="12389专用举报电话信息登记表（草稿，待值机员核对）", title_justify="left", expand=True)
    table.add_column("项目", no_wrap=True)
    table.add_column("内容", ratio=3)
    table.add_column("依据（原话）", ratio=2, style="dim")
    table.add_row("受理单位", Text(unit), "")
    table.add_row("来电号码", Text(document["caller"] or "未显示"), "来电显示")
    for name, value, words in rows(draft):
        table.add_row(name, Text(value), Text(words))
    console.print(table)
    if draft.get("summary"):
        console.print(Text(f"主要问题：{draft['summary']}"))
    if draft.get("missing"):
        console.print(Text("还需询问：" + "、".join(map(str, draft["missing"]))))


def rows(draft: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    fields, evidence = draft.get("fields") or {}, draft.get("evidence") or {}
    for key, name in FIELDS.items():
        yield name, shown(fields.get(key)), _words(evidence.get(key))


def shown(value: Any) -> str:
    if value is None or value == []:
        return NOT_SAID
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "\n".join(_person(v) if isinstance(v, dict) else str(v) for v in value)
    return str(value)


def _person(person: dict[str, Any]) -> str:
    return " ".join(f"{label}{person[key]}" for key, label in ACCUSED.items() if person.get(key)) or NOT_SAID


def _words(found: Any) -> str:
    if not isinstance(found, list):
        return ""
    return "；".join(dict.fromkeys(str(one["words"]) for one in found if isinstance(one, dict) and one.get("words")))
