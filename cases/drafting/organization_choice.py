"""Calls out of scope: which business or body outside the police is complained of. Every stretch of words that ends as
such names do is weighed; what is said of it and where it begins decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cases.drafting.lexicon import longest_first, sections
from cases.drafting.lines import Line, Scene
from cases.drafting.segments import Token, tokens
from cases.drafting.weights import shares, weigh

MODEL = "organization_model"
_LISTS = sections("organizations")
KIND = re.compile(
    f"{longest_first(_LISTS['kinds'])}|[村镇乡区](?=的?(?:村支书|支书|村主任|主任|村会计|会计|书记|村长|镇长|乡长|干部|组长))"
)
_BODIES = frozenset(_LISTS["bodies"])
_LONGEST, _MOST = 14, 6
_ENOUGH = 0.5
_GRAMMAR, _TALK = frozenset("rpcduyemqf"), frozenset("vtlirpcdyeo")
_PRONE = re.compile("投诉|举报|告|反映|埋怨|坑|骗|欠")
_SENT = re.compile("打给|咨询|找|去|问|到|送|住|拉|告诉|归|属于|打|进|上")
_DOES = re.compile(
    "的?(?:人|老板|经理|领导|干部|那个|工作人员|保安|大夫|医生|老师|法官|队长|主任|司机)|说|讲|不|没|收|扣|拖|欠|打|把|给|要|卖|坑|骗"
)
_ASKED = re.compile(
    "什么公司|哪个(?:单位|公司|医院|学校|法院|部门|物业)|哪家|哪里的|单位|名字|全称|叫什么|谁|反映|投诉"
)


@dataclass(frozen=True, slots=True)
class Organization:
    words: str
    line: Line
    start: int
    end: int

    @property
    def body(self) -> bool:
        return self.words in _BODIES


@dataclass(frozen=True, slots=True)
class Choice:
    organization: Organization
    marks: tuple[str, ...]


def organization(scene: Scene) -> Organization | None:
    """The likeliest, if it is likelier than none; readings of nearly the same words are one body."""
    found = choices(scene)
    if not found:
        return None
    chances = shares([weigh(MODEL, choice.marks) for choice in found], weigh(MODEL, none_marks(found)))
    best = max(range(len(found)), key=lambda k: chances[k])
    words = found[best].organization.words
    same = sum(chance for chance, choice in zip(chances, found, strict=True) if alike(choice.organization.words, words))
    return found[best].organization if same >= _ENOUGH else None


def alike(a: str, b: str) -> bool:
    common = sum((Counter(a) & Counter(b)).values())
    return bool(a and b) and 2 * common >= 0.8 * (len(a) + len(b))


def choices(scene: Scene) -> list[Choice]:
    told = [one for _, found in scene.noted("organizations", _in_line) for one in found]
    said = Counter(one.organization.words for one in told)
    kinds = Counter({kind for one in told for kind in one.marks if kind.startswith("kind ")})
    first = told[0].organization.line.index if told else 0
    return [Choice(one.organization, (*one.marks, *_over_call(one, said, first, len(kinds)))) for one in told]


def none_marks(found: list[Choice]) -> tuple[str, ...]:
    return (
        "none",
        f"none among {min(len(found) // 4, 3)}",
        f"none among {min(len({c.organization.line.index for c in found}), 4)} lines",
    )


def _over_call(one: Choice, said: Counter[str], first: int, kinds: int) -> Iterator[str]:
    words = one.organization.words
    longer = any(other != words and other.endswith(words) for other in said)
    yield f"said {min(said[words], 4)}{' longer told' if longer else ''}"
    yield "in the first line of any" if one.organization.line.index == first else "later"
    yield f"of {min(kinds, 4)} kinds"


def _in_line(line: Line) -> list[Choice]:
    cut = tokens(line)
    found = []
    for end, kind in _ends(line.text):
        for k, start in enumerate(_starts(cut, end, end - len(kind))):
            one = Organization(line.text[start:end], line, start, end)
            found.append(Choice(one, tuple(_marks(line, cut, one, kind, k))))
    return found


def _ends(text: str) -> Iterator[tuple[int, str]]:
    """Each kind that is named; 法院执行局 ends behind its part as well."""
    begun = None
    for m in KIND.finditer(text):
        joined = (
            begun is not None and m.start() - begun[1] in (0, 1, 2) and text[begun[1] : m.start()] in ("", "的", "里")
        )
        begun = (begun[0] if joined and begun else m.start(), m.end())
        yield m.end(), text[begun[0] : m.end()]


def _starts(cut: list[Token], end: int, kind: int) -> list[int]:
    """Where words begin before it, nearest first."""
    starts = [t.start for t in reversed(cut) if kind >= t.start >= end - _LONGEST]
    return list(dict.fromkeys([kind, *starts]))[: _MOST + 1]


def _marks(line: Line, cut: list[Token], one: Organization, kind: str, k: int) -> Iterator[str]:
    start, end, text = one.start, one.end, line.text
    within = [t for t in cut if start <= t.start and t.end <= end - len(kind)]
    before = next((t for t in reversed(cut) if t.end <= start), None)
    last = kind[-2:]
    bare = "bare" if start == end - len(kind) else "named"
    yield from (f"kind {last}", f"{bare} {last}", bare, f"{bare} {'body' if kind in _BODIES else 'business'}")
    yield f"words {k}"
    yield f"long {min(end - len(kind) - start, 8)}"
    yield f"before {before.tag[:1] if before else 'nothing'}"
    yield f"before {before.text[-1:] if before else 'nothing'}"
    yield f"{bare} before {before.tag[:1] if before else 'nothing'}"
    yield from {f"within {t.tag[:2]}" for t in within}
    yield from {f"grammar within {t.text[:1]}" for t in within if t.tag[:1] in _GRAMMAR}
    if any(t.tag[:1] in _GRAMMAR or t.text[-1] in "的了是在我俺你他" for t in within):
        yield "grammar within"
    if any(t.tag[:1] in _TALK for t in within):
        yield f"talk within{', first' if within[0].tag[:1] in _TALK else ''}"
    if within and all(t.tag[:1] in "njxzbks" for t in within):
        yield "nouns alone"
    if within:
        yield from (
            f"begins {within[0].tag[:2]}",
            f"begins {'ns' if within[0].tag == 'ns' else 'no place'}, before {before.tag[:1] if before else 'nothing'}",
        )
    near, after = text[max(0, start - 5) : start], text[end : end + 6]
    told = (
        ("complained of", _PRONE.search(near)),
        ("sent to", _SENT.search(near)),
        ("does", _DOES.match(after)),
        ("asked", line.asks(_ASKED)),
    )
    yield from (f"{name} {bare}" for name, shows in told if shows)
    yield from (name for name, shows in told if shows)
    yield f"after {after[:1] or 'nothing'}"
