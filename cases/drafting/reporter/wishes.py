# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""What the caller wishes for the own name, in plain words: not to give it, or that nobody be told (see secrecy.py)."""

from __future__ import annotations

import re
from collections.abc import Callable

from cases.drafting.model import Evidence
from cases.drafting.reading.lines import NO, YES, Line, Scene

# Do not …, as people of all regions ask it of somebody.
_DONT = "(?:不要|别(?!的|人|处|家|墅|扭|名)|莫|甭|嫑|勿|不能|不可以?|不得|不许|不准|唔好|唔可以|不敢|不好|不兴|能不能不|可不可以不|最好不)"
_LET = "(?:让|叫|给|被|教|俾|畀|使|得)"
_KNOW = "(?:知道|晓得|知系|知|看到|看见|看出|听到|听见|听出|听得|猜到|猜着|猜出|发现|认出|查到|查出|察觉|看(?!病|孩子|家|守|店))"
_MINE = "(?:名|姓|身份|信息|电话|号码|地址|声音|(?:我|俺|额|咱)(?:们)?(?:说|讲|打|举报|告|反映|写|捅)?的?)"
_LEAK = "(?:透露|泄露|泄漏|走漏|公开|供出|抖出|抖落|卖|捅|传|漏|外传|声张|往外|对外|往下传|透|露|说漏)"
# Characters one of which is in all that a pattern finds, and the pattern.
_CONFIDENTIAL = (
    ("发听晓查猜看知系见觉认", f"{_DONT}.{{0,5}}?{_LET}(?!我(?:{_KNOW}|们))(?P<who>.{{1,12}}?){_KNOW}"),
    ("讲说", f"{_DONT}.{{0,6}}?{_LET}(?!我|俺).{{1,10}}?(?:说|讲)(?:是|系)?(?:我|俺|额)"),
    ("将把", f"{_DONT}.{{0,6}}?(?:把|将)(?:我|俺|额|咱).{{0,8}}?(?:{_LEAK}|出去|出来|说|讲|报)"),
    (
        "传供卖声外开往抖捅泄漏透露",
        f"{_DONT}.{{0,8}}?{_LEAK}.{{0,8}}?(?:{_MINE}|出去|字|风声|消息)|{_DONT}(?:再|给|又|往|跟|对|乱)*(?:俺|我|额)?(?:往外|对外|外)?{_LEAK}(?:出去|出来)",
    ),
    (
        "以兴准别勿可唔好嫑得敢最甭能莫要许",
        f"{_DONT}.{{0,4}}?(?:说|讲|提|点|写|念|带|报).{{0,4}}?(?:是)?(?:我|俺|额)(?:说|讲|打|告|举报|反映|写|屋|家|真|的(?:名|姓|电话|号|真名|身份))",
    ),
    (
        "以兴准别勿可唔好嫑得敢最甭能莫要许",
        f"{_DONT}.{{0,4}}?(?:跟|对|向|同|和|告诉|讲给|说给|转给|放给)(?!我|你|他们?说).{{1,10}}?(?:我|俺|额|谁).{{0,3}}(?:说|讲|打|告|举报|反映|写|声)",
    ),
    (
        "兜密屋护捂握替瞒肚遮门",
        "(?:(?:把|给|替|帮)(?:我|俺|额)|名儿?(?!牌)|得|先|你们|千万|麻烦).{0,6}捂(?:着|住|严|好|紧|实)|替(?:我|俺|额)(?:先)?(?:保|瞒|捂|兜|遮|守|盖)|(?:帮|给)(?:我|俺|额)(?:先)?(?:保密|保个密|瞒|捂|兜着|遮)|出不了(?:这个|这)?(?:屋|门)|保护(?:好)?(?:我|俺|举报人|反映人)|内部掌握|烂在肚子",
    ),
    (
        "传划外密开抹泄盖示网透遮隐露",
        "(?<!人事)(?<![不没])保密(?!工作|局|协议|单位|柜|规定)|(?:名|姓|身份|信息|电话|号码|我的)[^他她]{0,4}(?:不要|别|莫|不能|请勿|不)(?:对外|公开|外传|透露|泄露|上网|公示|露)|(?:姓|名字?|电话|信息)(?:给我)?(?:抹掉|抹了|隐去|隐掉|盖住|划掉|遮住)",
    ),
    (
        "害怕担",
        "(?<!不)(?<!别)(?<!唔)(?:怕|担心|害怕|就怕)[^我]{0,8}(?:报复|回头找|穿小鞋|记恨|找(?:我|俺|额|咱)|整(?:我|俺|额)|收拾(?:我|俺|额)|(?:认出|猜到|知道|晓得)(?:是)?(?:我|俺|额)(?!没|不|有))",
    ),
    (
        "晓查猜看知",
        "(?:知道|晓得|猜到|猜出|看出|查到)(?:了)?(?:就)?(?:是)?(?:(?:我|俺|额|咱)(?:打|说|讲|告|举报)的)?.{0,4}?(?:我|俺|额|咱)(?:就|这|还|可|的|家|可就)*.{0,6}(?:完了|废了|惨了|死定|没好|混不|砸|饭碗|待不|做不|活不|没法|倒霉|遭殃|过不|没得混)",
    ),
    (
        "传怕漏馅",
        "(?<!不)(?<!别)怕(?:他|她|他们|人家|所里|被|有人)[^。]{0,8}(?:找茬|找麻烦|报复|使绊|穿小鞋|打击|算账|收拾|盯上|整我)|(?:漏了?风|走漏|传出去|露馅|说漏|漏出去).{0,8}(?:待|混|完|没法|没好|废|饭碗)",
    ),
    (
        "想晓猜知",
        "(?:马上|一下子?|立马|一猜|肯定|当场)(?:就)?(?:会)?(?:知道|晓得|猜到|想到)(?:就)?(?:是|系)(?:我|俺|额)",
    ),
)
_ASKS_SECRECY = [(frozenset(needed), re.compile(words)) for needed, words in _CONFIDENTIAL]
_NOT_ASKED = re.compile(
    "(?:不用|不需要?|不必|无需|不消|没必要|不要求|用不着|保不|不怕|无所谓|谈不上|没有|没给我?|没)(?:你们?|给我|替我|帮我|什么|怎么)*$"
)
# What somebody else told the caller, or did, is no wish of the caller.
_OTHERS_WORDS = re.compile(
    "(?:他|她|们|民警|警察|辅警|警官|老师|所长|队长|领导|对方|老板|教练|经理|医生|人家)(?:就|还|又|也|都|跟我|和我|对我|给我|同我|偷偷)*(?:说|讲|叫|让|嘱咐|警告|威胁|吓唬|交代|叮嘱|喊|要求|不让)(?:我|俺|额|我们)?(?:千万|以后|回去|回家)*$"
)

