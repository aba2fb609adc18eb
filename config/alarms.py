"""`alarms.toml`: from what on the board raises an alarm."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from cases.alarms import Limits
from cases.organs import Tier
from config.tables import ConfigFault, Fault


class _People(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    ministry: NonNegativeInt
    province: NonNegativeInt
    city: NonNegativeInt


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    wait_s: NonNegativeInt
    pause_grace_s: NonNegativeInt
    backlog_s: NonNegativeInt
    clear_after_s: NonNegativeInt
    queue_people: _People


def load_limits(path: Path, disk_mb: int) -> Limits:
    """`disk_mb` is a setting: the recordings' own programs know it too. Raises ConfigFault."""
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigFault([_fault(path, f"无法读取（{type(error).__name__}）", "请改正或恢复原文件")]) from None
    except ValidationError as error:
        wrong = {".".join(str(part) for part in fault["loc"]) for fault in error.errors()}
        raise ConfigFault(
            [_fault(path, f"{name} 缺少、多余或不是整数", "请写 0 或更大的整数") for name in sorted(wrong)]
        ) from None
    people = {tier: getattr(file.queue_people, tier.value) for tier in Tier}
    return Limits(people, file.wait_s, file.pause_grace_s, file.backlog_s, disk_mb, file.clear_after_s)


def _fault(path: Path, what: str, how_to_fix: str) -> Fault:
    return Fault(path, 0, 0, "", what, how_to_fix)
