"""Labelled calls spoken by espeak-ng through the telephone band and recognised by Vosk: what drafting meets on duty."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import soundfile
from pypinyin import Style, lazy_pinyin

from cases.drafting import Call, Turn, Word
from commands.demonstration.speech import RATE, VOICES, load
from exchange.prompts import speak
from transcribe.recogniser import Recogniser
from transcribe.speech import words_of
from transcribe.turns import joined

SPEED = 175


def heard(call: Call, recogniser: Recogniser) -> Call:
    """Turn by turn, so that the labels' turns stay; a turn of which nothing was heard is left out."""
    with tempfile.TemporaryDirectory() as folder:
        turns = [_heard(turn, recogniser, Path(folder)) for turn in call.turns if turn.text]
    return replace(call, turns=tuple(turn for turn in turns if turn.text))


def _heard(turn: Turn, recogniser: Recogniser, folder: Path) -> Turn:
    loud, sound = folder / "loud.wav", folder / "telephone.wav"
    pinyin = " ".join(lazy_pinyin(turn.text, style=Style.TONE3, neutral_tone_with_five=True))
    speak(pinyin, loud, name="a turn", speed=SPEED, variant=VOICES[turn.role], volume=70)
    soundfile.write(sound, load(loud), RATE, subtype="PCM_16")
    words = tuple(Word(w.text, w.start, w.end, w.confidence) for w in words_of(recogniser, sound))
    return Turn(turn.role, joined([word.text for word in words]), None, None, words)


def error_rate(said: Call, found: Call) -> float:
    """Characters to change, drop or add, of all that were said."""
    a, b = ("".join(turn.text for turn in call.turns) for call in (said, found))
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1] / max(1, len(a))
