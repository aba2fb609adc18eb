"""`/ws/board` on the wire: who gets what, and that a difference on top of a snapshot is the picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from seats.board.feed import LONGEST
from tests.board_storm import Storm
from tests.desk_world import JINAN, JINAN_SEAT, MINISTRY, SEAT, SHANDONG, SHANDONG_SEAT, TAIAN, World
from tests.integration.seats.board.board_view import TABLES, BoardView

CALLER, MASKED = "13800000123", "138****0123"


@contextmanager
def board(world: World, unit: str, login: str = "") -> Iterator[BoardView]:
    """A supervisor's board of the unit, with its snapshot."""
    login = login or f"boss-{unit}"
    world.person(login, unit, "supervisor")
    with world.desk(world.sign_in(login), "/ws/board") as watched:
        view = BoardView(watched)
        assert view.read() == "snapshot"
        yield view


def calls(world: World, call_id: str, seat: str, unit: str) -> None:
    world.now(world.link.arrive, call_id, unit=unit, caller=CALLER)
    world.now(world.link.ring, seat, call_id)


def test_the_ministry_begins_with_all_seats_of_the_country(world: World) -> None:
    with board(world, MINISTRY) as view:
        assert len(view.tables["seats"]) == 422
        assert view.connected and view.tables["waiting"] == {}


def test_a_call_is_seen_waiting_ringing_talking_and_over(world: World) -> None:
    world.person("fang", name="王小芳")
    world.sit("fang", SEAT)
    with board(world, TAIAN) as view:
        assert view.until("seats", SEAT, person="王小芳")["state"] == "paused"
        calls(world, "c1", SEAT, TAIAN)
        waiting = view.until("waiting", "c1")
        assert (waiting["caller"], waiting["unit"]) == (MASKED, TAIAN)
        assert view.until("seats", SEAT, state="ringing")["call"]["caller"] == MASKED
        world.now(world.link.answer, SEAT, "c1")
        talking = view.until("seats", SEAT, state="talking")
        view.until_gone("waiting", "c1")
        assert (talking["person"], talking["call"]["call_id"]) == ("王小芳", "c1")
        world.now(world.link.hang_up, SEAT, "c1")
        assert view.until("seats", SEAT, state="wrap_up")["call"] is None


