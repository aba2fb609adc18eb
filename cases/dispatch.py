"""统一调度: what a supervisor may do with the seats, queues and callers of the own jurisdiction, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    LISTEN = "listen"
    WHISPER = "whisper"
    BARGE = "barge"
    TAKE_OVER = "take_over"
    PAUSE = "pause"
    READY = "ready"
    SIGN_OUT = "sign_out"
    MOVE_SEAT = "move_seat"
    SHARE_SEAT = "share_seat"
    MOVE_CALLER = "move_caller"
    OPEN_OVERFLOW = "open_overflow"
    CLOSE_OVERFLOW = "close_overflow"
    BROADCAST = "broadcast"


ACT_NAMES = {
    Act.LISTEN: "旁听", Act.WHISPER: "耳语", Act.BARGE: "强插", Act.TAKE_OVER: "接管", Act.PAUSE: "令其示忙",
    Act.READY: "令其就绪", Act.SIGN_OUT: "强制签退", Act.MOVE_SEAT: "调往其他队列",
    Act.SHARE_SEAT: "兼接其他队列", Act.MOVE_CALLER: "转移来电",
    Act.OPEN_OVERFLOW: "开放溢出", Act.CLOSE_OVERFLOW: "关闭溢出", Act.BROADCAST: "广播通知",
}  # fmt: skip
LISTENING = frozenset({Act.LISTEN, Act.WHISPER, Act.BARGE})
"""旁听 (hears both), 耳语 (the seat hears the supervisor too), 强插 (both do)."""
POSTING = frozenset({Act.MOVE_SEAT, Act.SHARE_SEAT})
"""A seat serves another unit's queue: in place of its own, or beside it."""
TOLD = frozenset({Act.SIGN_OUT, Act.TAKE_OVER})
"""Whoever sits there would otherwise see the call or the seat go away without a word: kept until it is read."""
STANDING = frozenset({Act.OPEN_OVERFLOW, Act.CLOSE_OVERFLOW, Act.BROADCAST}) | POSTING
"""They hold until they are undone."""
OVERFLOW = {Act.OPEN_OVERFLOW: "open", Act.CLOSE_OVERFLOW: "closed"}
"""What becomes of a unit's callers: to the levels above at once, or to the own seats only."""
UNDONE = STANDING | {Act.PAUSE, Act.READY}
OTHER = "other"
"""This reason needs a note."""


@dataclass(frozen=True, slots=True)
class DispatchRules:
    """Of config/dispatch.toml. `seat_knows`: whoever is listened to sees it."""

    reasons: Mapping[str, str]
    seat_knows: bool


class NoReason(ValueError):
    """The reason is none of the list, or 其他 without a note."""


def check_reason(rules: DispatchRules, reason: str, note: str) -> None:
    """Raises NoReason."""
    if reason not in rules.reasons or (reason == OTHER and not note.strip()):
        raise NoReason
