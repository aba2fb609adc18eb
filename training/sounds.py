"""Writes cases/drafting/data/sounds.txt: characters by sound, tones left out, from pypinyin (MIT).

Characters: GB 2312, the set that recognisers of Mandarin print.

usage: python -m training.sounds
"""

from __future__ import annotations

from collections import defaultdict

from pypinyin import Style, pinyin

from training.told import MODELS

OUT = MODELS / "sounds.txt"
HEAD = "# sound and its characters, tones left out. Source: pypinyin (MIT License), characters of GB 2312.\n"


def characters() -> list[str]:
    found = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


if __name__ == "__main__":
    by_sound: dict[str, list[str]] = defaultdict(list)
    for char in characters():
        for sound in pinyin(char, style=Style.NORMAL, heteronym=True)[0]:
            by_sound[sound].append(char)
    rows = [f"{sound} {''.join(chars)}" for sound, chars in sorted(by_sound.items())]
    OUT.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
