# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Kinds of evidence that exist or can be had; what was deleted, refused or never made is not listed."""

from __future__ import annotations

import re

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence

_KINDS: dict[str, str] = {
    "录音": "(?<!电话)(?:我|俺|额)?(?:手机)?(?:都)?(?:有(?!录音(?:没有|吗|就好))|做了|录了|保留了?|留了?|还有)(?:个|一段|段|他的|通话|电话|我)?录音|录了(?:个|一段|段|的)?音(?!录像)|录下音|自动录音|通话录音(?=有|在|都|我)|录音(?:都)?(?:在|我有|为证|可以)|通话我?录|有一段录音|(?<!没)有(?:伤情鉴定|病历|照片|视频|录像|收据|发票|证人|截图|合同)(?:和|与|跟|还有)录音",
    "录像": "录像|录了像|录了屏|录屏|录了(?:一小段|一段|个|好几段|几段|视频|下来)|(?:拍|录)了?(?:个|一段|的|好几个)?(?:小)?视频|视频(?:我)?(?:都)?(?:有|在|拍)|有(?:个|段|里面的?)?视频|有监控|监控.{0,4}(?:照着|拍|拷|照得|录|清|在|能|可以调|都有|应该有|有的|还在)|摄像头|有探头|探头.{0,4}(?:有|拍|照)|手机.{0,4}在拍|脸都照得|行车记录仪|记录仪|俺?儿拍的视频|录了?一段",
    "照片": "(?:拍|照)了(?:好)?(?:几|两|三|一|十几)?张?(?:的)?(?:照片|相片|照|相)|照片(?:全?都?)?(?:拿|有|在|我有|也有|我哪|可以|为证)|拍(?:到|下|的)(?:了)?照片|有(?:他|她|病历有)?(?:.{0,8}的)?照片|照了(?:个|几张|三张|两张)?相|照的相|头上腿上都有|拍了(?:好几|几|两|三|一)张|拍下来了|照下来了|照了像|我?拍了照",
    "收据": "有票(?!据)|给了(?:我)?一?张(?:票|单)|票(?:都)?在|收据|发票|收条|小票|签(?:过)?单(?:子)?|票据|单据|每一张都留|缴费单|交费单",
    "书面材料": "合同|回执|鉴定(?:意见)?书|鉴定结论|认定书|决定书|判决书|裁定书|账本|复印件|欠条|借条|登记单|告知书|房产证|老户口本|户口本.{0,4}写着|结婚证|化验|报告(?!打|领导|都没)|地契|原件|证明书|书面材料|拘留证|通知书|保证书我|协议书?|报关单|处罚书|注销证明|医学证明|扣押清单|暂扣单|扣押单|扣车单|不予立案|立案通知|证据材料|文书我|出生证|愿意写证明|病退|一张回执",
    "证人": "作证|证人|愿意?(?:给我)?(?:出来)?(?:说|讲)|能说话|(?:他|她|都|我|俩|们)(?:两口子)?(?:都)?看见了|可以(?:讲|证明)|能证明|愿意写证明|在旁边(?!站|看着|玩|也)|在场都|都在场|她说可以讲|目睹|(?:看到|看见|听到)了.{0,8}(?:可以|愿意|能)(?:说|讲|来|作)|他?能讲|全程看见|出来说话|(?:都)?听见了|亲眼看到的人|愿意(?=就|的|$|啊)",
    "转账记录": "付款的?截图|支付截图|转账(?:的)?(?:记录|截图|单|凭证|明细)|微信转.{0,12}截图|转.{0,12}(?:我)?有截图|流水|汇款单|银行转账|支付记录|付款记录|打款记录",
    "聊天记录": "聊天(?:的)?(?:记录|截图|内容)|微信记录|有微信|微信.{0,6}发的|微信(?:也|都)?在我|短信(?:都)?(?:在|有|留|截图)|我都截了图|聊天.{0,4}截图|微信聊天|催收的短信|截图给我看",
    "就诊记录": "病历|病危通知|医院的?(?:单子|票据)|验伤单|验了?伤|诊断(?:书|证明)?|住院(?:手续|单|病历|证明|记录)|拍了?(?:的)?(?:片|CT|C T)|片子|伤情(?:鉴定|照片)?|(?<!带去)(?<!没去)(?<!没上)医院(?:开|验|检查|看|缝|做|住(?!院部))|检查报告|CT|做了心电图|化验单|住起的|住院花",
}  # fmt: skip
_COMPILED = {kind: re.compile(words) for kind, words in _KINDS.items()}
_ABSENT_BEFORE = re.compile(
    "(?:没有?|冇得?|不给|没给|没得|不开|没开|不让我?[一-鿿]{0,6}|没拍|没录|没敢|不敢|想|要看|要是有|没有做|没能|未|不出具|没出|拒绝|要开|要求|调取?|查|看一下|帮我看|开了?个|申请|需要|要[一-鿿]{0,4}|重新|补|拿不出|没有任何|说要|让我拿|带|哪有|哪来的|没打|没写|回去补|写保证书|没给我?开?|不给我?开?|(?:不带|没带|没开|不戴|没有)执法|原始|不带|没带|不戴|还要|没见|没看到|不提供|同步|拿)$"
)
_ABSENT_AFTER = re.compile(
    "^(?:都)?(?:不得行|他们?不(?:得行|敢|肯|愿)|要[一二两三]|在他手|在他那|在他们|坏了|没开|没有|没录|没拍|删了|删掉|被删|没了|丢了|不给|让他|被他|被他们|没保存|覆盖|没留|销毁|撕了|没给|拿不到|看不到|我没|没法|关了|要领导|没做|一样没|糊|格式化|不让)|^.{0,6}(?:坏了|没录成|删了|被按|不给看|被抢|撕了|没开机|让我删)"
)
_SCENE_OF_OTHERS = re.compile("(?:来了|他们|两个|警察|民警).{0,6}$")
_HELD = re.compile(
    "有|拿着|带着|揣着|夹着|在(?:我|手|这|呢|家|屋)|都在|留|给了|拿到|收|手里|开了|照|截图|复印|原件|寄|都|保存|整理|持|交给|送给我|送去|愿意"
)
_OWN_WORDS = {"书面材料": _HELD, "就诊记录": None, "收据": _HELD}


