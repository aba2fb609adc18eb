"""The AMI link: two connections, the picture that they feed, and who is told what changed.

The user `reader` hears everything and may do nothing, `actor` the other way round.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from asterisk.ami import Action, Response

from cases.clock import Clock
from cases.events import LinkLost, LinkRestored
from cases.units import Directory
from seats import heal
from seats.actions import Actions, NotDone
from seats.ami_answers import ConnectionLost
from seats.ami_client import AmiConnection, OnEvent
from seats.ami_text import AmiEvent
from seats.attendance import Attendance
from seats.dispatch.commands import DispatchCommands
from seats.dispatch.members import Members
from seats.inbox import Inbox
from seats.line import Line, Login, Timings
from seats.pauses import OTHER_PHONE
from seats.phone.control import CallControl
from seats.phone.mutes import muted
from seats.phone.reunions import Reunions
from seats.phone.wrap_ups import WrapUps
from seats.picture import News, Picture
from seats.snapshot import Snapshot
from seats.states import Change, LinkChanged, SeatChanged, Whole
from seats.steady import SteadyClock
from seats.steps import Step, Told

AT_MOST_EVERY_S = 0.05
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """`default_unit` (the trunk's) is the unit of a call that no queue has; `wrap_up_s` as in queues.conf."""

    address: str
    port: int
    reader_secret: str = field(repr=False)
    actor_secret: str = field(repr=False)
    default_unit: str
    wrap_up_s: float
    timings: Timings = field(default_factory=Timings)
    pause_limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Counts:
    events: int = 0
    faults: int = 0
    connects: int = 0
    healed: int = 0


class Link:
    def __init__(self, plan: LinkPlan, directory: Directory, clock: Clock, write: Callable[[Step], None]) -> None:
        self._plan, self._timings, self._write = plan, plan.timings, write
        self._steady = SteadyClock(clock)
        self.picture = Picture(directory, plan.default_unit, plan.wrap_up_s, self._steady.now(), plan.pause_limits)
        self.counts = Counts()
        self._tell: list[Callable[[Change], None]] = []
        self._connected = False
        self._lost_at: datetime | None = None
        self._inbox: Inbox | None = None
        self._reader = Line(
            Login(plan.address, plan.port, "reader", plan.reader_secret), self.picture.wanted, self._new_inbox,
            self._reader_up, self._reader_down, self._timings,
        )  # fmt: skip
        self._actor = Line(
            Login(plan.address, plan.port, "actor", plan.actor_secret), (), lambda: _ignore, _at_once, _ignore,
            self._timings,
        )  # fmt: skip
        self._actions = Actions(self._actor, self.picture, plan.timings.answer)
        self.pause, self.ready = self._actions.pause, self._actions.ready
        self.hang_up, self.reload_queues = self._actions.hang_up, self._actions.reload_queues
        self.phone = CallControl(self._actions, self.picture, directory)
        self._reunions = Reunions(self.picture.moves.legs)
        self._wrap_ups = WrapUps(self._actions, self.picture, self._publish)
        self._attendance = Attendance(self._actions, self.picture)
        self.unattended = self._attendance.unattended
        self._stirred, self._seats_stirred = asyncio.Event(), asyncio.Event()
        self._members = Members(self._actions, self.picture, self._steady.now, self._publish)
        self.dispatch = DispatchCommands(self._actions, self.picture, self.phone, self._members)

    @property
    def connected(self) -> bool:
        """The picture is true: both a connection and its snapshot."""
        return self._connected

    def snapshot(self) -> Whole:
        return self.picture.snapshot()

    def on_change(self, callback: Callable[[Change], None]) -> None:
        """Called in the event loop, in the same turn as the event; must not wait."""
        self._tell.append(callback)

    def seated(self, number: str, person: int | None) -> None:
        self._publish(self.picture.seated(number, person, self._steady.now()))

    async def extend_wrap_up(self, seat: str, by_s: int) -> None:
        await self._wrap_ups.extend(seat, by_s, self._steady.now())

    async def end_wrap_up(self, seat: str) -> None:
        await self._wrap_ups.end(seat)

    async def mute(self, seat: str, on: bool) -> None:
        """Raises NotDone. Ends with the channel."""
        channel = await self.phone.mute(seat, on)
        self._publish(self.picture.mute(seat, channel, on, self._steady.now()))

    def hand(self, seat: str, up: bool, note: str = "") -> None:
        """`note` is shown and nowhere kept."""
        self._publish(self.picture.hand(seat, up, note, self._steady.now()))

    def hand_is_up(self, number: str) -> None:
        self._publish(self.picture.hand_is_up(number, self._steady.now()))

    def use(self, number: str, device: str) -> None:
        """Which phone of the seat rings. The one that did must be paused before."""
        self._publish(self.picture.use(number, device, self._steady.now()))

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for work in (self._reader.run(), self._actor.run(), self._heals(), self._ticks(), self._sees_to(),
                         self._attends()):  # fmt: skip
                tasks.create_task(work)

    # --- the reader

    def _new_inbox(self) -> OnEvent:
        """Each connection has its own: what the former left behind must not follow the new snapshot."""
        self._inbox = Inbox(asyncio.get_running_loop(), self._take)
        return self._inbox.put

    async def _reader_up(self, connection: AmiConnection) -> None:
        seen = await self._look(connection, connection)
        self._steady.anchor()
        now = self._steady.now()
        news = heal.replace(self.picture, seen, now, self._lost_at)
        for leg in await muted(connection, self.picture.moves.legs.all(), self._timings.snapshot):
            news.changes += self.picture.mute(leg.seat, leg.uniqueid, True, now).changes
        self._still_the_other_phones()
        self._attendance.forget()
        if self._lost_at is not None:
            news.steps.insert(0, Told(LinkRestored(calls=len(self.picture.calls)), now))
        self._connected = True
        self.counts.connects += 1
        news.changes.append(LinkChanged(True))
        self._publish(news)
        if self._inbox is not None:
            self._inbox.release()

    def _reader_down(self, reason: str) -> None:
        if self._inbox is not None:
            self._inbox.close()
        if not self._connected:
            return
        self._connected, self._lost_at = False, self._steady.now()
        log.warning("the link to the exchange is lost", reason=reason)
        self._publish(News([LinkChanged(False)], [Told(LinkLost(reason=reason), self._lost_at)]))

    async def _look(self, connection: AmiConnection, queues_by: AmiConnection) -> Snapshot:
        """Raises TimeoutError, ConnectionLost."""
        asked = await asyncio.to_thread(_ask, connection, queues_by)
        async with asyncio.timeout(self._timings.snapshot):
            ping = await asyncio.wrap_future(asked[0])
            queues, channels = await asyncio.wrap_future(asked[1]), await asyncio.wrap_future(asked[2])
        exchange_now = float(ping.keys.get("Timestamp") or time.time())
        return await asyncio.to_thread(self.picture.reader.snapshot, queues, channels, exchange_now)

    # --- what goes on meanwhile

    async def _heals(self) -> None:
        while True:
            await asyncio.sleep(self._timings.heal_every)
            await self._round("heal", self._heal_once)

    async def _heal_once(self) -> None:
        connection = self._reader.connection
        if not self._connected or connection is None:
            return
        try:
            await self._heal(connection)
        except TimeoutError:
            for deaf in (connection, self._actor.connection):
                if deaf is not None:
                    deaf.drop("no_answer")
        except ConnectionLost:
            pass  # its line opens it again

    async def _heal(self, connection: AmiConnection) -> None:
        if self._behind():
            return
        asked_at = self._steady.now()
        # The queues fill a megabyte: by the other connection, or a ring that comes meanwhile would wait behind it.
        seen = await self._look(connection, self._actor.connection or connection)
        await asyncio.sleep(self._timings.settle)
        if self._behind() or connection is not self._reader.connection:
            return
        news = heal.compare(self.picture, seen, asked_at, self._steady.now())
        self._still_the_other_phones()
        self.counts.healed += sum(isinstance(step, Told) for step in news.steps)
        self._publish(news)
        if not self.picture.calls and self._steady.stepped():
            self._steady.anchor()

    def _still_the_other_phones(self) -> None:
        """We may have died between the two pauses of a change of phones."""
        for view in self.picture.seats.values():
            if not view.other.paused:
                self._actions.owe(view.other.interface, OTHER_PHONE)

    def _behind(self) -> bool:
        """A picture that has not taken all its events yet cannot be compared."""
        return not self._connected or bool(self._inbox)

    async def _ticks(self) -> None:
        while True:
            await asyncio.sleep(self._timings.tick)
            await self._round("tick", self._tick)

    async def _tick(self) -> None:
        self._publish(self.picture.tick(self._steady.now()))
        if self._connected:
            await self._actions.make_up()

    async def _sees_to(self) -> None:
        """What a change asks for: at once, and again as long as it has not come true."""
        while True:
            await _or_after(self._stirred, self._timings.tick)
            if self._connected:
                # Each by itself: what fails again and again must not keep the others from their turn.
                for work in (self._follow, self._see_wrap_ups, self.dispatch.see_to, self._members.see_to):
                    await self._round("see to", work)

    async def _follow(self) -> None:
        live = {call.call_id: call.unit for call in self.picture.calls}
        await self.phone.follow(self._reunions.due(frozenset(live), live, self._steady.now()))

    async def _see_wrap_ups(self) -> None:
        await self._wrap_ups.see_to(self._steady.now())

    async def _attends(self) -> None:
        """By itself: after a connect every unit is told of, and nothing else shall wait for that."""
        while True:
            await _or_after(self._seats_stirred, self._timings.tick)
            if self._connected:
                await self._round("attend", self._attendance.see_to)
            await asyncio.sleep(AT_MOST_EVERY_S)

    async def _round(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """One that fails is told, without a word of whose call it was, and the next one comes."""
        try:
            with contextlib.suppress(NotDone):
                await work()
        except Exception as error:
            self.counts.faults += 1
            log.error("a round of the link was not carried out", round=name, error=type(error).__name__)

    # --- what it is all for

    def _take(self, event: AmiEvent) -> None:
        self.counts.events += 1
        try:
            news = self.picture.apply(event, self._steady.at(event.heard))
        except Exception as error:  # one odd event must not cost the ones that follow
            self.counts.faults += 1
            log.error("an event was not understood", kind=event.name, error=type(error).__name__)
        else:
            self._publish(news)

    def _publish(self, news: News) -> None:
        for change in news.changes:
            for tell in self._tell:
                try:
                    tell(change)
                except Exception as error:
                    self.counts.faults += 1
                    log.error("a change was not shown", error=type(error).__name__)
        for step in news.steps:
            self._write(step)
        if news.changes or news.steps:
            self._stirred.set()
        if any(isinstance(change, SeatChanged) for change in news.changes):
            self._seats_stirred.set()


def _ask(
    connection: AmiConnection, queues_by: AmiConnection
) -> tuple[Future[Response], Future[list[AmiEvent]], Future[list[AmiEvent]]]:
    return (
        connection.send_action(Action("Ping")),
        queues_by.ask_list("QueueStatus"),
        connection.ask_list("CoreShowChannels"),
    )


async def _or_after(stirred: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stirred.wait()
    stirred.clear()


def _ignore(_: object) -> None:
    return None


async def _at_once(_: AmiConnection) -> None:
    return None
