"""Every route of the app needs a signed-in person, but for the few that are named open: found by walking the app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from tests.desk_world import JINAN, SEAT, TAIAN, World, open_world

OPEN = {"/sign-in", "/sign-in/code", "/sign-in/enrol", "/health", "/static", "/desk/assets"}
FILL = {
    "call_id": "c1",
    "n": "1",
    "item": "1",
    "page": "board",
    "alarm": "1",
    "seat": SEAT,
    "act": "listen",
    "order": "1",
}
# What each role gets from the routes about calls of 泰安; 200 stands for "served".
MAY = {
    "operator": ("operator", TAIAN, {"/api/calls/c1": 200, "/api/calls/c1/form": 422, "/api/seats": [SEAT]}),
    "supervisor": ("supervisor", TAIAN, {"/api/calls/c1": 200, "/api/calls/c1/form": 422, "/api/seats": [SEAT]}),
    "other unit's supervisor": (
        "supervisor",
        JINAN,
        {"/api/calls/c1": 404, "/api/calls/c1/form": 422, "/api/seats": ["37011"]},
    ),
    "administrator": ("system_admin", TAIAN, {"/api/calls/c1": 404, "/api/calls/c1/form": 422, "/api/seats": []}),
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path) as made:
        made.call_row("c1")
        yield made


def routes(found: list[BaseRoute]) -> Iterator[tuple[str, str]]:
    """(method, path) of all, also of routers inside the app."""
    for route in found:
        if isinstance(route, WebSocketRoute):
            yield "WEBSOCKET", route.path
        elif isinstance(route, Mount):
            yield "GET", route.path
        elif isinstance(route, Route):
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield method, route.path
        else:
            yield from routes(_inside(route))


def _inside(route: BaseRoute) -> list[BaseRoute]:
    # An included router keeps its routes, with its prefix, in the router that it was made from.
    inner = getattr(getattr(route, "original_router", route), "routes", None)
    assert inner is not None, f"a kind of route that this test does not know: {route!r}"
    return list(inner)


def all_routes(world: World) -> list[tuple[str, str]]:
    app = world.service.app.app
    found = [(method, path.format(**FILL)) for method, path in routes(list(app.routes))]
    assert len(found) > 10
    return found


def test_nobody_gets_anything_but_the_sign_in(world: World) -> None:
    for method, path in all_routes(world):
        if path in OPEN:
            continue
        if method == "WEBSOCKET":
            with world.desk(world.ours, path) as desk:
                assert desk.closed_with() == 4401
            continue
        answer = world.client.request(method, path, headers=world.ours)
        assert answer.status_code == 401, (method, path)
        assert answer.json() == {"message": "请先登录。"}


def test_no_change_is_taken_from_another_site(world: World) -> None:
    world.person("fang")
    headers = world.sign_in("fang") | {"Origin": "http://evil.example"}
    for method, path in all_routes(world):
        if method == "WEBSOCKET":
            with world.desk(headers, path) as desk:
                assert desk.closed_with() == 4403
        elif method != "GET":
            assert world.client.request(method, path, headers=headers).status_code == 403, (method, path)


@pytest.mark.parametrize("who", MAY)
def test_each_role_gets_what_it_may_see_and_no_more(world: World, who: str) -> None:
    role, unit, expected = MAY[who]
    world.person("x", unit, role)
    headers = world.sign_in("x")
    assert world.client.get("/api/calls/c1", headers=headers).status_code == expected["/api/calls/c1"]
    assert world.client.put("/api/calls/c1/form", json={}, headers=headers).status_code == 422
    seats = world.client.get("/api/seats", headers=headers).json()
    assert [seat["number"] for seat in seats] == expected["/api/seats"]
    listed = world.client.get("/api/calls", headers=headers).json()
    assert [call["call_id"] for call in listed] == (["c1"] if role != "system_admin" and unit == TAIAN else [])


def test_a_call_of_another_unit_and_no_call_at_all_look_the_same(world: World) -> None:
    world.person("x", JINAN, "supervisor")
    headers = world.sign_in("x")
    there = world.client.get("/api/calls/c1", headers=headers)
    nowhere = world.client.get("/api/calls/none", headers=headers)
    assert (there.status_code, there.json()) == (nowhere.status_code, nowhere.json())
    form = {"version": 0, "form": {"note": "x"}}
    assert world.client.put("/api/calls/c1/form", json=form, headers=headers).status_code == 404
    with world.store.reading() as work:
        assert work.registrations.of_call("c1") is None
