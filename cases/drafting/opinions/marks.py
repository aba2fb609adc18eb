# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Yes-or-no marks and kinds of an opinion: only where the quoted words speak of them and do not deny them."""

from __future__ import annotations

import re

from cases.drafting.opinions.quotes import Saying

_DENIED = re.compile(
    "不(?!想活|活了|要让|要告诉|能让|要说|敢|留|说|透|想说|愿|公开|方便)|没|未|别的|删|坏|丢|撕|要是|如果|假如|冇|莫得|吗$"
)
_FLAGS = {
    "anonymous": re.compile("匿名|不(?:想|愿|敢|留|说|方便|透露).{0,6}(?:名|姓|谁)|不留名"),
    "confidential": re.compile("保密|(?:别|不要|不能|莫|甭).{0,8}(?:知道|告诉|透露|说出去|传|讲)|报复"),
    "urgent": re.compile("(?:现在|正在|这会儿|马上|赶紧|还在|快来|快点).{0,16}"),
    "repeat_report": re.compile("(?:打过|反映过|投诉过|举报过|登记过|上次|上回|又是我).{0,16}"),
}
_RISKS = {
    "涉访": re.compile("上访|信访|北京|省里|政府"), "涉恐": re.compile("恐怖|炸弹|爆炸|炸药"),
    "涉暴": re.compile("刀|棍|砍|斧|聚众|钢管"), "涉枪": re.compile("枪"),
    "扬言极端": re.compile("杀|烧|炸|同归于尽|捅|弄死|拼命|汽油"), "自伤": re.compile("不想活|跳|农药|死|自杀|活不|割腕|上吊"),
}  # fmt: skip
_EVIDENCE = {
    "录音": re.compile("录音|录了|录下"), "录像": re.compile("录像|视频|监控|摄像|录了|录下"),
    "照片": re.compile("照片|相片|拍了|照了|拍下"), "收据": re.compile("收据|发票|收条|票据|小票|单子|单据"),
    "书面材料": re.compile("书|合同|协议|条子|欠条|借条|清单|回执|证明|材料|复印件"), "证人": re.compile("证|看见|看到|听见|在场|目睹"),
    "转账记录": re.compile("转账|流水|汇款|打款|付款|支付"), "聊天记录": re.compile("聊天|微信|短信"),
    "就诊记录": re.compile("病历|诊断|住院|片子|医院|验伤|检查"),
}  # fmt: skip


def flag(name: str, saying: Saying, value: object) -> bool | None:
    return True if value is True and _spoken_of(_FLAGS[name], saying) else None


def risk(saying: Saying, value: object) -> str | None:
    return _kind(_RISKS, saying, value)


def evidence_kind(saying: Saying, value: object) -> str | None:
    return _kind(_EVIDENCE, saying, value)


def _kind(kinds: dict[str, re.Pattern[str]], saying: Saying, value: object) -> str | None:
    words = kinds.get(value) if isinstance(value, str) else None
    return value if isinstance(value, str) and words and _spoken_of(words, saying) else None


def _spoken_of(words: re.Pattern[str], saying: Saying) -> bool:
    """By the caller, and with no word of denial before, within or straight after it."""
    if not saying.caller_only or not words.search(saying.text):
        return False
    around = saying.quotes[0].before[-4:] + saying.text + saying.quotes[-1].after[:3]
    return _DENIED.search(around) is None