def test_who_asks_for_help_is_seen_with_the_reason(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with board(world, TAIAN) as view:
        for body in ({"up": True, "note": ""}, {"up": True, "note": "反映人情绪激动"}):
            assert world.client.post("/api/phone/hand", json=body, headers=headers).status_code == 204
            assert view.until("seats", SEAT, hand_note=body["note"], hand=True)
        world.client.post("/api/phone/hand", json={"up": False, "note": ""}, headers=headers)
        assert view.until("seats", SEAT, hand=False)["hand_note"] == ""


def test_nobody_gets_the_whole_number_of_a_caller(world: World) -> None:
    with board(world, MINISTRY) as view:
        calls(world, "c1", SEAT, TAIAN)
        world.now(world.link.answer, SEAT, "c1")
        view.until("seats", SEAT, state="talking")
        assert CALLER not in view.heard and MASKED in view.heard


def test_a_city_gets_nothing_of_another_city(world: World) -> None:
    with board(world, TAIAN) as ours, board(world, JINAN) as theirs:
        assert list(theirs.tables["seats"]) == [JINAN_SEAT]
        calls(world, "c1", SEAT, TAIAN)
        world.now(world.link.answer, SEAT, "c1")
        ours.until("seats", SEAT, state="talking")
        world.now(world.link.seat, JINAN_SEAT, "offline")
        theirs.until("seats", JINAN_SEAT, state="offline")
        for told in ("c1", SEAT, TAIAN, MASKED):
            assert repr(told) not in theirs.heard


def test_a_province_gets_its_cities_and_no_city_gets_the_province(world: World) -> None:
    with board(world, SHANDONG) as province, board(world, TAIAN) as city, board(world, "410000") as other:
        calls(world, "c1", SHANDONG_SEAT, TAIAN)
        assert province.until("seats", SHANDONG_SEAT, state="ringing")["call"]["unit"] == TAIAN
        province.until("waiting", "c1")
        city.until("waiting", "c1")
        assert repr(SHANDONG_SEAT) not in city.heard
        world.now(world.link.seat, "41001", "offline")
        other.until("seats", "41001", state="offline")
        assert repr("c1") not in other.heard and repr(SHANDONG_SEAT) not in other.heard


def test_a_caller_who_moves_to_another_unit_leaves_the_board_of_the_first(world: World) -> None:
    with board(world, TAIAN) as first, board(world, JINAN) as second, board(world, SHANDONG) as above:
        world.now(world.link.arrive, "c1", unit=TAIAN)
        first.until("waiting", "c1")
        world.now(world.link.arrive, "c1", unit=JINAN)
        second.until("waiting", "c1", unit=JINAN)
        first.until_gone("waiting", "c1")
        assert above.until("waiting", "c1", unit=JINAN)


@pytest.mark.parametrize("role", ["operator", "system_admin", "security_admin", "audit_admin"])
def test_only_supervisors_get_a_board(world: World, role: str) -> None:
    world.person("x", TAIAN, role)
    headers = world.sign_in("x")
    with world.desk(headers, "/ws/board") as watched:
        assert watched.closed_with() == 4403
    assert world.client.get("/api/board/layout", headers=headers).status_code == 403


def test_the_layout_is_that_of_the_jurisdiction(world: World) -> None:
    world.person("boss", SHANDONG, "supervisor")
    found = world.client.get("/api/board/layout", headers=world.sign_in("boss")).json()
    assert len(found["units"]) == 17 and len(found["seats"]) == 18
    taian = next(unit for unit in found["units"] if unit["code"] == TAIAN)
    assert taian == {
        "code": TAIAN, "name": "泰安市公安局", "short": "泰安", "tier": "city", "parent": SHANDONG,
        "letters": ["t", "a"],
    }  # fmt: skip


def test_changes_of_one_moment_come_in_one_message(world: World) -> None:
    def storm() -> None:
        for seat in world.directory.all_seats()[:100]:
            for state in ("ringing", "talking"):
                world.link.seat(seat.number, state)

    with board(world, MINISTRY) as view:
        world.now(storm)
        view.until("seats", "00001", state="talking")
        assert view.kinds == ["snapshot", "changes"]
        assert sum(row["state"] == "talking" for row in view.tables["seats"].values()) == 100


def test_every_board_of_a_jurisdiction_ends_with_the_same_picture(world: World) -> None:
    with ExitStack() as opened:
        views = [opened.enter_context(board(world, SHANDONG, f"boss{n}")) for n in range(3)]
        for n in range(30):
            calls(world, f"c{n}", SEAT, TAIAN)
            world.now(world.link.answer, SEAT, f"c{n}")
            world.now(world.link.hang_up, SEAT, f"c{n}")
        late = opened.enter_context(board(world, SHANDONG, "late"))
        world.now(world.link.seat, SEAT, "offline")
        for view in (*views, late):
            view.until("seats", SEAT, state="offline")
            assert view.tables == views[0].tables


def test_a_board_that_does_not_read_goes_on_with_a_new_snapshot(world: World) -> None:
    with board(world, TAIAN) as view:

        def storm() -> None:
            # In one turn of the loop: as if the browser had not read a word meanwhile.
            for n in range(LONGEST + 1):
                world.link.seat(SEAT, "paused", reason=f"{n}")
                world.service.board.send()

        world.now(storm)
        assert view.read() == "snapshot"
        assert view.tables["seats"][SEAT]["reason"] == str(LONGEST)
        world.now(world.link.seat, SEAT, "ready")
        view.until("seats", SEAT, state="ready")


def test_a_lost_link_is_told_and_what_changed_meanwhile_comes_with_its_return(world: World) -> None:
    with board(world, TAIAN) as view:
        calls(world, "c1", SEAT, TAIAN)
        view.until("waiting", "c1")
        world.now(world.link.lose)
        while view.connected:
            view.read()
        world.now(world.link.restore)
        while not view.connected:
            view.read()
        assert "c1" in view.tables["waiting"]


def test_signing_out_closes_the_board(world: World) -> None:
    world.person("boss", TAIAN, "supervisor")
    headers = world.sign_in("boss")
    with world.desk(headers, "/ws/board") as watched:
        watched.next()
        assert world.client.post("/sign-out", headers=headers).status_code == 303
        assert watched.closed_with() == 4401


def test_a_session_that_ended_by_itself_closes_the_board_at_the_next_look(world: World) -> None:
    world.service.board_socket.look_every_s = 0.05
    with board(world, TAIAN) as view:
        with world.store.engine.execution_options(writes=True).begin() as connection:
            connection.exec_driver_sql("DELETE FROM sessions")
        assert view.watched.closed_with() == 4401


def test_a_service_that_starts_again_has_the_picture_at_once(world: World) -> None:
    calls(world, "c1", SEAT, TAIAN)
    world.stop()
    world.start_again()
    with board(world, TAIAN) as view:
        assert view.tables["seats"][SEAT]["state"] == "ringing"
        assert list(view.tables["waiting"]) == ["c1"]


def test_differences_of_a_storm_add_up_to_the_picture_of_the_service(world: World) -> None:
    storm = Storm(world.link, world.directory)
    with board(world, MINISTRY) as country, board(world, SHANDONG) as province:
        for _ in range(40):
            world.now(lambda: [storm.step() for _ in range(50)])
        world.now(world.link.seat, "00001", "offline")
        world.now(world.link.seat, SHANDONG_SEAT, "offline")
        for view, seat, units in (
            (country, "00001", world.directory.jurisdiction(MINISTRY)),
            (province, SHANDONG_SEAT, world.directory.jurisdiction(SHANDONG)),
        ):
            view.until("seats", seat, state="offline")
            while view.tables != {table: shown(world, table, units) for table in TABLES}:
                view.read()


def shown(world: World, table: str, units: frozenset[str]) -> dict[str, object]:
    rows = [row for row in world.service.board.sheet.bodies(table) if row["unit"] in units]  # type: ignore[arg-type]
    return {str(row[TABLES[table]]): row for row in rows}
