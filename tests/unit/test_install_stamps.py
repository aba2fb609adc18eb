"""Stamps: done means made of exactly these inputs, and finished."""

from pathlib import Path

from install import stamps


def made(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_the_same_inputs_give_the_same_digest_in_any_order(tmp_path: Path) -> None:
    a, b = made(tmp_path, "a", "1"), made(tmp_path, "b", "2")
    assert stamps.digest([a, b], "word") == stamps.digest([b, a], "word")


def test_content_name_and_words_all_count(tmp_path: Path) -> None:
    a = made(tmp_path, "a", "1")
    first = stamps.digest([a], "word")
    assert first != stamps.digest([a], "other word")
    assert first != stamps.digest([made(tmp_path, "b", "1")], "word")
    made(tmp_path, "a", "2")
    assert first != stamps.digest([a], "word")


def test_a_stamp_is_read_as_it_was_written(tmp_path: Path) -> None:
    stamps.write(tmp_path, {"runtime": "abc"})
    assert stamps.read(tmp_path) == {"runtime": "abc"}
    assert [path.name for path in tmp_path.iterdir()] == [stamps.NAME]


def test_no_stamp_and_a_broken_stamp_mean_not_done(tmp_path: Path) -> None:
    assert stamps.read(tmp_path) == {}
    made(tmp_path, stamps.NAME, '{"runtime": "ab')
    assert stamps.read(tmp_path) == {}
    made(tmp_path, stamps.NAME, '["runtime"]')
    assert stamps.read(tmp_path) == {}


def test_clearing_twice_is_fine(tmp_path: Path) -> None:
    stamps.write(tmp_path, {})
    stamps.clear(tmp_path)
    stamps.clear(tmp_path)
    assert stamps.read(tmp_path) == {}
