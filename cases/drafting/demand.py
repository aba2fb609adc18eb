"""What the reporter asks for, close to the words."""

from __future__ import annotations

import re

from cases.drafting.lines import Scene
from cases.drafting.model import Evidence

_ASKED = re.compile(
    "希望(?:怎么|如何|我们)|(?:您|你)?想(?:怎么|要怎么)|诉求|您的?要求|^要求|有什么要求|需要什么处理|要求(?:是|呢)"
)
_SAID = re.compile(
    "(?:我|俺|额)?(?:就|只)?(?:要求|希望|想要)(?=[一-鿿]{4})|我就要|我要(?:他|你们|撤|求)|赶紧|必须(?:给|把)|请你们"
)
_LONGEST = 40


def demand(scene: Scene) -> Evidence | None:
    """The answer to the operator's question, else the last plain demand."""
    for line in reversed(scene.callers):
        if line.asks(_ASKED) and len(line.text) >= 4:
            end = min(len(line.text), _LONGEST)
            return line.evidence(line.text[:end], 0, end, 0.8, "demand.answer")
    for line in reversed(scene.callers):
        m = line.seen(_SAID)
        if m:
            end = min(len(line.text), m.start() + _LONGEST)
            return line.evidence(line.text[m.start() : end], m.start(), end, 0.7, "demand.said")
    return None
