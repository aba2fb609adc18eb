"""Why a call could not be moved: `str()` is for the operator."""

from __future__ import annotations

from seats.actions import NotDone


class NotNow(NotDone):
    """The call is not where this can be done."""


class NoCall(NotNow):
    def __init__(self) -> None:
        super().__init__("当前没有通话。")


class NotTheMoment(NotNow):
    def __init__(self, needs: str) -> None:
        super().__init__(f"现在不能进行这个操作：{needs}。")


class CallHasMoved(NotNow):
    """The exchange knows the channels no longer."""

    def __init__(self) -> None:
        super().__init__("通话状态刚刚发生变化，操作没有执行，请以屏幕显示为准。")


class BadTarget(NotDone):
    """Nobody there, or nobody who can take the call now."""


class StillAtIt(NotNow):
    def __init__(self) -> None:
        super().__init__("上一个操作还没有完成，请稍候。")
