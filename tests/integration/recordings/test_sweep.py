"""What nobody knew of is found: files without rows, rows without files."""

from __future__ import annotations

from tests.integration.recordings.conftest import Shop, age, leave_open, speak


def settle(shop: Shop) -> None:
    """What the program does at its start."""
    shop.restart()
    shop.sweep.run()
    shop.keeper.round()


def test_a_recording_without_call_or_row_is_adopted_by_the_ministry(shop: Shop) -> None:
    said = speak(shop.spool / "c1.1.rx.wav", 10.0, age_s=61)
    speak(shop.spool / "c1.1.tx.wav", 10.0, age_s=61)
    settle(shop)
    assert shop.states() == {"c1.1.rx": ("kept", "unknown"), "c1.1.tx": ("kept", "unknown")}
    assert shop.kept("c1.1.rx") == said and shop.rung() == 1
    with shop.store.reading() as work:
        call = work.calls.get("c1")
    assert call is not None and (call.unit, call.outcome) == ("000000", "lost") and call.ended_at is not None
    assert round((call.ended_at - call.arrived_at).total_seconds(), 2) == 10.0
    assert shop.kinds() == [
        "CallArrived", "CallEnded", "RecordingFlawed", "RecordingFlawed", "RecordingKept", "RecordingKept",
    ]  # fmt: skip


def test_a_young_file_may_still_get_its_row(shop: Shop) -> None:
    speak(shop.spool / "c1.1.rx.wav", 10.0, age_s=30)
    settle(shop)
    assert shop.kinds() == []


def test_a_file_that_is_written_belongs_to_a_call_that_goes_on(shop: Shop) -> None:
    path = shop.spool / "c1.1.rx.wav"
    speak(path, 10.0)
    with path.open("ab"):
        age(path, 300)
        settle(shop)
    assert shop.kinds() == []


def test_a_call_that_only_the_link_saw_gets_its_recording_at_once(shop: Shop) -> None:
    shop.call("c1", sides=())
    for side in ("rx", "tx"):
        speak(shop.spool / f"c1.1.{side}.wav", 10.0)
    settle(shop)
    assert shop.states() == {"c1.1.rx": ("kept", "unknown"), "c1.1.tx": ("kept", "unknown")}
    assert "CallArrived" not in shop.kinds() and shop.rung() == 1


def test_an_adopted_message_is_work_like_any_other(shop: Shop) -> None:
    speak(shop.spool / "c1.2.rx.wav", 6.0, age_s=61)
    settle(shop)
    with shop.store.reading() as work:
        (item,) = work.work_items.open_ones()
    assert item.kind == "message"


def test_a_crash_of_everything_in_mid_call_loses_no_second(shop: Shop) -> None:
    shop.call(lasted=None, sides=("rx",))
    path = shop.spool / "c1.1.rx.wav"
    speak(path, 10.0)
    leave_open(path)
    left = path.read_bytes()
    age(path, 601)
    settle(shop)
    assert shop.states() == {"c1.1.rx": ("kept", "broken")} and shop.kept("c1.1.rx") == left


def test_a_file_that_is_kept_already_is_cleared_away(shop: Shop) -> None:
    shop.call(sides=("rx",))
    said = speak(shop.spool / "c1.1.rx.wav", 10.0)
    shop.keeper.round()
    (shop.spool / "c1.1.rx.wav").write_bytes(said)
    age(shop.spool / "c1.1.rx.wav", 61)
    settle(shop)
    assert list(shop.spool.iterdir()) == [] and shop.kept("c1.1.rx") == said


def test_a_file_that_is_kept_is_not_cleared_away_when_the_vault_lost_it(shop: Shop) -> None:
    shop.call(sides=("rx",))
    said = speak(shop.spool / "c1.1.rx.wav", 10.0)
    shop.keeper.round()
    (shop.vault / "2026/11/20/c1.1.rx.wav").unlink()
    (shop.spool / "c1.1.rx.wav").write_bytes(said)
    age(shop.spool / "c1.1.rx.wav", 61)
    for _ in range(2):
        settle(shop)
    assert said in [path.read_bytes() for path in (*shop.spool.iterdir(), *shop.vault.rglob("*.wav"))]


def test_files_with_other_names_stay_where_they_are(shop: Shop) -> None:
    strange = [shop.spool / name for name in ("notes.wav", "c1.1.xx.wav", "空 格.1.rx.wav")]
    for path in strange:
        speak(path, 1.0, age_s=3600)
    settle(shop)
    assert shop.kinds() == [] and all(path.exists() for path in strange)
