"""Chinese is found by its pairs of characters, alike on both databases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.knowledge import Entry
from store.search import has_phrase, phrases, tokens
from store.unit_of_work import Store

LAW = Entry(
    "law",
    "",
    "法律法规",
    "人民警察的义务",
    "《人民警察法》第二十条",
    "人民警察必须秉公执法，办事公道；12389 可以举报。",
)
GUIDE = Entry(
    "guide", "", "办事指南", "居民身份证换领", "《居民身份证法》", "有效期满，应当申请换领。身份证丢失申请补领。"
)
OURS = Entry("ours", "370900", "办事指南", "泰安办证大厅", "本市公告", "上午九点开门。")


@pytest.fixture
def known(store: Store) -> Store:
    with store.work() as work:
        assert work.knowledge.keep([LAW, GUIDE, OURS])
        work.commit()
    return store


def find(store: Store, asked: str, *units: str) -> list[str]:
    with store.reading() as work:
        return [row.name for row in work.knowledge.find(asked, units)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("警察", ["law"]),
        ("秉公执法办事", ["law"]),
        ("身份证", ["guide"]),
        ("身份证 补领", ["guide"]),
        ("身份证 警察", []),
        ("警", ["law"]),
        ("12389", ["law"]),
        ("１２３８９", ["law"]),
        ("法执", []),
        ("办证大厅", []),
        ('" OR tokens:* NOT (', []),
        ("'; DROP TABLE knowledge; --", []),
        ("*", ["guide", "law"]),
        ("\u202e\x00", ["guide", "law"]),
    ],
)
def test_words_of_any_length_are_found(known: Store, asked: str, found: list[str]) -> None:
    assert find(known, asked) == found


def test_characters_of_a_phrase_that_stand_apart_are_not_the_phrase(known: Store) -> None:
    assert find(known, "身份证申请") == []


def test_an_entry_of_a_unit_is_for_that_unit(known: Store) -> None:
    assert find(known, "大厅", "370900", "370000") == ["ours"]
    assert find(known, "大厅", "370100") == []


def test_what_the_title_says_comes_first(store: Store) -> None:
    in_title = Entry("z", "", "办事指南", "户口迁移", "", "到派出所办理。")
    in_body = Entry("a", "", "办事指南", "身份证", "", "户口迁移后要换证。")
    with store.work() as work:
        work.knowledge.keep([in_body, in_title])
        work.commit()
    assert find(store, "户口迁移") == ["z", "a"]


def test_what_is_there_already_is_not_written_again_and_a_change_is_found(known: Store) -> None:
    changed = Entry("law", "", "法律法规", "人民警察的纪律", "《人民警察法》第二十二条", "不得弄虚作假。")
    with known.work() as work:
        assert not work.knowledge.keep([OURS, GUIDE, LAW])
        assert work.knowledge.keep([changed])
        work.commit()
    assert (find(known, "弄虚作假"), find(known, "秉公执法"), find(known, "")) == (["law"], [], ["law"])


@given(st.text(alphabet="警察法律身份证，。 、a1", max_size=60), st.integers(0, 59), st.integers(1, 20))
def test_whatever_stands_in_a_text_is_found_by_its_tokens(said: str, first: int, length: int) -> None:
    cut = "".join(char for char in said if char not in "，。 、a1")[first : first + length]
    if has_phrase(said, cut) and phrases(cut):
        assert set(tokens(cut)) <= set(tokens(said))


def test_a_hit_that_stands_behind_hundreds_of_near_misses_is_found(store: Store) -> None:
    """They have all pairs of the phrase, and not the phrase."""
    near = [Entry(f"a{n:04}", "", "法律法规", "", "", "身份证申请，份证丢失，证丢。") for n in range(450)]
    foreign = [Entry(f"b{n:04}", "370100", "办事指南", "", "", "身份证丢失") for n in range(250)]
    hit = Entry("z", "", "办事指南", "", "", "身份证丢失申请补领。")
    with store.work() as work:
        work.knowledge.keep([*near, *foreign, hit])
        work.commit()
    assert find(store, "身份证丢失", "370900") == ["z"]
    assert len(find(store, "身份证丢失", "370100")) == 20
