"""Hot desks: who may sit where, and when calls may come."""

from __future__ import annotations

import pytest

from tests.desk_world import JINAN, JINAN_SEAT, SEAT, SHANDONG, SHANDONG_SEAT, TAIAN, World


def facts(world: World) -> list[tuple[str, str]]:
    with world.store.reading() as work:
        return [(row.kind, row.seat) for row in work.log.after(0)]


def test_me_says_who_i_am_and_where_i_sit(world: World) -> None:
    person = world.person("fang")
    assert world.client.get("/api/me", headers=world.sit("fang", SEAT)).json() == {
        "person": person, "name": "王小芳", "role": "operator", "role_name": "值机员", "unit": TAIAN,
        "unit_name": "泰安市公安局", "answers_calls": True, "seat": SEAT,
    }  # fmt: skip


def test_who_sits_down_gets_no_call_before_saying_so(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    assert world.link.asked == [("pause", SEAT, "sat_down")]
    assert facts(world) == [("SeatSignedIn", SEAT)]
    assert world.client.post("/api/seat/state", json={"state": "ready"}, headers=headers).status_code == 204
    assert world.link.asked[-1] == ("ready", SEAT)


def test_sitting_down_twice_is_sitting_down_once(world: World) -> None:
    world.person("fang")
    world.sit("fang", SEAT)
    world.sit("fang", SEAT)
    assert facts(world) == [("SeatSignedIn", SEAT)]


def test_reloading_the_seat_in_use_does_not_pause_it(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    world.client.post("/api/seat/state", json={"state": "ready"}, headers=headers)
    world.sit("fang", SEAT)
    assert world.link.asked[-1] == ("ready", SEAT)


def test_a_taken_seat_is_refused_with_the_name(world: World) -> None:
    world.person("fang")
    world.person("lan", name="李兰")
    world.sit("fang", SEAT)
    answer = world.client.post("/api/seat", json={"seat": SEAT}, headers=world.sign_in("lan"))
    assert (answer.status_code, answer.json()["message"]) == (409, "坐席 37091 正由王小芳使用，请选择其他坐席。")


def test_one_moves_to_another_seat_and_leaves_no_ringing_desk_behind(world: World) -> None:
    world.person("hui", SHANDONG)
    world.sit("hui", SHANDONG_SEAT)
    world.sit("hui", "37002")
    assert facts(world)[1:] == [("SeatSignedOut", SHANDONG_SEAT), ("SeatSignedIn", "37002")]
    assert ("pause", SHANDONG_SEAT, "empty") in world.link.asked


def test_leaving_pauses_the_seat_and_frees_it(world: World) -> None:
    world.person("fang")
    world.person("lan", name="李兰")
    headers = world.sit("fang", SEAT)
    assert world.client.delete("/api/seat", headers=headers).status_code == 204
    assert world.link.asked[-1] == ("pause", SEAT, "empty")
    assert facts(world)[-1] == ("SeatSignedOut", SEAT)
    world.sit("lan", SEAT)
    assert world.client.delete("/api/seat", headers=headers).status_code == 204
    assert world.client.get("/api/me", headers=world.sign_in("lan")).json()["seat"] == SEAT


@pytest.mark.parametrize(
    ("unit", "role", "seat", "status"),
    [
        (TAIAN, "operator", SEAT, 200),
        (TAIAN, "operator", JINAN_SEAT, 403),
        (TAIAN, "operator", SHANDONG_SEAT, 403),
        (TAIAN, "operator", "99999", 403),
        (SHANDONG, "operator", SEAT, 403),
        (SHANDONG, "supervisor", SEAT, 200),
        (JINAN, "supervisor", SEAT, 403),
        (TAIAN, "system_admin", SEAT, 403),
    ],
)
def test_who_may_sit_where(world: World, unit: str, role: str, seat: str, status: int) -> None:
    world.person("x", unit, role)
    answer = world.client.post("/api/seat", json={"seat": seat}, headers=world.sign_in("x"))
    assert answer.status_code == status


def test_the_list_has_the_seats_one_may_take_and_who_sits_there(world: World) -> None:
    world.person("hui", SHANDONG)
    world.person("bin", SHANDONG, name="孙斌")
    world.sit("hui", SHANDONG_SEAT)
    seats = world.client.get("/api/seats", headers=world.sign_in("bin")).json()
    assert [(seat["number"], seat["person"], seat["mine"]) for seat in seats] == [
        (SHANDONG_SEAT, "王小芳", False),
        ("37002", "", False),
    ]


def give(world: World, login: str, seat: str) -> None:
    with world.store.work() as work:
        row = work.people.by_login(login)
        assert row is not None
        row.given_seat = seat
        work.commit()


def test_the_given_seat_stands_first_and_keeps_nobody_from_another(world: World) -> None:
    world.person("hui", SHANDONG)
    world.person("bin", SHANDONG, name="孙斌")
    give(world, "bin", "37002")
    world.sit("hui", "37002")
    seats = world.client.get("/api/seats", headers=world.sign_in("bin")).json()
    assert [(seat["number"], seat["given"], seat["person"]) for seat in seats] == [
        ("37002", True, "王小芳"),
        (SHANDONG_SEAT, False, ""),
    ]
    world.sit("bin", SHANDONG_SEAT)


def test_a_given_seat_that_one_may_not_take_is_not_offered(world: World) -> None:
    """The unit's right decides when the seat is taken, not the day when it was given."""
    world.person("fang")
    give(world, "fang", JINAN_SEAT)
    seats = world.client.get("/api/seats", headers=world.sign_in("fang")).json()
    assert [(seat["number"], seat["given"]) for seat in seats] == [(SEAT, False)]


@pytest.mark.parametrize("reason", ["break", "meal", "meeting", "training", "case", "other"])
def test_a_pause_carries_its_coded_reason(world: World, reason: str) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    body = {"state": "paused", "reason": reason}
    assert world.client.post("/api/seat/state", json=body, headers=headers).status_code == 204
    assert world.link.asked[-1] == ("pause", SEAT, reason)


def test_a_reason_of_ones_own_is_refused(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    body = {"state": "paused", "reason": "x\r\nAction: Originate"}
    answer = world.client.post("/api/seat/state", json=body, headers=headers)
    assert (answer.status_code, answer.json()["fields"]) == (422, ["reason"])


def test_without_a_seat_there_is_no_state(world: World) -> None:
    world.person("fang")
    answer = world.client.post("/api/seat/state", json={"state": "ready"}, headers=world.sign_in("fang"))
    assert (answer.status_code, answer.json()["message"]) == (409, "您还没有坐席，请先选择坐席。")


def test_with_the_exchange_away_one_can_sit_and_leave_but_not_get_ready(world: World) -> None:
    world.link.refuses = True
    world.person("fang")
    headers = world.sit("fang", SEAT)
    answer = world.client.post("/api/seat/state", json={"state": "ready"}, headers=headers)
    assert answer.status_code == 503 and "话务系统" in answer.json()["message"]
    assert world.client.delete("/api/seat", headers=headers).status_code == 204


def test_signing_out_leaves_the_seat(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    assert world.client.post("/sign-out", headers=headers).status_code == 303
    assert world.link.asked[-1] == ("pause", SEAT, "empty")
    assert world.client.get("/api/me", headers=world.sign_in("fang")).json()["seat"] == ""


def test_signing_out_of_one_browser_keeps_the_seat_that_another_works_at(world: World) -> None:
    world.person("fang")
    headers, other = world.sit("fang", SEAT), world.sign_in("fang")
    with world.desk(other) as desk:
        desk.next()
        world.client.post("/sign-out", headers=headers)
        assert world.client.get("/api/me", headers=other).json()["seat"] == SEAT
