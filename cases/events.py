"""The facts: what happened, in the past tense.

A fact carries no personal data: numbers, names and words live in their rows, where they are sealed and can be
deleted when their time is over; the log of facts is for ever. The call id is the key between the two.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened. Empty string: does not concern a call, unit or seat."""

    call_id: str = ""
    unit: str = ""
    seat: str = ""

    COMMON: ClassVar[frozenset[str]] = frozenset({"call_id", "unit", "seat"})

    @property
    def kind(self) -> str:
        return type(self).__name__

    @property
    def body(self) -> dict[str, Any]:
        """What the kind adds to the common part, ready for JSON."""
        return {key: value for key, value in asdict(self).items() if key not in self.COMMON}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallArrived(Fact):
    called: str
    source: str
    """Who saw it first: `agi`, `ami` (our AGI server was away) or `sweep` (only a recording was found)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRouted(Fact):
    action: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerQueued(Fact):
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRang(Fact):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswered(Fact):
    waited_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHeld(Fact):
    """The caller hears music; the recording goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallResumed(Fact):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTransferred(Fact):
    """`seat` had the caller, `to` (a seat, or a unit's queue) has now."""

    to: str
    how: str
    """`blind`, `consult`, `conference` (the seat left the two others alone) or `queue` (of those who were asked for it
    by a unit's queue, this seat took the caller)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReturned(Fact):
    """Nobody took the caller that was passed on, or the seat vanished: back to `seat`, then to the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallConsulted(Fact):
    """The caller hears music meanwhile. What the two seats say to each other is not recorded."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceStarted(Fact):
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandRaised(Fact):
    """The seat asks its supervisor to come in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandLowered(Fact):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpExtended(Fact):
    by_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpEnded(Fact):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnded(Fact):
    outcome: str
    """`answered`, `abandoned` (hung up while waiting), `message` or `lost` (ended while we could not look)."""
    talk_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatSignedIn(Fact):
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatSignedOut(Fact):
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorEnrolled(Fact):
    """The person's app has proved itself by a code."""

    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorRemoved(Fact):
    person: int
    by: str
    """`person` (at the page) or `command` (`./hotline account`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorFailed(Fact):
    """The password was right, the code was not."""

    person: int
    reason: str
    """As in `cases.second_factor.Verdict`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesMade(Fact):
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodeUsed(Fact):
    person: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatReady(Fact):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPaused(Fact):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WallOpened(Fact):
    """大屏: a browser may show the board of the unit from now on, without a person's session."""

    wall: int
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WallRevoked(Fact):
    wall: int
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTurned(Fact):
    """What the board shows of a seat from now on, whatever made it so: the last one of a seat is its whole state.

    `person` 0: nobody sits there. `since`: of `state`, ISO.
    """

    state: str
    reason: str
    since: str
    device: str
    person: int
    hand: bool
    peer: str
    listened: str
    queues: str = ""
    """The units whose callers ring there at once, with spaces between; empty: its own, as usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatHealed(Fact):
    """Our picture of a seat differed from Asterisk's and was put right."""

    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLost(Fact):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRestored(Fact):
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStarted(Fact):
    segment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingKept(Fact):
    segment: str
    seconds: float
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFlawed(Fact):
    segment: str
    flaw: str
    """`missing`, `short`, `broken`, `no_space`, `empty` (hung up at once) or `unknown` (no row knew the file)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingHeard(Fact):
    """Somebody listened: told once a minute, however often their browser asks for bytes."""

    person: int
    segment: str
    """`<call id>.<n>`: both sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLeft(Fact):
    seconds: float
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptReady(Fact):
    segment: str
    turns: int
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptFailed(Fact):
    segment: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationDrafted(Fact):
    registration: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationEdited(Fact):
    registration: int
    person: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationConfirmed(Fact):
    """It has its number, and the clock runs."""

    registration: int
    person: int
    number: str
    disposition: str
    due: str
    urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationClosed(Fact):
    """Wrapped up without a number."""

    registration: int
    person: int
    disposition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationAmended(Fact):
    registration: int
    person: int
    version: int
    """Of what was confirmed: 2 is the first amendment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FastTrackOpened(Fact):
    """即时快办. `notified` is the unit whose supervisors were told."""

    registration: int
    number: str
    notified: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAsked(Fact):
    registration: int
    due_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemHandedUp(Fact):
    """回避: the unit `before` may not handle it."""

    item: int
    work: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemClosed(Fact):
    item: int
    work: str
    """Its kind: `message`, `callback`, `fast_track`."""
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresExported(Fact):
    """Statistics left the system as a file."""

    person: int
    form: str
    """`csv` or `xlsx`."""
    by: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Fact):
    """`value` was measured, `limit` is what it passed; `what` as in `cases.alarms.What`."""

    alarm: int
    what: str
    value: float
    limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmCleared(Fact):
    alarm: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAcknowledged(Fact):
    """The note that the person wrote is in the alarm's row."""

    alarm: int
    what: str
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchOrdered(Fact):
    """统一调度: a supervisor's order about the seat, the call or the unit. The note is in the order's row."""

    dispatch: int
    act: str
    """As in `cases.dispatch.Act`."""
    person: int
    reason: str
    to: str
    """Where a seat or a caller goes; empty otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchFailed(Fact):
    """The exchange did not do it."""

    dispatch: int
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchUndone(Fact):
    dispatch: int
    act: str
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisorListened(Fact):
    """It began: `how` is `listen`, `whisper` or `barge`. `person` 0: nobody was known to sit at `by`."""

    how: str
    by: str
    """The supervisor's own seat."""
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningEnded(Fact):
    how: str
    by: str
    person: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastConfirmed(Fact):
    dispatch: int
    person: int


def _kinds() -> dict[str, type[Fact]]:
    return {kind.__name__: kind for kind in Fact.__subclasses__()}


def fact(kind: str, call_id: str, unit: str, seat: str, body: dict[str, Any]) -> Fact:
    """The fact that a row of the log states. Raises KeyError for a kind that this version does not know."""
    return _kinds()[kind](call_id=call_id, unit=unit, seat=seat, **body)
