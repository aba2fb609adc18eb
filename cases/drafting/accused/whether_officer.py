"""What the caller says of whether somebody is an officer at all: who does not know it gives no position."""

from __future__ import annotations

import re

from cases.drafting.people.people import Figure
from cases.drafting.reading.lines import Line, Scene

_ASKED = re.compile("(?:是|还是|正式)(?:民警|警察|辅警|协警|警员|工作人员|临时)|民警(?:吗|还是)|什么(?:身份|职务|人员)")
_UNKNOWN = re.compile(
    "(?:不|没|莫|冇|哪|弄不|搞不|说不|看不|分不)(?:太)?(?:知道|晓得|清楚|清|准|好|认得|确定|出来?|懂|注意|问)|不敢说"
    "|哪(?:里|个)?(?:看得|晓得|知道|认得)|看不(?:见|到|出)|(?:清楚|晓得|知道)(?:啥|什么|么子)|晓不得|(?:搞|弄|分)不(?:清|懂)"
)
_WHETHER = re.compile("(?:是不是|是|算)(?:个)?(?:正式的?)?(?:民警|警察|辅警|协警|警)|正式|编制|聘")
_NO_UNIFORM = re.compile("(?:没|没有|不|冇)(?:见)?穿|便衣|便装|自己的衣服|夹克|白衬|马甲|迷彩|制服")
_LINES, _FEW = 4, 6


def _near(scene: Scene, one: Figure) -> list[Line]:
    """The first few lines in which they are told of, or behind such a line."""
    told = sorted({p.line.index for p in one.told})[:_FEW]
    reached = sorted({k for at in told for k in range(at, min(at + _LINES + 1, len(scene.lines)))})
    return [line for line in map(scene.lines.__getitem__, reached) if line.by_caller][:_FEW]


def whether_officer(one: Figure) -> set[str]:
    scene: Scene | None = one.person.line.notes.get("scene")
    shown = set()
    for line in _near(scene, one) if scene else []:
        unknown = line.seen(_UNKNOWN) is not None
        if line.asks(_ASKED):
            shown.add(f"asked whether, {'unknown' if unknown else 'known'}")
        if line.seen(_NO_UNIFORM):
            shown.add("no uniform")
        if unknown and line.seen(_WHETHER):
            shown.add("unknown whether")
    return shown or {"nothing of whether"}


_SOMEBODY = re.compile("女的|男的|姑娘|小伙|后生|妹子|女子|女娃|男娃|女同志|男同志|那个人|大姐|大妈|中年|年轻|老头")
_DESK = re.compile("窗口|柜台|前台|办证|大厅|接电话|打电话|窗")
_ON_PAPER = re.compile("签名|签字|落款|单子|凭证|上(?:头|面)?写|写的")
_AROUND = 14


def whom_seen(one: Figure) -> set[str]:
    """Who is told of as a woman at a window, or a name on paper, may be no officer."""
    text = "|".join(p.line.text[max(0, p.start - _AROUND) : p.end + _AROUND] for p in one.told)
    seen = (("somebody", _SOMEBODY), ("at a desk", _DESK), ("on paper", _ON_PAPER))
    return {mark for mark, words in seen if words.search(text)}
