# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Calls that complain of nothing new: a question, or an earlier complaint that is asked after, added to or taken back."""

from __future__ import annotations

import re
from functools import partial

from cases.drafting.reading.lines import Line, Scene

EARLY = 4
"""Lines of the caller's in which a question says what the call is for."""
ASKS = re.compile(
    "(?:想|要|就|来|跟(?:你们?|您))(?:跟你们?|跟您|和你们|向您|请)?(?:们)?(?:咨询|请教|打听|问)|问(?:一?下|一?哈|个|问|您|声|点)"
    "|咨询|请教|打听|(?<!您)请问(?!您)|有个事(?:情)?(?:不懂|请教|想问)"
)
_PUT_THROUGH = re.compile("请问(?:是|这是|这里|你们|您)[一-鿿]{0,8}(?:吗|嘛|不|么|局)")
"""请问是儋州市局吗: asks only who has answered."""
_FOLLOW_UP = re.compile(
    "(?:查|问).{0,6}进[度展]|进展|撤回|撤销?(?:投诉|举报)|受理编号|登记编号|(?:原来|当时|上次|之前|那次)(?:的)?(?:反映|登记|投诉|举报|留的|打)|您(?:昨天|前天|上周|上个?月)(?:的)?(?:反映|登记|投诉|举报|打)(?:的|过|了)"
    "|您的(?:件|投诉件|举报件)|(?:件|投诉|举报).{0,6}已(?:经)?(?:转|移|交|分)|(?:正在|还在)(?:核查|办理|调查)中?|催办|办结|(?:补充|追加).{0,4}材料"
)
EARLIER = re.compile(
    "(?:上次|上回|之前|以前|前一?阵子?|前段时间|前些(?:天|日子|时候)?|前天|前几天|昨天|昨儿|那天|那回|上个?月|前个?月|头先|头里|前头|去年|上个?(?:礼拜|星期|周)|早先|[一二三四五六七八九十]月).{0,10}"
    "(?:投诉|举报|反映|登记|告(?:的|过|了|状)|打(?:了|过|的)?.{0,6}(?:电话|幺二三八九|热线))|(?:投诉|举报|反映|告|登记)过(?:一次|一回|的)?"
)
_ANSWERED = re.compile(
    "结果|下文|消息|进展|进度|回(?:话|信|复|音)|怎么样|咋样|咋个样|办到|查(?:了没|得|到|清)|有(?:没有|冇得|没得)(?:信|人)|抹掉|撤|补|算了|不告"
)


def asks(scene: Scene) -> bool:
    """The caller begins with a question."""
    return any(line.once("begins with a question", partial(_asks, line)) for line in scene.callers[:EARLY])


def _asks(line: Line) -> bool:
    return ASKS.search(_PUT_THROUGH.sub("", line.text)) is not None


def follows_up(scene: Scene) -> bool:
    """The operator looks an earlier complaint up, or the caller begins with what became of one."""
    early = scene.callers[:EARLY]
    told = any(line.seen(EARLIER) and line.seen(_ANSWERED) for line in early)
    return told or (looked_up(scene) and any(line.seen(EARLIER) for line in early))


def looked_up(scene: Scene) -> bool:
    return any(line.seen(_FOLLOW_UP) for line in scene.operators[1 : EARLY + 1])