_NAME = "(?:名字|姓名|名儿|大名|真名|全名|名|姓|姓甚名谁|姓啥|姓什么|叫啥|叫什么|叫哪样|叫么子|叫咩|叫甚|我是谁|我是哪个|身份)"
_MY_NAME = "(?:我的?(?:名|姓|身份)字?|姓名|真名|全名|大名|名儿?(?=就|不|嘛|免|我)|我(?:叫|姓)(?:啥|什么|哪样|么子|甚)子?|我是(?:谁|哪个)|我姓啥叫啥)"
_WONT = "(?:不想|不愿意?|不敢|不能|不便|不方便|不好|不会|不太想|不用|不必|不打算|不消|不要|不|莫|别(?!的|人|处|家)|甭|勿|唔想|唔好|唔|嫑|没法|没办法|无法)"
_GIVE = "(?:留|说|讲|报|写|透露|告诉|登记|登|记|问|打听|提|公开|暴露|给|露|管|提供)"
_FILL = "(?:再|跟|给|把|对|我|俺|额|来|去|太|真|你们?|您|的|出|一下|了|就|在|还|可|嘛|呢|啊|咧|哈)*"
# As above.
_ANONYMOUS = (
    ("么什全名咩哪啥姓样甚真谁身", f"{_WONT}{_FILL}{_GIVE}{_FILL}(?:不{_GIVE}{_FILL})?{_NAME}(?!声|誉|单|额|称|牌)"),
    (
        "么什全名哪啥姓样甚真谁身",
        f"{_MY_NAME}(?:字)?(?:我|俺|额|真|就|也|嘛|可|的|这|呢|吧|叫啥|你们|你|您)*(?:{_WONT}{_FILL}(?:{_GIVE}|方便|想|太方便)|免了?|算了|不重要|无所谓|保密|省了|略)",
    ),
    ("名", f"名字?(?:我|嘛|就|也|真|可|呢|先)*(?:{_WONT}{_FILL}(?:{_GIVE}|方便)|免了|算了吧|就算了)"),
    ("匿", "匿名"),
    (
        "么什啥样甚",
        f"(?:叫|名)(?:啥|什么|哪样|么子|甚)子?(?:我|俺|额|就|也|嘛|呢|还是)*{_WONT}{_FILL}{_GIVE}|什么(?:我)?还是(?:就)?{_WONT}(?:说|讲|报)",
    ),
    ("听问", "(?:别|莫|甭|不要|不用|勿|休)(?:再|先|来|个)*(?:问|打听)(?:我|俺|额)的?(?:是谁|叫|姓|名)"),
    (
        "全姓小老阿",
        "(?:叫我|喊我|就叫|就写|写个|登记个?|就说|记个)(?:是|个|我)*(?:[老小阿][一-鿿]|姓[一-鿿])(?:就(?:行|得|好|中|可以|要得|是)|得了|行了|算了|吧)|(?:写个|就写|就登|记个)姓[一-鿿](?=全名)",
    ),
    (
        "众听唔居市当查氏留百管谁路问露",
        "(?:写|当|算|记|叫)(?:我)?(?:是)?(?:一个|个|作|成)?(?:热心|普通|过路|一般|当地|附近)?(?:群众|市民|居民|路人|过路的|无名氏|老百姓)(?=就|吧|好|得|行|$|嘛|算)|就当(?:我)?是(?:个)?(?:过路|路过|群众|路人)|我就是(?:个|一个)?(?:普通|一般)?(?:老百姓|群众)(?=你|别|不|$)|我就是(?:个)?(?:路人|过路的|路过的)|(?:你们?|您)(?:就|也)?(?:别|莫|甭|不用|不要)(?:问|打听|管|查)(?:我)?(?:是谁|叫|姓|名|的名)|我是谁(?:你们?)?(?:别|莫|甭|不用)管|不留名|不露名|唔留名",
    ),
)
_STAYS_UNNAMED = [(frozenset(needed), re.compile(words)) for needed, words in _ANONYMOUS]
_THIRD = re.compile(
    "(?:他们?|她们?|民警|警察|辅警|警官|那人|那个人|对方|骗子|老板|那个?女的|那个?男的|人家|局长|所长|这人|女的|男的|司机|死活|捂着)(?:就|也|都|是|还|又|死活|硬是|的|自己)*$"
)
_OPENLY = re.compile("(?:不|没|不用|不需要|不必|无需|不要|非|用不着|甭)$")
_NAME_ASKED = re.compile("姓名|名字|贵姓|尊姓|称呼|您叫|您的身份(?!证)|留个|身份|匿名|怎么联系|您是哪位")
_DECLINED = re.compile(
    "^(?:嗯|呃|啊|哎|唉|这个|那个|我)*(?:[讲说留]不得|不得行|那不得行|不好说|不(?!知|晓)(?:太?方便|用了?|说了|留了?|想说|敢说|能说|告诉|好说|愿|讲|便|必|说|得讲|敢讲|好讲|讲了)|算了|免了|你别问|你?也?别问|莫问|莫留|别留|我就不说|名就|没这个必要|能不说|可以不说|能不能不(?:说|讲|留|报)|这个就不)"
)
_NUMBER_ASKED = re.compile("电话|手机|联系|号码")
_OWN_NAME_ASKED = re.compile("(?:贵姓|称呼|您叫|(?<![他她])(?:姓名|名字)|留个名|哪位)[^他她]{0,10}$")
# The answer begins with no: 就免了, 名字我先保留, 写个知情人吧, 恕我不能奉告.
_REFUSED = re.compile(
    "[^他她姓]{0,10}?(?:免了|别了|(?:先)?保留|不署名|隐姓埋名|假名|化名|奉告|写(?:个|一个)?知情|能不能不"
    "|(?<!对)(?:不|别|莫|甭)(?:太)?(?:想|能|愿意?|敢|便|要)?(?:说|讲|问|报|留|透露)(?![得清明出错到起的]|一下))"
)
# 可以匿名, 那就按匿名登记: the operator grants what the caller wished.
_GRANTED = re.compile("匿名(?!.{0,8}(?:吗|还是|或者|实名|是否|呢$))")


