# rows of Chinese words count double and read better whole
"""Sums of money as spoken: 两千三, 一百二十块五; vague ones (八万多, 几千) are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.reading.lines import Line
from cases.drafting.reading.numbers import read_count, read_digits

_NEXT = (
    "(?![一二三四五六七八九十百千万个次人张条天月号点年辆台头件份位家笔户箱盒瓶包顿回趟]|分(?:没|都|不|也|未|冇|钱))"
)
_COUNT = re.compile(
    "(?P<vague>[几多好数]?)(?P<number>[一二两三四五六七八九十零幺百千万亿]*[一二两三四五六七八九十百千万亿零](?:点[零一二三四五六七八九]+)?[万亿]?)"
    "(?P<after>多|几|来(?=块|钱|元|吧|的|$|[个只条斤张人米里亩吨岁天年头辆台万])|把)?(?P<unit>块钱?|元(?![宵旦月])|圆|大洋|人民币|块)?"
    f"(?P<jiao>(?<=[块元])[一二三四五六七八九](?:毛|角|(?=钱)|{_NEXT}(?!分)))?(?:钱)?(?P<later>多|以上|往上|朝上|左右|上下|出头)?"
)
_ABOUT = re.compile(
    "^(?:一二|一两|二三|两三|三四|三五|四五|五六|六七|七八|八九)[十百千万]|[百千万](?:一二|一两|二三|两三|三四|四五|五六|六七|七八|八九)$"
    r"|^(?!(?P<again>.+)(?P=again)$)[一二两三四五六七八九](?P<unit>[百千万])[一二两三四五六七八九](?P=unit)$"
)
"""三五千, 一万二三, 三百五百: no sum that anybody could write down."""
_ALMOST = re.compile("(?:将近|接近)$|(?<![凉爽痛])快$|小$")
_EACH = re.compile("(?P<one>[一二两三五十百]{1,3}块)(?P=one)")
_BETWEEN = re.compile("[千百万块元](?:到|至)$")
_BETWEEN_AFTER = re.compile("(?:到|至)[一二两三四五六七八九十]+[千百万块]")
MEASURE = "[个条台头箱盒斤瓶张次人匹只桌顿月年笔件辆天口家回趟车份位套桶袋根棵亩户间方吨]"
_SIGNS = re.compile("[十百千万亿块元圆洋币]")
# 一百二十元公里 and 一万元九 are what recognisers make of 一百二十公里 and 一万九.
_MISHEARD = re.compile(f"公里|里地|小时|分钟|公斤|[一二三四五六七八九](?!分){_NEXT}")
_NOT_MONEY = re.compile(
    "(?:号|点|分(?!钱|没|都|不|也|成|给|[一二两三四五六七八九])|岁|年|月|天|个|次|名|位|人(?!家|影|都|就|跑|没)|栋|楼|层|室|幢|匹|方(?!便|面|向|式|法)|公斤|单元|里(?!头|面)|公里|斤|米|平|遍|趟|家(?!里)|口|回(?!来|去)|度|条|张|只(?!是|有|要)|头(?!一|回)|台|辆|路|种|小时|多岁|秒|周|份|盒|箱|袋|根|间|户|亩|道|把|样|代(?!理|办|缴|收)|届|期|吨|车(?!主|上|里|子|费|款|钱)|页|步|件|套|瓶|包(?!括|过|工|我|他|给)|桶|棵|件|股|尺|寸|瓦|兆|公分|厘米|转速|多岁)"
)

_NO_MONEY_BEFORE = re.compile("第$|双$|零零$|(?:血压|高压|低压|血糖|心率|海拔).{0,3}$")


@dataclass(slots=True)
class Sum:
    """`exact`: of words that bear no other reading than money."""

    yuan: float
    line: Line
    start: int
    end: int
    exact: bool


def sums_in(line: Line) -> list[Sum]:
    """All that may be a sum, whether it belongs to the matter or not."""
    if not _SIGNS.search(line.text):
        return []
    return [told for m in _COUNT.finditer(line.text) if (told := _sum(m, line)) is not None]


def _sum(found: re.Match[str], line: Line) -> Sum | None:
    number, after = _own_number(found, line.text[found.end() : found.end() + 8])
    if not found["unit"] and not _may_be_money(number, line.text[max(0, found.start() - 6) : found.start()], after):
        return None
    if _vague(found) or _repeated(found) or _ranged(found) or _misheard(found):
        return None
    value = _last_value(number)
    if value is None or value < 5:
        return None
    yuan = round(value + _jiao(found, value), 2)
    return Sum(yuan, line, found.start(), found.end(), found["unit"] is not None)


def _vague(found: re.Match[str]) -> bool:
    if _ABOUT.search(found["number"]) and not re.match("[月号点]|个月", found.string[found.end() : found.end() + 2]):
        return True
    return bool(
        (found["vague"] and found["vague"] in "几数好")
        or found["after"]
        or found["later"] in ("多", "以上", "往上", "朝上", "出头")
        or _ALMOST.search(found.string[max(0, found.start() - 2) : found.start()])
    )


def _repeated(found: re.Match[str]) -> bool:
    """一百块一百块: notes on a table, no sum."""
    text, at = found.string, found.start()
    return bool(_EACH.match(text, at) or _EACH.match(text, max(0, at - len(found.group()))))


def _ranged(found: re.Match[str]) -> bool:
    text = found.string
    before = text[max(0, found.start() - 3) : found.start()]
    return _BETWEEN.search(before) is not None or _BETWEEN_AFTER.match(text, found.end()) is not None


def _misheard(found: re.Match[str]) -> bool:
    if found["jiao"]:
        return re.search("[千万]", found["number"]) is not None and found["number"][-1] in "十百千万"
    return found["unit"] is not None and _MISHEARD.match(found.string, found.end()) is not None


def _may_be_money(number: str, before: str, after: str) -> bool:
    return (
        len(number) > 1
        and re.search("[十百千万]", number) is not None
        and _NOT_MONEY.match(after) is None
        and _NO_MONEY_BEFORE.search(before) is None
    )


def _own_number(found: re.Match[str], after: str) -> tuple[str, str]:
    """两百四一条, 一千八一个月, 三万一共: the last digit begins what follows, it counts no yuan."""
    number = found["number"]
    if len(number) < 2 or found["unit"] or number[-1] not in "一二两三四五六七八九":
        return number, after
    if _counts(number, after):
        return number[:-1], number[-1] + after
    return number, after


def _counts(number: str, after: str) -> bool:
    if len(number) > 2 and _value(number) is None and _NOT_MONEY.match(after):
        return True
    if number[-1] == "一":
        return re.match(f"(?:{MEASURE}(?!家)|分(?:钱|没|都|不|也)|共|直|起(?!来|码))", after) is not None
    if re.match("(?:[笔个次件张台辆回趟](?!来|去)|车(?!主|子|上))|头(?!一|回|次)", after):
        return True
    return after[:1] == "月" and number[-2] in "百千万"


def _last_value(number: str) -> float | None:
    """七七四十九四万九千: the sum that people work out aloud ends the words; 一千一千 is said again."""
    half = len(number) // 2
    if half >= 2 and number[:half] == number[half:]:
        return _value(number[:half])
    for cut in (0, 1):
        if (value := _value(number[: len(number) - cut])) is not None:
            return value
    ends = (
        number[k:]
        for k in range(1, len(number) - 1)
        if number[k - 1] not in "十百千万" or number[k] in "一二两三四五六七八九"
    )
    return next((v for end in ends if re.search("[百千万]", end) and (v := _value(end)) is not None), None)


def _jiao(found: re.Match[str], value: float) -> float:
    """块 … 毛; nobody says 毛 of thousands but by mishearing."""
    return (read_count(found["jiao"][0]) or 0) / 10 if found["jiao"] and value < 10_000 else 0.0


def _value(number: str) -> float | None:
    if "点" in number:
        whole, part = number.split("点", 1)
        unit = {"万": 10_000, "亿": 100_000_000}.get(part[-1:], 1)
        base = read_count(whole)
        digits = read_digits(part)
        return None if base is None or not digits else round((base + int(digits) / 10 ** len(digits)) * unit, 2)
    count = read_count(number)
    if count is not None:
        return float(count)
    plain_digits = re.fullmatch("[零一二三四五六七八九]{2,7}", number)
    return float(int(read_digits(number))) if plain_digits and number[0] != "零" else None
