"""What the small model of categories looks at in a line: its words, what is asked for, who is spoken of, what was done.

Signs come in blocks; each block is weighed as a whole, so that long calls and short ones can be compared.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from operator import add

import rjieba

BLOCKS = {"words": 1.0, "chars": 1.0, "opening": 0.3, "demand": 0.3, "answer": 0.8, "whole": 0.5}
"""How much each block counts."""
OPENING_LINES = 4

POLICE = re.compile(
    "民警|警察|辅警|警官|所长|派出所|交警|公安|队长|协警|警服|教导员|指导员|特警|刑警|办案的|大队|分局|巡警|管教|窗口"
)
OTHERS = re.compile(
    "物业|城管|法院|法官|医院|医生|老板|商家|公司|学校|老师|村支书|村委|银行|社保|医保|开发商|工头|房东|中介|快递|平台"
    "|景区|健身|工资|退款|退钱|客服|暖气|热力|低保|民政"
)
_ASKED = re.compile("诉求|什么要求|啥要求|希望|想怎么|想要什么|什么结果|怎么处理|想达到|什么请求|想让我们")
_WANT = re.compile(
    "(?:我|俺|额|咱)?(?:就是|就|只)?(?:要求|希望|盼|想让|想要|就想|就要|请你们|求你们|求求|麻烦你们|得给|必须|给我)"
)
_ACTS = {
    "rough": "打|推|骂|踹|踢|扇|按|摁|铐|搡|拽|抢|揍|掐|抽|吼|膝盖|电棍",
    "coerce": "抓|带走|关|拘|传唤|搜|扣|查封|冻结|没收|笔录|讯问",
    "idle": "不立|没立|没人来|不来|没来|不管|不查|不抓|没抓|不受理|没消息|没下文|石沉",
    "gain": "钱|烟|酒|红包|喝|吃饭|请客|礼|股|老板|亲戚|小舅子|私",
    "rude": "态度|难听|不耐烦|不理|头都|手机|挂|凶",
    "paper": "罚|证|办|户口|手续|章|材料|驾|照|许可",
    "say": "说|讲|告诉",
}
_ACT = {name: re.compile(words) for name, words in _ACTS.items()}
_REACH = 9
"""Characters after a word for police in which an act is taken for theirs."""


def words_of(text: str) -> list[str]:
    return rjieba.cut(text)


def word_signs(words: list[str]) -> set[str]:
    return {*words, *map("_".join, pairwise(words))}


def char_signs(text: str) -> set[str]:
    pairs = list(map(add, text, text[1:]))
    return {*pairs, *map(add, pairs, text[2:])}


def demand_signs(text: str, asked: str, own: set[str]) -> set[str]:
    """What follows a wish, and all signs of the answer to the question for it."""
    wishes = {f"want:{word}" for m in _WANT.finditer(text) for word in words_of(text[m.end() : m.end() + 14])}
    return wishes | own if _ASKED.search(asked) else wishes


def counts(text: str) -> Counter[str]:
    """How often police and others are spoken of, and what is told of either."""
    police = [m.end() for m in POLICE.finditer(text)]
    found = Counter({"police": len(police), "others": len(OTHERS.findall(text))})
    for name, act in _ACT.items():
        found[name] = times = len(act.findall(text))
        if times and police:
            found[f"police {name}"] = sum(act.search(text, end, end + _REACH) is not None for end in police)
    return found


def police_spoken_of(text: str) -> int:
    return len(POLICE.findall(text))


def whole_signs(told: Counter[str]) -> set[str]:
    """Counts as signs: none, once or twice, some, many."""
    share = int(6 * told["police"] / (1 + told["police"] + told["others"]))
    return {f"{name} {_some(told[name])}" for name in _COUNTED} | {f"share {min(5, share)}"}


_COUNTED = ["police", "others", "asked police", "opening police", *_ACTS, *(f"police {name}" for name in _ACTS)]


def _some(count: int) -> str:
    return "none" if count == 0 else "few" if count < 3 else "some" if count < 6 else "many"
