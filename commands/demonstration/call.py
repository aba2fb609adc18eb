"""One real call: dialled, rung, answered or taken as a message, spoken, hung up, kept, transcribed, drafted."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cases.routing import Action, Route
from commands.demonstration.desk import Desk, Received
from commands.demonstration.speech import Dialogue, load
from commands.instance import Instance
from commands.running import Refusal
from exchange.phone import Phone

RINGS_BEFORE_ANSWER_S = 1.0
AFTER_THE_LAST_WORD_S = 1.5
RATE = 8000
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """Who calls whom, as it was meant."""

    caller: str
    called: str
    route: Route
    seat: str
    dialogue: Dialogue


@dataclass(slots=True)
class Figures:
    invite_to_ring_ms: float | None = None
    ring_event_to_pop_ms: float | None = None
    hung_up_at: float = field(default=0.0)


@dataclass(slots=True)
class Lines:
    """The telephone side of the demonstration: the trunk that the citizen comes in by, and the seat's phone."""

    instance: Instance
    trunk: str
    sounds: Path

    @property
    def server(self) -> str:
        return f"{self.instance.settings.host}:{self.instance.settings.ports.sip}"

    def citizen(self, number: str) -> Phone:
        return Phone(self.server, number or "anonymous", address=self.trunk)

    def seat(self, number: str) -> Phone:
        with self.instance.store.reading() as work:
            row = work.seats.get(number)
            if row is None:
                raise Refusal(f"没有坐席 {number}。")
            return Phone(self.server, number, password=work.seats.secret(row))


def place(scene: Scene, lines: Lines, desk: Desk, tell: Tell) -> Figures:
    if scene.route.action is Action.MESSAGE:
        return _leave_message(scene, lines, tell)
    return _be_answered(scene, lines, desk, tell)


def _be_answered(scene: Scene, lines: Lines, desk: Desk, tell: Tell) -> Figures:
    figures = Figures()
    with lines.seat(scene.seat) as seat, lines.citizen(scene.caller) as citizen:
        tell(f"话机 {scene.seat} 已注册，坐席就绪")
        dialled = time.monotonic()
        citizen.dial(scene.called)
        tell(f"市民话机拨打 {scene.called}")
        ringing = seat.wait_until_ringing(seconds=45)
        figures.invite_to_ring_ms = round((ringing.at - dialled) * 1000, 1)
        pop = desk.wait_for(lambda m: m["type"] == "call", 10, "来电弹屏")
        figures.ring_event_to_pop_ms = _pop_ms(pop, lines.instance.settings.clock_offset_s)
        tell(f"坐席 {scene.seat} 振铃，屏幕已弹出来电信息（{figures.ring_event_to_pop_ms:.0f} ms）")
        time.sleep(RINGS_BEFORE_ANSWER_S)
        seat.accept()
        tell("坐席接听，双方通话中")
        seat.say(scene.dialogue.operator)
        citizen.say(scene.dialogue.caller)
        _hear_out(scene.dialogue.seconds, tell)
        citizen.hang_up()
        figures.hung_up_at = time.monotonic()
        tell("市民挂机")
    return figures


def _leave_message(scene: Scene, lines: Lines, tell: Tell) -> Figures:
    figures = Figures()
    with lines.citizen(scene.caller) as citizen:
        citizen.dial(scene.called)
        tell(f"市民话机拨打 {scene.called}：现在不在办公时间，转入留言")
        citizen.wait_until_answered(10)
        _until_message_opens(lines.instance, 30)
        time.sleep(_prompt_s(lines.sounds))
        tell("提示音已响，市民开始留言")
        citizen.say(scene.dialogue.caller)
        _hear_out(scene.dialogue.seconds, tell)
        citizen.hang_up()
        figures.hung_up_at = time.monotonic()
        tell("市民挂机")
    return figures


def _hear_out(seconds: float, tell: Tell) -> None:
    ends = time.monotonic() + seconds + AFTER_THE_LAST_WORD_S
    while (left := ends - time.monotonic()) > 0:
        time.sleep(min(left, 30))
        if left > 30:
            tell(f"……还有 {left - 30:.0f} 秒")


def _pop_ms(pop: Received, offset_s: float) -> float:
    """From the moment at which our link read AgentCalled, on the service's clock, to the message at the desk."""
    rang_at = datetime.fromisoformat(pop.message["call"]["rang_at"]).timestamp()
    return round((pop.at + offset_s - rang_at) * 1000, 1)


def _until_message_opens(instance: Instance, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with instance.store.reading() as work:
            if any(row.n == 2 for row in work.segments.unfinished()):
                return
        time.sleep(0.05)
    raise Refusal("没有进入留言。请查看日志 agi.log。")


def _prompt_s(sounds: Path) -> float:
    """What the caller hears between our AGI script and the recording."""
    prompts = (sounds / "zh" / "hotline" / "leave-message.wav", sounds / "zh" / "beep.wav")
    return sum(len(load(path)) / RATE for path in prompts) + 0.5
