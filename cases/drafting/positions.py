# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Positions of police as spoken, and the standard word for each: 片儿警, 警官, 穿警服的 → 民警."""

from __future__ import annotations

import re

_TITLES = [
    "副所长",
    "所长",
    "副大队长",
    "大队长",
    "副中队长",
    "中队长",
    "副支队长",
    "支队长",
    "副队长",
    "队长",
    "副教导员",
    "教导员",
    "副指导员",
    "指导员",
    "副局长",
    "局长",
    "副政委",
    "政委",
    "副科长",
    "科长",
    "副处长",
    "处长",
    "户籍民警",
    "户籍警",
    "值班民警",
    "窗口民警",
    "社区民警",
    "办案民警",
    "带班民警",
    "承办民警",
    "管教民警",
    "管教",
    "内勤",
    "片儿警",
    "片警",
    "辅警",
    "协警",
    "协勤",
    "巡逻队员",
    "接线员",
    "接警员",
    "联防队员",
    "流管员",
    "协管员",
    "治安队长",
    "治安员",
    "文职",
    "警务助理",
    "交警",
    "巡警",
    "刑警",
    "特警",
    "狱警",
    "法医",
    "民警",
    "警察",
    "女警",
    "警官",
    "警员",
    "警长",
]
TITLE = re.compile(
    "|".join(sorted(_TITLES, key=len, reverse=True))
    + "|(?<=社区)的民警|管户籍的|管户口的|(?<=户籍)上的民警|(?<=值班)的(?:一个)?(?:女|男)?民警|(?<=窗口)[的呢]?(?:那个)?民警|(?<=户籍)的(?=说|没|态|小伙|那|人|女|姑娘)|穿警服的|穿制服的|警服"
)
_OFFICER = {
    "警察", "警官", "女警", "片警", "片儿警", "狱警", "穿警服的", "穿制服的", "警服", "办案民警", "承办民警", "警长", "带班民警", "警员",
    "管教民警",
}  # fmt: skip


def positions(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), _position(text, m)) for m in TITLE.finditer(text)]


def _position(text: str, m: re.Match[str]) -> str:
    before = text[max(0, m.start() - 2) : m.start()]
    if m.group().startswith(("上的", "的", "呢")) or (
        before in ("户籍", "值班", "窗口", "社区") and m.group().endswith("民警")
    ):
        return f"{before}民警"
    if m.group() in ("户籍警", "管户籍的", "管户口的"):
        return "户籍民警"
    return "民警" if m.group() in _OFFICER else m.group()
