"""`dispatch.toml`: why a supervisor may step in, and whether a seat sees that it is listened to."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cases.dispatch import OTHER, DispatchRules
from config.tables import ConfigFault, Fault


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    seat_knows: bool
    reasons: dict[str, str] = Field(min_length=1)


def load_dispatch(path: Path) -> DispatchRules:
    """Raises ConfigFault."""
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigFault([_fault(path, f"无法读取（{type(error).__name__}）", "请改正或恢复原文件")]) from None
    except ValidationError as error:
        wrong = sorted({".".join(str(part) for part in fault["loc"]) for fault in error.errors()})
        raise ConfigFault([_fault(path, f"{name} 缺少、多余或写法不对", "请照说明改正") for name in wrong]) from None
    if OTHER not in file.reasons:
        raise ConfigFault([_fault(path, "reasons 里没有 other", '请加一行 other = "其他"')])
    if long := [code for code, name in file.reasons.items() if not 0 < len(code) <= 20 or not name.strip()]:
        raise ConfigFault([_fault(path, f"理由 {code[:20]} 的代码超过 20 个字符或没有名称", "请改短") for code in long])
    return DispatchRules(file.reasons, file.seat_knows)


def _fault(path: Path, what: str, how_to_fix: str) -> Fault:
    return Fault(path, 0, 0, "", what, how_to_fix)
