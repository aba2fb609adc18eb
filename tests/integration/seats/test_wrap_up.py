"""Wrapping up, on both databases: a number without gaps, once, whatever is pressed twice or dies."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cases.access import Role, Viewer
from cases.registration import NotReady
from config.settings import PROJECT
from seats.call_file import CallFiles, NewerForm, NoSuchCall
from seats.form import Amended, Form, Saved
from seats.matters.lists import Asked, Lists
from seats.matters.versions import Versions
from seats.matters.work_items import NoSuchItem, WorkDone
from seats.matters.wrap_up import NotWrappedUp, WrapUps
from store.closures import Sight
from store.unit_of_work import Store
from tests.desk_world import JINAN, SHANDONG, TAIAN, directory, rules

FANG = Viewer(1, "王小芳", Role.OPERATOR, TAIAN)
STRANGER = Viewer(2, "李雷", Role.OPERATOR, JINAN)
ANYBODY = Sight(0, frozenset())
YEAR_PREFIX = f"{TAIAN}-"


def complete(**changed: Any) -> Form:
    said = {"main_problem": "报案后没有立案", "category": "打击防范", "told_lawful": True, "disposition": "已登记"}
    return Form(**(said | changed))


def wrap_ups(store: Store) -> WrapUps:
    return WrapUps(store, rules().book, rules().calendar)


def call(store: Store, call_id: str, unit: str = TAIAN) -> None:
    with store.work() as work:
        work.calls.arrived(call_id, unit=unit, called="12389", caller="13800000123", action="queue", at=work.now)
        work.commit()


def saved(store: Store, call_id: str, form: Form, version: int = 0) -> int:
    call(store, call_id)
    files = CallFiles(store, directory(), None, None)  # type: ignore[arg-type]  # saving needs neither places nor callers
    return files.save(FANG, call_id, Saved(version=version, form=form)).version


def confirm(store: Store, call_id: str, version: int = 1) -> dict[str, Any]:
    shown = wrap_ups(store).confirm(FANG, call_id, version)
    assert shown is not None
    return shown


def facts(store: Store, call_id: str) -> list[str]:
    with store.reading() as work:
        return [row.kind for row in work.log.of_call(call_id)]


def test_a_confirmed_call_has_its_number_and_its_clock(store: Store) -> None:
    saved(store, "c1", complete(reporter_name="张三", reporter_phone="13800000123"))
    shown = confirm(store, "c1")
    assert shown["number"].startswith(YEAR_PREFIX) and shown["number"].endswith("-00001")
    assert (shown["state"], shown["real_name"], shown["versions"]) == ("confirmed", True, 1)
    assert shown["due"] > shown["accepted_at"][:10]
    assert facts(store, "c1") == ["RegistrationEdited", "RegistrationConfirmed"]


def test_confirmed_twice_is_confirmed_once(store: Store) -> None:
    saved(store, "c1", complete())
    with ThreadPoolExecutor(4) as pool:
        shown = list(pool.map(lambda _: confirm(store, "c1"), range(4)))
    assert len({one["number"] for one in shown}) == 1
    assert facts(store, "c1").count("RegistrationConfirmed") == 1
    saved(store, "c2", complete())
    assert confirm(store, "c2")["number"].endswith("-00002")


def test_numbers_have_no_gap_when_many_confirm_at_once_and_some_are_refused(store: Store) -> None:
    for n in range(24):
        saved(store, f"c{n}", complete() if n % 4 else complete(main_problem=None))

    def press(n: int) -> str:
        try:
            return str(confirm(store, f"c{n}")["number"])
        except NotReady:
            return ""

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(filter(None, pool.map(press, range(24))))
    assert [int(number[-5:]) for number in numbers] == list(range(1, 19))


DIES = """
import os, sys
from store.unit_of_work import Store, Work
from tests.integration.seats.test_wrap_up import confirm
from tests.integration.conftest import build_store
Work.commit = lambda self: os._exit(9)
confirm(build_store(sys.argv[1]), "c1")
"""


def test_a_service_that_dies_between_number_and_commit_leaves_no_gap(store: Store) -> None:
    saved(store, "c1", complete())
    url = store.engine.url.render_as_string(hide_password=False)
    died = subprocess.run([sys.executable, "-c", DIES, url], cwd=Path(PROJECT), capture_output=True, text=True)
    assert died.returncode == 9, died.stderr
    assert facts(store, "c1") == ["RegistrationEdited"]
    assert confirm(store, "c1")["number"].endswith("-00001")


def test_a_form_that_was_saved_meanwhile_is_not_confirmed_unseen(store: Store) -> None:
    saved(store, "c1", complete())
    saved(store, "c1", complete(note="另一页写的"), version=1)
    with pytest.raises(NewerForm) as newer:
        confirm(store, "c1", version=1)
    assert newer.value.form is not None and newer.value.form["note"] == "另一页写的"


def test_another_unit_confirms_nothing(store: Store) -> None:
    saved(store, "c1", complete())
    with pytest.raises(NoSuchCall):
        wrap_ups(store).confirm(STRANGER, "c1", 1)
    with pytest.raises(NoSuchCall):
        Versions(store, directory()).of_call(STRANGER, "c1")


def test_a_call_that_is_no_matter_takes_no_number(store: Store) -> None:
    saved(store, "c1", Form(disposition="误拨"))
    assert (confirm(store, "c1")["number"], confirm(store, "c1")["state"]) == (None, "closed")
    saved(store, "c2", complete())
    assert confirm(store, "c2")["number"].endswith("-00001")
    assert facts(store, "c1")[-1] == "RegistrationClosed"


def test_what_was_confirmed_is_amended_and_the_earlier_stays_readable(store: Store) -> None:
    saved(store, "c1", complete(demand="立案"))
    number = confirm(store, "c1")["number"]
    amended = Amended(after=1, reason="反映人来电补充", form=complete(demand="立案并退还财物"))
    shown = wrap_ups(store).amend(FANG, "c1", amended)
    assert shown is not None and (shown["number"], shown["versions"]) == (number, 2)
    first, second = Versions(store, directory()).of_call(FANG, "c1")
    assert (first["form"]["demand"], second["form"]["demand"]) == ("立案", "立案并退还财物")
    assert (first["reason"], second["reason"]) == ("", "反映人来电补充")
    assert facts(store, "c1")[-1] == "RegistrationAmended"
    with pytest.raises(NewerForm):
        wrap_ups(store).amend(FANG, "c1", amended)


def test_a_draft_is_not_amended(store: Store) -> None:
    saved(store, "c1", complete())
    with pytest.raises(NotWrappedUp):
        wrap_ups(store).amend(FANG, "c1", Amended(after=1, reason="x", form=complete()))


def test_a_wrong_number_that_was_a_matter_after_all_gets_its_number(store: Store) -> None:
    saved(store, "c1", Form(disposition="误拨"))
    confirm(store, "c1")
    shown = wrap_ups(store).amend(FANG, "c1", Amended(after=1, reason="选错了处置", form=complete()))
    assert shown is not None and (shown["state"], shown["number"][-5:]) == ("confirmed", "00001")


def supervisor(store: Store, unit: str) -> None:
    with store.work() as work:
        work.people.put(f"boss-{unit}", name="赵主任", password_hash="-", role="supervisor", unit=unit)
        work.commit()


URGENT = {"urgent": True, "fast_track_person": "李四", "fast_track_unit": "督察支队"}


def test_what_happens_now_is_a_work_item_of_the_supervisors_at_once(store: Store) -> None:
    supervisor(store, TAIAN)
    saved(store, "c1", complete(**URGENT))
    number = confirm(store, "c1")["number"]
    with store.reading() as work:
        (item,) = work.work_items.of_units([TAIAN], ANYBODY)
        assert (item.kind, work.work_items.note(item)) == ("fast_track", f"{number} 李四，督察支队")
    assert facts(store, "c1")[-1] == "FastTrackOpened"


def test_a_complaint_about_the_own_organ_is_told_to_the_one_above(store: Store) -> None:
    for unit in (TAIAN, SHANDONG):
        supervisor(store, unit)
    saved(store, "c1", complete(**URGENT, accused=[{"unit": "泰安市公安局"}]))
    confirm(store, "c1")
    with store.reading() as work:
        row = work.registrations.of_call("c1")
        assert row is not None and work.registrations.barred(row) == [{"name": "泰安市公安局", "code": TAIAN}]
        assert (work.work_items.of_units([TAIAN], ANYBODY), len(work.work_items.of_units([SHANDONG], ANYBODY))) == (
            [],
            1,
        )


def test_a_promise_to_call_back_is_a_work_item_that_somebody_closes_once(store: Store) -> None:
    saved(store, "c1", Form(disposition="中断", callback_at="2026-11-23 09:30", callback_note="上午在家"))
    confirm(store, "c1")
    with store.reading() as work:
        (item,) = work.work_items.of_units([TAIAN], ANYBODY)
        assert item.due_at is not None and item.due_at.isoformat() == "2026-11-23T01:30:00+00:00"
    done = WorkDone(store, directory())
    with pytest.raises(NoSuchItem):
        done.close(STRANGER, item.id)
    done.close(FANG, item.id)
    done.close(Viewer(3, "别人", Role.OPERATOR, TAIAN), item.id)
    with store.reading() as work:
        closed = work.work_items.get(item.id)
        assert closed is not None and (closed.state, closed.closed_by) == ("done", FANG.person)
    assert facts(store, "c1").count("WorkItemClosed") == 1


def test_a_repeat_is_linked_to_the_earlier_matter_and_stays_its_own(store: Store) -> None:
    saved(store, "c1", complete())
    earlier = confirm(store, "c1")["number"]
    saved(store, "c2", complete(repeat_report=True, repeat_of=earlier))
    assert confirm(store, "c2")["number"] != earlier
    with store.reading() as work:
        first, second = work.registrations.of_call("c1"), work.registrations.of_call("c2")
        assert first is not None and second is not None and second.repeats == first.id


@pytest.mark.parametrize("number", ["370900-2026-99999", "370900-2026-00001'", "%"])
def test_a_repeat_of_a_number_that_is_none_is_refused(store: Store, number: str) -> None:
    saved(store, "c1", complete(repeat_report=True, repeat_of=number))
    with pytest.raises(NotReady) as refused:
        confirm(store, "c1")
    assert [fault.field for fault in refused.value.faults] == ["repeat_of"]
    saved(store, "c1", complete(repeat_report=True), version=1)
    assert confirm(store, "c1", version=2)["number"].endswith("-00001")


def test_who_wraps_a_message_up_has_heard_it(store: Store) -> None:
    call(store, "c1")
    with store.work() as work:
        work.work_items.open("message", "c1", TAIAN, date(2026, 11, 23), False, work.now)
        work.commit()
    saved(store, "c1", complete(channel="电话留言", told_lawful=False))
    confirm(store, "c1")
    with store.reading() as work:
        item = work.work_items.of_call("message", "c1")
        assert item is not None and (item.state, item.closed_by) == ("done", FANG.person)
    assert "WorkItemClosed" in facts(store, "c1")


def test_lists_are_alike_on_both_databases(store: Store) -> None:
    for n in range(3):
        saved(store, f"c{n}", complete())
        confirm(store, f"c{n}")
    saved(store, "half", Form(note="写了一半"))
    answered(store, "waiting")
    answered(store, "c2")
    lists = Lists(store, directory())
    assert {row["call_id"] for row in lists.drafts(FANG)} == {"half", "waiting"}
    assert lists.drafts(Viewer(77, "别人", Role.OPERATOR, TAIAN)) == lists.ledger(STRANGER, Asked()) == []
    day = lists.my_day(FANG, None)
    assert (day["answered"], day["registered"], day["drafts"], day["mean_talk_s"]) == (2, 3, 2, 60.0)
    ledger = lists.ledger(FANG, Asked())
    assert [row["call_id"] for row in ledger] == ["c2", "c1", "c0"]
    assert [row["call_id"] for row in lists.ledger(FANG, Asked(before="c1"))] == ["c0"]
    assert [row["call_id"] for row in lists.ledger(FANG, Asked(q=ledger[0]["number"]))] == ["c2"]
    assert len(lists.ledger(FANG, Asked(q="13800000123", state="confirmed"))) == 3
    assert lists.ledger(FANG, Asked(urgent=True)) == []


def answered(store: Store, call_id: str) -> None:
    call(store, call_id)
    with store.work() as work:
        row = work.calls.get(call_id)
        assert row is not None
        row.answered_at = row.ended_at = work.now
        row.answered_by, row.talk_s = FANG.person, 60.0
        work.commit()


def test_what_was_told_has_the_time_of_the_service_and_keeps_it(store: Store) -> None:
    call(store, "c1")
    files = CallFiles(store, directory(), None, None)  # type: ignore[arg-type]  # saving needs neither places nor callers
    first = files.save(FANG, "c1", Saved(version=0, form=Form(told_lawful=True, told_at="1999-01-01T00:00:00Z")))
    again = files.save(FANG, "c1", Saved(version=1, form=Form(told_lawful=True, note="x")))
    undone = files.save(FANG, "c1", Saved(version=2, form=Form(told_at="1999-01-01T00:00:00Z")))
    assert first.told_at is not None and not first.told_at.startswith("1999")
    assert (again.told_at, undone.told_at) == (first.told_at, None)


def test_no_personal_data_is_in_the_facts_or_open_in_the_rows(store: Store) -> None:
    secret = "密语甲乙丙"
    form = complete(**(URGENT | {"fast_track_person": secret}), reporter_name=secret, accused=[{"unit": secret}])
    saved(store, "c1", form.model_copy(update={"callback_at": "2026-11-23 09:30", "callback_note": secret}))
    confirm(store, "c1")
    wrap_ups(store).amend(FANG, "c1", Amended(after=1, reason=secret, form=form))
    with store.engine.connect() as connection:
        for table in ("events", "registrations", "registration_versions", "work_items"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608  (names of ours)
            assert rows and secret not in str(rows) and ascii(secret)[1:-1] not in str(rows)
            assert all(secret.encode() not in bytes(cell) for row in rows for cell in row if isinstance(cell, bytes))
