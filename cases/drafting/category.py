# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Which of the seven categories the matter is, by weighed words of the caller."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from cases.drafting.cues import CUES
from cases.drafting.enquiries import ASKS, EARLIER, asks, follows_up
from cases.drafting.learned import speaks_for
from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.segments import tokens

_COMPILED = {
    name: tuple((re.compile(cue, re.MULTILINE), weight) for cue, weight in cues) for name, cues in CUES.items()
}
_FIRST = {name: re.compile("|".join(cue for cue, weight in cues if weight >= 1)) for name, cues in CUES.items()}
CUE_WEIGHT, LEARNED_WEIGHT = 0.5, 8.0
HALF_SURE = 12
"""Words and pairs of words after which the small model, which was made from whole calls, has half its weight."""
UNASKED, CLEARED = 10.0, 4.0
POLICE = ("执法办案", "打击防范", "行政管理", "服务群众", "遵规守纪")


def scores(scene: Scene) -> dict[str, float]:
    """A cue said again adds half as much each time."""
    hits = _hits(scene)
    return {
        name: sum(w * (2 - 0.5 ** (n - 1)) for (_, w), n in zip(cues, hits[name], strict=True) if n)
        for name, cues in CUES.items()
    }


def _hits(scene: Scene) -> dict[str, list[int]]:
    """How often each cue was said. Lines are searched once, those that are new together: no cue goes over a line's end."""
    found: dict[str, list[int]]
    read, found = scene.kept.get("cues", (0, {name: [0] * len(cues) for name, cues in CUES.items()}))
    new = "\n".join(line.text for line in scene.callers[read:])
    if new:
        found = {
            name: [n + len(cue.findall(new)) for n, (cue, _) in zip(found[name], cues, strict=True)]
            for name, cues in _COMPILED.items()
        }
    scene.kept["cues"] = (len(scene.callers), found)
    return found


@dataclass(frozen=True, slots=True)
class Nature:
    category: str
    in_scope: bool
    because: tuple[Evidence, ...] = ()
    praise: bool = False
    follows_up: bool = False
    closed: bool = False


_WITHDRAWN = re.compile(
    "撤个?诉|不告了|莫再查|撤(?:回|诉|销)(?:之前|投诉|举报|了|上次)|不追究了|不投诉了|不举报了|撤了吧|撤掉"
)
_PROGRESS = re.compile(
    "(?:打过电话|反映|投诉|举报).{0,26}(?:到现在|至今)(?:都|还|也)?(?:没人|没有|没|冇).{0,4}(?:联系|回|答复|消息|结果|信)|(?:查|问)(?:一下|下|问)?.{0,4}(?:我)?(?:上次|上个月|之前|前几天|上回|上礼拜|那天).{0,8}(?:反映|投诉|举报).{0,14}(?:怎么样|咋样|咋个样|咋|结果|进展|进度|处理|办|哪|到)|(?:反映|投诉|举报)(?:的|过)?.{2,30}(?:到底(?:立|办|处理|有)|有没有(?:结果|下文|消息)|现在(?:怎么|咋|办|处理|到)|结果出来|什么时候有|到哪一?步)|(?:反映|投诉|举报)的(?:那个)?(?:事情?|问题|件).{0,8}(?:怎么样|咋样|咋个样|结果|进展|进度|办到|有没有|到哪|啥时候|有信)"
)
_NOT_A_COMPLAINT = re.compile("不是(?:来)?(?:投诉|举报|告状?|反映)|没有?啥反映的|不是要?投诉")
_GENUINE = re.compile("是真的还是假的|问问真假|问真假|真的幺二三八九还是假|是不是骗子")
_CLOSED = re.compile("不能再受理|不属于我们受理的?范围|终审判决|已经终结|信访终结")
_PRAISE = re.compile(
    "表扬|打(?:个|这个)?电话(?:就是)?(?:谢谢|感谢)|锦旗|来谢|感谢(?:一下)?(?:派出所|民警|警察|[一-鿿]{2,8}(?:派出所|分局|大队))|要感谢|点个赞|好警察|说声谢谢"
)
_QUESTION = re.compile("(?:想|要)?(?:咨询|请问|问一?下|问一哈|问问|打听)")
_GRIEF = re.compile(
    "投诉|举报|告|不给|不管|态度|骂|打我|乱|凭什么|凭啥|推|不立案|不受理|收了?钱|不处理|没人来|过分|反映|要求|扣"
)


def judge(scene: Scene, has_unit: bool) -> Nature:
    """Help, praise, progress and withdrawal are told by their own words; the rest by weighed cues."""
    first = " ".join(line.text for line in scene.callers[:4])
    whole = _NOT_A_COMPLAINT.sub("", " ".join(line.text for line in scene.callers))
    for rule, scope in ((_WITHDRAWN, True), (_PROGRESS, True), (_PRAISE, False)):
        if rule is _PROGRESS and not has_unit and _sent_on(scene):
            continue
        if rule.search(first) and not (rule is _PRAISE and _GRIEF.search(whole)):
            return Nature("咨询求助", scope, _words(scene, rule), praise=rule is _PRAISE, follows_up=scope)
    if follows_up(scene):
        return Nature("咨询求助", True, _words(scene, EARLIER), follows_up=True)
    if _GENUINE.search(whole) and not has_unit:
        return Nature("咨询求助", False, _words(scene, _GENUINE))
    if scene.operators_saying(_CLOSED):
        return Nature("非受理范围", False, closed=True)
    if _QUESTION.search(first) and not has_unit and _quiet(scene):
        return Nature("咨询求助", False, _words(scene, _QUESTION))
    kind = _strongest(scene, has_unit)
    return Nature(kind, kind in POLICE, _words(scene, _first_cue(kind)) or _weightiest(scene, kind))


