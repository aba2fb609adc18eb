"""Enrolling, checking and removing a second factor: each in one transaction, with its fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.events import (
    RecoveryCodesMade,
    RecoveryCodeUsed,
    SecondFactorEnrolled,
    SecondFactorFailed,
    SecondFactorRemoved,
)
from cases.second_factor import STEP_S, Verdict, judge
from store.tables import SecondFactorRow
from store.unit_of_work import Store, Work
from web.second_factor.codes import here, new_recovery_codes, plain, step_of

RECOVERY_LENGTH = 10


class AlreadyEnrolled(Exception):
    """There is one: it must be removed first, with a code of its own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    verdict: Verdict
    ahead_s: int = 0
    """How much the phone's time is ahead of ours; with `Verdict.CLOCK`."""


@dataclass(frozen=True, slots=True)
class Standing:
    enrolled_at: datetime | None
    recovery_left: int


class SecondFactors:
    def __init__(self, store: Store) -> None:
        self._store = store

    def standing(self, person: int) -> Standing:
        with self._store.reading() as work:
            row = work.second_factors.of(person)
            return Standing(row.enrolled_at if row else None, work.second_factors.recovery_left(person))

    def check(self, person: int, typed: str) -> Outcome:
        """A code of the app or a recovery code. One that was good is used up, whatever comes after."""
        with self._store.work() as work:
            outcome = _take(work, person, plain(typed))
            if outcome.verdict is not Verdict.GOOD:
                work.record(SecondFactorFailed(person=person, reason=outcome.verdict.value))
            work.commit()
        return outcome

    def enrol(self, person: int, secret: str, typed: str) -> tuple[Outcome, list[str]]:
        """With the recovery codes, which are shown this once. Raises AlreadyEnrolled."""
        with self._store.work() as work:
            if work.second_factors.of(person) is not None:
                raise AlreadyEnrolled
            step, middle = step_of(secret, plain(typed), work.now), here(work.now)
            outcome = _outcome(step, middle, judge(step, middle, last=0, burnt=frozenset()))
            if step is None or outcome.verdict is not Verdict.GOOD:
                return outcome, []
            work.second_factors.enrol(person, secret, step, work.now)
            work.record(SecondFactorEnrolled(person=person))
            codes = _new_codes(work, person)
            work.commit()
        return outcome, codes

    def new_recovery(self, person: int) -> list[str]:
        with self._store.work() as work:
            codes = _new_codes(work, person)
            work.commit()
        return codes

    def remove(self, person: int) -> None:
        with self._store.work() as work:
            remove(work, person, by="person")
            work.commit()


def remove(work: Work, person: int, by: str) -> bool:
    """Whether there was one; the caller commits."""
    there = work.second_factors.remove(person)
    if there:
        work.record(SecondFactorRemoved(person=person, by=by))
    return there


def _new_codes(work: Work, person: int) -> list[str]:
    codes = new_recovery_codes()
    work.second_factors.put_recovery(person, codes)
    work.record(RecoveryCodesMade(person=person))
    return codes


def _take(work: Work, person: int, code: str) -> Outcome:
    row = work.second_factors.held(person)
    if row is None:
        return Outcome(Verdict.WRONG)
    if len(code.replace("-", "")) == RECOVERY_LENGTH:
        return _take_recovery(work, person, code)
    step, middle = step_of(work.second_factors.secret(row), code, work.now), here(work.now)
    outcome = _outcome(step, middle, judge(step, middle, row.last_step, frozenset(row.burnt)))
    if step is not None:
        _remember(row, step, middle, outcome.verdict)
    return outcome


def _remember(row: SecondFactorRow, step: int, middle: int, verdict: Verdict) -> None:
    if verdict is Verdict.GOOD:
        row.last_step = step
    elif verdict is Verdict.CLOCK and step > middle:
        row.burnt = [*(old for old in row.burnt if old >= middle), step]


def _take_recovery(work: Work, person: int, code: str) -> Outcome:
    if not work.second_factors.take_recovery(person, code):
        return Outcome(Verdict.WRONG)
    work.record(RecoveryCodeUsed(person=person, left=work.second_factors.recovery_left(person)))
    return Outcome(Verdict.GOOD)


def _outcome(step: int | None, middle: int, verdict: Verdict) -> Outcome:
    return Outcome(verdict, (step - middle) * STEP_S if step is not None else 0)
