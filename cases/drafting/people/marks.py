"""What stands around one mention of a person: named marks, as far as the words are about nobody else."""

from __future__ import annotations

import re

import rjieba

from cases.drafting.names.surnames import surname_length
from cases.drafting.people.cleared import said_of
from cases.drafting.people.near_position import ASKED_NAME
from cases.drafting.people.person import Person
from cases.drafting.people.praise import RUDE, praised
from cases.drafting.reading.lexicon import longest_first, sections

_WORDS = sections("people_words")
_OTHERS = re.compile(longest_first(_WORDS["others"]))
_BEFORE, _AFTER, _FAR = 12, 26, 60
_OWN_ASKED = re.compile("贵姓|怎么称呼|您(?:的)?(?:姓名|全名|大名|名字|叫|姓|是)|留个|登记一下")
_COMPLAINT_ASKED = re.compile("(?:投诉|反映|举报|告|控告)(?:的)?(?:是|谁|哪|什么人|对象)")
_AROUND: dict[str, re.Pattern[str]] = {
    "kin": _OTHERS,
    "sought": re.compile("(?:找|问|打给|告诉|跟|给|联系|求|见)(?:了|过|到|那个|他们)*$"),
    "introduced": re.compile("(?:一个|那个|有个|这个|俩|两个|几个|是个|另一个|还有个|还有一个|位)(?:人)?$"),
    "subject": re.compile("(?:是|就是|由|被|让|叫|遭|给)$"),
    "with": re.compile("(?:和|跟|与|还有|同)(?:一个|那个)?$"),
    "bystander": re.compile("旁边|边上|跟前|在场|后头来|后来来"),
    "of unit": re.compile("(?:所|队|局|站|窗口|里|科|室|大厅|中心)(?:的|里|里头|里面|有|那个|一个|个)*$"),
    "complained": re.compile(
        "(?:投诉|告|举报|反映|检举|控告|要说)(?:的)?(?:就是|的是|是|一下|哈|下|你们|恁|那个|这个|一个|有个|个|他们)*$"
    ),
    "another": re.compile("另(?:外)?(?:一|那)?个|还有(?:一)?个|剩下|别的"),
    "several": re.compile("(?:俩|两|三|四|几|些|仨|两三|好几)(?:个|名|位)?(?:穿)?$"),
    "someone": re.compile("(?:一|那|这|有|是|来|叫)(?:个|名|位)[一-鿿]{0,6}$"),
    "trade": re.compile(
        "(?:开|卖|送|跑|搞|做|修|种|养|拉|包|放|打|咬|骗|撞|偷)[一-鿿]{0,4}的(?:那个|一个|人)?(?:叫|姓|是)?$"
        "|(?:会头|中介|黄牛)[一-鿿]{0,2}$"
    ),
    "any": re.compile(
        "(?:没有一个|没有|是不是|等|叫|报|派|打给|喊|你们|恁|正式|当|像|哪个|什么|管|告诉|指望|冒充|怕|自称|别的|其他)$"
    ),
}  # fmt: skip
_DOUBTED = re.compile(
    "(?:不是|没穿|没有穿|没见穿|是不是|不像|不敢说|还是|分不清|(?:知道|晓得|认得|说不清)[一-鿿]{0,8}是|冒充|假)(?:个|正式的?)?$"
)
_DOUBT_BEHIND = re.compile("^(?:还是|我?(?:也)?(?:说不|不敢说|分不|搞不)|没(?:有)?穿|也?没戴|吗|吧$)")
# 两个民警我知道一个叫付春生
_TOLD_APART = re.compile("一个(?:叫|姓|是)?$|^[一-鿿]{0,4}一个(?:叫|姓|是)")
# 姓逯不对姓禄
_TAKEN_BACK = re.compile("^(?:啊|哦|哎|呃)?(?:不对|不是|错了|说错|[啥什]么?来着|还是)")
_FOLLOWED: dict[str, re.Pattern[str]] = {
    "rude": RUDE,
    "speaks": re.compile("^.{0,6}?(?:说|讲|问|告诉|回我|喊|答复|来一句)"),
    "acts": re.compile("^.{0,4}?(?:把|就|拿|带|来|一|上|开|收|要|坐|站|给|接|挂|推|打|扣|抓|按|查|办|写|签)"),
    "refuses": re.compile(
        "(?:不|没|拒绝|不肯|不愿)(?:给|让|管|理|开|办|接|立|受理|收|看|出|来|查|抓|动|肯|信|签|认|报|还|退|赔|承认)"
    ),
    "to me": re.compile("我|俺|额|咱"),
    "witness": re.compile("作证|证明|看见|看到|听见|听到|录了|拍了|拍到|可以说|愿意|认识"),
    "money": re.compile("钱|块|万|元|红包|烟|酒|礼"),
    "described": re.compile("^的"),
    "looks": re.compile("胖|瘦|高个|个子|年轻|眼镜|光头|戴|痣|疤|女的|男的|小伙|姑娘"),
    "spelled": re.compile("^.{0,6}?的.{0,2}"),
    "trade": re.compile("^[一-鿿]{0,3}?是?(?:个)?(?:开|卖|送|跑|搞|做|修|种|养)[一-鿿]{1,4}的"),
    "told badge": re.compile("警号|工号|胸牌|牌子"),
    "violence": re.compile(
        "打我|打人|打了(?!电话|幺|个|声)|动手|推(?:我|他|她|俺|了|倒|搡|到|开|出|一)|搡|踹|踢|扇(?!子)|按(?:我|住|到|在|倒|着)|摁|铐|抢(?!救)|掐|拽|砸|揍|捅|拧|抽了|膝盖|电(?:我|击|棍)"
    ),
    "not him": re.compile(
        "没(?:动手|说话|参与|吭声|打|错|毛病|有错|做)|不(?:是他|怪|怨|告|投诉|说他|说她)|劝|拦着|拉开|道歉|帮(?:我|俺|忙|着)"
        "|态度(?:还|挺|很|倒)?(?:好|可以|不错)|好人|客气|和气|实诚|中听|公道"
    ),
}  # fmt: skip
_LATER: dict[str, re.Pattern[str]] = {
    "rude": RUDE,
    "he": re.compile("他|她|伊|佢"),
    "refuses": _FOLLOWED["refuses"],
    "not him": _FOLLOWED["not him"],
    "he acts": re.compile("[他她伊佢](?:就|也|还|又|一|直接|自己|都)?(?:说|讲|把|不|没|给|打|骂|拿|收|要|推|让|叫)"),
    "complained": re.compile("(?:投诉|告|举报|反映)(?:的)?(?:就是|的是|是|就)?(?:他|她|这个|那个)"),
}
_POLICE = re.compile("警|派出所|所长|大队|中队|支队|公安|分局|检查站|看守所|车管所|出入境")
_NO_NAME = re.compile("[所局市县站队镇村路店厂]$|^第|分局")
_UNIT_BEHIND = re.compile(
    "[一-鿿]{0,2}(?:派出所|看守所|拘留所|分局|公安|大队|中队|检查站|边检|政府|街道|公司|医院|学校|烧烤|饭店|超市)"
)