def _quiet(scene: Scene) -> bool:
    """Nothing that speaks of a complaint."""
    found = scores(scene)
    return max(found[name] for name in POLICE) < 2.4 and sum(_hits(scene)["非受理范围"][:4]) == 0


_SENT_ON = re.compile(
    "归.{2,8}部门|主要受理|不属于受理|(?:可以|请|建议|需要|应该)您?.{0,6}(?:拨?打|找|向|去).{0,10}(?:一二三四五|市长热线|一二三三三|城管|法院|检察院|民政|劳动|纪委|消费者|幺二三|环保|交通部门)|不归(?:我们|公安)|不属于(?:公安|我们)|这个属于.{0,8}管|问题您?可以|问题请您?"
)


def _sent_on(scene: Scene) -> bool:
    """The operator names another place to turn to."""
    return bool(scene.operators_saying(_SENT_ON))


def _strongest(scene: Scene, has_unit: bool) -> str:
    found = scores(scene)
    police = has_unit or any(line.seen("警察|民警|辅警|交警|派出所|公安|幺幺零") for line in scene.callers)
    sent_on = _sent_on(scene)
    learned = _learned(scene)
    said = scene.category.known_words
    weight = LEARNED_WEIGHT * said / (said + HALF_SURE)
    found = {name: CUE_WEIGHT * found.get(name, 0.0) + weight * score for name, score in learned.items()}
    cleared = _cleared(scene)
    found["咨询求助"] -= UNASKED * (not asks(scene))
    if has_unit:
        found["非受理范围"] /= 2
    found["非受理范围"] += CLEARED * cleared + (-1.0 if has_unit else 0.5 if police else 3.0) + 2.5 * sent_on
    return max(found, key=lambda name: found[name])


_POLICE = "(?:民警|警察|派出所|公安|交警|警官|他们警|出警的|来的那?(?:两|几)?个?警)"
_NO_FAULT = "(?:做得(?:对|好|没毛病)|没(?:有)?(?:意见|毛病|做错|问题)|没得(?:意见|话说)|挺好|蛮好|不错|很好|尽(?:责|心)|也(?:没|冇)(?:法|办法)|不怪)"
_CLEARS = re.compile(
    f"不(?:是|能|得)?(?:来)?(?:告|投诉|举报|怪|冲着?|说){_POLICE}|{_POLICE}[^不没]{{0,6}}{_NO_FAULT}|对{_POLICE}.{{0,4}}没(?:有|得)?意见"
)
_CLEAR_ASKED = re.compile("(?:涉及|对).{0,12}(?:公安|民警|派出所|警察).{0,10}(?:问题|意见|不满)")
_NONE = re.compile("^(?:嗯|呃|那|这)?(?:倒)?(?:没有|没意见|没得|冇得|没)")


def _cleared(scene: Scene) -> bool:
    """The caller has nothing against the police, by their own words or when asked."""
    if scene.callers_saying(_CLEARS):
        return True
    return any(line.asks(_CLEAR_ASKED) and line.seen(_NONE) for line in scene.callers)


def _learned(scene: Scene) -> dict[str, float]:
    scene.reading()
    return scene.category.scores()


def _first_cue(kind: str) -> re.Pattern[str]:
    return _FIRST.get(kind, ASKS)


def _words(scene: Scene, rule: re.Pattern[str]) -> tuple[Evidence, ...]:
    for line in scene.callers:
        m = line.seen(rule)
        if m:
            return (line.evidence(m.group(), m.start(), m.end(), 0.8, "category.words"),)
    return ()


_PERSONAL = re.compile("贵姓|姓名|名字|称呼|电话|号码|身份证|住址|地址")
_DIGITS = re.compile("[零幺一二三四五六七八九]")
_LONGEST = 12
"""So many characters show what a model rests on."""


def _weightiest(scene: Scene, kind: str) -> tuple[Evidence, ...]:
    """The words that speak most for what the model found, where no cue stands."""
    spans = scene.noted(f"speaks for {kind}", partial(_span, kind))
    if not spans:
        return ()
    line, ((_, start, end),) = max(spans, key=lambda told: told[1][0][0])
    return (line.evidence(kind, start, end, 0.6, "category.learned"),)


def _span(kind: str, line: Line) -> list[tuple[float, int, int]]:
    """From one word that speaks for it to another, and how much all of them do."""
    best = (0.0, 0, 0)
    words = [] if line.asks(_PERSONAL) else [w for w in tokens(line) if len(w.text) > 1 and not _DIGITS.search(w.text)]
    weights = [speaks_for(word.text, kind) for word in words]
    for at, first in enumerate(words):
        weight = 0.0
        for word, more in zip(words[at:], weights[at:], strict=True):
            if word.end - first.start > _LONGEST:
                break
            weight += more
            best = max(best, (weight, first.start, word.end))
    return [best] if best[0] > 0 else []
