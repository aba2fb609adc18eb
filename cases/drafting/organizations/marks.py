"""What shows of a business or body that is named whether it is the one complained of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cases.drafting.names.positions import CIVIL
from cases.drafting.organizations.spans import BODIES, Span
from cases.drafting.reading.lines import Line, Scene

_PRONE = re.compile("投诉|举报|告|反映|埋怨|坑|骗|欠")
_SENT = re.compile("打给|咨询|找|去|问|到|送|住|拉|告诉|归|属于|打|进|上")
_DOES = re.compile(
    "的?(?:人|老板|经理|领导|干部|那个|工作人员|保安|大夫|医生|老师|法官|队长|主任|司机)|说|讲|不|没|收|扣|拖|欠|打|把|给|要|卖|坑|骗"
)
_STAFF = re.compile(f"(?:的|里|那|这|有|一|个|位|窗口|上|女|男|们|叫|姓|老|小)*[一-鿿]{{0,3}}?(?:{CIVIL.pattern})")
_PLACE = re.compile(
    "的?(?:[一二三四五六七八九十]+(?:号|栋|幢|楼|期|区|单元)|门口|门前|大门|旁边|对[面过]|斜对|边上|后[面头]|前[面头]|宿舍|家属|附近|楼[上下]|隔壁|里[面头]?[住有])"
)
_CALLED = re.compile("(?:的|里|那|这|有|一|个|位|窗口|上|女|男|们|人)*(?:姓|叫|老|小)")
_ASKED = re.compile(
    "什么公司|哪个(?:单位|公司|医院|学校|法院|部门|物业)|哪家|哪里的|单位|名字|全称|叫什么|谁|反映|投诉"
)
_NAMED = re.compile("(?:是|叫|做|到|是在|就)$")
_NOT_OURS = re.compile(
    "不归|不属于|归(?=.{2,8}管)|归(?=政府|司法|省)|不受理|不是公安|管不了|不是(?:我们|民警)|不该我们"
)
_STRETCH = 16
_TURN_TO = re.compile("(?:可以|建议|应该|需要|请|得|要)您?.{0,4}(?:找|向|去|到|打|跟|拨)")


def line_marks(line: Line, span: Span, start: int) -> Iterator[str]:
    kind, bare = line.text[span.kind_at : span.kind_end], "bare" if start == span.kind_at else "named"
    sort, listed = "body" if kind in BODIES else "business", "listed" if span.listed else "unlisted"
    yield from (
        f"kind {kind[-2:]}",
        f"{bare} {kind[-2:]}",
        bare,
        f"{bare} {sort}",
        f"{bare} {listed}",
        f"ends {kind[-1]}",
    )
    if span.kind_end < span.end:
        yield "with a part"
    near, after = line.text[max(0, start - 5) : start], line.text[span.end : span.end + 10]
    told = (
        ("complained of", _PRONE.search(near)),
        ("sent to", _SENT.search(near)),
        ("does", _DOES.match(after)),
        ("has staff", _STAFF.match(after)),
        ("has someone called", _CALLED.match(after)),
        ("asked", line.asks(_ASKED)),
        ("kind asked", kind[-2:] in line.asked),
        ("named as such", _NAMED.search(near)),
        ("no more than a place", _PLACE.match(after)),
        ("read back", not line.by_caller),
    )
    for name, shows in told:
        if shows:
            yield name
            yield f"{name} {bare}"
    yield f"after {after[:1] or 'nothing'}"


def call_marks(scene: Scene, words: str, kind: str, lines: list[int], bodies: int) -> Iterator[str]:
    """`lines` of the call name it, and it is one of so many `bodies`."""
    bare = "bare" if words == kind else "named"
    yield from (f"always {bare}" if bare == "bare" else bare, f"told {min(len(lines), 4)}", f"of {min(bodies, 4)}")
    early = [line.index for line in scene.callers[:3]]
    yield f"first in line {early.index(lines[0]) if lines[0] in early else 'later'}"
    for name, found in (("where to turn to", _where_to_turn(scene)), ("none of the police's", _not_ours(scene))):
        if kind[-2:] in found:
            yield name


def _where_to_turn(scene: Scene) -> str:
    return " ".join(line.text[m.start() :] for line in scene.operators if (m := line.seen(_TURN_TO)))


def _not_ours(scene: Scene) -> str:
    told = ((line.text, m.start()) for line in scene.operators for m in _NOT_OURS.finditer(line.text))
    return " ".join(text[max(0, at - _STRETCH) : at] for text, at in told)
