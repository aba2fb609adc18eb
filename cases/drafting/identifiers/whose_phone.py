"""Whose telephone number was said: the reporter's own, an office's, or somebody else's."""

from __future__ import annotations

import re

from cases.drafting.identifiers.said import Number
from cases.drafting.reading.lines import Line, Scene

ASKED = re.compile("电话|联系方式|手机|号码|怎么联系|联系您|哪个号|什么号|打给您|找您|回您")
OFFICE = re.compile("派出所|值班室|他们|你们|所里|显示")
OTHERS = re.compile(
    "骗子|对方|他的(?:电话|手机|号)|他(?:电话|手机)|给我打|打给我|打来|打过来|陌生|来电(?!时间)|显示(?!的)|诈骗|所里(?:的)?电话|他们的?电话"
    "|值班电话|值班室|派出所的?(?:电话|座机)|车主|房东|中介|她的(?:电话|手机|号)|用的(?:号|电话)|老板的?电话|警官的?电话|所长的?电话|民警的?电话|座机打|短信里|拿$|(?:他|她)用"
)
_ASKED_OTHERS = re.compile(
    "(?:他|她|对方|民警|警官|所长|领导|女儿|儿子|孩子|父亲|母亲|老人|朋友|老板|司机|证人|那个人|那边)的?"
    "(?:[一-鿿]{0,3}[和跟])?(?:电话|手机|号码|联系方式|用的?什么号|哪个号)"
)
ON_RECORD = re.compile("您的?(?:电话|手机|联系|号码)|(?:登记|留|预留|记录)的?(?:是|号|电话|手机)")


def own(number: Number) -> bool:
    if _NOT_OWN.match(number.line.text, number.end) or OF_OFFICE.search(number.before) or _given(number):
        return False
    mine = _MINE.search(number.before) is not None
    if not mine and _NOT_TO_CALL.match(number.line.text, number.end):
        return False
    if _ASKED_OTHERS.search(number.asked) and not mine and "您的" not in number.asked:
        return False
    if mine or ASKED.search(number.asked):
        return not (_his_since(number.before) if mine else _HIS_OR_OFFICE.search(number.before))
    return not OTHERS.search(number.before)


def _his_since(before: str) -> bool:
    """座机在值班室没人接打我这个: the office was told before."""
    at = max(m.end() for m in _MINE.finditer(before))
    return _SWINDLER.search(before) is not None or _OFFICES.search(before, at) is not None


def _given(number: Number) -> bool:
    """零四七幺六九三幺二三四五对哇: what the operator just said, of an office, and the caller writes down."""
    scene: Scene | None = number.line.notes.get("scene")
    at = number.line.index
    if scene is None or not at:
        return False
    before = scene.lines[at - 1]
    if before.by_caller or ON_RECORD.search(before.text) or ASKED.search(before.text):
        return False
    earlier = [line for line in scene.callers if line.index < at]
    return _says(before, number.digits) and not any(_says(line, number.digits) for line in earlier)


def _says(line: Line, digits: str) -> bool:
    return any(run.digits == digits for run in line.runs)


_NOT_OWN = re.compile(
    "(?:这个|那个)?(?:号码?)?(?:给我|跟我)(?:打|发)|我(?:打过去|回过去|回拨)|打给我的|发来的?短信"
    "|[这那]个?(?:号码?)?(?:就)?是(?:前台|[一-鿿]{0,6}(?:派出所|分局|大队|公安局|单位))"
)
_NOT_TO_CALL = re.compile("[这那]个?[一-鿿]{0,6}?(?:不要|别|莫)打")
# 韦队的手机, 经办民警的座机, 公安局的号码是
OF_OFFICE = re.compile(
    "(?:[队所局警院办导]|民警|法官|律师|客服|中介|老板|司机|学徒)的(?:那个)?(?:手机|电话|座机|号码?)(?:号码?)?(?:就?是|我也有)?$|[他她]的(?:座机|办公电话)(?:就?是)?$"
)
_SWINDLER, _OFFICES = re.compile("骗子|对方"), re.compile("值班室|所里|派出所")
_HIS_OR_OFFICE = re.compile(f"他的|{_SWINDLER.pattern}|{_OFFICES.pattern}")
_MINE = re.compile(
    "(?:打|记|留|登记|写)(?:下|一下|上)?(?:我|俺|额|咱)|(?:我|俺|额)的?(?:电话|手机|号)|电话就?(?:登记|记|留|写)"
)
