"""The demonstration speaks, listens and prints; what a caller said is text, never markup."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from rich.console import Console

from commands.demo import SCRIPT
from commands.demonstration import form
from commands.demonstration.speech import RATE, brought, load, scripted
from commands.running import WrongUse


def seconds(path: Path) -> float:
    with wave.open(str(path)) as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (RATE, 1, 2)
        return wav.getnframes() / RATE


def test_both_sides_of_the_script_share_one_clock(tmp_path: Path) -> None:
    dialogue = scripted(SCRIPT, tmp_path, alone=False)
    assert seconds(dialogue.caller) == seconds(dialogue.operator) == pytest.approx(dialogue.seconds)


def test_to_a_machine_the_citizen_speaks_without_pauses_for_questions(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert scripted(SCRIPT, tmp_path / "a", True).seconds < scripted(SCRIPT, tmp_path / "b", False).seconds


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"), [(44_100, 2, "PCM_24"), (16_000, 1, "FLOAT"), (8_000, 1, "PCM_16")]
)
def test_a_speech_of_any_rate_is_brought_to_the_telephone(
    tmp_path: Path, rate: int, channels: int, subtype: str
) -> None:
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(2 * rate) / rate)
    soundfile.write(tmp_path / "in.wav", np.tile(tone[:, None], channels), rate, subtype=subtype)
    found = load(tmp_path / "in.wav")
    assert len(found) == pytest.approx(2 * RATE, abs=8)
    assert 8_000 < np.abs(found).max() < 11_000
    assert brought(tmp_path / "in.wav", SCRIPT, tmp_path, alone=True).seconds == pytest.approx(2.4, abs=0.01)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all"])
def test_what_is_no_sound_is_wrong_use(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.wav").write_bytes(content)
    with pytest.raises(WrongUse):
        load(tmp_path / "x.wav")


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        load(tmp_path / "none.wav")


def test_what_was_said_is_printed_as_it_is() -> None:
    paper = io.StringIO()
    draft = {
        "fields": {"reporter_name": "[bold]王[/bold]", "anonymous": False, "accused": [{"name": "张", "unit": None}]},
        "evidence": {"reporter_name": [{"words": "[red]我姓王"}]},
        "summary": "[link=x]要点",
        "missing": ["住址"],
    }
    form.print_form(Console(file=paper, width=160), {"caller": "[b]139"}, draft, "泰安市公安局")
    printed = paper.getvalue()
    for text in ("[bold]王[/bold]", "[red]我姓王", "[link=x]要点", "[b]139", "张", "住址", form.NOT_SAID):
        assert text in printed
