"""Words of two sides become a conversation."""

from __future__ import annotations

import pytest

from transcribe.recogniser import Word
from transcribe.turns import joined, later, merge, without_prompts


def words(*said: tuple[str, float, float]) -> list[Word]:
    return [Word(text, start, end, 1.0) for text, start, end in said]


def test_question_and_answer_alternate_though_the_pauses_are_short() -> None:
    operator = words(("您", 0.0, 0.3), ("贵姓", 0.3, 0.8), ("电话", 1.9, 2.3), ("呢", 2.3, 2.5))
    caller = words(("姓王", 1.0, 1.6), ("幺三九", 2.7, 3.5))
    said = [(turn.side, turn.text) for turn in merge({"caller": caller, "operator": operator})]
    assert said == [("operator", "您贵姓"), ("caller", "姓王"), ("operator", "电话呢"), ("caller", "幺三九")]


def test_a_word_of_assent_in_between_does_not_cut_a_number() -> None:
    caller = words(("幺三九", 0.0, 1.0), ("零零零零", 1.1, 2.0))
    operator = words(("嗯", 0.9, 1.2))
    said = [(turn.side, turn.text) for turn in merge({"caller": caller, "operator": operator})]
    assert said == [("caller", "幺三九零零零零"), ("operator", "嗯")]


def test_a_long_silence_ends_a_turn_and_a_breath_does_not() -> None:
    caller = words(("我", 0.0, 0.2), ("要举报", 2.0, 2.5), ("昨天", 4.6, 5.0))
    assert [turn.text for turn in merge({"caller": caller})] == ["我要举报", "昨天"]


def test_a_turn_knows_its_time_its_confidence_and_its_words() -> None:
    (turn,) = merge({"caller": [Word("您好", 1.0, 1.5, 0.8), Word("请讲", 1.5, 2.0, 0.4)]})
    assert turn.as_json() == {
        "side": "caller", "start": 1.0, "end": 2.0, "text": "您好请讲", "confidence": 0.6,
        "words": [{"word": "您好", "start": 1.0, "end": 1.5, "confidence": 0.8},
                  {"word": "请讲", "start": 1.5, "end": 2.0, "confidence": 0.4}],
    }  # fmt: skip


def test_silence_has_no_turns() -> None:
    assert merge({}) == [] and merge({"caller": [], "operator": []}) == []


def test_both_may_begin_at_once() -> None:
    said = merge({"operator": words(("喂", 0.0, 0.5)), "caller": words(("喂", 0.0, 0.5))})
    assert [turn.side for turn in said] == ["caller", "operator"]


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        (["我", "要", "举报"], "我要举报"),
        (["车牌", "A", "B"], "车牌A B"),
        (["hello", "world"], "hello world"),
        ([], ""),
    ],
)
def test_chinese_is_written_without_spaces(texts: list[str], text: str) -> None:
    assert joined(texts) == text


def test_prompts_before_the_conversation_are_left_out_when_nobody_noted_the_answer() -> None:
    prompts = words(("您的通话将被录音", 1.0, 4.0), ("您好", 31.0, 31.5), ("请讲", 40.0, 40.5))
    caller = words(("我要举报", 33.0, 34.0))
    assert [word.text for word in without_prompts(prompts, caller)] == ["您好", "请讲"]
    assert without_prompts(prompts, []) == prompts


def test_times_count_from_the_beginning_of_the_file_wherever_the_listening_starts() -> None:
    assert later(words(("好", 0.1, 0.4)), 12.3) == words(("好", 12.4, 12.7))
