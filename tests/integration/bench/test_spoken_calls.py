"""A labelled call spoken and recognised is the same call as it would be heard."""

from __future__ import annotations

from datetime import UTC, datetime

from cases.drafting import Call, Turn
from tests.bench.spoken_calls import error_rate, heard
from transcribe.model_store import SHIPPED
from transcribe.vosk_recogniser import load

WHEN = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)


def test_turns_keep_their_roles_and_most_of_their_words() -> None:
    said = Call(WHEN, "", "370900", (Turn("operator", "您好请讲"), Turn("caller", "我要举报派出所的民警")))
    found = heard(said, load(SHIPPED / "demo-cn"))
    assert [turn.role for turn in found.turns] == ["operator", "caller"]
    assert error_rate(said, found) < 0.5
    assert all(turn.words for turn in found.turns)


def test_an_error_rate_counts_characters() -> None:
    def call(text: str) -> Call:
        return Call(WHEN, "", "", (Turn("caller", text),))

    assert error_rate(call("我要举报"), call("我要举报")) == 0
    assert error_rate(call("我要举报"), call("我药举")) == 0.5
    assert error_rate(call("我"), call("")) == 1
