"""A recording reaches the vault whole, once, and whatever happens in between."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import recordings
from recordings.verify import verify
from recordings.writers import is_written
from tests.integration.recordings.conftest import AT, Shop, age, leave_open, speak


def test_both_sides_are_kept_and_a_transcript_is_asked_for(shop: Shop) -> None:
    shop.call()
    said, heard = (speak(shop.spool / f"c1.1.{side}.wav", 10.0, seed=n) for n, side in enumerate(("rx", "tx")))
    assert shop.keeper.round() == 2
    assert (shop.kept("c1.1.rx"), shop.kept("c1.1.tx")) == (said, heard)
    with shop.store.reading() as work:
        row, want = work.segments.get("c1.1.rx"), work.transcripts.get("c1", 1)
    assert row is not None and want is not None
    assert (row.file, row.seconds, row.bytes) == ("2026/11/20/c1.1.rx.wav", 10.0, len(said))
    assert row.sha256 == hashlib.sha256(said).hexdigest()
    assert (shop.vault / row.file).stat().st_mode & 0o777 == 0o440
    assert want.seconds == 10.0 and shop.rung() == 1
    assert shop.kinds() == ["RecordingKept", "RecordingKept"] and list(shop.spool.iterdir()) == []


def test_a_day_of_the_vault_is_a_day_of_china(shop: Shop) -> None:
    place = shop.keeper.vault.place("c1.1.rx", AT.replace(hour=17))
    assert place == shop.vault / "2026/11/21/c1.1.rx.wav"


def test_a_file_that_is_still_written_is_waited_for(shop: Shop) -> None:
    shop.call(sides=("rx",))
    speak(shop.spool / "c1.1.rx.wav", 10.0)
    with (shop.spool / "c1.1.rx.wav").open("ab"):
        assert is_written(shop.spool / "c1.1.rx.wav") is True
        assert shop.keeper.round() == 0
    assert shop.keeper.round() == 1


def test_a_call_that_goes_on_keeps_its_recording(shop: Shop) -> None:
    shop.call(lasted=None, sides=("rx",))
    speak(shop.spool / "c1.1.rx.wav", 10.0, age_s=500)
    assert shop.keeper.round() == 0
    age(shop.spool / "c1.1.rx.wav", 601)
    assert shop.keeper.round() == 1


def test_a_writer_that_comes_back_after_ten_minutes_changes_nothing_that_is_kept(shop: Shop) -> None:
    shop.call(sides=("rx",))
    path = shop.spool / "c1.1.rx.wav"
    before = speak(path, 10.0)
    with path.open("ab") as writer:
        age(path, 601)
        assert shop.keeper.round() == 1
        writer.write(b"more")
    assert shop.kept("c1.1.rx") == before and path.read_bytes() == before + b"more"
    age(path, 61)
    assert shop.sweep.run() == 1 and shop.sweep.run() == 1
    shop.keeper.round()
    assert shop.kept("c1.3.rx") == before + b"more"


def test_the_second_side_asks_for_the_transcript_when_the_first_came_earlier(shop: Shop) -> None:
    shop.call()
    speak(shop.spool / "c1.1.rx.wav", 10.0)
    speak(shop.spool / "c1.1.tx.wav", 10.0)
    with (shop.spool / "c1.1.tx.wav").open("ab"):
        assert shop.keeper.round() == 1 and shop.rung() == 0
    assert shop.keeper.round() == 1 and shop.rung() == 1


@pytest.mark.parametrize("outcome", ["abandoned", "message"])
def test_a_call_that_nobody_answered_is_kept_and_not_transcribed(shop: Shop, outcome: str) -> None:
    shop.call(outcome=outcome)
    for side in ("rx", "tx"):
        speak(shop.spool / f"c1.1.{side}.wav", 10.0)
    assert shop.keeper.round() == 2
    with shop.store.reading() as work:
        assert work.transcripts.get("c1", 1) is None


def test_a_message_is_work_for_the_next_working_day(shop: Shop) -> None:
    shop.call(n=2, outcome="message", sides=("rx",))
    speak(shop.spool / "c1.2.rx.wav", 8.0)
    shop.keeper.round()
    with shop.store.reading() as work:
        (item,) = work.work_items.open_ones()
        # The Saturday is a make-up day.
        assert (item.kind, item.call_id, item.due.isoformat(), item.provisional) == (
            "message",
            "c1",
            "2026-11-21",
            False,
        )
        assert work.transcripts.get("c1", 2) is not None
    assert shop.kinds() == ["RecordingKept", "MessageLeft"]


@pytest.mark.parametrize("seconds", [0.0, 0.5, None])
def test_an_empty_message_is_no_work(shop: Shop, seconds: float | None) -> None:
    shop.call(n=2, outcome="message", sides=("rx",))
    if seconds is not None:
        speak(shop.spool / "c1.2.rx.wav", seconds)
    shop.keeper.round()
    with shop.store.reading() as work:
        assert list(work.work_items.open_ones()) == []
        assert work.transcripts.get("c1", 2) is None
        assert list(work.segments.unfinished()) == []


def test_a_short_recording_is_kept_with_its_mark(shop: Shop) -> None:
    shop.call(lasted=60.0, sides=("rx",))
    said = speak(shop.spool / "c1.1.rx.wav", 30.0)
    shop.keeper.round()
    assert shop.states() == {"c1.1.rx": ("kept", "short")} and shop.kept("c1.1.rx") == said
    assert shop.kinds() == ["RecordingKept", "RecordingFlawed"]


def test_a_recording_that_a_crash_left_open_is_kept_with_its_length(shop: Shop) -> None:
    shop.call(sides=("rx",))
    speak(shop.spool / "c1.1.rx.wav", 10.0)
    leave_open(shop.spool / "c1.1.rx.wav")
    shop.keeper.round()
    with shop.store.reading() as work:
        row = work.segments.get("c1.1.rx")
    assert row is not None and (row.flaw, row.seconds) == ("broken", 10.0)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all" * 99])
def test_what_is_no_recording_is_kept_and_flagged(shop: Shop, content: bytes) -> None:
    shop.call(sides=("rx",))
    (shop.spool / "c1.1.rx.wav").write_bytes(content)
    shop.keeper.round()
    assert shop.states() == {"c1.1.rx": ("kept", "broken")} and shop.kept("c1.1.rx") == content


def test_a_missing_file_is_flagged_and_the_other_side_is_transcribed(shop: Shop) -> None:
    shop.call()
    speak(shop.spool / "c1.1.rx.wav", 10.0)
    shop.keeper.round()
    assert shop.states() == {"c1.1.rx": ("kept", ""), "c1.1.tx": ("flawed", "missing")}
    assert shop.rung() == 1


def test_a_file_that_cannot_be_read_does_not_stop_the_others(shop: Shop) -> None:
    shop.call("c1", sides=("rx",))
    shop.call("c2", sides=("rx",))
    (shop.spool / "c1.1.rx.wav").symlink_to("c1.1.rx.wav")
    speak(shop.spool / "c2.1.rx.wav", 10.0)
    shop.keeper.round()
    assert shop.states()["c2.1.rx"] == ("kept", "")


def test_other_sound_of_that_name_in_the_vault_is_never_replaced(shop: Shop) -> None:
    shop.call(sides=("rx",))
    place = shop.keeper.vault.place("c1.1.rx", AT)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"what was there before")
    said = speak(shop.spool / "c1.1.rx.wav", 10.0)
    shop.keeper.round()
    assert place.read_bytes() == b"what was there before" and shop.kept("c1.1.rx") == said


def test_a_recording_is_found_in_the_vault_when_the_database_is_older(shop: Shop) -> None:
    shop.call(sides=("rx",))
    place = shop.keeper.vault.place("c1.1.rx", AT)
    place.parent.mkdir(parents=True)
    said = speak(place, 10.0)
    shop.keeper.round()
    assert shop.states() == {"c1.1.rx": ("kept", "")} and shop.kept("c1.1.rx") == said


def test_a_vault_on_another_disk_gets_a_copy(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    shop.call(sides=("rx",))
    said = speak(shop.spool / "c1.1.rx.wav", 10.0)
    monkeypatch.setattr("os.link", refuse)
    shop.keeper.round()
    assert shop.kept("c1.1.rx") == said and list(shop.spool.iterdir()) == []


class Killed(BaseException):
    """Nothing catches it, as nothing catches SIGKILL."""


def killer(at_line: int) -> tuple[Callable[..., Any], list[int]]:
    """A tracer that kills at the given executed line of `recordings/`, counting lines."""
    rooms, lines = str(Path(recordings.__file__).parent), [0]

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if not frame.f_code.co_filename.startswith(rooms):
            return None
        if event == "line":
            lines[0] += 1
            if lines[0] == at_line:
                raise Killed
        return trace

    return trace, lines


def killed_at(work: Callable[[], object], line: int) -> bool:
    trace, lines = killer(line)
    sys.settrace(trace)
    try:
        work()
    except Killed:
        pass
    finally:
        sys.settrace(None)
    return lines[0] >= line


# A kill between opening a file and its `with` leaves the closing to the end of the process; here, to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("linked", [True, False], ids=["same disk", "other disk"])
def test_a_kill_between_any_two_steps_changes_nothing(
    shop: Shop, linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not linked:
        monkeypatch.setattr("recordings.vault.NO_LINKS", frozenset({9999}))
        monkeypatch.setattr("os.link", refuse_link)
    line, died = 1, True
    while died:
        died = keep_and_die(shop, f"c{line}", line)
        line += 1 if linked else 7
    assert line > 60


def refuse_link(*_: object) -> None:
    raise OSError(9999, "no links here")


def keep_and_die(shop: Shop, call_id: str, line: int) -> bool:
    """Killed once at that line, then started again: one message in the vault, one fact each, one want."""
    shop.call(call_id, n=2, outcome="message", sides=("rx",))
    said = speak(shop.spool / f"{call_id}.2.rx.wav", 2.0, seed=line)
    died = killed_at(shop.keeper.round, line)
    shop.restart()
    shop.sweep.run()
    shop.keeper.round()
    shop.sweep.run()
    with shop.store.reading() as work:
        kinds = sorted(row.kind for row in work.log.of_call(call_id))
        assert kinds == ["MessageLeft", "RecordingKept"], f"killed at line {line}"
        assert len(work.transcripts.of_call(call_id)) == 1
    assert shop.kept(f"{call_id}.2.rx") == said
    assert list(shop.spool.iterdir()) == [] and not list(shop.vault.rglob("*.part"))
    return died


def test_verify_tells_what_was_changed_taken_or_slipped_in(shop: Shop) -> None:
    for n in (1, 2, 3):
        shop.call(f"c{n}", sides=("rx",))
        speak(shop.spool / f"c{n}.1.rx.wav", 10.0, seed=n)
    shop.keeper.round()
    assert verify(shop.store, shop.vault).sound and verify(shop.store, shop.vault).files == 3
    first, second = (shop.vault / f"2026/11/20/c{n}.1.rx.wav" for n in (1, 2))
    first.chmod(0o640)
    first.write_bytes(first.read_bytes()[:-1] + b"\xff")
    second.unlink()
    with shop.store.work() as work:
        row = work.segments.get("c3.1.rx")
        assert row is not None
        row.sha256 = "0" * 64
        work.commit()
    report = verify(shop.store, shop.vault)
    assert {fault.segment for fault in report.faults} == {"c1.1.rx", "c2.1.rx", "c3.1.rx"} and not report.sound
