# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""A complaint made before to 12389 or to the police's own supervision, with the words."""

from __future__ import annotations

import re

from cases.drafting.model import Evidence
from cases.drafting.reading.lines import NO, YES, Line, Scene

_US = "(?:你们(?!所|派出所|单位)|恁|督察|幺二三八九|一二三八九|这个(?:电话|热线|号|平台)|(?<!市长)(?<!政务)(?<!服务)(?<!市民)(?<!民生)热线|网上(?=.{0,4}(?:举报|投诉|反映|告|提交|写|留言|登记))|市局(?!办)|支队长信箱|公安局信箱)"
_TOLD = "(?:举报|反映|投诉|登记|告|说|讲|报(?!警)|写|寄|投|打|递|留言?|来|去)"
_TIMES = "(?:[一两二三四五六七八九十]|好几|几|多少|十几|几十|七八|两三|无数|好多)(?:次|回|遍|趟|道|封|个)"
_BEFORE = "(?:上次|之前|以前|上回|前一回|前几天|上个月|上月|去年|前年|前回|早先|头回|年前|上半年|前些天|前阵子?|前段时间|前些日子|前阵|年底|头些天|上年|早些时候|上礼拜|上周|上个星期|前头)"
_DONE = "过(?![来去节年])"
# Characters one of which is in all that a pattern finds, and the pattern.
_REPEAT = (
    (
        "九们市幺恁热督箱网这",
        f"{_US}[^派所]{{0,10}}?(?<![没有])(?:打|投诉|举报|反映|登记|告|写|寄|去|说)(?:{_DONE}|了(?=.{{0,3}}{_TIMES}))",
    ),
    (
        "九们市幺恁热督箱网这",
        f"(?:给|跟|向|找|打|在|到|来){_US}.{{0,8}}?(?<![没有]){_TOLD}.{{0,3}}(?:{_DONE}|了.{{0,3}}{_TIMES}|的(?:电话|那))",
    ),
    ("督", "(?<![没不])(?:找|问|去)过(?:你们)?(?:的)?督察"),
    ("登记", f"{_BEFORE}(?:那个|这个)?(?:事|案子|问题)?(?:儿)?你们(?:就|都|也)?(?:给)?(?:我)?(?:登记|记)(?:了|过|下)"),
    (
        "过",
        f"{_US}(?:那边|这边|这儿|这里|那儿)?.{{0,6}}(?<![没有])(?:告|投诉|举报|反映|登记|打|讲|报|投|留|写|寄){_DONE}",
    ),
    (
        "举打找投映登问",
        f"{_BEFORE}.{{0,8}}?(?:(?:打|找|问)(?:的|过)?{_US}|(?:投诉|举报|登记)过|(?:我|俺|额)?(?:投诉|举报|反映)(?:的(?!人)|过)|打的(?:你们|这个)?电话(?:反映|投诉|举报))",
    ),
    (
        "举九人写务同告寄打投接映第线过",
        f"(?:打|投诉|举报|告|反映|寄|写信?)(?:过|了)(?:你们|有)*{_TIMES}(?:{_US}|了$)|(?:我|俺|额)(?:投诉|举报)过{_TIMES}|{_BEFORE}.{{0,4}}?打过{_TIMES}|打过(?:你们|这个|咱们|恁)(?:的|这)*(?:电话|热线|号|幺二三八九|一二三八九|督察)|(?:又|也)打(?:了|过)(?:幺|一)二三八九|(?:我|都)(?:投诉|举报|告)(?:他|她|他们)?(?:了|过)?{_TIMES}了?$|(?:你们|上次|上回|那次|那个)(?:的|那个|那边|这边|一个)?(?:接线员|话务员|接电话的|同事|人)[^派没]{{0,8}}(?:答应|记(?:下|了|的)|登记|告诉|说(?:转|给|等|会))|这(?:已经)?是(?:我)?第[二三四五六七八九几十]+(?:次|回|遍|个)(?:打|给|电话|投诉|举报)",
    ),
    (
        "又名录登第编",
        f"第[二三四五六几](?:次|回|遍)(?:给{_US}|打{_US}|投诉|举报)|^(?:喂|你好|您好|啊|哎|同志|嗯)*又是我(?!.{{0,3}}(?:的|了?错))|又是我(?:遂|打扰|啊|了)|(?:你们|恁)(?:那里|那儿|这儿)?(?:都)?有(?:我的)?(?:名字|编号|记录|登记)",
    ),
)
_REPEAT_WORDS = [(frozenset(needed), re.compile(words)) for needed, words in _REPEAT]
_NOT_US = re.compile(
    "幺幺零|一一零|一二三四五|幺二三四五|幺二三幺五|一二三一五|派出所反映|(?:跟|向|找|去|给|到)(?:派出所|所里|分局|他)|出警"
)
_NOT_TOLD = re.compile("[一-鿿]{0,6}(?:占线|没人(?:接|$)|打不通|接不通|不通)|.{0,3}交道")
"""Rung up, but nobody was there to be told."""
_FIRST = re.compile("第一次|头一回|头一次|没有?(?:打|反映|投诉|举报)过|没打过")
_ASKED_BEFORE = re.compile(
    "(?:以前|之前|上次|原来|先前|曾经).{0,14}(?:登记|反映|举报|投诉|打|找)(?:过|的)|(?:有没有|是否|是不是)(?:拨?打|反映|投诉|举报|登记)过(?:我们|这个|督察|热线|幺|一)"
)
_HAD = re.compile("(?<![没不])(?:登记|拨?打|反映|投诉|举报|有|说|讲|找)过(?!你们?问)")


def repeat_report(scene: Scene) -> Evidence | None:
    told = scene.noted("repeat", _repeat_signs)
    return told[0][1][0] if told else None


def first_time(scene: Scene) -> bool:
    """Asked whether there was an earlier complaint, the caller said that there was none."""
    return bool(scene.noted("repeat", _repeat_signs)) and repeat_report(scene) is None


def _repeat_signs(line: Line) -> list[Evidence | None]:
    """None is a denial: it settles the question for all that follows."""
    if line.asks(_ASKED_BEFORE):
        if line.seen(_FIRST) or (NO.match(line.text) and not line.seen("但|过")):
            return [None]
        m = line.seen(_HAD) or (YES.match(line.text) if line.asks("我们这|这里登记|打过|投诉过") else None)
        if m and not _elsewhere(line, m):
            return [line.evidence(True, m.start(), m.end(), 0.85, "repeat.answer")]
    found = _reported_before(line)
    return [found] if found else []


def _elsewhere(line: Line, m: re.Match[str]) -> bool:
    return bool(re.search("派出所|分局|所里|部门", line.asked) or _NOT_US.match(line.text, m.end()))


def _reported_before(line: Line) -> Evidence | None:
    for needed, words in _REPEAT_WORDS:
        for m in words.finditer(line.text) if line.holds(needed) else ():
            around = line.text[max(0, m.start() - 6) : m.end() + 4]
            if not _NOT_US.search(around) and not _NOT_TOLD.match(line.text, m.end()):
                return line.evidence(True, m.start(), m.end(), 0.85, "repeat.said")
    return None
