"""A sound file → its turns: what every way to a transcript shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from transcribe import audio
from transcribe.recogniser import Block, Recogniser, Word
from transcribe.turns import Side, Turn, later, merge

Heard = Callable[[float], None]
"""Told after each block how many seconds were heard."""
SIDES: tuple[Side, ...] = ("caller", "operator")


def words_of(
    recogniser: Recogniser, path: Path, channel: int = 0, from_s: float = 0.0, heard: Heard | None = None
) -> list[Word]:
    """Times count from the beginning of the file, wherever the listening starts."""
    blocks = audio.blocks(path, channel, recogniser.rate, from_s)
    words = list(recogniser.words(_told(blocks, recogniser.rate, heard)))
    return later(words, from_s) if from_s else words


def turns_of_file(recogniser: Recogniser, path: Path, heard: Heard | None = None) -> list[Turn]:
    """One channel is the caller; of two, the left is the caller and the right the operator."""
    channels = audio.shape(path).channels
    return merge({side: words_of(recogniser, path, n, heard=heard) for n, side in enumerate(SIDES[:channels])})


def _told(blocks: Iterable[Block], rate: int, heard: Heard | None) -> Iterator[Block]:
    for block in blocks:
        yield block
        if heard is not None:
            heard(len(block) / rate)
