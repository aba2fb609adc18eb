from __future__ import annotations

from pathlib import Path

import pytest

from cases.dispatch import NoReason, check_reason
from config.dispatch import load_dispatch
from config.settings import PROJECT
from config.tables import ConfigFault

OURS = PROJECT / "config" / "dispatch.toml"


def test_ours_tells_the_seat_and_has_reasons_for_the_screen() -> None:
    rules = load_dispatch(OURS)
    assert rules.seat_knows
    assert rules.reasons["hand"] == "坐席求助"
    check_reason(rules, "hand", "")
    check_reason(rules, "other", "临时调整")
    for reason, note in (("other", " "), ("", ""), ("unknown", "x")):
        with pytest.raises(NoReason):
            check_reason(rules, reason, note)


@pytest.mark.parametrize(
    "text",
    ["", "seat_knows = 1\n[reasons]\nother = 'x'", "seat_knows = true\n[reasons]\nload = 'x'", "a[",
     "seat_knows = true\nmore = 1\n[reasons]\nother = 'x'", "seat_knows = true\n[reasons]\nother = ' '",
     f"seat_knows = true\n[reasons]\nother = 'x'\n{'c' * 21} = 'x'"],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "dispatch.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigFault):
        load_dispatch(path)
    with pytest.raises(ConfigFault):
        load_dispatch(tmp_path / "none.toml")