def evidence_kinds(scene: Scene) -> list[Evidence]:
    found: list[Evidence] = []
    for _, kinds in scene.noted("kinds", _kinds):
        for told in kinds:
            if told.value not in (e.value for e in found):
                found.append(told)
    return found


def _kinds(line: Line) -> list[Evidence]:
    pairs = ((_kind(line, kind, words) or _answered(line, kind, words)) for kind, words in _COMPILED.items())
    return [told for found in pairs for told in found]


_HAS = re.compile(
    "^(?:嗯|啊|呃|哦|那|当然|肯定|对|是|我|俺|额|我这|它)*(?:都)?(?:有(?!没有)|都有|在(?!哪)|保留|留着|留了|保存|存着|都在|拍到|拍了|当时就拍|几十个|要多少有多少|全都?拍|带了|拿到了|给了|开了|在我手)"
)
_ASKED_FOR = {
    "证人": re.compile("有没有(?:人|其他人|别人)(?:看|在场|作证|证明)|(?:其他|别的)?(?:证人|目击)|旁边有人|有人看(?:到|见)|谁能证明"),
    "录像": re.compile("监控|录像|视频|录下来|摄像头|记录仪"),
    "录音": re.compile("录音"), "照片": re.compile("照片|拍照|拍下来"), "收据": re.compile("收据|发票|票据|小票"),
    "转账记录": re.compile("转账(?:记录|截图|凭证)|付款记录"), "聊天记录": re.compile("聊天记录|微信记录|短信"),
    "就诊记录": re.compile("病历|诊断|验伤|就诊"), "书面材料": re.compile("合同|回执|判决书|鉴定书|认定书|决定书|借条|欠条|复印件|原件|鉴定意见书|清单|书面"),
}  # fmt: skip


def _names_another(line: Line, kind: str, at: int) -> bool:
    """有照片吗 — 有俺儿拍的视频: the answer has its own kind."""
    return any(words.search(line.text[at : at + 8]) for other, words in _COMPILED.items() if other != kind)


def _answered(line: Line, kind: str, words: re.Pattern[str]) -> list[Evidence]:
    """转账记录都有吗 — 都有: the operator names it, the caller has it."""
    asked = _ASKED_FOR[kind].search(line.asked)
    has = _HAS.match(line.text)
    if (
        not asked
        or not has
        or _names_another(line, kind, has.end())
        or _ABSENT_AFTER.match(line.text[has.end() :])
        or re.match("不给|没给", line.asked[asked.end() :])
    ):
        return []
    return [line.evidence(kind, has.start(), has.end(), 0.8, "evidence.answer")]


def _kind(line: Line, kind: str, words: re.Pattern[str]) -> list[Evidence]:
    for m in words.finditer(line.text):
        if _exists(line, kind, m):
            return [line.evidence(kind, m.start(), m.end(), 0.85, "evidence.held")]
    return []


def _nothing_held(line: Line, at: int) -> bool:
    """有没有凭证 — 没有: what follows is talk, unless a 但是 turns it."""
    if not line.asks("有没有|吗$|证据|凭证|材料") or not re.match(
        "(?:嗯|呃|啊)*(?:没有|没得|没|冇|哪有|哪来)", line.text
    ):
        return False
    return not re.search("但|不过|就是|只有|倒是|就有|照下|拍|录|有个|我有|我这|收据|微信", line.text[: at + 5])


def _exists(line: Line, kind: str, m: re.Match[str]) -> bool:
    before, after = line.text[max(0, m.start() - 8) : m.start()], line.text[m.end() : m.end() + 10]
    if re.fullmatch("没有?", before) and line.asked and not line.asks(_ASKED_FOR[kind]) and m.start() <= 2:
        before = ""
    if _nothing_held(line, m.start()):
        return False
    if _ABSENT_BEFORE.search(before) or _ABSENT_AFTER.search(after):
        return False
    if kind == "照片" and re.search("(?:来了|他们来|警察来).{0,8}$", before):
        return False
    held = _OWN_WORDS.get(kind)
    return held is None or bool(
        held.search(before[-5:] + m.group() + after[:8]) or line.asks("证据|材料|有没有|手里|吗$|给了|回执|书")
    )
