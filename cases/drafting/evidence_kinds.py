# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Kinds of evidence that exist or can be had; what was deleted, refused or never made is not listed.

The words are in data/evidence.txt; here is what around them says that the thing exists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence

_FILL = "(?:给我|给俺|给咱|让我|人家|愿意|肯|帮|替|人|你|您|他|她|们|个|一|几|两|张|份|段|任何|什么|过|到|的|啥|得|出|再|给|把|看|个人|谁|那|这|些|点|啊|也|都|就|要|开|写|拿|做)*"
_ABSENT_BEFORE = re.compile(
    "(?:没有?|冇得?|没得|莫得|(?:不给|没给|给不)(?:我|俺|额|咱)?|不开|没开|没写|没签|不签|没拍|没录|没敢|不敢|不让|未|拒绝|不肯|不愿意?|不出具?|没出具?|没带|不带|没拿|没留|没办|没收到|没见到?|没看到|哪有|哪来|哪里有|要是有|要求|想要|想|看看|看一下|看|要看|要|让我.{0,6}|叫我.{0,6}|喊我.{0,6}|让俺.{0,6}|说要|说让|还要|还得|得有|需要|必须|得开|得拿|要开|调取|(?<!能)(?<!可以)调(?!得)|(?<!检)查看?|申请|补|重新|不提供|提供不|同步|不认|凭|缺|少|等|没做|没打|没保存|不戴|不佩戴|没佩戴|执法|原始|带啥|带什么|哪些|啥|(?:他们?|她|民警|警察|辅警|所里)把)"
    f"{_FILL}$|不$|没有?[^有]{{1,5}}(?:和|跟|与|或者?|也没有?|还是)$|(?:愿意|肯|敢|能)(?:给我|替我|帮我)?(?:作证)?的?(?:一个)?(?:都)?没有?$"
)
_ABSENT_AFTER = re.compile(
    "^吗|^(?:我|都|也|就|全|派出所|所里|民警|警察|窗口|医院|他们?|又|还|得.{0,2}日|那|呢|啊|但|但是|人家|保安|后来|已经|说是?|是|肯定|早|可能|七日|两|给|的)*(?:没有(?!问题)|没(?!问题|删|扔|丢|关系|事|敢动)|冇|没得|坏|删|丢|不给|不开|没开|不让|不得行|不敢|不肯|不愿|不去|不开|被.{0,4}(?:抢|收|删|撕|没收|扣|拿|按)|让他|撕|冲掉|覆盖|清空|格式化|销毁|糊得|关了|不见|拿不|看不|没法|不准|要领导|要[一二两三]|交上去|(?:都)?交了(?!钱)|收走|拿走|在他手|在他那|在他们|盖住|挡住|遮住|死角|照不到|拍不到|录不到|断电|欠费)"
    "|^.{0,6}(?:坏了|没录成|被按|不给看|被抢|撕了|没开机|让我删|冲掉|不让看|不给调)|^.{0,3}(?:吗|嘛|么)?没有$"
)
_HELD_BEFORE = re.compile(
    "(?:有(?!没有|人说|的人)|留|存|保|带着?|拿着|拿了|攥|捏|揣|夹着|收着|复印|截|打印|打出|开了|开的|给了|给的|给我(?:开|写|打|出|发|寄|了)|给俺(?:开|写|打)|写了|写的|写过|签了|签的|签过|办了|拿到|收到|交给|送给|提供|翻出|调出|拷|攒|发给|发来|寄|拍的|做了|凭着|保存|整理|凑齐|手里|手上|递给|出来|出了|开咧|验的|领了|贴了)"
)
_HELD_AFTER = re.compile(
    "^(?:我|俺|额|咱|他|她|给|们|都|也|还|全|就|现在|这|那|我们|自己|可|呢|啊|嘛|上|里|里头|里面|什么的|一直|帮我|写|有)*?(?:有(?!没有)|在(?!他|哪|他们|查|审|路)|留|存|保|带|拿着|拿了|拿到|收着|收|锁|放着|放在|揣|攥|没删|没扔|没丢|可以(?:给|看|作)|能(?:查|调|看|提供|证)|拍了|照了|拍过|整理好|准备好|备好|攒着|随时|复印|一大?[叠摞沓堆本]|齐全|给我了|给了我|打出来|出来|签|发|看得|写我|盖|为证|作证|交给|寄|拷|传给|一共|不丢|扒)"
)
_SEES = re.compile(
    "有|装|安|照|拍|录|对着|对到|朝着|朝到|冲着|正对|到处|能看|看得|清清楚楚|清晰|可以调|一调|应该|都开|开着|开了|都是|能调|去调|查得到|戴着|佩戴|调得|调得到|调出|调一调|调一下就|存|拷|翻出|抓到|为证|在头|保存|导出|全程"
)
_ASKED_HELD = re.compile(
    "证据|凭证|材料|有没有|手里|手上|手头|吗$|给了|回执|书面|单子|清单|记录|票|合同|留着|保留|有什么|什么可以|能证明"
)
_POLICE_ACT = re.compile(
    "(?:警察|民警|警官|辅警|协警|(?<!把)他们?(?!的)|她|他俩|所里|来了|来的|上门|人家|你们|交警|城管)[^我俺额咱]{0,14}$"
)
_OWN_PEOPLE = re.compile(
    "媳妇|老婆|老公|儿子|闺女|女儿|孙女|孙子|侄|外甥|同学|朋友|邻居|工友|同事|室友|(?:我|俺|额)(?:妈|爸|弟|哥|姐|妹|爹|娘|嫂)|小姨|大舅"
)
_OF_BODY = ("录像", "照片")
_MEDICAL = re.compile("(?:大夫|医生|医院|体检|检查|出院|诊断)[^我]{0,6}(?:报告|证明|单子|条子)$")
_CAMERA = re.compile("探头|摄像|监控|记录仪")
_GONE = re.compile("(?:视频|监控|录像|画面)[^有]{0,10}(?:冲掉|覆盖|(?<!快)没了|删了|清掉|清空|过期|存不|坏)")
_HAS = re.compile(
    "^(?:嗯|啊|呃|哦|那|当然|肯定|对|是|系|我|俺|额|我这|它|哎|呀|倒是|就|可)*(?:都)?(?:有(?!没有|啥|什么用|个屁)|都有|在(?=我|手|呢|的|啊|家|这|柜|$)|每一?[张笔次份].{0,2}[都全]|保留|留着|留到|留了|保存|存着|存起|都在|拍到|拍了|当时就拍|几十个|要多少有多少|全都?拍|带了|带着|拿到了|给了|给咧|开了|开咧|在我手|录了|录到|录着|收着|收起|没丢|没删|截了|攥着|揣着|复印了)"
)
_ASKED_FOR = {
    "证人": re.compile("有没有(?:人|其他人|别人)(?:看|在场|作证|证明|听)|(?:其他|别的)?(?:证人|目击)|有人(?:看|听|能|愿|可以)|作证|谁能证明|谁看"),
    "录像": re.compile("监控|录像|视频|录下来|摄像头|记录仪|有人拍下|拍下来吗"),
    "录音": re.compile("录音"), "照片": re.compile("照片|拍照|拍下来|拍了吗|照相"), "收据": re.compile("收据|发票|票据|小票|开票|收条|有票"),
    "转账记录": re.compile("转账(?:记录|截图|凭证)|付款(?:记录|凭证)|(?:打款|支付)的?记录|流水"), "聊天记录": re.compile("聊天记录|微信记录|短信|聊天"),
    "就诊记录": re.compile("病历|诊断|验伤|就诊|看病.{0,4}记录"), "书面材料": re.compile("合同|回执|判决书|鉴定书|认定书|决定书|通知书|借条|欠条|复印件|原件|鉴定意见书|清单|书面|协议|单子|字据|告知书|手续|报告|签单"),
}  # fmt: skip


