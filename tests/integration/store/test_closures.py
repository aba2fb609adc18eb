"""To whom a call is closed: the rows say the same as the rule, one by one and in lists, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.access import Role, Viewer
from cases.units import Directory
from config.load import load_directory
from config.settings import PROJECT
from seats.matters.hand_up import mark_all
from store.closures import seen_by
from store.tables import CallRow
from store.unit_of_work import Store

TAIAN, SHANDONG, MINISTRY, SEAT = "370900", "370000", "000000", "37091"
TAKER, OTHER = 1, 2
OURS, THEIRS = [{"unit": "泰安市公安局"}], [{"unit": "岱岳派出所"}]


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory(PROJECT / "config" / "units.csv")


def viewers() -> Iterator[Viewer]:
    for person, unit, role in product((TAKER, OTHER), (TAIAN, SHANDONG, MINISTRY), (Role.OPERATOR, Role.SUPERVISOR)):
        yield Viewer(person, "王小芳", role, unit)


def call(store: Store, call_id: str, **said: Any) -> None:
    """`form`, `draft`: who is complained of there; `state`; what else a call's row has."""
    with store.work() as work:
        work.calls.arrived(call_id, unit=TAIAN, called="12389", caller="", action="queue", at=work.now)
        row = work.calls.get(call_id)
        assert row is not None
        if {"form", "draft"} & said.keys():
            registration = work.registrations.open(call_id, TAIAN, work.now)
            if "draft" in said:
                work.registrations.keep_draft(registration, {"fields": {"accused": said.pop("draft")}})
            if "form" in said:
                form = {"accused": said.pop("form")}
                work.registrations.save_form(registration, form, 0, work.now, said.pop("writer", None))
            if "state" in said:
                registration.state = said.pop("state")
                work.registrations.mark(registration)
            registration.marked = said.pop("marked", True)
        for name, value in said.items():
            setattr(row, name, value)
        work.commit()


@pytest.fixture
def calls(store: Store) -> Store:
    with store.work() as work:
        work.seats.provision([(SEAT, TAIAN)])
        work.people.put("fang", name="王小芳", password_hash="-", role="operator", unit=TAIAN)
        seat = work.seats.get(SEAT)
        assert seat is not None
        work.seats.sit(seat, TAKER, work.now)
        work.commit()
    call(store, "nothing-said")
    call(store, "a-station", form=THEIRS)
    call(store, "ours-proposed", draft=OURS)
    call(store, "ours-written", form=OURS)
    call(store, "ours-taken", form=OURS, answered_by=TAKER)
    call(store, "ours-written-by-her", form=OURS, writer=TAKER)
    call(store, "ours-she-has-the-caller", form=OURS, seat=SEAT)
    call(store, "ours-confirmed", form=OURS, answered_by=TAKER, state="confirmed")
    call(store, "proposed-not-confirmed", draft=OURS, form=THEIRS, answered_by=TAKER, state="confirmed")
    call(store, "not-looked-at", form=THEIRS, marked=False)
    call(store, "herself", form=[{"name": "王小芳", "unit": "岱岳派出所"}])
    return store


def listed(store: Store, viewer: Viewer, directory: Directory) -> set[str]:
    with store.reading() as work:
        sight = work.closures.sight(viewer, directory)
    with Session(store.engine) as session:
        return set(session.scalars(select(CallRow.id).where(seen_by(sight))))


def test_a_list_shows_what_the_rule_shows_one_by_one(calls: Store, directory: Directory) -> None:
    for viewer in viewers():
        with calls.reading() as work:
            sight = work.closures.sight(viewer, directory)
            ones = {row.id for row in work.calls.open() if work.closures.sees(sight, row)}
        assert listed(calls, viewer, directory) == ones, viewer


def test_whom_it_is_closed_to(calls: Store, directory: Directory) -> None:
    free = {"nothing-said", "a-station", "proposed-not-confirmed"}
    taken = {"ours-taken", "ours-written-by-her", "ours-she-has-the-caller"}
    ours = {"ours-proposed", "ours-written", "ours-confirmed"}
    assert listed(calls, Viewer(OTHER, "李雷", Role.SUPERVISOR, TAIAN), directory) == free | {"herself"}
    assert listed(calls, Viewer(TAKER, "王小芳", Role.OPERATOR, TAIAN), directory) == free | taken
    assert listed(calls, Viewer(OTHER, "李雷", Role.OPERATOR, SHANDONG), directory) == free | taken | ours | {"herself"}


def test_what_was_there_before_is_closed_until_it_is_looked_at(calls: Store, directory: Directory) -> None:
    above = Viewer(OTHER, "李雷", Role.SUPERVISOR, MINISTRY)
    assert "not-looked-at" not in listed(calls, above, directory)
    assert (mark_all(calls), mark_all(calls)) == (1, 0)
    assert "not-looked-at" in listed(calls, above, directory)


def test_whom_it_complains_of_stands_nowhere_open_in_the_rows(calls: Store) -> None:
    with calls.engine.connect() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM closures").all())
    assert "herself" in rows and "王小芳" not in rows and "泰安" not in rows


def test_a_form_that_names_another_closes_to_that_one(calls: Store, directory: Directory) -> None:
    with calls.work() as work:
        row = work.registrations.of_call("ours-written")
        assert row is not None
        work.registrations.save_form(row, {"accused": THEIRS}, 1, work.now)
        work.commit()
    assert "ours-written" in listed(calls, Viewer(OTHER, "李雷", Role.OPERATOR, TAIAN), directory)
