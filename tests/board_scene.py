"""A lively moment of the whole country for pictures of the board: many states, queues, people."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cases.events import CallEnded, MessageLeft, RecordingFlawed, SeatHealed
from cases.today import begin_of, day_of
from store.unit_of_work import Work
from tests.desk_world import World

NAMES = (
    "王芳",
    "李伟",
    "张敏",
    "刘洋",
    "陈静",
    "杨磊",
    "赵丽",
    "黄强",
    "周涛",
    "吴秀英",
    "徐勇",
    "孙艳",
    "胡军",
    "朱霞",
    "高明",
    "林娜",
    "何超",
    "郭平",
    "马红",
    "罗杰",
)
SHARES = (
    ("talking", 0.24), ("ready", 0.34), ("paused", 0.14), ("wrap_up", 0.06), ("held", 0.02), ("ringing", 0.03),
    ("offline", 0.17),
)  # fmt: skip
AREAS = ("0538", "0531", "0731", "020", "0755", "0591", "0411", "028", "023", "0871", "0991", "0951")


def make_lively(world: World, seed: int = 12389) -> None:
    """Every seat in a state of its own since a moment of its own, in one turn of the loop; a day's calls and alarms."""
    chance = random.Random(seed)
    people = _people(world)
    world.now(_play, world, chance, people)
    with world.store.work() as work:
        _days_calls(work, chance, [unit.code for unit in world.directory])
        for fact in (
            SeatHealed(seat="51011", unit="510100", was="talking", now="ready"),
            RecordingFlawed(call_id="early-3", unit="330100", segment="early-3.1.rx", flaw="short"),
        ):
            work.record(fact)
        work.commit()


def _days_calls(work: Work, chance: random.Random, units: list[str]) -> None:
    begins = begin_of(day_of(work.now))
    for n in range(240):
        at = begins + (work.now - begins) * chance.random()
        unit, wait = chance.choice(units), chance.expovariate(1 / 7)
        work.calls.arrived(f"early-{n}", unit=unit, called="12389", caller=_number(chance), action="queue", at=at)
        call = work.calls.get(f"early-{n}")
        assert call is not None
        call.ended_at, call.outcome = at + timedelta(seconds=wait), "abandoned"
        if n % 25:
            call.answered_at, call.outcome = at + timedelta(seconds=wait), "answered"
        work.record(CallEnded(call_id=call.id, unit=unit, outcome=call.outcome, talk_s=1))
        if n < 9:
            work.work_items.open("message", call.id, unit, work.now.date(), False, work.now)
    work.record(MessageLeft(call_id="early-0", unit=units[0], seconds=30, due=""))


def _people(world: World) -> list[int]:
    return [
        world.person(f"seat-{seat.number}", seat.unit, name=NAMES[n % len(NAMES)])
        for n, seat in enumerate(world.directory.all_seats())
    ]


def _play(world: World, chance: random.Random, people: list[int]) -> None:
    now = datetime.now(UTC)
    for n, seat in enumerate(world.directory.all_seats()):
        state = chance.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0]
        since = now - timedelta(seconds=_lasted(state, chance))
        call_id = f"live-{seat.number}" if state in ("talking", "held", "ringing") else ""
        if call_id:
            _call(world, call_id, seat.unit, seat.number if state != "ringing" else "", since, chance)
        reason = chance.choice(("break", "meal", "meeting", "case")) if state == "paused" else ""
        person = None if state == "offline" else people[n]
        world.link.set_seat(seat.number, state=state, reason=reason, since=since, call_id=call_id, person=person,
                            hand=state == "talking" and n % 41 == 0,
                            pause_until=since + timedelta(minutes=28) if reason == "break" else None)  # fmt: skip
    for n, unit in enumerate(("370900", "370900", "370900", "440300", "510100", "440300", "610100")):
        since = now - timedelta(seconds=(47, 31, 8, 22, 12, 5, 3)[n])
        _call(world, f"waits-{n}", unit, "", since, chance)


def _call(world: World, call_id: str, unit: str, seat: str, since: datetime, chance: random.Random) -> None:
    call = world.link.arrive(call_id, unit=unit, caller=_number(chance))
    answered = since if seat else None
    queued = since - timedelta(seconds=6) if seat else since
    call = replace(call, seat=seat, answered_at=answered, queued_at=queued, arrived_at=queued, rang_at=since)
    world.link.set_call(call)


def _number(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return f"{chance.choice(AREAS)}8{chance.randrange(10**6):06d}"
    return f"13{chance.randrange(9)}0000{chance.randrange(10**4):04d}"


def _lasted(state: str, chance: random.Random) -> float:
    longest = {"ringing": 14, "wrap_up": 45, "talking": 1500, "held": 120, "ready": 2400, "paused": 1800}
    return chance.uniform(1, longest.get(state, 40_000))
