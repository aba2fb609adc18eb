"""Where a call may go: a seat or a unit of the directory, and somebody there to take it."""

from __future__ import annotations

from collections.abc import Mapping

from cases.units import Directory, NoSuchSeat
from seats.pauses import EMPTY
from seats.phone.faults import BadTarget
from seats.seat_view import SeatView

IN_A_CALL = frozenset({"ringing", "talking", "held", "consulting", "conference"})


def target(directory: Directory, seats: Mapping[str, SeatView], own: str, to: str) -> str:
    """The extension of it: never what was typed, always what the directory has. Raises BadTarget."""
    if to in directory:
        return directory.unit(to).code
    try:
        number = directory.seat(to).number
    except NoSuchSeat:
        raise BadTarget("没有这个坐席或单位，请从列表中选择。") from None
    if number != to:
        raise BadTarget("没有这个坐席或单位，请从列表中选择。")
    if number == own:
        raise BadTarget("不能转给自己。")
    _must_be_there(number, seats[number])
    return number


def _must_be_there(number: str, view: SeatView) -> None:
    state = view.shown.state
    if state == "offline":
        raise BadTarget(f"坐席 {number} 的话机不在线。")
    if state in IN_A_CALL:
        raise BadTarget(f"坐席 {number} 正在通话。")
    if state == "away" or (view.paused and view.reason == EMPTY):
        raise BadTarget(f"坐席 {number} 没有人。")
