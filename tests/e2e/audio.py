"""Is this sound in that recording? Tests compare what was played with what was kept, not only that a file exists."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
PIECE = 3200
SLIP = 3200


def read(path: Path) -> Samples:
    with wave.open(str(path)) as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, 8000), path
        return np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2").astype(np.float64)


def correlation(heard: Path, played: Path) -> float:
    """1.0: `played` is in `heard` unchanged, somewhere; 0: it is not. Loudness does not matter, and on a busy machine a
    frame of 20 ms may slip in or out: then the pieces are compared."""
    there, wanted = read(heard), read(played)
    whole = best_match(there, wanted)[0]
    return whole if whole > 0.95 else max(whole, _by_pieces(there, _without_silence(wanted)))


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


def _by_pieces(heard: Samples, played: Samples) -> float:
    """Median over pieces of 0.4 s; one that is not where the others are counts as not there. A slip spoils the piece
    that it falls into, whatever that piece says of the recording: one half of it is then enough."""
    starts = [at for at in range(0, len(played) - PIECE, PIECE) if loudness(played[at : at + PIECE]) > 200]
    found = [best_match(heard, played[at : at + PIECE]) for at in starts]
    if not found:
        return 0.0
    middle = float(np.median([match[1] - at for match, at in zip(found, starts, strict=True)]))
    matches = np.array([_there(heard, played, at, match, middle) for match, at in zip(found, starts, strict=True)])
    there = float(np.mean(matches > 0.5))
    return float(np.median(matches)) if there > 0.8 else there


def _there(heard: Samples, played: Samples, at: int, whole: tuple[float, int], middle: float) -> float:
    """How well the piece at `at`, or the better half of it, is found about where the others are."""
    if whole[0] > 0.8 and abs(whole[1] - at - middle) < SLIP:
        return whole[0]
    near = heard[max(0, int(middle) + at - SLIP) : int(middle) + at + PIECE + SLIP]
    halves = [played[k : k + PIECE // 2] for k in (at, at + PIECE // 2)]
    best = max((best_match(near, half)[0] for half in halves if loudness(half) > 200), default=0.0)
    return best if best > 0.9 else 0.0


def seconds(path: Path) -> float:
    return len(read(path)) / 8000


def loudness(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0


def _without_silence(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > 300)
    assert len(loud), "what was played is silent"
    return samples[loud[0] : loud[-1] + 1]
