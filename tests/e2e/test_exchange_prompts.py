"""Prompts by espeak-ng and sox: complete, of the telephone's format, made once, replaced by recordings."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from exchange.prompts import PromptFailed, build
from tests.e2e.audio import correlation, loudness, read, seconds
from tests.e2e.exchanges import PROMPTS, ROOT, speech

pytestmark = pytest.mark.e2e


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    (tmp_path / "prompts.toml").write_text(PROMPTS)
    return tmp_path / "prompts.toml"


def test_the_real_prompts_are_complete_and_of_the_telephones_format(tmp_path: Path) -> None:
    assert build(ROOT / "config" / "prompts.toml", tmp_path / "sounds", tmp_path / "music")
    pieces = [*map(str, range(10)), *map(str, range(10, 100, 10)), "hundred", "thousand"]
    names = [f"digits/{piece}" for piece in pieces]
    names += ["queue-youarenext", "queue-thereare", "queue-callswaiting", "beep"]
    names += [f"hotline/{name}" for name in ("recorded", "leave-message", "busy-message", "thanks")]
    for name in names:
        file = tmp_path / "sounds" / "zh" / f"{name}.wav"
        assert seconds(file) > 0.1, name
        assert 300 < loudness(read(file)) < 9000, name
        assert max(abs(read(file))) < 32000, f"{name} is clipped"
    assert 55 < seconds(tmp_path / "music" / "calm.wav") < 65


def test_a_second_time_makes_nothing_and_a_changed_text_makes_all_again(prompts: Path, tmp_path: Path) -> None:
    assert build(prompts, tmp_path / "sounds", tmp_path / "music")
    thanks = tmp_path / "sounds" / "zh" / "hotline" / "thanks.wav"
    made = thanks.stat().st_mtime_ns
    assert not build(prompts, tmp_path / "sounds", tmp_path / "music")
    assert thanks.stat().st_mtime_ns == made
    prompts.write_text(PROMPTS.replace("xie4 xie5", "zai4 jian4"))
    assert build(prompts, tmp_path / "sounds", tmp_path / "music")
    assert thanks.stat().st_mtime_ns != made


def test_a_recorded_prompt_wins_whatever_its_rate(prompts: Path, tmp_path: Path) -> None:
    voice = speech(tmp_path, "voice", "nin2 hao3 wo3 shi4 zhen1 ren2")
    recording = tmp_path / "prompts" / "hotline" / "thanks.wav"
    recording.parent.mkdir(parents=True)
    (tmp_path / "voice-loud.wav").rename(recording)
    with wave.open(str(recording)) as wav:
        assert wav.getframerate() != 8000
    build(prompts, tmp_path / "sounds", tmp_path / "music")
    assert correlation(tmp_path / "sounds" / "zh" / "hotline" / "thanks.wav", voice) > 0.95


@pytest.mark.parametrize(
    "text", ["not toml [", "[other]", '[prompts."../../etc/x"]\npinyin = "a1"', '[prompts."a"]\ntext = "b"']
)
def test_a_broken_list_of_prompts_is_one_clear_message(prompts: Path, tmp_path: Path, text: str) -> None:
    prompts.write_text(text)
    with pytest.raises(PromptFailed, match="提示音"):
        build(prompts, tmp_path / "sounds", tmp_path / "music")


def test_a_broken_recording_is_named(prompts: Path, tmp_path: Path) -> None:
    recording = tmp_path / "prompts" / "hotline" / "thanks.wav"
    recording.parent.mkdir(parents=True)
    recording.write_bytes(b"not sound")
    with pytest.raises(PromptFailed, match="hotline/thanks"):
        build(prompts, tmp_path / "sounds", tmp_path / "music")
