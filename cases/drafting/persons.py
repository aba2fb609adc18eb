# rows of Chinese words count double and read better whole
"""Police persons in a call: named (民警姓刘, 副所长叫…, 刘警官, 外号老歪) or told by position alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.lines import Line, Scene
from cases.drafting.names import Name, bare_name, read_name, read_surname, spelled_name, surname_length
from cases.drafting.positions import TITLE, positions

_SHORT = {
    "所长": "所长",
    "所": "所长",
    "队长": "队长",
    "大队长": "大队长",
    "局长": "局长",
    "教导员": "教导员",
    "指导员": "指导员",
    "科长": "科长",
    "队": "队长",
    "政委": "政委",
    "警官": "民警",
    "民警": "民警",
    "警长": "民警",
    "管教": "管教",
    "法官": "法官",
    "中队长": "中队长",
    "副所长": "副所长",
    "大队": "大队长",
    "警察": "民警",
    "内勤": "内勤",
    "所副": "副所长",
    "副所": "副所长",
}
_STYLED = re.compile(f"(?P<title>{'|'.join(sorted(_SHORT, key=len, reverse=True))})(?!有|里|的人|说的|伍|员)")
_CALLED = re.compile(
    "(?:牌子|胸牌|名牌|桌牌|工牌)上?写(?:着|的是|的)(?:是|叫)?|(?:真名|全名|本名)(?:叫|是)?|(?:名字)?(?:就?叫做?|名叫|是叫|名字是)(?!我|他|你|她|人|什么|啥|哪|来|去|了|醒|不|门|车|喊|回|到|着|起|两|一|几)"
)
_SURNAMED = re.compile("姓(?!名)")
_NICK = re.compile(
    "(?:外号|绰号|人称|喊他|叫他|都叫|人送外号|诨名)(?:是|叫|他|做)?(?P<nick>[老小大阿二三](?![公婆名爷妈爸姐哥弟妹人师板大孩])[一-鿿]|[一-鿿]{1,2}[哥爷姐疤胖瘦毛狗]|[一-鿿]胖子|[一-鿿]麻子)"
)
_ASKED_NAME = re.compile(
    "(?:民警|警察|辅警|他|她|对方|所长|警官|队长|教导员|指导员|大队长|值班|办案|交警|管教|人员|那个人|那位|是谁|谁|领头|带头)(?:的|是|都)*(?:名字|姓名|叫什么|姓什么|贵姓|是谁|叫啥|哪位|警号|谁|呢)|(?<!您)(?<!您们)(?<!孩子)(?<!儿子)(?<!弟弟)(?<!店)(?<!公司)叫什么名字$|是谁$|办案民警$|承办民警$|姓名.?警号|哪位民警|哪个民警|姓名了?吗|[一-鿿]什么[一-鿿]$|警号是?$|的(?:那个)?(?:人)?(?<!您的)(?:叫什么|姓什么|是谁|叫啥)|收钱的|办案人是|谁动的手|姓什么"
)
_ME = re.compile("(?:我|俺|额|免贵|我妈|我爸|我妈妈|我弟|我们?家?|本人)(?:是|就|家|们|这边|的)?$")
_OTHERS = re.compile(
    "(?:我|俺|额|咱)?(?:妈|爸|爹|娘|儿子|女儿|闺女|弟弟|弟|哥|姐|妹|老公|老婆|爱人|对象|表弟|二叔|舅|邻居|老板|前夫|媳妇|公公|婆婆|同事|老乡|朋友|房东|中介|骗子|嫌疑人|对方|司机|律师|受害人|当事人|孩子|娃|娘家|合伙人|经理|老总|书记|主任|医生|阿姨|大爷|大妈|女的|酒店|公司|小区|名义上是|小名|包工头|女同志|丫头)(?:的)?(?:那个|人)?(?:也|是)?$"
)
_PRAISED = re.compile(
    "(?:挺|很|蛮|倒|倒挺|还挺|都)(?:好|不错|客气|负责|和气|热心|怪好)|态度(?:倒)?(?:挺|很|蛮)?(?:怪)?(?:好(?!差|坏|歪)|不错|可以)|耐心|热情|给我赔礼了|没意见|不怪|本分人|不是冲|感谢|表扬|帮我找|救了|辛苦|锦旗|教我咋"
)
_ROUGH = re.compile(
    "打(?!着|电话|麻将|牌|开|听)|按人|动手|推|搡|踹|踢|扇|骂|按到|按住|摁|铐|抢|夺|拽|掐|抽|拔|翻|撞|追|吼|砸|捅|揍|咬|扭"
)
_ACT = re.compile(
    "说|讲|问|让|叫我|不理|玩|睡|坐|站|看|打|推|骂|扣|拿|收|要|喝|抓|罚|笑|吃|挂|拦|开|带|把|接|答|办|给|翻|撞|来"
)
_TOLD = re.compile(
    "(?:一个|两个|三个|那个|有个|有一个|俩|三|仨|几个|个|位|名|值班的?|窗口的?|女|男|高个子?|年轻|子|里头|个子|的|俩人一个|来了.{0,8}|派出所|大队|分局|站|局|接到|零)$"
)
_NOT_TOLD = re.compile(
    "(?:没有一个|没有|是不是|等|叫|报|派|找|打给|喊|你们|正式|当|儿子当|像|问|哪个|什么|管|好|没|告诉|指望|冒充|女|找了|怕|不怪)$"
)
_PLEA = re.compile(
    "^(?:是不是|到底|同志|你们|管不管|服务|局的|形象|来了吗|不管|也没法|能不能|可以|跟有夫|来$|一个都没|啊$|应该|叔叔)"
)


@dataclass(frozen=True, slots=True)
class Person:
    """`weight`: how surely this unnamed person's own conduct was told; `praised`: spoken well of."""

    name: str | None
    position: str | None
    line: Line
    start: int
    end: int
    source: str
    praised: bool = False
    weight: int = 0


