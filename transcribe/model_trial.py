"""`python -m transcribe.model_trial FOLDER`: loads a model and lets it hear a second of noise, in a process of its
own, because Vosk aborts over a model that only looks whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from transcribe import model_files
from transcribe.model_files import ModelFault

ROOT = Path(__file__).parent.parent
WITHIN_S = 600
"""Loading 1.3 GB from a slow disk takes minutes."""


def try_model(folder: Path) -> None:
    """Raises ModelFault when the files are wrong or Vosk cannot use them."""
    model_files.check(folder)
    command = [sys.executable, "-m", "transcribe.model_trial", str(folder.resolve())]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    try:
        # The command is our own module.
        trial = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, timeout=WITHIN_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise ModelFault(folder, f"{WITHIN_S} 秒内没有载入完") from None
    if trial.returncode != 0:
        raise ModelFault(folder, "文件齐全，但 Vosk 无法载入，可能是损坏或不兼容的版本")


def main(folder: Path) -> None:
    from transcribe.vosk_recogniser import load

    recogniser = load(folder)
    noise = np.random.default_rng(0).integers(-3000, 3000, recogniser.rate, dtype=np.int16)
    list(recogniser.words([noise]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
