"""After the demonstration: the person signs in at the seat in a browser and is rung, as often as wanted."""

from __future__ import annotations

import select
import sys
import time

from commands.demonstration.call import Lines, Tell
from commands.demonstration.speech import Dialogue
from exchange.phone import Phone, PhoneFailed

RINGS_S = 6.0
"""Long enough to see the pop before the seat's phone answers by itself."""


def ring_at_will(lines: Lines, seat: str, caller: str, called: str, dialogue: Dialogue, tell: Tell) -> None:
    """Until Ctrl-C. Each Enter places one more call; the seat's phone answers it."""
    with lines.seat(seat) as phone:
        while True:
            if not sys.stdin.isatty():
                time.sleep(3600)
            elif select.select([sys.stdin], [], [], 3600)[0] and sys.stdin.readline():
                _ring(lines, phone, caller, called, dialogue, tell)


def _ring(lines: Lines, seat: Phone, caller: str, called: str, dialogue: Dialogue, tell: Tell) -> None:
    with lines.citizen(caller) as citizen:
        citizen.dial(called)
        tell("正在拨打……")
        try:
            seat.wait_until_ringing(seconds=20)
        except PhoneFailed:
            tell("坐席没有振铃：请先在网页上登录、选这个坐席，再点“就绪”")
            return
        tell("坐席振铃，请看网页")
        time.sleep(RINGS_S)
        seat.accept()
        tell("话机已接听，双方通话中")
        seat.say(dialogue.operator)
        citizen.say(dialogue.caller)
        time.sleep(dialogue.seconds + 1)
        citizen.hang_up()
        tell("市民挂机，稍后网页上会出现登记建议")
