"""The measure that the e2e tests trust: it must say no as well as yes."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.audio import Samples, correlation, position


def noise(seed: int, seconds: float = 3) -> Samples:
    rough = np.random.default_rng(seed).normal(0, 4000, int(seconds * 8000))
    return np.convolve(rough, np.ones(5) / 5, "same")


def wav(path: Path, samples: Samples) -> Path:
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(samples.clip(-32768, 32767).astype("<i2").tobytes())
    return path


@pytest.fixture
def played(tmp_path: Path) -> Path:
    return wav(tmp_path / "played.wav", noise(1))


def test_the_same_sound_later_and_softer_is_found(tmp_path: Path, played: Path) -> None:
    heard = wav(tmp_path / "heard.wav", np.concatenate([noise(2, 2) * 0.1, noise(1) * 0.3, noise(3, 1)]))
    assert correlation(heard, played) > 0.99
    assert abs(position(heard, played) - 2) < 0.01


def test_another_sound_is_not(tmp_path: Path, played: Path) -> None:
    assert correlation(wav(tmp_path / "heard.wav", noise(9, 8)), played) < 0.2


def test_a_lost_frame_does_not_hide_a_sound(tmp_path: Path, played: Path) -> None:
    sound = noise(1)
    heard = wav(tmp_path / "heard.wav", np.concatenate([sound[:8000], sound[8160:]]))
    assert correlation(heard, played) > 0.9


def test_half_of_a_sound_is_not_the_sound(tmp_path: Path, played: Path) -> None:
    heard = wav(tmp_path / "heard.wav", np.concatenate([noise(1)[:12000], noise(5)]))
    assert correlation(heard, played) < 0.9


def test_most_of_a_sound_is_not_the_sound(tmp_path: Path, played: Path) -> None:
    heard = wav(tmp_path / "heard.wav", np.concatenate([noise(1)[:17000], noise(5)]))
    assert correlation(heard, played) < 0.9


def test_frames_lost_here_and_there_do_not_hide_a_sound(tmp_path: Path, played: Path) -> None:
    sound = noise(1)
    heard = wav(tmp_path / "heard.wav", np.concatenate([sound[:5000], sound[5160:13000], sound[13320:]]))
    assert correlation(heard, played) > 0.95


def test_the_pieces_in_another_order_are_not_the_sound(tmp_path: Path, played: Path) -> None:
    sound = noise(1)
    heard = wav(tmp_path / "heard.wav", np.concatenate([sound[16000:], sound[8000:16000], sound[:8000]]))
    assert correlation(heard, played) < 0.9


def test_silence_is_nothing(tmp_path: Path, played: Path) -> None:
    assert correlation(wav(tmp_path / "heard.wav", np.zeros(40000)), played) < 0.1


def test_a_frame_lost_in_every_second_piece_does_not_hide_a_sound(tmp_path: Path, played: Path) -> None:
    sound = noise(1)
    kept = [sound[at + (160 if k % 2 else 0) : at + 3200] for k, at in enumerate(range(0, len(sound), 3200))]
    spoiled = [np.concatenate([piece[:1000], piece[1160:]]) if k % 2 else piece for k, piece in enumerate(kept)]
    assert correlation(wav(tmp_path / "heard.wav", np.concatenate(spoiled)), played) > 0.9


def test_speech_of_another_is_not_the_sound_by_halves_either(tmp_path: Path, played: Path) -> None:
    assert max(correlation(wav(tmp_path / f"{seed}.wav", noise(seed, 12)), played) for seed in (21, 22, 23)) < 0.3
