"""Why a seat takes no calls. The codes go to the exchange and into the log; the desk has the Chinese words."""

from __future__ import annotations

from enum import StrEnum


class PauseReason(StrEnum):
    BREAK = "break"
    MEAL = "meal"
    MEETING = "meeting"
    TRAINING = "training"
    CASE = "case"
    AWAY = "away"
    """离席: shown as a state of its own."""
    OTHER = "other"


# Set by the service, not chosen by a person.
SAT_DOWN = "sat_down"
EMPTY = "empty"
OTHER_PHONE = "other_phone"
WRAP_UP = "wrap_up"
"""After a call, until its time is over: a state of its own, not told as a pause."""
WAITED_FOR = frozenset({WRAP_UP, PauseReason.BREAK})
"""Over in minutes: a caller who comes meanwhile waits. Nobody waits for who is at a meal, in a meeting, or gone."""
SUPERVISOR = "supervisor"
"""By order of the supervisor (值班长示忙): only a person makes it ready again."""
