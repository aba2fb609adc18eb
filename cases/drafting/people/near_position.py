"""The position told beside a name, or asked after."""

from __future__ import annotations

import re

from cases.drafting.names.positions import positions
from cases.drafting.people.person import Marks
from cases.drafting.reading.lines import Line

ASKED_NAME = re.compile(
    "(?:民警|警察|辅警|协警|他|她|对方|所长|警官|队长|教导员|指导员|大队长|值班|办案|交警|管教|人员|那个人|那位|是谁|谁|领头|带头)(?:的|是|都)*(?:名字|姓名|叫什么|姓什么|贵姓|是谁|叫啥|哪位|警号|谁|呢)"
    "|(?<!您)(?<!您们)(?<!孩子)(?<!儿子)(?<!弟弟)(?<!店)(?<!公司)叫什么名字$|是谁$|办案民警$|承办民警$|姓名.?警号|哪位民警|哪个民警|姓名了?吗|[一-鿿]什么[一-鿿]$|警号是?$"
    "|的(?:那个)?(?:人)?(?<!您的)(?:叫什么|姓什么|是谁|叫啥)|收钱的|办案人是|谁动的手|姓什么|谁[一-鿿]{0,4}的$|是谁|哪个(?:人)?$"
)
_BOUND = re.compile("姓[一-鿿](?:的)?(?:是|是个|是一个|个)?$")
_OF = re.compile("的?(?:是|也是|就是|他是)?(?:一个|个|那个)?")


def asked_name(line: Line) -> bool:
    return line.asks(ASKED_NAME) is not None and not line.asks("(?:您|你)(?:贵姓|叫|的姓名|的名字)|您怎么称呼")


def near_position(line: Line, marks: Marks, start: int, end: int) -> str | None:
    direct = [p for s, _, p in marks if s >= end and _OF.fullmatch(line.text[end:s])]
    if direct:
        return direct[0]
    before = [
        (start - e, p) for s, e, p in marks if e <= start and start - e <= 22 and not _BOUND.search(line.text[:s])
    ]
    if before:
        return min(before)[1]
    after = [
        (s - end, p) for s, _, p in marks if s >= end and s - end <= 12 and not re.search("姓|叫", line.text[end:s])
    ]
    if after:
        return min(after)[1]
    asked = positions(line.asked)
    return asked[-1][2] if asked and asked_name(line) else None
