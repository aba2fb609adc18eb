"""A wall's pass: it shows the board without a name for as long as nobody takes it back, and opens nothing else."""

from __future__ import annotations

from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest

from seats.wall.api import WALL_COOKIE
from seats.wall.passes import Passes
from tests.desk_world import CALLER, JINAN, JINAN_SEAT, SEAT, SHANDONG, TAIAN, World
from tests.integration.seats.board.board_view import BoardView
from tests.integration.web.rights import ROUTES
from tests.integration.web.test_every_route import FILL, OPEN
from web.sessions import COOKIE

ROOM = "/wall/ws"


def open_wall(world: World, unit: str = TAIAN, login: str = "boss") -> str:
    """The token, as the browser gets it."""
    world.person(login, unit, "supervisor", name="陈建军")
    answer = world.client.post("/api/walls", json={"place": "指挥大厅东墙"}, headers=world.sign_in(login))
    assert answer.status_code == 204, answer.text
    cookie = SimpleCookie(answer.headers["set-cookie"])[WALL_COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/wall/", True, "strict")
    return cookie.value


def at_wall(world: World, token: str) -> dict[str, str]:
    return world.ours | {"Cookie": f"{WALL_COOKIE}={token}"}


def listed(world: World, login: str) -> list[dict[str, Any]]:
    return list(world.client.get("/api/walls", headers=world.sign_in(login)).json())


def end_all_sessions(world: World) -> None:
    with world.store.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM sessions")


def test_a_wall_shows_the_board_without_anybody_in_it(world: World) -> None:
    token = open_wall(world)
    world.person("fang", name="王小芳")
    world.sit("fang", SEAT)
    with world.desk(at_wall(world, token), ROOM) as watched:
        first = watched.next()
        assert first["unit_name"] == "泰安市公安局"
        assert [seat["number"] for seat in first["layout"]["seats"]] == [SEAT]
        view = BoardView(watched)
        view.tables, view.seq = {"seats": {}, "waiting": {}, "units": {}, "alarms": {}}, first["seq"]
        view.heard = str(first)
        world.now(world.link.arrive, "c1", unit=TAIAN)
        view.until("waiting", "c1", unit=TAIAN, caller="", place="")
        world.now(world.link.answer, SEAT, "c1")
        view.until("seats", SEAT, state="talking", person="", call=None)
        for sign in (CALLER, "138****", "王小芳", "陈建军", JINAN_SEAT):
            assert sign not in view.heard


def test_a_wall_runs_on_when_every_session_is_long_over(world: World) -> None:
    token = open_wall(world)
    world.service.wall.look_every_s = 0.02
    end_all_sessions(world)
    with world.desk(at_wall(world, token), ROOM) as watched:
        watched.next()
        for n in range(5):
            world.now(world.link.seat, SEAT, "paused", reason=f"{n}")
            world.now(world.service.board.send)
            assert watched.until("changes")["put"]["seats"][0]["state"] == "paused"


def test_the_pass_opens_nothing_but_its_own_socket(world: World) -> None:
    token = open_wall(world)
    for (method, path), asked in ROUTES.items():
        address = path.format(**FILL) + asked.query
        if path in OPEN or path.startswith(("/sign-in", "/static", "/desk/assets", "/wall/")):
            continue
        for name in (WALL_COOKIE, COOKIE):
            headers = world.ours | {"Cookie": f"{name}={token}"}
            if method == "WEBSOCKET":
                with world.desk(headers, path) as watched:
                    assert watched.closed_with() == 4401, (name, path)
            else:
                assert world.client.request(method, address, headers=headers).status_code == 401, (name, path)


@pytest.mark.parametrize("token", ["", "x", "é", "'--"])
def test_without_a_pass_the_wall_stays_dark(world: World, token: str) -> None:
    open_wall(world)
    for headers in (world.ours | {"Cookie": f"{WALL_COOKIE}={token}"}, world.sign_in("boss")):
        with world.desk({key: value.encode().decode("latin-1") for key, value in headers.items()}, ROOM) as watched:
            assert watched.closed_with() == 4401


def test_no_other_site_gets_to_the_wall(world: World) -> None:
    headers = at_wall(world, open_wall(world)) | {"Origin": "http://evil.example"}
    with world.desk(headers, ROOM) as watched:
        assert watched.closed_with() == 4403


def test_a_supervisor_takes_the_pass_back_and_the_wall_goes_dark_at_once(world: World) -> None:
    token = open_wall(world)
    for login, unit in (("above", SHANDONG), ("beside", JINAN)):
        world.person(login, unit, "supervisor")
    with world.desk(at_wall(world, token), ROOM) as watched:
        watched.next()
        (wall,) = listed(world, "above")
        assert (wall["place"], wall["by"], wall["shows"], listed(world, "beside")) == (
            "指挥大厅东墙",
            "陈建军",
            True,
            [],
        )
        path = f"/api/walls/{wall['id']}"
        assert world.client.delete(path, headers=world.sign_in("beside")).status_code == 404
        assert world.client.delete(path, headers=world.sign_in("above")).status_code == 204
        assert watched.closed_with() == 4401
    assert world.client.delete(path, headers=world.sign_in("boss")).status_code == 204
    assert listed(world, "boss") == []
    with world.desk(at_wall(world, token), ROOM) as watched:
        assert watched.closed_with() == 4401
    with world.store.reading() as work:
        assert [row.kind for row in work.log.whole() if row.kind.startswith("Wall")] == ["WallOpened", "WallRevoked"]


@pytest.mark.parametrize("change", ["active = false", "role = 'operator'", f"unit = '{JINAN}'"])
def test_a_wall_ends_when_nobody_answers_for_it_any_more(world: World, change: str) -> None:
    token = open_wall(world)
    world.service.wall.look_every_s = 0.02
    with world.desk(at_wall(world, token), ROOM) as watched:
        watched.next()
        with world.store.engine.execution_options(writes=True).begin() as connection:
            connection.exec_driver_sql(f"UPDATE people SET {change}")  # noqa: S608  (words of this test)
        assert watched.closed_with() == 4401


def test_a_pass_lasts_for_months_and_not_for_ever(world: World) -> None:
    token = open_wall(world)
    passes = Passes(world.store, world.directory)
    with world.store.reading() as work:
        (row,) = work.walls.of_units([TAIAN], work.now)
        assert row.expires_at - row.made_at > timedelta(days=300)
        assert work.walls.of_units([TAIAN], row.expires_at) == []
        assert work.walls.held(row.token_hash, row.expires_at) is None
    assert passes.find(token) is not None


def test_the_token_is_not_in_the_database(world: World) -> None:
    token = open_wall(world)
    with world.store.engine.connect() as connection:
        assert token not in str(connection.exec_driver_sql("SELECT * FROM wall_passes").all())
