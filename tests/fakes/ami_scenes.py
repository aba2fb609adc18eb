"""Scenes of tests/data/ami: what a real Asterisk 22.10.1 with our configuration sent, numbers invented.

Ring 4 s, wrap-up 3 s, no AGI server; province after 4 s. `lists-*` answer Ping (p), QueueStatus (q) and
CoreShowChannels (c).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cases.organs import Tier, Unit
from cases.units import Directory
from seats.ami_text import AmiEvent, headers, name_of
from seats.picture import News, Picture
from seats.snapshot import Snapshot
from seats.states import SeatChanged

DATA = Path(__file__).parents[1] / "data" / "ami"
CALLER = "13800001389"
SEAT, PROVINCE_SEAT, UNIT = "37091", "37001", "370900"
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
WRAP_UP_S = 3.0
CALLS = ("answered", "seat-hangs-up", "abandoned", "message", "declined", "hung-up-by-us", "province-answers")


def directory() -> Directory:
    return Directory(
        [
            Unit("000000", "部", "部", Tier.MINISTRY, None, 8, (), "24h"),
            Unit("370000", "山东", "山东", Tier.PROVINCE, "000000", 2, (), "24h"),
            Unit(UNIT, "泰安", "泰安", Tier.CITY, "370000", 1, ("0538",), "24h"),
        ]
    )


def packs(scene: str) -> list[bytes]:
    text = (DATA / f"{scene}.txt").read_text(encoding="utf-8").strip("\n")
    return [pack.replace("\n", "\r\n").encode() for pack in text.split("\n\n")]


def events(*scenes: str) -> list[AmiEvent]:
    """`heard` is the exchange's own time."""
    found = [AmiEvent(name_of(pack), headers(pack)) for scene in scenes for pack in packs(scene)]
    return [replace(event, heard=float(event["Timestamp"])) for event in found]


def picture_of(*scenes: str) -> Picture:
    """At AT, with the seats registered and ready, then the scenes."""
    picture = Picture(directory(), UNIT, WRAP_UP_S, AT)
    play(picture, events("registers", "ready-pause-ready", *scenes))
    return picture


def play(picture: Picture, heard: Iterable[AmiEvent], begins: datetime = AT) -> News:
    """Everything that it brought, in order."""
    whole, first = News(), None
    for event in heard:
        first = event.heard if first is None else first
        news = picture.apply(event, begins + timedelta(seconds=event.heard - first))
        whole.changes += news.changes
        whole.steps += news.steps
    return whole


def states(news: News, seat: str = SEAT) -> list[str]:
    """Which states the seat went through, as a board would show them."""
    return [c.seat.state for c in news.changes if isinstance(c, SeatChanged) and c.seat.number == seat]


def listed(picture: Picture, scene: str) -> Snapshot:
    return read_lists(picture, packs(scene))


def read_lists(picture: Picture, told_packs: Iterable[bytes]) -> Snapshot:
    found = [headers(pack) for pack in told_packs]
    told = [AmiEvent(keys.get("Event", ""), keys) for keys in found]
    now = next(float(keys["Timestamp"]) for keys in found if "Ping" in keys)
    of = {action: [event for event in told if event["ActionID"] == action and event.name] for action in "qc"}
    return picture.reader.snapshot(of["q"], of["c"], now)
