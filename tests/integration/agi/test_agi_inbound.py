"""A call arrives: it is sent to the right unit first, and written down before its recorder starts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from cases.clock import CHINA
from store.unit_of_work import Store
from tests.fakes.agi_peer import ask, headers
from tests.integration.agi.conftest import NIGHT, WORKING, Serve

CALL = "1763773200.1"
FACTS = ["CallArrived", "CallRouted", "RecordingStarted", "RecordingStarted"]


def kinds(store: Store, call_id: str = CALL) -> list[str]:
    with store.reading() as work:
        return [row.kind for row in work.log.of_call(call_id)]


def test_a_call_in_office_hours_goes_to_the_queue_of_the_dialled_area(serve: Serve, store: Store) -> None:
    assert ask(serve(store)) == {"HOTLINE_UNIT": "370900", "HOTLINE_ACTION": "queue"}


def test_a_call_out_of_hours_goes_to_a_message(serve: Serve, store: Store) -> None:
    assert ask(serve(store, at=NIGHT)) == {"HOTLINE_UNIT": "370900", "HOTLINE_ACTION": "message"}


def test_a_call_without_an_area_code_goes_to_the_unit_of_its_trunk(serve: Serve, store: Store) -> None:
    said = headers(extension="12389", dnid="12389", arg_2="320100")
    assert ask(serve(store), said)["HOTLINE_UNIT"] == "320100"


@pytest.mark.parametrize("called", ["030012389", "0", "s", "unknown", "", "a" * 8_000, "${HANGUP()}", "1&2;3"])
def test_a_number_that_is_no_units_goes_to_the_unit_of_the_trunk(serve: Serve, store: Store, called: str) -> None:
    assert ask(serve(store), headers(extension=called, dnid=called))["HOTLINE_UNIT"] == "370900"


def test_the_rows_are_there_when_the_call_is_let_go(serve: Serve, store: Store) -> None:
    ask(serve(store))
    with store.reading() as work:
        row = work.calls.get(CALL)
        assert row is not None
        assert (row.unit, row.called, row.action) == ("370900", "053812389", "queue")
        assert row.arrived_at.astimezone(CHINA) == WORKING
        assert work.calls.caller(row) == "13900000000"
        assert [segment.id for segment in work.segments.of_call(CALL)] == [f"{CALL}.1.rx", f"{CALL}.1.tx"]
    assert kinds(store) == FACTS


def test_the_facts_say_why_and_hold_no_number(serve: Serve, store: Store) -> None:
    ask(serve(store), headers(extension="13811112222", dnid="13811112222"))
    with store.reading() as work:
        rows = work.log.of_call(CALL)
        assert [row.body for row in rows if row.kind == "CallRouted"] == [
            {"action": "queue", "reason": "no_area_code,open"}
        ]
        assert not any("1381111" in str(row.body) or "1390000" in str(row.body) for row in rows)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"callerid": "+8613900000000"}, "13900000000"),
        ({"callerid": "unknown"}, ""),
        ({"callerid": "anonymous"}, ""),
        ({"callerid": ""}, ""),
        ({"callerid": "13900000000", "callingpres": "32"}, ""),
        ({"callerid": 'a"b;c&d${EVIL}'}, 'a"b;c&d${EVIL}'),
        ({"callerid": "13\u2028900\x00000\x85"}, "13900000"),
        ({"callerid": "9" * 8_192}, "9" * 80),
    ],
)
def test_the_callers_number_is_kept_in_its_normal_form(
    serve: Serve, store: Store, said: dict[str, str], kept: str
) -> None:
    ask(serve(store), headers(**said))
    with store.reading() as work:
        row = work.calls.get(CALL)
        assert row is not None
        assert work.calls.caller(row) == kept


@pytest.mark.parametrize(
    "name",
    ["張三".encode("gbk"), b"\xed\xa0\x80", b"\xff" * 8_192, '"\\;&${EVIL}\u2028'.encode(), b"a\x00b", b"a\rb"],
)
def test_no_name_of_a_caller_disturbs_the_call(serve: Serve, store: Store, name: bytes) -> None:
    assert ask(serve(store), headers(calleridname=name)) == {"HOTLINE_UNIT": "370900", "HOTLINE_ACTION": "queue"}
    assert kinds(store) == FACTS


@pytest.mark.parametrize("call_id", ["", "../../etc/passwd", "a b", "x" * 81, "1;2", "-rf", "1.2\u2028", "呼叫"])
def test_a_hostile_call_id_is_routed_and_not_written(serve: Serve, store: Store, call_id: str) -> None:
    assert ask(serve(store), headers(arg_1=call_id))["HOTLINE_UNIT"] == "370900"
    with store.reading() as work:
        assert work.log.last() == 0 and not work.calls.open()


def test_the_same_call_twice_makes_its_rows_once(serve: Serve, store: Store) -> None:
    address = serve(store)
    assert ask(address) == ask(address)
    assert kinds(store) == FACTS


def test_two_calls_at_once_each_get_their_own_way(serve: Serve, store: Store) -> None:
    address = serve(store)
    calls = [headers(arg_1=f"call-{n}.1", extension=f"{code}12389") for n, code in enumerate(["0538", "010"] * 8)]
    with ThreadPoolExecutor(4) as pool:
        units = [answer["HOTLINE_UNIT"] for answer in pool.map(lambda said: ask(address, said), calls)]
    assert units == ["370900", "110000"] * 8
    assert [kinds(store, f"call-{n}.1") for n in range(16)] == [FACTS] * 16


def test_a_row_that_the_ami_link_made_first_learns_the_way(serve: Serve, store: Store) -> None:
    with store.work() as work:
        work.calls.arrived(CALL, unit="000000", called="12389", caller="", action="queue", at=WORKING)
        work.commit()
    ask(serve(store, at=NIGHT))
    with store.reading() as work:
        row = work.calls.get(CALL)
        assert row is not None and (row.unit, row.action) == ("370900", "message")
    assert kinds(store) == FACTS[1:]