def anonymous(scene: Scene, named: bool) -> Evidence | None:
    """Only the caller's own wish; who gave a full name is not anonymous."""
    if named:
        return None
    return _first(scene, _declined) or _first(scene, _stays_unnamed) or _granted(scene)


def _declined(line: Line) -> list[Evidence]:
    if not line.asks(_NAME_ASKED) or (line.asks(_NUMBER_ASKED) and not line.asks(_OWN_NAME_ASKED)):
        return []
    if line.asks("名字?.{0,4}(?:不方便|不说|保密|匿名)") and YES.match(line.text):
        return [line.evidence(True, 0, len(line.text[:4]), 0.9, "anonymous.confirmed")]
    m = _DECLINED.match(line.text) or re.match(".{2,12}(?:不方便说|不好说|不能说|不方便讲)(?!的)", line.text)
    if m is None and line.asks(_OWN_NAME_ASKED):
        m = _REFUSED.match(line.text)
    return [line.evidence(True, m.start(), m.end(), 0.9, "anonymous.declined")] if m and "表扬" not in line.text else []


def _stays_unnamed(line: Line) -> list[Evidence]:
    for needed, words in _STAYS_UNNAMED:
        for m in words.finditer(line.text) if line.holds(needed) else ():
            before = line.text[max(0, m.start() - 8) : m.start()]
            if _THIRD.search(before) or (m.group().startswith("匿名") and _OPENLY.search(before)):
                continue
            if _OF_OTHERS.search(line.text[m.start() : m.end() + 1]) or (
                _CALLED_SO.search(m.group()) and _told(line, m)
            ):
                continue
            return [line.evidence(True, m.start(), m.end(), 0.9, "anonymous.asked")]
    return []