def persons_named(scene: Scene) -> list[Person]:
    told = scene.noted("persons", lambda line: sorted(_read(line), key=lambda p: p.start))
    return [p for _, found in told for p in found if p.name]


def _read(line: Line) -> list[Person]:
    marks = positions(line.text)
    found = [*_styled(line, marks), *_nicknamed(line, marks), *_after_title(line, marks), *_led(line, marks)]
    if not found:
        found = _answered(line, marks)
    return _once(found)


def _once(found: list[Person]) -> list[Person]:
    kept: list[Person] = []
    for p in found:
        if not any(p.start < q.end and q.start < p.end and (p.name == q.name or len(p.name or "") <= 1) for q in kept):
            kept.append(p)
    return kept


def _praised(line: Line, start: int, end: int) -> bool:
    """Praise belongs to the person told of last before it."""
    own = TITLE.match(line.text, start)
    after = line.text[end : end + 26]
    other = next((m for m in TITLE.finditer(after) if own is None or m.group() != own.group()), None)
    words = line.text[max(0, start - 10) : end] + (after[: other.start()] if other else after)
    return _PRAISED.search(words) is not None


def _styled(line: Line, marks: list[tuple[int, int, str]]) -> list[Person]:
    """刘警官, 龚队长: a surname before a title."""
    found = []
    for m in _STYLED.finditer(line.text):
        at = m.start() - 1
        if (
            at < 0
            or not surname_length(line.text, at)
            or line.text[at] in _LOOSE
            or line.text[max(0, at - 1) : at] in _BLOCKS
        ):
            continue
        if m["title"] in ("所", "队", "大队", "副所") and not re.search(
            "(?:叫他?|喊他?|那个|都叫)$", line.text[max(0, at - 3) : at]
        ):
            continue
        if any(s <= at < e for s, e, _ in marks):
            continue
        found.append(
            Person(line.text[at], _SHORT[m["title"]], line, at, m.end(), "accused.styled", _praised(line, at, m.end()))
        )
    return found


# Surnames that mostly are other words before a title: 副所长, 女警察, 的民警, 交警, 辅警, 老民警.
_LOOSE = frozenset(
    "籍间事副女男老大小的交辅片巡特刑武干公个位名那和都来让找叫在是有把当管带从被给问向对到于应查能时门方部正常年后前关国社区户值班办案分支中正高多要家车"
)
_BLOCKS = frozenset("派局区县市镇乡街路村队道")


def _after_title(line: Line, marks: list[tuple[int, int, str]]) -> list[Person]:
    """副所长靖宇派出所的郜立群, 民警杨树青, 副大队长柯伟煊."""
    found = []
    for start, end, position in marks:
        name = _direct(line.text, end)
        if name:
            found.append(
                Person(name.text, position, line, start, name.end, "accused.titled", _praised(line, start, name.end))
            )
    return found


_VILLAGER = re.compile("村子|村里|村民|老乡|混混|老板|嫌疑")
_NO_NAME = frozenset("的了是在有我你他她说就也都还把让来去和跟给一个两三这那不没叫姓")
_BETWEEN = re.compile("(?:[一-鿿]{2,5}(?:派出所|大队|中队|分局)的|是|呃|那个){0,2}")
_PLACE_AFTER = re.compile("^(?:分局|派出所|公安|区|县|市|路|镇|街|乡|村|大队|中队|交警|省|社区)")


def _direct(text: str, at: int) -> Name | None:
    gap = _BETWEEN.match(text, at)
    for start in {at, gap.end() if gap else at}:
        name = spelled_name(text, start)
        if not surname_length(text, start) and (name is None or text[start] in _NO_NAME):
            continue
        name = name or bare_name(text, start, led=False)
        if name and len(name.text) >= 2 and not _PLACE_AFTER.match(text[start + len(name.text) :]):
            return name
    return None


