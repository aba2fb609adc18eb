# rows of Chinese words count double and read better whole
"""Sums that belong to the matter; vague ones (八万多, 几千) and wages are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.numbers import corrects, read_count, read_digits

_COUNT = re.compile(
    "(?P<vague>[几多好数]?)(?P<number>[一二两三四五六七八九十零幺百千万亿]*[一二两三四五六七八九十百千万亿零](?:点[零一二三四五六七八九]+)?[万亿]?)"
    "(?P<after>多|几|来|把)?(?P<unit>块钱?|元(?![宵旦月])|圆|大洋|人民币|块)?(?P<jiao>(?<=[块元])[一二三四五六七八九](?:毛|角|(?=钱)|(?![一二三四五六七八九十百千万个次张条天月号点年])))?(?:钱)?(?P<later>多|以上|往上|朝上|左右|上下)?"
)
_MONEY = re.compile(
    "花了?|现金|包里|转|打了?|交|罚|收|要|给|赔|骗|丢|欠|拿|扣|押金|红包|损失|费|钱|款|付|存|借|还|退|塞|送|买|搭进去|投|充|汇|扫|被盗|偷|值|抢|输|冻|抽|递|里头|利息|差掉|差了|少了|少给|少算|少发|少我|补给|补上|拢共|统共|一共|总共|加起来|合计|单"
)
_WAGE = re.compile(
    "工资|退休金|养老金|月薪|低保|一个月挣|每月挣|挣|补贴|年薪|收入|够不够|不够|标准|立案|起步|月租|房租|买的时候|原价|进货|进价|市价|存折|余额|每亩|亩产|自己那份|我那份|起送|一年$"
)
_SHAPED = re.compile(
    "[一二两三四五六七八九][千万][一二三四五六七八九]$|千[零一二两三四五六七八九]百[一二三四五六七八九]$"
)
_ABOUT = re.compile(
    "^(?:一二|一两|二三|两三|三四|三五|四五|五六|六七|七八|八九)[十百千万]|[百千万](?:一二|一两|二三|两三|三四|四五|五六|六七|七八|八九)$"
)
"""三五千, 一万二三: no sum that anybody could write down."""
_LOST_WAGE = re.compile("(?:丢|偷|抢|骗|欠|扣|拖|没发|不发|克扣|讨|要)[^一二三四五六七八九十]{0,10}工(?:资|钱)")
_UNPAID = re.compile("^(?:块|元)?(?:钱)?(?:我就(?:醒|没给|没转|没交|不给|不肯)|我没(?:给|交|付|转))")
_MEASURE = "[个条台头箱盒斤瓶张次人匹只桌顿月年笔件辆天口家]"
_ASKED = re.compile("多少|金额|几块|价值|损失|花了|费用")
_TOTAL_ASKED = re.compile("一共|总共|实际|合计|加起来|总计")
_BETWEEN = re.compile("[千百万块元](?:到|至)$")
_BETWEEN_AFTER = re.compile("(?:到|至)[一二两三四五六七八九十]+[千百万块]")
_TOTAL = re.compile("一共|总共|加起来|合计|拢共|统共|全部|总计|共计|加在一起|前前后后")
# 一百二十元公里 and 一万元九 are what recognisers make of 一百二十公里 and 一万九.
_MISHEARD = re.compile(
    "公里|里地|小时|分钟|公斤|[一二三四五六七八九](?![一二三四五六七八九十百千万点月号年天个次位名张条辆台])"
)
_NOT_MONEY = re.compile(
    "^(?:号|点|分(?!钱|没|都|不)|岁|年|月|天|个|次|名|位|人|栋|楼|层|室|单元|里|公里|斤|米|平|遍|趟|家|口|回|度|条|张|只|头|台|辆|路|种|小时|多岁|秒|周|份|盒|箱|袋|根|间|户|亩|公斤|道|把|样|代|届|期|届)"
)


@dataclass(slots=True)
class Sum:
    yuan: float
    line: Line
    start: int
    end: int
    total: bool
    each: bool = False


def amounts_yuan(scene: Scene) -> list[Evidence]:
    sums: list[Sum] = []
    for line, found in scene.noted("sums", _readings):
        _read(line, found, sums)
    kept = _without_parts(sums)
    return [s.line.evidence(_tidy(s.yuan), s.start, s.end, 0.85, "amount.said") for s in kept]


def _tidy(yuan: float) -> float | int:
    return int(yuan) if yuan == int(yuan) else yuan


def sums_told(line: Line) -> list[tuple[re.Match[str], float]]:
    """Sums of a line by a wider reading: a unit or a word of money, and nothing vague about it."""
    found = [(m, _value(m["number"])) for m in _COUNT.finditer(line.text) if not _vague(m)]
    return [(m, _tidy(yuan)) for m, yuan in found if yuan is not None and yuan >= 5 and _of_money(m, line.text)]


def _vague(found: re.Match[str]) -> bool:
    if _ABOUT.search(found["number"]) and not re.match("[月号点]", found.string[found.end() :]):
        return True
    return bool(
        (found["vague"] and found["vague"] in "几数好")
        or found["after"]
        or found["later"] in ("多", "以上", "往上", "朝上")
    )


def _of_money(found: re.Match[str], text: str) -> bool:
    before, after = text[max(0, found.start() - 8) : found.start()], text[found.end() :]
    if _WAGE.search(before) or _BETWEEN.search(before) or _BETWEEN_AFTER.match(after):
        return False
    return bool(found["unit"]) or (not _NOT_MONEY.match(after) and _MONEY.search(before) is not None)


_EACH = re.compile("(?P<one>[一二两三五十百]{1,3}块)(?P=one)")


def _read(line: Line, readings: list[tuple[re.Match[str], float]], sums: list[Sum]) -> None:
    at = 0
    for found, yuan in readings:
        gap = line.text[at : found.start()]
        if sums and sums[-1].line.index >= line.index - 2 and corrects(gap) and len(gap) <= 14:
            sums.pop()
        before = line.text[max(0, found.start() - 10) : found.start()]
        total = bool(_TOTAL.search(before) or (line.asks(_TOTAL_ASKED) and found.start() <= 2))
        if total and not _adds_up([s.yuan for s in sums if s.yuan < yuan], yuan):
            sums[:] = [s for s in sums if s.line is not line or s.yuan >= yuan]
        if yuan not in (s.yuan for s in sums):
            each = _priced(line, found)
            sums.append(Sum(yuan, line, found.start(), found.end(), total, each))
        at = found.end()


def _priced(line: Line, found: re.Match[str]) -> bool:
    """一匹马六百, 七千七一头: the price of one."""
    before, after = line.text[max(0, found.start() - 8) : found.start()], line.text[found.end() - 1 : found.end() + 1]
    return _PRICED.search(before) is not None or re.match(f"一{_MEASURE}", after) is not None


def _readings(line: Line) -> list[tuple[re.Match[str], float]]:
    return [(m, yuan) for m in _COUNT.finditer(line.text) if (yuan := _yuan(m, line)) is not None]


def _yuan(found: re.Match[str], line: Line) -> float | None:
    if _vague(found) or _repeated(found) or _of_something_else(found, line):
        return None
    number, after = _own_number(found, line.text[found.end() :])
    before = line.text[max(0, found.start() - 12) : found.start()]
    if not (found["unit"] or _bare_sum(number, before, after, line.asked) or _mends(number, before)):
        return None
    value = _last_value(number)
    if value is None or value < 5:
        return None
    return round(value + _jiao(found, value), 2)


def _repeated(found: re.Match[str]) -> bool:
    """一百块一百块: notes on a table, no sum."""
    text, at = found.string, found.start()
    return bool(_EACH.match(text, at) or _EACH.match(text, max(0, at - len(found.group()))))


def _of_something_else(found: re.Match[str], line: Line) -> bool:
    """Wages, prices, ranges, what was not paid after all."""
    before, after = line.text[max(0, found.start() - 12) : found.start()], line.text[found.end() :]
    wage = _WAGE.search(before)
    short = wage and (re.search("少|扣|差|欠|拖|没发|克扣", before[wage.end() :]) or _FROZEN.search(before))
    if wage and not short and not ("工资" in wage.group() and _wages_lost(line)):
        return True
    if _BETWEEN.search(before) or _BETWEEN_AFTER.match(after) or _UNPAID.match(after):
        return True
    if _PASSING.match(after) or _RATE.search(before) or (_FROZEN.search(before) is None and _OFFERED.search(before)):
        return True
    if found["jiao"] and re.search("[千万]", found["number"]):
        return True
    return found["unit"] is not None and not found["jiao"] and _MISHEARD.match(after) is not None


_PASSING = re.compile(
    "(?:块|元)?(?:钱)?(?:哦|啊|吧|嘛|呢)?(?:跟|和)?(?:这|那)(?:个|件)?(?:事)?(?:没|无)(?:得)?关系|(?:块|元)?(?:钱)?买的"
)
_RATE = re.compile(
    "(?:一个月|每个月|每月|一天|每天|一晚上?|一年|每年|一小时)(?:的|是|要|就)?$|租金.{0,6}$|[一每][斤两亩](?:能|可以|就|才|只)?(?:卖|值|是|就)?$"
)
"""What a thing costs by the month or the pound: no sum of the matter."""
_FROZEN = re.compile("冻|划走|划扣|转走|盗刷")
_OFFERED = re.compile("(?:供|挣|凑|攒)[^交收罚]{0,8}(?:学费|生活费|药费)$")


def _wages_lost(line: Line) -> bool:
    """Wages count where they were stolen or are owed."""
    scene: Scene = line.notes["scene"]
    near = scene.lines[max(0, line.index - 2) : line.index + 1]
    return any(_LOST_WAGE.search(x.text) for x in near if x.by_caller)


def _own_number(found: re.Match[str], after: str) -> tuple[str, str]:
    """两百四一条, 一千八一个月: the last digit counts what follows, not the yuan."""
    number = found["number"]
    counts = number[-1:] == "一" and re.match(_MEASURE, after)
    counts = counts or (number[-1:] in "一两二三四五六七八九" and re.match("[笔个次件张头台人辆]", after))
    counts = counts or (number[-1:] == "一" and re.match("分(?:钱|没|都|不)", after))
    counts = counts or (len(number) > 2 and _value(number) is None and re.match("[月号点]", after))
    if counts and len(number) > 1 and not found["unit"]:
        return number[:-1], number[-1] + after
    return number, after


def _last_value(number: str) -> float | None:
    """七七四十九四万九千: the sum that people work out aloud ends the words."""
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


def _bare_sum(number: str, before: str, after: str, asked: str) -> bool:
    """两千三 and 一万七 are sums by their shape; 四百一十二万 needs a word of money beside it or a question."""
    if len(number) < 2 or not re.search("[十百千万]", number):
        return False
    if _NOT_MONEY.match(after) or re.search("第|零零$", before[-2:]):
        return False
    shaped = _SHAPED.search(number) or re.search("(?:罚|交|扣|赔|收)(?:了|我|俺|额|他|们)*$", before)
    if not re.search("[百千万]", number):
        return shaped is not None or _SOLD.search(before) is not None
    return bool(
        shaped or _MONEY.search(before[-8:]) or _ASKED.search(asked) or _PRICED.search(before) or _OWED.match(after)
    )


_SOLD = re.compile(
    "(?:[一每][条张次台包盒箱瓶斤个人头本](?:只|就|得|都)*(?:要|收|交|卖|给|罚|扣|算)?|(?:卖|收|要)(?:了)?(?:我|他)?)$"
)
_OWED = re.compile(
    "的?(?:货款|工程款|赔偿|押金|保证金|定金|订金|现金|医药费|罚款|欠款|本金|彩礼|工钱|工资款|车款|房款|借款|尾款|红包)"
)
_PRICED = re.compile(f"(?:一|每){_MEASURE}[车人牛羊马户烟酒货]?(?:只|就|得|要|收|交|卖|给|罚|是|算)*$")


def _mends(number: str, before: str) -> bool:
    """一千五不对…是两千: a correction needs no word of money."""
    return re.search("[百千万]", number) is not None and corrects(before)


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


# A total is told within a few turns of its parts.
_NEAR, _MOST_PARTS = 10, 6


def _without_parts(sums: list[Sum]) -> list[Sum]:
    """Parts and their total both said → the total."""
    dropped: set[int] = set()
    for whole in sums:
        parts = [j for j, s in enumerate(sums) if s.yuan < whole.yuan and abs(s.line.index - whole.line.index) <= _NEAR]
        if len(parts) >= 2 and _adds_up([sums[j].yuan for j in parts], whole.yuan):
            dropped |= {j for j in parts if _in_sum(sums, parts, j, whole.yuan)}
    return [s for j, s in enumerate(sums) if j not in dropped and not (s.each and _multiplied(s, sums))]


def _multiplied(one: Sum, sums: list[Sum]) -> bool:
    """一台收二百, 五台一千: the price of one is part of the whole."""
    near = (s for s in sums if s.yuan > one.yuan and abs(s.line.index - one.line.index) <= _NEAR)
    return any(s.yuan % one.yuan == 0 and _counted(s, round(s.yuan / one.yuan)) for s in near)


def _counted(whole: Sum, number: int) -> bool:
    """The number of things stands before their price."""
    before = whole.line.text[max(0, whole.start - 16) : whole.start]
    return any(read_count(m.group()) == number for m in _NUMBER.finditer(before))


_NUMBER = re.compile("[一二两三四五六七八九十百千万零]+")


def _adds_up(parts: list[float], whole: float) -> bool:
    reach = {0.0}
    for part in parts[:_MOST_PARTS]:
        reach |= {r + part for r in reach if r + part <= whole}
    return whole in reach


def _in_sum(sums: list[Sum], parts: list[int], j: int, whole: float) -> bool:
    others = [sums[k].yuan for k in parts if k != j]
    return _adds_up(others, whole - sums[j].yuan)
