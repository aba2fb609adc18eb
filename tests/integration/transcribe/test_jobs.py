"""A transcript is made once, whoever is asked, however often, and whatever dies on the way."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from store.transcripts import MAX_TRIES
from tests.integration.transcribe.conftest import Hall, spell
from transcribe import jobs, worker
from transcribe.jobs import LEASE, transcribe


def test_both_sides_become_turns_without_the_prompts_and_a_draft(hall: Hall) -> None:
    hall.call()
    assert transcribe(hall.bench, "c1", 1)
    assert hall.said() == [("operator", "您好请讲"), ("caller", "我要举报泰安市公安局")]
    assert (hall.row().state, hall.row().model, hall.row().lease_until) == ("ready", "speller", None)
    with hall.store.reading() as work:
        registration = work.registrations.of_call("c1")
        assert registration is not None and registration.unit == "370900"
        draft = work.registrations.draft(registration)
    assert draft is not None and {"fields", "evidence", "missing", "summary"} <= set(draft)
    assert hall.kinds() == ["TranscriptReady", "RegistrationDrafted"]


def test_times_are_those_of_the_whole_recording_though_the_prompts_were_skipped(hall: Hall) -> None:
    hall.call()
    transcribe(hall.bench, "c1", 1)
    with hall.store.reading() as work:
        row = work.transcripts.get("c1", 1)
        assert row is not None
        (greeting, _) = work.transcripts.turns(row)
    assert greeting["start"] == pytest.approx(2.0, abs=0.35)


def test_the_words_lie_sealed_in_the_database(hall: Hall) -> None:
    hall.call()
    transcribe(hall.bench, "c1", 1)
    with hall.store.engine.connect() as connection:
        stored = bytes(connection.execute(text("SELECT turns_sealed FROM transcripts")).scalar_one())
    assert "举报".encode() not in stored and b"\\u4e3e" not in stored


def test_a_call_whose_answer_nobody_noted_loses_the_prompts_by_the_callers_first_word(hall: Hall) -> None:
    hall.call(answered_after=None)
    spell(hall.vault / "c1.1.rx.wav", *[0] * 20, 1, 2)
    spell(hall.vault / "c1.1.tx.wav", 5, 5, 5, *[0] * 13, 3, 4)
    transcribe(hall.bench, "c1", 1)
    assert hall.said() == [("operator", "您好请讲"), ("caller", "我要举报泰安市公安局")]


def test_a_message_has_only_the_caller(hall: Hall) -> None:
    hall.call(n=2, answered_after=None)
    assert transcribe(hall.bench, "c1", 2)
    assert hall.said(n=2) == [("caller", "我要举报泰安市公安局")]


def test_a_second_run_does_nothing(hall: Hall) -> None:
    hall.call()
    assert transcribe(hall.bench, "c1", 1) and not transcribe(hall.bench, "c1", 1)
    assert hall.kinds() == ["TranscriptReady", "RegistrationDrafted"]


def test_nobody_asked_for_it(hall: Hall) -> None:
    assert not transcribe(hall.bench, "c9", 1) and hall.kinds() == []


def test_of_two_workers_at_the_same_moment_one_does_the_work(hall: Hall) -> None:
    hall.call()
    together = threading.Barrier(2)
    done: list[bool] = []

    def one() -> None:
        together.wait(10)
        done.append(transcribe(hall.bench, "c1", 1))

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(done) == [False, True] and hall.row().tries == 1
    assert hall.kinds() == ["TranscriptReady", "RegistrationDrafted"]


class Killed(BaseException):
    pass


def die() -> None:
    raise Killed


def fail() -> None:
    raise RuntimeError("no words today")


def test_the_work_of_a_worker_that_died_is_taken_over_after_its_lease(hall: Hall) -> None:
    hall.call()
    hall.speller.trouble = die
    with pytest.raises(Killed):
        transcribe(hall.bench, "c1", 1)
    hall.speller.trouble = lambda: None
    assert not transcribe(hall.bench, "c1", 1)
    assert transcribe(hall.later(LEASE.total_seconds() + 1).bench, "c1", 1)
    assert hall.row().tries == 2


def test_what_kills_every_worker_is_given_up(hall: Hall) -> None:
    hall.call()
    hall.speller.trouble = die
    for n in range(MAX_TRIES):
        with pytest.raises(Killed):
            transcribe(hall.later(n * 61.0).bench, "c1", 1)
    assert not transcribe(hall.later(MAX_TRIES * 61.0).bench, "c1", 1)
    assert hall.row().state == "failed" and hall.kinds() == ["TranscriptFailed"]


def test_a_failure_is_tried_again_and_told_after_the_last_time(hall: Hall) -> None:
    hall.call()
    hall.speller.trouble = fail
    with capture_logs() as logs:
        for _ in range(MAX_TRIES):
            assert not transcribe(hall.bench, "c1", 1)
    assert (hall.row().state, hall.row().error) == ("failed", "RuntimeError")
    assert hall.kinds() == ["TranscriptFailed"] and len(logs) == MAX_TRIES
    assert (hall.vault / "c1.1.rx.wav").exists()


def test_a_recording_that_the_vault_lost_is_a_failure_that_names_no_words(hall: Hall) -> None:
    hall.call()
    (hall.vault / "c1.1.rx.wav").unlink()
    assert not transcribe(hall.bench, "c1", 1)
    assert hall.row().error.startswith("AudioFault")


def test_a_call_without_any_sound_is_a_failure(hall: Hall) -> None:
    hall.call()
    with hall.store.work() as work:
        for row in work.segments.of_call("c1"):
            row.state, row.file, row.flaw = "flawed", "", "missing"
        work.commit()
    assert not transcribe(hall.bench, "c1", 1)
    assert hall.row().error.startswith("NothingKept")


def test_long_work_shows_that_it_lives(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.call()
    monkeypatch.setattr(jobs, "RENEW_EVERY_S", 0.0)
    seen = []
    hall.speller.trouble = lambda: seen.append(hall.row().lease_until)
    before = hall.store.clock() + LEASE
    transcribe(hall.bench, "c1", 1)
    assert seen[0] is not None and seen[0] > before


def test_who_lost_the_lease_does_not_overwrite_what_the_other_made(hall: Hall) -> None:
    hall.call()
    late = hall.later(LEASE.total_seconds() + 1)
    overtaken = Hall(late.store, late.vault)
    hall.speller.trouble = lambda: transcribe(overtaken.bench, "c1", 1) and None
    assert not transcribe(hall.bench, "c1", 1)
    assert hall.kinds() == ["TranscriptReady", "RegistrationDrafted"] and hall.row().tries == 2


def test_rules_that_fail_leave_the_words_and_an_empty_form(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    hall.call()
    monkeypatch.setattr("transcribe.drafts.draft", stumble)
    assert transcribe(hall.bench, "c1", 1)
    assert hall.said() and hall.kinds() == ["TranscriptReady"]
    with hall.store.reading() as work:
        assert work.registrations.of_call("c1") is not None


def test_a_draft_never_touches_what_the_operator_wrote(hall: Hall) -> None:
    hall.call()
    with hall.store.work() as work:
        row = work.registrations.open("c1", "370900", work.now)
        work.registrations.save_form(row, {"fields": {"demand": "退钱"}}, 0, work.now)
        work.commit()
    transcribe(hall.bench, "c1", 1)
    with hall.store.reading() as work:
        registration = work.registrations.of_call("c1")
        assert registration is not None and registration.version == 1
        assert work.registrations.form(registration) == {"fields": {"demand": "退钱"}}


def test_a_job_outside_a_worker_says_how_to_start_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_bench", None)
    with pytest.raises(worker.NoBench, match="python -m transcribe"):
        jobs.transcribe_call("c1", 1)
