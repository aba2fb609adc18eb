"""Vosk as a recogniser. Loaded once before a fork, the model is shared by all workers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import vosk

from transcribe import model_files
from transcribe.model_files import ModelFault
from transcribe.recogniser import Block, Recogniser, Word

UNKNOWN = frozenset({"[unk]", "<unk>", "<UNK>", "[UNK]"})
SILENT = -1


class VoskRecogniser:
    def __init__(self, model: vosk.Model, name: str, rate: int) -> None:
        self._model, self.name, self.rate = model, name, rate

    def words(self, blocks: Iterable[Block]) -> Iterator[Word]:
        kaldi = vosk.KaldiRecognizer(self._model, self.rate)
        kaldi.SetWords(True)
        for block in blocks:
            if kaldi.AcceptWaveform(block.tobytes()):
                yield from _words(kaldi.Result())
        yield from _words(kaldi.FinalResult())


def load(folder: Path) -> Recogniser:
    """Raises ModelFault, where Vosk itself would end the process."""
    model_files.check(folder)
    vosk.SetLogLevel(SILENT)
    try:
        model = vosk.Model(str(folder))
    except Exception as error:  # Vosk raises nothing more exact.
        raise ModelFault(folder, "Vosk 无法载入") from error
    return VoskRecogniser(model, folder.name, model_files.sample_rate(folder))


def _words(result: str) -> Iterator[Word]:
    for word in json.loads(result).get("result", ()):
        # Kaldi's posteriors are sums and may exceed 1 by a rounding.
        if word["word"] not in UNKNOWN:
            yield Word(word["word"], round(word["start"], 3), round(word["end"], 3), round(min(word["conf"], 1.0), 3))
