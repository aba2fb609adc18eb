"""Is this sound in that recording? Tests compare what was played with what was kept, not only that a file exists."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]


def read(path: Path) -> Samples:
    with wave.open(str(path)) as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, 8000), path
        return np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2").astype(np.float64)


def correlation(heard: Path, played: Path) -> float:
    """1.0: `played` is in `heard` unchanged, somewhere; 0: it is not. Loudness does not matter."""
    return best_match(read(heard), read(played))[0]


def position(heard: Path, played: Path) -> float:
    """Where in `heard`, in seconds, `played` fits best."""
    return best_match(read(heard), read(played))[1] / 8000


def best_match(heard: Samples, played: Samples) -> tuple[float, int]:
    played = _without_silence(played)
    heard = np.pad(heard, (0, max(0, len(played) - len(heard))))
    size = 1 << (len(heard) + len(played) - 1).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(played, size))
    products = np.fft.irfft(spectrum, size)[: len(heard) - len(played) + 1]
    powers = np.concatenate(([0.0], np.cumsum(heard**2)))
    energy = powers[len(played) :] - powers[: len(products)]
    # Near-silent stretches would divide noise by nothing.
    floor = max(float(energy.max()) * 1e-4, 1e-9)
    ratios = products / np.sqrt(np.maximum(energy, floor) * float(played @ played))
    best = int(np.argmax(ratios))
    return float(ratios[best]), best


def seconds(path: Path) -> float:
    return len(read(path)) / 8000


def loudness(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0


def _without_silence(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > 300)
    assert len(loud), "what was played is silent"
    return samples[loud[0] : loud[-1] + 1]
