"""`./hotline transcribe` and `./hotline model`, as a person or another program runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.integration.transcribe.test_workers import COMPLAINT, GREETING, PROJECT, speak

Ran = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("voices")
    for name, pinyin in (("caller", COMPLAINT), ("operator", GREETING)):
        speak(folder / f"{name}.wav", pinyin)
    return folder / "caller.wav", folder / "operator.wav"


def _seconds(path: Path) -> float:
    with soundfile.SoundFile(path) as file:
        return file.frames / file.samplerate


def hotline(tmp_path: Path, *words: object, **settings: object) -> Ran:
    mine = {"HOTLINE_STATE_DIR": tmp_path, "HOTLINE_TOOLS_DIR": tmp_path / "tools", "PYTHONPATH": PROJECT} | settings
    environment = os.environ | {key: str(value) for key, value in mine.items()}
    command = [sys.executable, "-m", "commands", *map(str, words)]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=120)


def heard(ran: Ran) -> dict[str, Any]:
    assert ran.returncode == 0 and ran.stderr == "", ran.stderr
    document: dict[str, Any] = json.loads(ran.stdout)
    return document


def test_a_mono_file_is_the_caller(voices: tuple[Path, Path], tmp_path: Path) -> None:
    document = heard(hotline(tmp_path, "transcribe", voices[0], "--json"))
    assert set(document) == {"text", "seconds", "turns"}
    assert "举报" in document["text"] and " " not in document["text"]
    assert document["seconds"] == pytest.approx(_seconds(voices[0]), abs=0.01)
    (turn,) = document["turns"]
    assert (turn["side"], turn["text"]) == ("caller", document["text"])
    assert set(turn["words"][0]) == {"word", "start", "end", "confidence"}
    assert all(0 <= word["confidence"] <= 1 and word["start"] < word["end"] for word in turn["words"])


@pytest.mark.parametrize(("rate", "subtype"), [(8_000, "PCM_16"), (44_100, "PCM_24"), (96_000, "FLOAT")])
def test_a_stereo_file_of_any_rate_has_both_sides(
    voices: tuple[Path, Path], tmp_path: Path, rate: int, subtype: str
) -> None:
    both = tmp_path / "both.wav"
    delayed = tmp_path / "delayed.wav"
    # The operator speaks first, then the caller.
    subprocess.run(["sox", voices[0], delayed, "pad", "3", "0"], check=True)
    subprocess.run(["sox", "-M", delayed, voices[1], "-r", str(rate), tmp_path / "raw.wav"], check=True)
    with soundfile.SoundFile(tmp_path / "raw.wav") as file:
        samples = file.read()
    soundfile.write(both, samples, rate, subtype=subtype)
    document = heard(hotline(tmp_path, "transcribe", both, "--json"))
    assert [turn["side"] for turn in document["turns"]] == ["operator", "caller"]
    assert "举报" in document["turns"][1]["text"] and document["turns"][1]["start"] > 2.9


def test_without_json_a_person_can_read_it(voices: tuple[Path, Path], tmp_path: Path) -> None:
    ran = hotline(tmp_path, "transcribe", voices[0])
    assert ran.returncode == 0 and ran.stdout.startswith("[00:00.") and "来电人：" in ran.stdout


def test_silence_has_no_text(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "silence.wav", np.zeros(16_000), 8_000)
    assert heard(hotline(tmp_path, "transcribe", tmp_path / "silence.wav", "--json"))["turns"] == []


def test_a_very_short_file_has_no_text(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "click.wav", np.ones(3) * 0.5, 8_000)
    assert heard(hotline(tmp_path, "transcribe", tmp_path / "click.wav", "--json"))["text"] == ""


@pytest.mark.parametrize("content", [b"", b"ID3 not a WAV", b"RIFF\x24\0\0\0WAVEfmt "])
def test_a_bad_file_is_one_line_on_standard_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.wav").write_bytes(content)
    ran = hotline(tmp_path, "transcribe", tmp_path / "bad.wav", "--json")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert "bad.wav" in ran.stderr


@pytest.mark.parametrize("file", ["none.wav", "."])
def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path, file: str) -> None:
    ran = hotline(tmp_path, "transcribe", tmp_path / file, "--json")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)


def test_a_missing_model_says_what_to_do(voices: tuple[Path, Path], tmp_path: Path) -> None:
    ran = hotline(tmp_path, "transcribe", voices[0], "--json", HOTLINE_MODEL_DIR=tmp_path / "none")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert "./hotline model" in ran.stderr


def test_models_are_listed_and_checked(tmp_path: Path) -> None:
    models = heard(hotline(tmp_path, "model", "list", "--json"))["models"]
    assert [(model["name"], model["installed"]) for model in models] == [
        ("demo-cn", True), ("vosk-model-small-cn-0.22", False), ("vosk-model-cn-0.22", False),
    ]  # fmt: skip
    assert heard(hotline(tmp_path, "model", "check", "--json"))["sha256_compared"] is True


def test_a_model_that_is_not_there_fails_its_check(tmp_path: Path) -> None:
    ran = hotline(tmp_path, "model", "check", "vosk-model-cn-0.22", "--json")
    assert ran.returncode == 1 and json.loads(ran.stdout)["sound"] is False


@pytest.mark.parametrize("words", [["install"], ["remove", "demo-cn"]])
def test_wrong_use_shows_the_usage(tmp_path: Path, words: list[str]) -> None:
    ran = hotline(tmp_path, "model", *words)
    assert ran.returncode == 2 and "install" in ran.stderr and ran.stdout == ""


def test_an_installed_model_can_be_used(voices: tuple[Path, Path], tmp_path: Path) -> None:
    source = PROJECT / "transcribe/models/demo-cn"
    folder = heard(hotline(tmp_path, "model", "install", source, "--name", "mine", "--json"))["folder"]
    assert Path(folder) == tmp_path / "tools/models/mine"
    assert "举报" in heard(hotline(tmp_path, "transcribe", voices[0], "--json", HOTLINE_MODEL_DIR=folder))["text"]
