"""Writes cases/drafting/data/digit_sounds.txt: characters that sound like a digit and nothing else, tones left out.

Sounds: pypinyin (MIT), each character's first reading; characters: GB 2312. Digits, numerals and counting words are
left out, and so are words of talk that people say between the digits of a number (_TALK).

usage: python -m training.digit_sounds
"""

from __future__ import annotations

from pypinyin import Style, pinyin

from training.sounds import characters
from training.told import MODELS

OUT = MODELS / "digit_sounds.txt"
HEAD = "# digit and the characters that sound like it. By training/digit_sounds.py from pypinyin (MIT License).\n"
_SOUNDS = {
    "ling": "零", "yi": "一", "yao": "幺", "er": "二", "san": "三", "si": "四",
    "wu": "五", "liu": "六", "qi": "七", "ba": "八", "jiu": "九",
}  # fmt: skip
_NUMERALS = set("零一幺二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖弍弎")
_TALK = set("要就而儿尔把吧爸罢起其期气齐已以易意无午误物务死思司留溜久旧舅另令咬约宜义议异亦又")


def alike() -> dict[str, str]:
    found: dict[str, str] = dict.fromkeys(_SOUNDS.values(), "")
    for char in characters():
        digit = _SOUNDS.get(pinyin(char, style=Style.NORMAL)[0][0])
        if digit and char not in _NUMERALS | _TALK:
            found[digit] += char
    return found


if __name__ == "__main__":
    OUT.write_text(HEAD + "".join(f"{digit} {chars}\n" for digit, chars in alike().items()), encoding="utf-8")