def mention_marks(person: Person, since: int, until: int) -> tuple[str, ...]:
    """`since`, `until`: where the words about others end before it and begin behind it. A line never changes."""
    key = f"marks {person.start} {person.end} {person.name} {person.source} {since} {until}"
    return person.line.once(key, lambda: _mention_marks(person, since, until))


def _mention_marks(person: Person, since: int, until: int) -> tuple[str, ...]:
    line, text = person.line, person.line.text
    before, after = text[max(0, person.start - _BEFORE) : person.start], text[person.end : person.end + _AFTER]
    own, who = _own(text, person.end, min(until, person.end + _FAR)), "named" if person.name else "unnamed"
    shown = [person.source, f"{person.source} {person.kind}", *_of_name(person, after)]
    shown += [f"{who} {name}" for name, words in _AROUND.items() if words.search(before)]
    shown += [f"{who} own {name}" for name, words in _FOLLOWED.items() if words.search(own)]
    shown += [f"{who} {mark}" for mark in said_of(own)]
    if person.praised or praised(line, person.start, person.end):
        shown += ["praised", f"praised {who}"]
    shown += [f"{who} {mark}" for mark in _of_question(person)]
    if f"{who} several" in shown and _TOLD_APART.search(own):
        shown.append(f"{who} several, told apart")
    if person.name and _TAKEN_BACK.match(after):
        shown.append("named and taken back")
    if _DOUBTED.search(before) or _DOUBT_BEHIND.match(after):
        shown.append(f"{who} doubted")
    if person.start == 0:
        shown.append(f"{who} at once")
    shown.append(f"{who} {'police' if line.seen(_POLICE) else 'no police'} in line")
    return tuple(shown)


_ANOTHER = re.compile(
    "(?:还|再|又)(?:有|就是|来了?)(?:那|这)?(?:一)?个|另(?:外)?(?:一|那)?个|第[一二三四五]个|后(?:来|头)(?:换|变成|又|转|的)|剩下"
    "|(?<!.那)(?<!.这)(?<!.有)一个(?=姓|叫|没|不|在|站|光|开|胖|瘦|高|矮|年|老的|男|女|记|写|打|拿|就|说|是)"
)


def _own(text: str, start: int, end: int) -> str:
    """What is said behind a mention until the talk goes on to somebody else."""
    turn = _ANOTHER.search(text, start, end)
    return text[start : turn.start() if turn else end]


def _of_question(person: Person) -> list[str]:
    line, shown = person.line, []
    if line.asks(ASKED_NAME):
        shown.append(f"asked after{' at once' if person.start <= 8 else ''}")
    if line.asks(_OWN_ASKED):
        shown.append("own name asked")
    if line.asks(_COMPLAINT_ASKED):
        shown.append("complaint asked")
    if _OTHERS.search(line.asked[-16:]):
        shown.append("kin in the question")
    return shown


def _of_name(person: Person, after: str) -> list[str]:
    """Whether it is the name of a person at all."""
    if not person.name:
        return []
    known = surname_length(person.name, 0)
    return [
        f"long {min(len(person.name), 5)} {'surnamed' if known else 'unsurnamed'}",
        f"{person.source} long {min(len(person.name), 5)}",
        *(["name of a place"] if _NO_NAME.search(person.name) else []),
        *(["unit behind"] if _UNIT_BEHIND.match(after) else []),
        *(["cuts a word"] if _cuts_word(person) else []),
        *(["is a word"] if len(person.name) > 1 and rjieba.has_word(person.name) else []),
    ]


def _cuts_word(person: Person) -> bool:
    """四轮子叫个小轿|车, 叫尚力健|身: no name ends within a word."""
    text, end = person.line.text, person.end
    return text.endswith(person.name or "", 0, end) and rjieba.has_word(text[end - 1 : end + 1])


def later_marks(text: str) -> list[str]:
    """What a line shows that goes on about somebody without naming anybody."""
    return [name for name, words in _LATER.items() if words.search(text)]
