"""An invented call as the recogniser and the drafter would leave it."""

from __future__ import annotations

from typing import Any

WORDS = [
    ("operator", "您好十二三八九请讲"),
    ("caller", "你好我要反映一个情况我叫王建国"),
    ("caller", "十一月三号晚上九点多在岱岳区天平路我的电动车被偷了我去岱岳派出所报案"),
    ("operator", "接待您的民警您知道姓名或者警号吗"),
    ("caller", "姓刘警号是零三七八五六他说要先交两千块钱才给立案态度特别不好"),
    ("operator", "您有什么证据吗"),
    ("caller", "有我手机录了音还有交钱的收据"),
    ("operator", "您的诉求是什么"),
    ("caller", "我就希望把钱退给我给我立案不要把我的名字告诉派出所"),
]
TURNS: list[dict[str, Any]] = [
    {"side": side, "start": 2.0 + 9 * n, "end": 9.5 + 9 * n, "text": text, "confidence": 0.9, "words": []}
    for n, (side, text) in enumerate(WORDS)
]


def _because(turn: int, words: str, confidence: float = 0.9) -> list[dict[str, Any]]:
    role = WORDS[turn][0]
    start = TURNS[turn]["start"]
    return [
        {"value": None, "words": words, "role": role, "turn": turn, "start": start, "end": start + 2,
         "confidence": confidence, "source": "said"}
    ]  # fmt: skip


DRAFT: dict[str, Any] = {
    "fields": {
        "reporter_name": "王建国", "reporter_phone": None, "anonymous": False, "confidential": True,
        "accused": [{"name": "刘", "unit": "岱岳派出所", "position": "民警", "badge_number": "037856"}],
        "incident_date": "2026-11-03", "incident_time": "21:00", "incident_place": "岱岳区天平路",
        "plate_numbers": [], "amounts_yuan": [2000], "evidence": ["录音", "收据"], "risk_flags": [],
        "urgent": False, "repeat_report": False, "category": "遵规守纪", "in_scope": True,
        "demand": "退还两千元，立案，身份保密",
    },
    "evidence": {
        "reporter_name": _because(1, "我叫王建国"),
        "confidential": _because(8, "不要把我的名字告诉派出所"),
        "accused": _because(4, "姓刘警号是零三七八五六"),
        "incident_date": _because(2, "十一月三号晚上九点多"),
        "incident_time": _because(2, "晚上九点多"),
        "incident_place": _because(2, "在岱岳区天平路", 0.5),
        "amounts_yuan": _because(4, "要先交两千块钱"),
        "evidence": _because(6, "手机录了音还有交钱的收据"),
        "category": _because(4, "要先交两千块钱才给立案"),
        "demand": _because(8, "希望把钱退给我给我立案"),
    },
    "missing": [],
    "summary": "反映人来电，2026-11-03，反映遵规守纪类问题。",
}  # fmt: skip
