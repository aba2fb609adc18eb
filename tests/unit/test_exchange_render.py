"""Templates become files; no value changes what a file means."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cases.seats import browser_secret
from exchange.plan import ExchangePlan, Seat, Secrets, Unit
from exchange.render import UnsafeValue, render
from tests.unit.test_exchange_plan import SEATS, UNITS, a_plan

TEMPLATES = Path(__file__).resolve().parents[2] / "asterisk-conf"


def section(text: str, name: str) -> str:
    return re.search(rf"^\[{re.escape(name)}\][^\n]*\n(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL).group(1)  # type: ignore[union-attr]


def rendered(plan: ExchangePlan, folder: Path, name: str) -> str:
    render(plan, TEMPLATES, folder)
    return (folder / name).read_text(encoding="utf-8")


HOSTILE = [
    "泰安\n[admin]",
    "泰安;",
    "泰安[",
    "泰安\x00",
    "${SHELL(id)}",
    "泰安\u2028",
    "a\\",
    'a"b',
    " a",
    "a,b",
    "\ufeffa",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_unit_name_is_refused(tmp_path: Path, name: str) -> None:
    plan = replace(a_plan(), units=(*UNITS, Unit("371100", name, "city", "370000")))
    with pytest.raises(UnsafeValue):
        render(plan, TEMPLATES, tmp_path)


@pytest.mark.parametrize("password", HOSTILE)
def test_a_hostile_password_is_refused_and_not_repeated(tmp_path: Path, password: str) -> None:
    plan = replace(a_plan(), seats=(*SEATS, Seat("37102", "371000", password + "hidden")))
    with pytest.raises(UnsafeValue, match=r"pjsip\.conf") as refused:
        render(plan, TEMPLATES, tmp_path)
    assert "hidden" not in str(refused.value)


def test_a_hostile_ami_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeValue, match=r"manager\.conf"):
        render(replace(a_plan(), secrets=Secrets("a\nwrite = all", "b")), TEMPLATES, tmp_path)


def test_nothing_is_written_when_one_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeValue):
        render(replace(a_plan(), secrets=Secrets("a;", "b")), TEMPLATES, tmp_path)
    assert not list(tmp_path.iterdir())


def test_only_the_owner_may_read_the_files(tmp_path: Path) -> None:
    render(a_plan(), TEMPLATES, tmp_path)
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


def test_files_are_written_when_they_change_and_only_then(tmp_path: Path) -> None:
    assert len(render(a_plan(), TEMPLATES, tmp_path)) == len(list(TEMPLATES.glob("*.conf")))
    assert render(a_plan(), TEMPLATES, tmp_path) == []
    changed = replace(a_plan(), secrets=Secrets("another", "actor-secret"))
    assert render(changed, TEMPLATES, tmp_path) == [tmp_path / "manager.conf"]


def test_each_unit_has_its_queue_and_nobody_is_in_it_twice(tmp_path: Path) -> None:
    queues = rendered(a_plan(), tmp_path, "queues.conf")
    for unit in UNITS:
        members = re.findall(r"member => (\S+?),", section(queues, f"unit-{unit.code}"))
        assert members
        assert len(members) == len(set(members))
    assert "member => PJSIP/37091w,1,37091,,no,,yes" in section(queues, "unit-370900")


def test_nobody_has_signed_in_unless_the_plan_says_so(tmp_path: Path) -> None:
    assert set(re.findall(r"member => .*,(\w+)$", rendered(a_plan(), tmp_path, "queues.conf"), re.M)) == {"yes"}
    ready = replace(a_plan(), seats_start_paused=False)
    queues = rendered(ready, tmp_path, "queues.conf")
    assert {seat.interface for seat in SEATS} == set(re.findall(r"member => ([^,]+),.*,no$", queues, re.M))
    # The phone that is not in use rings for nobody, whoever has signed in.
    assert {seat.other_interface for seat in SEATS} == set(re.findall(r"member => ([^,]+),.*,yes$", queues, re.M))


def test_levels_join_in_on_the_second_and_ring_beside_those_before(tmp_path: Path) -> None:
    changes = re.findall(r"penaltychange => (.*)", rendered(a_plan(), tmp_path, "queuerules.conf"))
    assert changes == ["14,2,,2", "44,3,,3"]  # app_queue asks for more than so many seconds, at 15 and at 45
    queues = rendered(a_plan(), tmp_path, "queues.conf")
    assert "\ntimeout = 14\nretry = 1\n" in queues


def test_a_rule_for_overflow_by_order_changes_nothing_while_a_caller_waits(tmp_path: Path) -> None:
    rules = rendered(a_plan(), tmp_path, "queuerules.conf").split("[fixed]")
    assert len(rules) == 2 and "penaltychange" not in rules[1]
    dialplan = rendered(a_plan(), tmp_path, "extensions.conf")
    (queue,) = re.findall(r"n\(join\),(Queue\(.*\))", dialplan)
    assert queue == "Queue(unit-${HOTLINE_UNIT},c,,,120,,,${HOTLINE_RULE})"


def test_the_dialplan_expands_nothing_that_a_caller_chooses() -> None:
    plan = (TEMPLATES / "extensions.conf").read_text(encoding="utf-8")
    # The one exception: the dialled number, reduced to its digits, looks up its area code.
    assert plan.count("${FILTER(0-9,${EXTEN})}") == 1
    before, _, area = plan.replace("${FILTER(0-9,${EXTEN})}", "").partition("[area]")
    area, _, behind = area.partition("[message]")
    assert set(re.findall(r"Goto\(area,[^)]*\)", plan)) == {"Goto(area,0${HOTLINE_DIALLED},1)"}
    assert set(re.findall(r"[A-Z][a-z]+\(.*EXTEN[^A-Za-z].*", area)) == {"Goto(00${EXTEN:5},1)", "Goto(00${EXTEN:3},1)"}
    plan = before + behind
    assert not re.findall(r"CALLERID|EXTEN[^A-Za-z]|PJSIP_HEADER|CONNECTEDLINE|REDIRECTING", plan)


def test_who_acts_may_call_a_phone_and_nothing_of_the_system_and_ami_is_on_loopback(tmp_path: Path) -> None:
    manager = rendered(a_plan(), tmp_path, "manager.conf")
    assert re.findall(r"^bindaddr = (.*)$", manager, re.M) == ["127.0.0.1"]
    granted = ",".join(re.findall(r"^write = (.*)$", manager, re.M)).split(",")
    assert set(granted) == {"agent", "call", "originate", "reporting"}


def test_who_had_the_phone_in_the_browser_does_not_know_the_password_of_the_desk_phone(tmp_path: Path) -> None:
    pjsip = rendered(a_plan(), tmp_path, "pjsip.conf")
    assert pjsip.count("password = secret-c\n") == 1
    assert pjsip.count(f"password = {browser_secret('secret-c')}\n") == 1
    assert "[37091](phone)" in pjsip
    assert "[37091w](browser)" in pjsip


def test_on_every_interface_the_media_address_is_left_to_asterisk(tmp_path: Path) -> None:
    assert "media_address = 127.0.0.1" in rendered(a_plan(), tmp_path, "pjsip.conf")
    assert "media_address" not in rendered(replace(a_plan(), bind="0.0.0.0"), tmp_path, "pjsip.conf")  # noqa: S104 - the case


def test_seats_reach_seats_and_nothing_else(tmp_path: Path) -> None:
    dialplan = section(rendered(a_plan(), tmp_path, "extensions.conf"), "seats")
    assert re.findall(r"exten => (\S+?),1,Dial\((\S+?),30\)", dialplan) == [
        (seat.number, f"{seat.interface}&{seat.other_interface}") for seat in SEATS
    ]


@pytest.mark.parametrize(("context", "before"), [("transfer", ""), ("consult", ""), ("back", "0")])
def test_a_call_moves_to_seats_and_units_of_the_plan_and_nowhere_else(
    tmp_path: Path, context: str, before: str
) -> None:
    dialplan = section(rendered(a_plan(), tmp_path, "extensions.conf"), context)
    seats, units = {before + seat.number for seat in SEATS}, {unit.code for unit in UNITS}
    places = set(re.findall(r"exten => (\S+?),1,", dialplan))
    assert places == (seats | units if context != "back" else seats | {"0", "i"})
    dialled = set(re.findall(r"Dial\((\S+?),", dialplan))
    assert dialled == {f"{seat.interface}&{seat.other_interface}" for seat in SEATS}


def test_every_module_is_named_once() -> None:
    lines = (TEMPLATES / "modules.txt").read_text(encoding="utf-8").splitlines()
    names = [name for line in lines if (name := line.split("#")[0].strip())]
    assert len(names) == len(set(names))
    assert names.index("chan_pjsip") < names.index("app_queue")
