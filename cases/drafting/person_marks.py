"""What speaks for and against that somebody in the story is complained of: named marks, weighed by a small model."""

from __future__ import annotations

import re

import rjieba

from cases.drafting.lexicon import longest_first, sections
from cases.drafting.people import Figure
from cases.drafting.persons import ASKED_NAME, Person
from cases.drafting.positions import rank_of
from cases.drafting.praise import RUDE, praised
from cases.drafting.surnames import surname_length

_WORDS = sections("people_words")
_OTHERS = re.compile(longest_first(_WORDS["others"]))
_BEFORE, _AFTER = 10, 26
_OWN_ASKED = re.compile("贵姓|怎么称呼|您(?:的)?(?:姓名|全名|名字|叫|是)|留个|登记一下")
_AROUND: dict[str, re.Pattern[str]] = {
    "kin": _OTHERS,
    "sought": re.compile("(?:找|问|打给|告诉|跟|给|联系|求|见)(?:了|过|到|那个|他们)*$"),
    "introduced": re.compile("(?:一个|那个|有个|这个|俩|两个|几个|是个|另一个|还有个|还有一个|位)(?:人)?$"),
    "subject": re.compile("(?:是|就是|由|被|让|叫|遭|给)$"),
    "with": re.compile("(?:和|跟|与|还有|同)(?:一个|那个)?$"),
    "bystander": re.compile("旁边|边上|跟前|在场|后头来|后来来"),
    "of unit": re.compile("(?:所|队|局|站|窗口|里|科|室|大厅|中心)(?:的|里|里头|里面|有|那个|一个|个)*$"),
}
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
    "spelled": re.compile("^.{0,6}?的.{0,2}"),
    "told badge": re.compile("警号|工号|胸牌|牌子"),
    "not him": re.compile(
        "没(?:动手|说话|参与|吭声|打)|不(?:是他|怪|告|投诉)|劝|拦着|拉开|道歉|帮(?:我|俺|忙|着)"
        "|态度(?:还|挺|很|倒)?(?:好|可以|不错)|好人|客气"
    ),
}  # fmt: skip
_POLICE = re.compile("警|派出所|所长|大队|中队|支队|公安|分局|检查站|看守所|车管所|出入境")
_COUNTS = ("none", "one", "two", "some")


def marks(figures: list[Figure], one: Figure, category: str, in_scope: bool, reporter: str | None) -> tuple[str, ...]:
    shown = {mark for person in one.told for mark in told_marks(person)}
    kind = one.person.kind or "unknown"
    word = "named" if one.person.name else "unnamed"
    if f"{word} then rude" not in shown:
        shown |= {f"{mark}, never rude" for mark in ("praised", f"{word} then not him") if mark in shown}
    who = ("named" if one.person.name else "unnamed") + " " + kind
    rank = rank_of(one.person.position)
    named = [figure for figure in figures if figure.person.name]
    lines = len({p.line.index for p in one.told})
    shown |= {
        who, f"{who} {rank}", f"{who} {category}", f"{who} {'in' if in_scope else 'out'}",
        f"{who} in {_COUNTS[min(lines, 3)]} lines", f"rank {rank} {category}",
        f"{who} among {_COUNTS[min(len(named), 3)]} named",
    }  # fmt: skip
    same = [f for f in figures if f is not one and rank_of(f.person.position) == rank]
    shown.add(f"{who} rank {'alone' if not same else 'with named' if any(f.person.name for f in same) else 'shared'}")
    if figures[0] is one:
        shown.add(f"{who} first")
    if one.person.name and reporter and one.person.name[0] == reporter[0]:
        shown.add("surname of the reporter")
    if not one.person.name:
        most = max(f.person.weight for f in figures)
        weight = one.person.weight
        shown |= {
            f"weight {min(weight, 4)}",
            f"weight {min(weight, 4)} {'unnamed alone' if not named else 'beside named'}",
        }
        shown.add("strongest" if weight == most else "weaker")
    return tuple(sorted(shown))


def told_marks(person: Person) -> tuple[str, ...]:
    """What stands around one mention; a line never changes, so it is read once."""
    return person.line.once(
        f"marks {person.start} {person.end} {person.name} {person.source}", lambda: _told_marks(person)
    )


_NO_NAME = re.compile("[所局市县站队镇村路店厂]$|^第|分局")
_UNIT_BEHIND = re.compile(
    "[一-鿿]{0,2}(?:派出所|看守所|拘留所|分局|公安|大队|中队|检查站|边检|政府|街道|公司|医院|学校|烧烤|饭店|超市)"
)


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
        *(["is a word"] if len(person.name) > 1 and rjieba.has_word(person.name) else []),
    ]


def _told_marks(person: Person) -> tuple[str, ...]:
    line = person.line
    before, after = (
        line.text[max(0, person.start - _BEFORE) : person.start],
        line.text[person.end : person.end + _AFTER],
    )
    who = "named" if person.name else "unnamed"
    shown = [person.source, f"{person.source} {person.kind}", *_of_name(person, after)]
    shown += [f"{who} {name}" for name, words in _AROUND.items() if words.search(before)]
    shown += [f"{who} then {name}" for name, words in _FOLLOWED.items() if words.search(after)]
    if person.praised or praised(line, person.start, person.end):
        shown += ["praised", f"praised {who}"]
    if line.asks(ASKED_NAME):
        shown.append(f"{who} asked after{' at once' if person.start <= 8 else ''}")
    if line.asks(_OWN_ASKED):
        shown.append(f"{who} own name asked")
    if _OTHERS.search(line.asked[-16:]):
        shown.append(f"{who} kin in the question")
    if person.start == 0:
        shown.append(f"{who} at once")
    shown.append(f"{who} {'police' if line.seen(_POLICE) else 'no police'} in line")
    return tuple(shown)
