"""What a recogniser is to us: sound in, words with their times out. Vosk is one; tests have another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Block = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Word:
    """Seconds count from the first sample handed in; `confidence` is 0 to 1."""

    text: str
    start: float
    end: float
    confidence: float


class Recogniser(Protocol):
    name: str
    rate: int
    """Samples a second that `words` expects."""

    def words(self, blocks: Iterable[Block]) -> Iterator[Word]:
        """The words of one speaker, in order, as soon as they are sure. May be asked again for other sound."""
        ...
