"""What clears somebody in the story or singles another out: good turns, an operator's question, the demand."""

from __future__ import annotations

import re
from functools import lru_cache

from cases.drafting.people.person import Person
from cases.drafting.reading.lines import Line, Scene

# What is said right behind a mention.
SAID_OF: dict[str, re.Pattern[str]] = {
    "kind": re.compile(
        "(?<![不没差])(?:不错|还行|还可以|倒可以|也可以|挺好|蛮好|很好|真好|可好|好得很|好的很|人好|好人|好心|好样|和善|和气|客气|实在|实诚|厚道|公道|讲理|在理|心软|心善"
        "|认真|仔细|细致|负责|热心|热情|耐心|有礼貌|敬了?个?礼|灵光|辛苦|感谢|要谢|谢谢他|谢谢她|谢人家|记他的好)"
    ),
    "helped": re.compile(
        "帮(?:我|俺|额|咱|她|他|忙|着|了|助)|垫(?:钱|的|了|付)|自己掏|倒(?:了|的)?(?:杯|碗)?(?:开|热)?(?:水|茶)|递(?:了)?(?:瓶|杯)?(?:水|纸|烟)?给我|给我(?:倒|递|买|送|披|指|打伞|拿了|端|开的)"
        "|送(?:我|到医院|他到|她到|去医院|回)|扶(?:我|着|起|了)|披上|陪着|劝|拉开|拉住|拦着|拦住|打圆场|说情|安慰|消消气|赔不是|道(?:了|个)?歉"
    ),
    "aside": re.compile(
        "没(?:有)?(?:说话|说啥|吭声|动手|下车|参与|掺和|沾|喝|拿|收|要|闹|怎么着|伸手|言语|讲话|插嘴|搭腔|作声|出声|动)|不说话|不吭声|不讲话|光站着|就站着|站在(?:边上|旁边|一边|电梯|门口)|低头"
        "|在(?:旁边|边上|一边)?(?:记|打字|写|录入|看着)|跟着(?:来|走)|跑腿|打下手|做不了主|说了不算|不乐意|开车的|路过"
    ),
    "let off": re.compile(
        "没话说|没得话|没的说|没(?:有)?意见|没毛病|没错|没问题|没(?:他|她)(?:的|啥|什么)?事|没得事|不关|没关系|无关|不怪|别怪|不怨|莫怪|冤枉|不说(?:他|她)|不(?:告|投诉|追究)(?:他|她|人家)?"
        "|不是(?:说|告|投诉|冲)(?:他|她|人家)|人家"
    ),
}  # fmt: skip

_SOON = 16


def said_of(words: str) -> list[str]:
    found = [(name, m) for name, told in SAID_OF.items() if (m := told.search(words))]
    return [f"said {name}" for name, _ in found] + [f"said soon {name}" for name, m in found if m.end() <= _SOON]


_OF_HIM = re.compile(
    "怎么样|有什么行为|什么行为|做了什么|做什么|说什么|说话|参与|动手|有没有|态度|意见|怎么对|对您|也是|有问题|帮您"
)
_CLEARS = re.compile(
    "^(?:他|她|那个|这个|人家|倒|哦|嗯|啊|呃|那)*(?:没|不|冇|莫|倒|挺|蛮|很|还|帮|好|态度)|没话说|没意见|好人|劝"
)
_WISH = re.compile(
    "要求|诉求|希望|意见|怎么(?:解决|处理)|什么想法|主要(?:是)?投诉|投诉的是|反映的是|反映哪|投诉哪|投诉谁"
)
_SINGLED = re.compile(
    "(?:就|只|主要|光|单)(?:是)?(?:投诉|告|举报|反映|说|找|要|对)|道(?:个)?歉|回避|处分|赔礼|说清楚|换人|换了|说法|检讨|改改|追责|处理"
)


def asked_of(person: Person) -> list[str]:
    """那个辅警有什么行为吗 — 没有一直在记: what the operator asks of somebody, and how it is answered."""
    scene: Scene | None = person.line.notes.get("scene")
    if scene is None:
        return []
    said = spoken_of(person.name, person.position)
    asked = [line for line in scene.operators_saying(said) if line.index > person.line.index and line.seen(_OF_HIM)]
    answers = [answer for line in asked if (answer := scene.reply(line))]
    return ["asked of, cleared" if answer.seen(_CLEARS) else "asked of" for answer in answers]


def wishes_told(scene: Scene) -> list[Line]:
    """Lines that answer what the caller wants, or say against whom they are."""
    return [line for line, _ in scene.noted("wishes of persons", _wish)]


def _wish(line: Line) -> list[bool]:
    return [True] if line.asks(_WISH) or line.seen(_SINGLED) else []


@lru_cache(512)
def spoken_of(name: str | None, position: str | None) -> re.Pattern[str]:
    """The same pattern for the same person: a scene knows what it searched for by the pattern."""
    if name is None:
        return re.compile(re.escape(position or "民警"))
    own, surname = re.escape(name), re.escape(name[:1])
    return re.compile(f"{own}|[姓老小大]{surname}|{surname}(?=警官|所|队|导|局|指|教|民警|辅警|科)")
