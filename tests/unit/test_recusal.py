"""回避: whoever is complained of does not see the matter, nor does the unit, nor what is below it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.access import Role, Viewer
from cases.recusal import OPEN, Closure, handler, is_closed, marks_in, marks_of
from config.load import load_directory
from config.settings import PROJECT

DIRECTORY = load_directory(PROJECT / "config" / "units.csv")
TAIAN, JINAN, SHANDONG, HENAN, MINISTRY = "370900", "370100", "370000", "410000", "000000"
EVERYWHERE = (TAIAN, JINAN, SHANDONG, HENAN, MINISTRY)


def viewer(unit: str, role: Role = Role.OPERATOR, name: str = "王小芳") -> Viewer:
    return Viewer(1, name, role, unit)


def closed_to(accused: dict[str, str], role: Role = Role.OPERATOR) -> set[str]:
    closure = Closure(marks_in({"accused": [accused]}))
    return {unit for unit in EVERYWHERE if is_closed(closure, 1, marks_of(viewer(unit, role), DIRECTORY))}


@pytest.mark.parametrize(
    "said",
    [
        "泰安市公安局", "泰安市局", "泰安公安局", " 泰安 市公安局", "山东省泰安市公安局", "山东泰安市局",
        "泰安市公安局警务督察支队",
        "泰安市公安局督察支队", "泰安市公安局局长", "泰安市公安局长", "泰安市公安局机关", "泰安市公安局的领导",
        "泰安市公安局12389举报中心",
    ],
)  # fmt: skip
def test_an_organ_complained_of_is_known_by_whatever_it_is_called(said: str) -> None:
    assert closed_to({"unit": said}) == {TAIAN}


@pytest.mark.parametrize(
    "said", ["泰安市公安局岱岳分局", "泰安市公安局交警支队", "岱岳派出所", "岱岳分局局长", "", "公安局", "泰安"]
)
def test_a_branch_or_a_station_is_handled_by_its_organ(said: str) -> None:
    assert closed_to({"unit": said}) == set()


def test_what_complains_of_an_organ_is_invisible_below_it_and_seen_above() -> None:
    assert closed_to({"unit": "山东省公安厅"}) == {SHANDONG, TAIAN, JINAN}
    assert closed_to({"unit": "山东省厅"}, Role.SUPERVISOR) == {SHANDONG, TAIAN, JINAN}


def test_above_the_ministry_is_nobody_so_its_own_supervisors_see_it() -> None:
    assert closed_to({"unit": "公安部"}) == set(EVERYWHERE)
    assert closed_to({"unit": "公安部督察局"}, Role.SUPERVISOR) == set(EVERYWHERE) - {MINISTRY}


@pytest.mark.parametrize("unit", ["", "岱岳派出所", "泰安市公安局"])
def test_a_person_complained_of_sees_it_nowhere(unit: str) -> None:
    closure = Closure(marks_in({"accused": [{"name": " 王小 芳", "unit": unit}]}))
    for code in EVERYWHERE:
        assert is_closed(closure, 1, marks_of(viewer(code, Role.SUPERVISOR), DIRECTORY))
    assert not is_closed(closure, 1, marks_of(viewer(SHANDONG, name="王芳"), DIRECTORY))


def test_who_took_the_call_may_finish_it() -> None:
    marks = marks_in({"accused": [{"unit": "泰安市公安局"}]})
    mine = marks_of(viewer(TAIAN), DIRECTORY)
    assert not is_closed(Closure(marks, frozenset({1})), 1, mine)
    assert is_closed(Closure(marks, frozenset({1})), 2, mine)


def test_what_is_not_known_is_closed() -> None:
    assert is_closed(Closure(known=False), 1, marks_of(viewer(MINISTRY, Role.SUPERVISOR), DIRECTORY))
    assert not is_closed(OPEN, 1, marks_of(viewer(TAIAN), DIRECTORY))


def test_work_goes_to_the_nearest_unit_to_which_it_is_not_closed() -> None:
    for said, to in (
        ("泰安市公安局", SHANDONG),
        ("山东省公安厅", MINISTRY),
        ("公安部", MINISTRY),
        ("济南市公安局", TAIAN),
    ):
        assert handler(TAIAN, marks_in({"accused": [{"unit": said}]}), DIRECTORY) == to


SAID = st.text("公安局长督察12389的 \u202e\x00(", max_size=30) | st.none()


@given(st.lists(st.fixed_dictionaries({}, optional={"unit": SAID, "name": SAID}), max_size=3) | st.none())
def test_no_form_breaks_the_rule(accused: list[dict[str, str | None]] | None) -> None:
    handler(TAIAN, marks_in({"accused": accused}), DIRECTORY)