_QUESTION = re.compile("吗|有没有|没有|吧|没$|呢|么|什么|谁|怎么|哪")
_AFRAID = re.compile("怕|不敢|不肯|不愿|不得行|没人|没有人|不想")
_WILLING = re.compile("(?:可以|愿意|肯|敢)$")
_NEVER = re.compile("(?!)")
_OWN_ANSWER: defaultdict[str, re.Pattern[str]] = defaultdict(lambda: _NEVER) | {
    "证人": re.compile(
        "(?:[一-鿿]{0,4}?(?<![不没怕])(?=可以|愿意|肯[^定]))?(?:嗯|啊|哦|他|她|那|肯定|当然)*(?:愿意|肯的|可以|能的?|敢|会的)|(?!没|不|冇|莫|哪|就我).{0,10}(?:在旁边|在场|看见|看到|瞧见|听到|听见|在呢)"
    ),
    "就诊记录": re.compile("(?:嗯|啊|去|我)*(?:验了|验过|做了|鉴定了)"),
}


Words = dict[str, re.Pattern[str]]


@cache
def _words() -> dict[str, tuple[frozenset[str], Words]]:
    """kind → the characters that it needs (none: any line may tell of it), {sure, seen, held}"""
    table: dict[str, tuple[frozenset[str], Words]] = {}
    for row in files(__package__).joinpath("data/evidence.txt").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, surety, *words = row.split()
            if surety == "needs":
                table[kind] = (frozenset(words), {})
            else:
                table.setdefault(kind, (frozenset(), {}))[1][surety] = re.compile("|".join(words))
    return table


