"""主要问题: the matter in the language of a registration, only from what was said."""

from __future__ import annotations

from cases.drafting.lines import Scene
from cases.drafting.model import Fields


def summary(fields: Fields, scene: Scene) -> str:
    return "".join(s for s in (_opening(fields), _whom(fields)) if s)


def _opening(fields: Fields) -> str:
    who = "反映人" if not fields["anonymous"] else "匿名反映人"
    when = fields["incident_date"] or ""
    return f"{who}来电，{when + '，' if when else ''}反映{fields['category']}类问题。"


def _whom(fields: Fields) -> str:
    people = ["".join(filter(None, (p["unit"], p["position"], p["name"]))) for p in fields["accused"]]
    return f"被反映对象：{'、'.join(people)}。" if people else ""