# 不敢问名字: somebody else's; 名字莫给他们: secrecy, no silence.
_OF_OTHERS = re.compile(
    "(?:不敢|不好|不便|不想|不愿意?|没法|不会|没)[^不]{0,2}(?:问|打听)|(?:不要|莫|别|甭)你们|给[他她别人外那]$"
)
_CALLED_SO = re.compile("[老小阿][一-鿿]|姓[一-鿿]")


def _told(line: Line, m: re.Match[str]) -> bool:
    """我姓梁你就写老梁就行: the surname is given all the same; 就写姓鄢吧 of somebody who was not asked for."""
    surname = _CALLED_SO.search(m.group())
    given = surname is not None and f"姓{surname.group()[1]}" in line.text[: m.start()]
    return given or (m.group().startswith(("写个姓", "就写姓", "就登")) and not line.asks(_NAME_ASKED))


def _granted(scene: Scene) -> Evidence | None:
    for line in scene.operators_saying(_GRANTED):
        m = line.seen(_GRANTED) if line.index >= 2 else None
        answer = scene.reply(line)
        if m and not re.search("不(?:能|可以|接受|受理)匿名", line.text) and not (answer and NO.match(answer.text)):
            return line.evidence(True, m.start(), m.end(), 0.8, "anonymous.granted")
    return None


def asks_secrecy(line: Line) -> list[Evidence]:
    for needed, words in _ASKS_SECRECY:
        for m in words.finditer(line.text) if line.holds(needed) else ():
            before = line.text[max(0, m.start() - 10) : m.start()]
            if not _NOT_ASKED.search(before[-5:]) and not _OTHERS_WORDS.search(before) and not _is_question(line, m):
                return [line.evidence(True, m.start(), m.end(), 0.85, "confidential.asked")]
    if line.asks("保密|公开") and re.match("(?:要|需要|当然|必须|肯定|对|嗯要|那肯定|那当然|最好|那是|得)", line.text):
        return [line.evidence(True, 0, min(4, len(line.text)), 0.9, "confidential.answer")]
    return []


def _is_question(line: Line, m: re.Match[str]) -> bool:
    """这叫保密吗: a reproach, no wish."""
    return m.group() == "保密" and re.search("叫$|算$|还$", line.text[: m.start()][-1:]) is not None


def _first(scene: Scene, rule: Callable[[Line], list[Evidence]]) -> Evidence | None:
    return next((found[0] for _, found in scene.noted(rule.__name__, rule)), None)
