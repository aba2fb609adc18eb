"""The calls of this moment, and those that ended a moment ago: a late event must not bring one back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from seats.states import LiveCall

REMEMBERED = 4_096


class LiveCalls:
    def __init__(self) -> None:
        self._calls: dict[str, LiveCall] = {}
        self._channels: dict[str, str] = {}
        self._rung: dict[str, set[str]] = {}
        self._touched: dict[str, datetime] = {}
        self._ended: OrderedDict[str, None] = OrderedDict()

    def __iter__(self) -> Iterator[LiveCall]:
        return iter(tuple(self._calls.values()))

    def __len__(self) -> int:
        return len(self._calls)

    def __contains__(self, call_id: str) -> bool:
        return call_id in self._calls

    def get(self, call_id: str) -> LiveCall | None:
        return self._calls.get(call_id)

    def ended(self, call_id: str) -> bool:
        return call_id in self._ended

    def channel(self, call_id: str) -> str:
        """The caller's channel, to be hung up."""
        return self._channels.get(call_id, "")

    def touched(self, call_id: str) -> datetime | None:
        return self._touched.get(call_id)

    def touch(self, call_id: str, at: datetime) -> None:
        self._touched[call_id] = at

    def add(self, call: LiveCall, channel: str, at: datetime) -> LiveCall:
        self._calls[call.call_id], self._channels[call.call_id], self._rung[call.call_id] = call, channel, set()
        self.touch(call.call_id, at)
        return call

    def change(self, call: LiveCall, **what: Any) -> LiveCall:
        self._calls[call.call_id] = changed = replace(call, **what)
        return changed

    def rings_anew(self, call_id: str, channel: str) -> bool:
        """False when this ring of this seat was told before."""
        rung = self._rung[call_id]
        new = channel not in rung
        rung.add(channel)
        return new

    def remove(self, call_id: str) -> LiveCall | None:
        call = self._calls.pop(call_id, None)
        self._channels.pop(call_id, None)
        self._rung.pop(call_id, None)
        self._touched.pop(call_id, None)
        self._ended[call_id] = None
        while len(self._ended) > REMEMBERED:
            self._ended.popitem(last=False)
        return call
