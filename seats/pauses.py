"""Why a seat takes no calls. The codes go to the exchange and into the log; the desk has the Chinese words."""

from __future__ import annotations

from enum import StrEnum


class PauseReason(StrEnum):
    BREAK = "break"
    MEAL = "meal"
    MEETING = "meeting"
    TRAINING = "training"
    CASE = "case"
    OTHER = "other"


# Set by the service, not chosen by a person.
SAT_DOWN = "sat_down"
EMPTY = "empty"
OTHER_PHONE = "other_phone"