def evidence_kinds(scene: Scene) -> list[Evidence]:
    found: list[Evidence] = []
    for _, kinds in scene.noted("kinds", _kinds):
        for told in kinds:
            if told.value not in (e.value for e in found):
                found.append(told)
    return found


def _kinds(line: Line) -> list[Evidence]:
    said = set(line.text)
    found = (
        (_told(line, kind, words) if not needs or needs & said else None) or _answered(line, kind)
        for kind, (needs, words) in _words().items()
    )
    return [told for told in found if told]


def _told(line: Line, kind: str, words: Words) -> Evidence | None:
    for surety, pattern in words.items():
        for m in pattern.finditer(line.text):
            if _exists(line, kind, surety, m):
                return line.evidence(kind, m.start(), m.end(), 0.85, f"evidence.{surety}")
    return None


def _exists(line: Line, kind: str, surety: str, m: re.Match[str]) -> bool:
    before, after = line.text[max(0, m.start() - 9) : m.start()], line.text[m.end() : m.end() + 12]
    if re.fullmatch("没有?", before) and line.asked and not line.asks(_ASKED_FOR[kind]):
        before = ""  # 没有 answers another question
    if _ABSENT_BEFORE.search(before) or _ABSENT_AFTER.search(after) or _nothing_held(line, m.start()):
        return False
    if kind in _OF_BODY and surety == "sure" and m.group()[0] not in "我俺额" and _by_police(line, m.start()):
        return False
    if kind == "书面材料" and _MEDICAL.search(before + m.group()):
        return False
    if kind == "照片" and surety == "sure" and _CAMERA.search(before):
        return False  # 三个探头统统拍下来了 is a film
    if kind == "书面材料" and line.asks(_ASKED_FOR["就诊记录"]):
        return False
    if kind == "录像" and surety == "seen" and _GONE.search(line.text, m.end()):
        return False
    if surety == "seen":
        return _SEES.search(before[-6:] + "—" + after) is not None or _claimed(line, kind, m)
    return surety == "sure" or bool(_HELD_BEFORE.search(before) or _HELD_AFTER.search(after)) or _claimed(line, kind, m)


def _by_police(line: Line, at: int) -> bool:
    before = line.text[max(0, at - 17) : at]
    return _POLICE_ACT.search(before) is not None and _OWN_PEOPLE.search(before) is None


def _claimed(line: Line, kind: str, m: re.Match[str]) -> bool:
    """有什么证据 — 合同: named in answer to the question what there is."""
    if not line.asks(_ASKED_HELD) or re.match("没|不|哪|冇", line.text):
        return False
    return m.start() <= 8 or re.search("在手|都在|都有|还有|留着|我有", line.text[: m.start()]) is not None


_TURNS = re.compile("但|不过|就是|只有|倒是|就有|照下|拍|录|有个|我有|我这|收据|微信|写|复印|条|留")


def _nothing_held(line: Line, at: int) -> bool:
    """有没有凭证 — 没有: what follows is talk, unless a 但是 turns it."""
    if not line.asks("有没有|吗$|证据|凭证|材料") or not re.match(
        "(?:嗯|呃|啊)*(?:没有|没得|没|冇|哪有|哪来|莫得)", line.text
    ):
        return False
    return not _TURNS.search(line.text[: at + 5])


def _answered(line: Line, kind: str) -> Evidence | None:
    """转账记录都有吗 — 都有: the operator names it, the caller has it."""
    asked = line.asks(_ASKED_FOR[kind]) if line.asked else None
    has = (_HAS.match(line.text) or _OWN_ANSWER[kind].match(line.text)) if asked and line.asks(_QUESTION) else None
    if not asked or not has or _names_another(kind, line.text[has.end() : has.end() + 8]):
        return None
    if _ABSENT_AFTER.match(line.text[has.end() :]) or re.match("不给|没给", line.asked[asked.end() :]):
        return None
    if kind == "证人" and (_AFRAID.search(line.text, has.end()) and not _WILLING.search(has.group())):
        return None
    return line.evidence(kind, has.start(), has.end(), 0.8, "evidence.answer")


def _names_another(kind: str, words: str) -> bool:
    """有照片吗 — 有俺儿拍的视频: the answer has its own kind."""
    return any(p.search(words) for other, (_, ps) in _words().items() if other != kind for p in ps.values())