def _led(line: Line, marks: list[tuple[int, int, str]]) -> list[Person]:
    """姓… and 叫… that belong to a police person told of near by."""
    found = []
    for lead, full in [(m, False) for m in _SURNAMED.finditer(line.text)] + [
        (m, True) for m in _CALLED.finditer(line.text)
    ]:
        before = line.text[max(0, lead.start() - 8) : lead.start()]
        if _ME.search(before) or _OTHERS.search(before) or _VILLAGER.search(before):
            continue
        name = read_name(line.text, lead.end()) if full else read_surname(line.text, lead.end())
        position = _near_position(line, marks, lead.start(), name.end if name else lead.end())
        if name and re.match("的(?:女的|男的|人(?!说)|同学|女人|男人|老板|客人)", line.text[name.end :]):
            continue
        if name and not _OTHER_NAME.search(before) and (position or _asked(line) or _leads_police(line, before, full)):
            found.append(
                Person(
                    name.text,
                    position,
                    line,
                    lead.start(),
                    name.end,
                    "accused.called",
                    _praised(line, lead.start(), name.end),
                )
            )
    return found


_OTHER_NAME = re.compile("(?:微信名|网名|群名|店名|小名|大名|公司|酒店|路|村|小区)(?:就|是)?$")
_HEADS = re.compile("带班|全名|真名|带头|领头|为首|办案|承办|值班|出警|来的|管户籍|管这|警号|证")


def _leads_police(line: Line, before: str, full: bool) -> bool:
    """带头的…姓黎, 一个叫于洋给我看证: no title, but plainly of the police."""
    if full and re.search("[他她]$", before) and re.search("派出所|分局|大队", line.text):
        return True
    if _HEADS.search(before) or re.search("(?:派出所|大队|中队|分局|所里|公安局)(?:的|有个|那个)?$", before):
        return True
    return re.search("(?:那个|这个|是|一个|另一个|有个)$", before) is not None and (
        _police_line(line) if not full else line.seen("证|警号|所里|警") is not None
    )


def _police_line(line: Line) -> bool:
    return line.seen("派出所|民警|警察|辅警|所里|证|警|队|领头|带头") is not None


def _asked(line: Line) -> bool:
    return line.asks(_ASKED_NAME) is not None and not line.asks("(?:您|你)(?:贵姓|叫|的姓名|的名字)|您怎么称呼")


_BOUND = re.compile("姓[一-鿿](?:的)?(?:是|是个|是一个|个)?$")


def _near_position(line: Line, marks: list[tuple[int, int, str]], start: int, end: int) -> str | None:
    direct = [
        p
        for s, _, p in marks
        if s >= end and re.fullmatch("的?(?:是|也是|就是|他是)?(?:一个|个|那个)?", line.text[end:s])
    ]
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
    return asked[-1][2] if asked and _asked(line) else None


def _nicknamed(line: Line, marks: list[tuple[int, int, str]]) -> list[Person]:
    found = []
    for m in _NICK.finditer(line.text):
        position = _near_position(line, marks, m.start(), m.end())
        if not _ME.search(line.text[max(0, m.start() - 3) : m.start()]) and "我" not in m.group():
            found.append(Person(m["nick"], position, line, m.start(), m.end(), "accused.nickname"))
    return found


def _answered(line: Line, marks: list[tuple[int, int, str]]) -> list[Person]:
    """The operator asked for the officer's name and the answer begins with it."""
    if not _asked(line):
        return []
    opening = re.match("(?:嗯|呃|啊|哦|好像|应该|就|是|他|她|叫|那个|一个|胸牌上写的|牌子上写的|写的|名字)*", line.text)
    at = opening.end() if opening else 0
    name = read_name(line.text, at, led=False)
    if name is None:
        return []
    position = _near_position(line, marks, at, name.end)
    return [Person(name.text, position, line, at, name.end, "accused.answer", _praised(line, at, name.end))]


def persons_unnamed(scene: Scene) -> list[Person]:
    """Positions told without a name, weighed by what follows: 2 and more for conduct of their own."""
    return [p for _, found in scene.noted("unnamed", _unnamed) for p in found]


def _unnamed(line: Line) -> list[Person]:
    weighed = [(mark, _weight(line, mark[0], mark[1])) for mark in positions(line.text)]
    return [
        Person(None, position, line, start, end, "accused.position", weight=weight)
        for (start, end, position), weight in weighed
        if weight > 0
    ]


def _weight(line: Line, start: int, end: int) -> int:
    before, after = line.text[max(0, start - 8) : start], line.text[end : end + 16]
    if (
        (_NOT_TOLD.search(before) and not _TOLD.search(before[-3:]))
        or _PLEA.search(after)
        or _praised(line, start, end)
    ):
        return 0
    if re.search("我可说不准|说不准|不知道是不是", after):
        return 0
    answered = bool(line.asks("民警还是辅警")) and start <= 8
    listed = re.search("(?:民警|警察)(?:两|三|一|几|四)个$", before) or re.match("(?:两|三|一|几|四)个辅警", after)
    return (
        int(bool(_TOLD.search(before)))
        + int(bool(listed))
        + int(bool(_ACT.search(after[:10])))
        + 2 * int(bool(_ROUGH.search(line.text[end : end + 24])))
        + 2 * int(answered)
    )
