"""A caller and a seat who speak with each other, and a colleague: for the tests of hold, consultation and transfer.

Proven, as in all tests of calls: more than 80 % of the pieces of 0.4 s of each sentence are in their place in the
recording of its side and in the ears that should hear it, what must not be heard is not, both sides are equally long,
and as long as what the caller heard.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from exchange.plan import ExchangePlan
from exchange.process import Exchange
from seats.phone.control import CallControl
from tests.e2e.audio import seconds
from tests.e2e.exchanges import wait_until
from tests.e2e.linked import Linked, linked
from tests.e2e.phones import Phone, citizen, seat

HEARD, NOT_HEARD = 0.8, 0.3
"""What was never said gives 0.1."""
SEAT, COLLEAGUE, NOBODY = "37091", "37101", "37001"


@dataclass
class Talk:
    plan: ExchangePlan
    desk: Linked
    own: Phone
    colleague: Phone
    caller: Phone

    @property
    def phone(self) -> CallControl:
        return self.desk.link.phone

    def recording(self, side: str) -> Path:
        return max(self.plan.paths.spool.glob(f"*.1.{side}.wav"), key=lambda file: file.stat().st_mtime_ns)

    def consult(self) -> None:
        self.desk.do(self.phone.consult(SEAT, COLLEAGUE))
        self.colleague.wait_until_ringing()
        self.desk.until(COLLEAGUE, "ringing")
        self.colleague.accept()
        self.desk.until(COLLEAGUE, "consulting")
        self.desk.until(SEAT, "consulting")

    def end(self) -> None:
        self.caller.hang_up()
        self.caller.wait_until_ended()
        wait_until(lambda: not self.desk.calls())
        wait_until(lambda: not any(self.desk.link.picture.seats[n].talks for n in (SEAT, COLLEAGUE)))


@contextmanager
def talking(plan: ExchangePlan, exchange: Exchange) -> Iterator[Talk]:
    with seat(plan, SEAT) as own, seat(plan, COLLEAGUE) as other, citizen(plan) as caller, linked(plan) as desk:
        for number in (SEAT, COLLEAGUE):
            desk.until(number, "ready")
        desk.steps.clear()
        desk.changes.clear()
        caller.dial("12389")
        own.wait_until_ringing()
        own.accept()
        desk.until(SEAT, "talking")
        yield Talk(plan, desk, own, other, caller)
        assert desk.link.counts.faults == 0
    wait_until(lambda: "0 active channels" in exchange.command("core show channels"))


def say(phone: Phone, speech: Path) -> None:
    """To its end, and a moment more; the ways between the channels are new."""
    time.sleep(0.3)
    phone.say(speech)
    time.sleep(seconds(speech) + 0.7)
