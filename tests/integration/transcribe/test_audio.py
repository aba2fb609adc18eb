"""Any WAV that a person brings is heard, or refused in one line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from transcribe import audio
from transcribe.audio import AudioFault

RATE = 16_000


def tone(rate: int, seconds: float = 1.0, hertz: float = 440.0) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)


def heard(path: Path, channel: int = 0, from_s: float = 0.0) -> np.ndarray:
    return np.concatenate([np.zeros(0, np.int16), *audio.blocks(path, channel, RATE, from_s)])


def loudest_hertz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples.astype(float)))
    return float(np.fft.rfftfreq(len(samples), 1 / RATE)[spectrum.argmax()])


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW", "ALAW"])
@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 96_000])
def test_every_rate_and_width_sounds_the_same(tmp_path: Path, subtype: str, rate: int) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(rate), rate, subtype=subtype)
    samples = heard(path)
    assert abs(len(samples) - RATE) <= 2
    assert loudest_hertz(samples) == pytest.approx(440, abs=2)
    assert np.abs(samples).max() == pytest.approx(16384, rel=0.06)


def test_what_the_narrow_rate_cannot_hold_is_filtered_and_not_folded(tmp_path: Path) -> None:
    path = tmp_path / "high.wav"
    soundfile.write(path, tone(48_000, hertz=11_000), 48_000)
    # The edges are clicks, which hold every frequency.
    assert np.abs(heard(path)[2_000:-2_000]).max() < 20


def test_the_sides_of_a_stereo_file_are_apart(tmp_path: Path) -> None:
    path = tmp_path / "both.wav"
    soundfile.write(path, np.stack([tone(RATE, hertz=300), tone(RATE, hertz=900)], axis=1), RATE)
    assert [round(loudest_hertz(heard(path, side))) for side in (0, 1)] == [300, 900]


def test_listening_may_start_later(tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(8_000, 2.0), 8_000)
    assert len(heard(path, from_s=1.5)) == pytest.approx(RATE / 2, abs=2)
    assert len(heard(path, from_s=99.0)) == 0


def test_samples_that_are_no_numbers_are_silence_and_loud_ones_are_cut(tmp_path: Path) -> None:
    path = tmp_path / "odd.wav"
    soundfile.write(path, np.array([np.nan, np.inf, -np.inf, 7.0, 0.0], np.float32), RATE, subtype="FLOAT")
    assert heard(path).tolist() == [0, 32767, -32767, 32767, 0]


def test_a_truncated_file_is_heard_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "cut.wav"
    soundfile.write(path, tone(RATE, 2.0), RATE)
    path.write_bytes(path.read_bytes()[: 44 + RATE * 2])
    assert audio.shape(path).seconds == 1.0 and len(heard(path)) == RATE


def test_a_file_that_was_never_closed_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "open.wav"
    soundfile.write(path, tone(8_000), 8_000)
    content = bytearray(path.read_bytes())
    content[4:8] = content[40:44] = bytes(4)
    path.write_bytes(content)
    assert audio.shape(path).seconds == pytest.approx(1.0, abs=0.004)
    assert loudest_hertz(heard(path)) == pytest.approx(440, abs=2)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"plain text, no sound", b"RIFF\0\0\0\0WAVE", bytes(5_000)])
def test_what_is_no_sound_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.wav"
    path.write_bytes(content)
    with pytest.raises(AudioFault, match=r"no\.wav") as fault:
        audio.shape(path)
    assert "\n" not in str(fault.value)


def test_a_file_without_samples_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    soundfile.write(path, np.zeros(0), RATE)
    with pytest.raises(AudioFault, match="没有声音"):
        audio.shape(path)


def test_more_than_two_channels_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "six.wav"
    soundfile.write(path, np.zeros((100, 6)), RATE)
    with pytest.raises(AudioFault, match="6 个声道"):
        audio.shape(path)
