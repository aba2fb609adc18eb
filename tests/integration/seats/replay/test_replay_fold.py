"""The board of a moment, folded from the log, is the board that was: the same events go to the live picture and into
the log, some of them twice, some never."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.events import LinkLost, LinkRestored
from seats.board.picture import LivePicture
from seats.board.sheet import Body, Sheet
from seats.caller import Places
from seats.mobile_places import MobilePlaces
from seats.phone.reunions import Reunions
from seats.picture import News, Picture
from seats.replay.then import Then
from seats.replay.turns import Turns
from seats.rows import carry_out
from seats.states import LinkChanged
from seats.steps import Step, Told
from store.closures import Sight
from store.unit_of_work import Store
from tests.desk_world import new_store
from tests.fakes.ami_scenes import AT, CALLS, SEAT, UNIT, WRAP_UP_S, directory, events

UNITS = frozenset({"000000", "370000", UNIT})
NOTHING = Sight(0, frozenset())


@dataclass
class Board:
    """A live picture whose steps go into a log of its own."""

    store: Store
    picture: Picture = field(default_factory=lambda: Picture(directory(), UNIT, WRAP_UP_S, AT))
    connected: bool = True
    at: datetime = AT
    moments: list[tuple[datetime, dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = Places(directory(), MobilePlaces())
        self.sheet, self.steps = Sheet(), list[Step]()
        self.live = LivePicture(
            self, self.sheet, self.places, lambda person: self.live.named(person, f"人{person}"), directory()
        )
        self.turns = Turns(self, lambda: self.at, self.steps.append)
        self.reunions = Reunions(self.picture.moves.legs)
        with self.store.work() as work:
            for number in range(1, 4):
                work.people.put(f"p{number}", name=f"人{number}", password_hash="-", role="operator", unit=UNIT)
            work.commit()
        self.turns.changed(LinkChanged(True))
        self.take(News())

    def take(self, news: News) -> None:
        """As `Link._publish`: what changed is shown, then written; then the board is remembered."""
        for change in news.changes:
            self.live.changed(change)
            self.turns.changed(change)
        self.steps += news.steps
        for step in self.steps:
            with self.store.work() as work:
                carry_out(work, step)
                work.commit()
        self.steps.clear()
        self.moments.append((self.at, self.shown()))

    def link(self, connected: bool) -> None:
        self.connected = connected
        fact = LinkRestored(calls=0) if connected else LinkLost(reason="x")
        self.take(News([LinkChanged(connected)], [Told(fact, self.at)]))

    def shown(self) -> dict[str, Any]:
        return {
            "connected": self.sheet.connected,
            "seats": {row["number"]: row for row in self.sheet.bodies("seats")},
            "waiting": {row["call_id"]: row for row in self.sheet.bodies("waiting")},
        }

    def then(self, at: datetime) -> dict[str, Any]:
        with self.store.reading() as work:
            return tables(Then(work, directory(), self.places, UNITS, at, NOTHING).snapshot())

    def played(self, begins: datetime, until: datetime) -> dict[str, Any]:
        """The snapshot of `begins` with all changes up to `until`, as a browser folds them."""
        with self.store.reading() as work:
            then = Then(work, directory(), self.places, UNITS, begins, NOTHING)
            state = tables(then.snapshot())
            for change in then.changes(until):
                state["connected"] = change.get("connected", state["connected"])
                state["seats"] |= {row["number"]: row for row in change["put"].get("seats", ())}
                state["waiting"] |= {row["call_id"]: row for row in change["put"].get("waiting", ())}
                for key in change["gone"].get("waiting", ()):
                    state["waiting"].pop(key, None)
            return state


def tables(body: Body) -> dict[str, Any]:
    return {
        "connected": body["connected"],
        "seats": {row["number"]: row for row in body["seats"]},
        "waiting": {row["call_id"]: row for row in body["waiting"]},
    }


def storm(board: Board, seed: int) -> None:
    """Scenes of a real exchange in any order: events lost and doubled, people who come and go, a link that falls."""
    chance = random.Random(seed)
    scenes = ["registers", "ready-pause-ready", *chance.sample(CALLS, 4)]
    for event in events(*scenes):
        board.at += timedelta(seconds=chance.choice((0.05, 0.4, 2.0)))
        for _ in range(chance.choice((1, 1, 1, 1, 2, 0))):
            board.take(board.picture.apply(event, board.at))
        if chance.random() < 0.1:
            board.at += timedelta(seconds=chance.choice((0.1, 4)))
            board.take(board.picture.tick(board.at))
        if chance.random() < 0.05:
            board.take(board.picture.seated(SEAT, chance.choice((None, 1, 2)), board.at))
        if chance.random() < 0.05:
            board.take(board.picture.hand(SEAT, chance.random() < 0.5, "", board.at))
        if chance.random() < 0.02:
            board.link(not board.connected)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000))
def test_the_board_of_any_moment_is_the_board_that_was(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        board = Board(new_store(Path(folder)))
        storm(board, seed)
        last = dict(board.moments)
        chance = random.Random(seed)
        for at in [*chance.sample(sorted(last), 12), max(last)]:
            assert board.then(at) == last[at]
        begins, until = sorted(chance.sample(sorted(last), 2))
        assert board.played(begins, until) == last[until]
        board.store.engine.dispose()
