"""Where the name of a business or body begins: 我要告|惠农银行, 归|园林局."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cases.drafting.names.positions import CIVIL
from cases.drafting.names.surnames import surname_length
from cases.drafting.organizations.spans import BODIES, KIND, Span
from cases.drafting.reading.lexicon import words
from cases.drafting.reading.lines import Line
from cases.drafting.reading.segments import Token, tokens
from cases.drafting.reading.weights import shares, weigh
from cases.drafting.units.gazetteer import shipped_forms

MODEL = "organization_model"
_GRAMMAR, _TALK, _NOUNS = frozenset("rpcduyemqf"), frozenset("vtlirpcdyeo"), frozenset("njxzbks")
_NEVER = -99.0
_NAMED_SO = words("unit_edges", "named so")
_SUFFIX = re.compile("(?:[东西南北中])?(?:[省市县区镇乡村路街]|街道|大道|大街|社区|自治县)")


def start_of(line: Line, span: Span) -> tuple[int, float]:
    """The likeliest, and how likely it is that there is a name at all, or none."""
    chances = shares([weigh(MODEL, marks(line, span, start)) for start in span.starts], _NEVER)
    bare, *named = chances
    if bare >= sum(named):
        return span.starts[0], bare
    return span.starts[1 + named.index(max(named))], sum(named)


def marks(line: Line, span: Span, start: int) -> tuple[str, ...]:
    return tuple(f"edge {mark}" for mark in _marks(line.text, tokens(line), span, start))


def _marks(text: str, cut: list[Token], span: Span, start: int) -> Iterator[str]:
    within = [t for t in cut if start <= t.start and t.end <= span.kind_at]
    before = next((t for t in reversed(cut) if t.end <= start), None)
    bare = "bare" if start == span.kind_at else "named"
    yield bare
    yield f"{bare} {text[span.kind_at : span.kind_end][-2:]}"
    yield f"{bare} {'listed' if span.listed else 'unlisted'}"
    if start < span.kind_at and CIVIL.match(text, start):
        yield "begins with a title"
    if span.listed and KIND.search(text, start, span.kind_at):
        yield "another kind within"
    yield f"long {min(span.kind_at - start, 8)}"
    yield f"words {len(within)}"
    yield from _of_before(before, bare)
    if start:
        yield f"{bare} behind {text[start - 1]}"
    yield from _of_name(within, before, _sort(text[span.kind_at : span.kind_end], span.listed))
    yield from _of_place(text, span, start)


def _of_before(before: Token | None, bare: str) -> Iterator[str]:
    tag = before.tag[:1] if before else "nothing"
    yield f"before {before.tag[:2] if before else tag}"
    yield f"before {before.text[-1:] if before else 'nothing'}"
    yield f"{bare} before {tag}"


def _sort(kind: str, listed: bool) -> str:
    return "body" if kind in BODIES else "business" if listed else "unlisted"


def _of_name(within: list[Token], before: Token | None, sort: str) -> Iterator[str]:
    if not within:
        return
    first = within[0]
    yield from {f"within {t.tag[:2]}" for t in within}
    yield from {f"grammar within {t.text[:1]}" for t in within if t.tag[:1] in _GRAMMAR}
    if any(t.tag[:1] in _GRAMMAR or t.text[-1] in "的了是在我俺你他" for t in within):
        yield "grammar within"
    if any(t.tag[:1] in _TALK for t in within):
        yield f"talk within{', first' if first.tag[:1] in _TALK else ''}"
    if all(t.tag[:1] in _NOUNS for t in within):
        yield "nouns alone"
    if all(t.tag[:1] in _NOUNS for t in within) and (before is None or before.tag[:1] not in _NOUNS):
        yield "all nouns"
    if first.tag == "nr" and len(first.text) >= 3 and surname_length(first.text, 0):
        yield "begins with a name"
        yield f"begins with a name, {sort}"
    if first.tag[:1] == "v" and first.text not in _NAMED_SO:
        yield f"begins with a deed of {len(first.text)}"
    if _SUFFIX.fullmatch(first.text) and before and before.tag[:1] in _NOUNS:
        yield "begins with what ends a name"
    if len(within) == 1:
        yield f"alone {first.tag[:2]}"
    yield f"begins {first.tag[:2]}"
    yield f"begins with {first.text}"
    yield f"begins {'ns' if first.tag == 'ns' else 'no place'}, before {before.tag[:1] if before else 'nothing'}"


def _of_place(text: str, span: Span, start: int) -> Iterator[str]:
    """A county at its head, or left out right before it."""
    forms = shipped_forms()
    if any(text[start : start + k] in forms for k in range(2, 6) if start + k <= span.kind_at):
        yield "begins with a county"
    if any(text[start - k : start] in forms for k in range(2, 6) if start >= k):
        yield "behind a county"
