"""What the call left behind, read from the rows: the same document for `--json` and for the printed form."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from commands.demonstration.call import Figures
from commands.instance import Instance
from commands.running import Refusal
from store.unit_of_work import Work

Tell = Callable[[str], None]
Found = TypeVar("Found")
ENDS_S, KEPT_S = 20.0, 30.0


@dataclass(slots=True)
class Aftermath:
    """Waits for each row that the call must leave; `since` is the log's number before the call."""

    instance: Instance
    since: int
    tell: Tell

    def wait(self, speech_s: float, hung_up_at: float) -> tuple[str, float]:
        """(call id, seconds from hang-up to draft)."""
        call_id = self._until(ENDS_S, self._ended, "通话结束的记录")
        self.tell("通话已结束")
        self._until(KEPT_S, lambda w: self._kept(w, call_id), "录音入库的记录")
        self.tell("双向录音已核对、计算散列并入库")
        self._until(60 + 2 * speech_s, lambda w: self._transcribed(w, call_id), "转写结果")
        self.tell("语音已转写")
        self._until(30, lambda w: self._drafted(w, call_id), "登记草稿")
        hangup_to_draft = time.monotonic() - hung_up_at
        self.tell(f"登记已起草（挂机后 {hangup_to_draft:.1f} 秒）")
        return call_id, round(hangup_to_draft, 2)

    def _ended(self, work: Work) -> str | None:
        calls = [row.call_id for row in work.log.after(self.since) if row.kind == "CallArrived"]
        row = work.calls.get(calls[0]) if calls else None
        return row.id if row is not None and row.ended_at is not None else None

    def _kept(self, work: Work, call_id: str) -> bool:
        rows = work.segments.of_call(call_id)
        return bool(rows) and all(row.state != "open" for row in rows)

    def _transcribed(self, work: Work, call_id: str) -> bool:
        rows = work.transcripts.of_call(call_id)
        if any(row.state == "failed" for row in rows):
            raise Refusal("转写失败，请查看日志 transcribe.log。录音完好。")
        return bool(rows) and all(row.state == "ready" for row in rows)

    def _drafted(self, work: Work, call_id: str) -> bool:
        row = work.registrations.of_call(call_id)
        return row is not None and row.draft_sealed is not None

    def _until(self, seconds: float, look: Callable[[Work], Found | None], what: str) -> Found:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            with self.instance.store.reading() as work:
                if found := look(work):
                    return found
            time.sleep(0.03)
        raise Refusal(f"{seconds:.0f} 秒内没有等到{what}。请查看日志目录 log/。")


def document(
    instance: Instance, call_id: str, figures: Figures, set_up_s: float, hangup_to_draft_s: float
) -> dict[str, Any]:
    with instance.store.reading() as work:
        call = work.calls.get(call_id)
        registration = work.registrations.of_call(call_id)
        if call is None or registration is None:
            raise Refusal("通话记录不完整。")
        return {
            "call_id": call_id,
            "unit": call.unit,
            "queue": f"unit-{call.unit}",
            "seat": call.seat or None,
            "caller": work.calls.caller(call),
            "answered_after_s": _seconds(call.arrived_at, call.answered_at),
            "talk_s": round(call.talk_s, 2),
            "segments": _segments(instance, work, call_id),
            "transcript": _transcript(work, call_id),
            "draft": (work.registrations.draft(registration) or {}).get("fields"),
            "timings": {
                "set_up_s": round(set_up_s, 2),
                "invite_to_ring_ms": figures.invite_to_ring_ms,
                "ring_event_to_pop_ms": figures.ring_event_to_pop_ms,
                "hangup_to_draft_s": hangup_to_draft_s,
            },
        }


def evidence(instance: Instance, call_id: str) -> dict[str, Any]:
    """The draft whole: fields, the words that they rest on, what is missing, the summary."""
    with instance.store.reading() as work:
        registration = work.registrations.of_call(call_id)
        return (work.registrations.draft(registration) if registration else None) or {}


def _segments(instance: Instance, work: Work, call_id: str) -> list[dict[str, Any]]:
    vault = instance.settings.vault.resolve()
    return [
        {"file": str(vault / row.file), "side": row.side, "seconds": round(row.seconds, 3), "sha256": row.sha256}
        for row in work.segments.of_call(call_id)
        if row.file
    ]


def _transcript(work: Work, call_id: str) -> list[dict[str, Any]]:
    keys = ("side", "start", "end", "text", "confidence")
    rows = work.transcripts.of_call(call_id)
    return [{key: turn[key] for key in keys} for row in rows for turn in work.transcripts.turns(row)]


def _seconds(start: datetime, end: datetime | None) -> float | None:
    return round((end - start).total_seconds(), 2) if end else None
