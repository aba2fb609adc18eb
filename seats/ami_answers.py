"""Who waits for which answer of one connection."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TypeVar

from asterisk.ami import Response

from seats.ami_text import AmiEvent

T = TypeVar("T")


class ConnectionLost(Exception):
    """`reason` is one word for facts and logs."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the AMI connection is lost: {reason}")
        self.reason = reason


class Answers:
    """Every future of it ends: with the answer, or with ConnectionLost."""

    def __init__(self) -> None:
        self._single: dict[str, Future[Response]] = {}
        self._lists: dict[str, tuple[list[AmiEvent], Future[list[AmiEvent]]]] = {}
        self._lock = threading.Lock()

    def expect(self, action_id: str) -> Future[Response]:
        answer: Future[Response] = Future()
        with self._lock:
            self._single[action_id] = answer
        return answer

    def expect_list(self, action_id: str) -> Future[list[AmiEvent]]:
        whole: Future[list[AmiEvent]] = Future()
        with self._lock:
            self._lists[action_id] = ([], whole)
        return whole

    @property
    def lists_expected(self) -> bool:
        return bool(self._lists)

    def take(self, response: Response) -> None:
        action_id = response.keys.get("ActionID", "")
        answer = self._single.pop(action_id, None)
        if answer is not None:
            _settle(answer, response)
        elif response.is_error():
            self.fail(action_id, "refused")

    def take_listed(self, event: AmiEvent) -> None:
        waiting = self._lists.get(event["ActionID"])
        if waiting is None:
            return
        waiting[0].append(event)
        if event["EventList"] == "Complete":
            self._lists.pop(event["ActionID"], None)
            _settle(waiting[1], waiting[0])

    def fail(self, action_id: str, reason: str) -> None:
        """Harmless when nobody waits for it."""
        answer, waiting = self._single.pop(action_id, None), self._lists.pop(action_id, None)
        if answer is not None:
            _fail(answer, reason)
        if waiting is not None:
            _fail(waiting[1], reason)

    def fail_all(self, reason: str) -> None:
        with self._lock:
            waiting = [*self._single, *self._lists]
        for action_id in waiting:
            self.fail(action_id, reason)


def _settle(answer: Future[T], value: T) -> None:
    # Whoever waited may have given up meanwhile.
    if answer.set_running_or_notify_cancel():
        answer.set_result(value)


def _fail(answer: Future[T], reason: str) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_exception(ConnectionLost(reason))
