# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Names, places and paraphrases of an opinion: nothing in them that was not said."""

from __future__ import annotations

import re

from cases.drafting.names.positions import positions
from cases.drafting.names.surnames import surname_length
from cases.drafting.opinions.quotes import Saying
from cases.drafting.reading.text import plain
from cases.drafting.reporter.asked import ASKED, ASKED_OTHER
from cases.drafting.units.units import full_kind

_OWN = "(?:我|俺|额|咱|本人)(?:的?(?:名字|姓名|本名))?(?:就|是|呢)*"
_INTRODUCED = re.compile(f"(?:{_OWN}(?:名叫|叫做?|姓)|免贵姓?|名字(?:是|叫)|姓名(?:是|叫)?|{_OWN}是)[啊呃嗯]?$")
_TITLED = re.compile("警|所长|队|副|教导|指导|局|科长|主任|师傅|老板|书记|他|她|们|了|去|过来")
_HAN = re.compile("[一-鿿]+")
_NAMING = re.compile("叫|姓|名|民警|警察|警官|辅警|所长|队长|局长|主任|科长|那个|绰号|外号|喊")
_UNIT = re.compile("[一-鿿]{2,30}(?:局|所|厅|处|队|站|室|大厅|中心|科|窗口)")
_SHORT = re.compile("县局|市局|区局|州局|旗局|(?<!派出)(?<=[一-鿿]{2})所(?![长以有谓里在说得需做见想])")
_REGISTRATION = "要求请希望依法尽快及时反映举报投诉人民警督察部门单位的对其该并予以进行给有关相处理调查核实查处责任追究答复说明退还返道歉公正事情况结果被个和及"
"""Characters of the office's own language that a paraphrase may add."""


def reporter_name(saying: Saying, value: object) -> str | None:
    name = _said(saying, value, 1, 4)
    if name is None or not surname_length(name, 0) or not saying.caller_only or len(saying.quotes) > 1:
        return None
    quote = saying.quotes[0]
    at = quote.start + quote.text.index(name)
    before, after = quote.line.text[:at], quote.line.text[at + len(name) :]
    if _TITLED.search(name) or _TITLED.match(after):
        return None
    answers = ASKED.search(saying.asked) and not ASKED_OTHER.search(saying.asked) and at <= 4
    return name if answers or (_INTRODUCED.search(before) and (len(name) > 1 or before.endswith("姓"))) else None


def place(saying: Saying, value: object) -> str | None:
    return _said(saying, value, 2, 40)


def _said(saying: Saying, value: object, least: int, most: int) -> str | None:
    """The value as plain text, where the quotes hold it whole."""
    text = plain(value)[0] if isinstance(value, str) and len(value) <= most else ""
    whole = least <= len(text) and _HAN.fullmatch(text) is not None
    return text if whole and any(text in said for said in (saying.text, _spelled_out(saying.text))) else None


def _spelled_out(text: str) -> str:
    return _SHORT.sub(lambda short: full_kind(short.group()), text)


def unit(saying: Saying, value: object) -> str | None:
    text = _spelled_out(plain(value)[0]) if isinstance(value, str) and len(value) <= 40 else ""
    said = {saying.text, _spelled_out(saying.text), "".join(_spelled_out(quote.text) for quote in saying.quotes)}
    return text if _UNIT.fullmatch(text) and any(text in each for each in said) else None


def position(saying: Saying, value: object) -> str | None:
    return value if isinstance(value, str) and value in {title for _, _, title in positions(saying.text)} else None


def accused_name(saying: Saying, value: object) -> str | None:
    name = _said(saying, value, 1, 6)
    return name if name and _NAMING.search(saying.quotes[0].before[-4:] + saying.text) else None


def demand(saying: Saying, value: object) -> str | None:
    """A short paraphrase whose characters were said, but for the office's own phrases."""
    text = value.strip("。 ") if isinstance(value, str) and len(value) <= 60 else ""
    if len(text) < 4 or not saying.caller_only or not re.fullmatch("[一-鿿，、]+", text):
        return None
    strange = set(text) - set(saying.text) - set(_REGISTRATION) - set("，、")
    own = set(text) & set(saying.text) - set(_REGISTRATION)
    return text if not strange and len(own) >= 2 else None
