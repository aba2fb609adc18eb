"""Every route of the app needs a signed-in person, but for the few that are named open: found by walking the app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from websockets.exceptions import ConnectionClosed

from tests.desk_world import CALLER, JINAN, SEAT, TAIAN, World, open_world
from tests.integration.web.rights import ROUTES, WHO
from tests.integration.web.rights_world import furnish

OPEN = {"/sign-in", "/sign-in/code", "/sign-in/enrol", "/health", "/static", "/desk/assets", "/wall/"}
FILL = {
    "call_id": "c1", "n": "1", "item": "1", "page": "board", "alarm": "1", "order": "1", "seat": SEAT, "act": "pause",
    "unit": TAIAN, "overflow": "open_overflow", "wall": "1",
}  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path) as made:
        furnish(made)
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


def test_every_route_and_socket_is_in_the_table_of_rights(world: World) -> None:
    mounts = {"/static": "/static/page.css", "/desk/assets": "/desk/assets/none.js"}
    found = {(method, mounts.get(path, path)) for method, path in routes(list(world.service.app.app.routes))}
    assert found == set(ROUTES), "say in rights.py who may use the new route"


@pytest.mark.parametrize("who", WHO)
def test_each_role_gets_what_it_may_see_and_no_more(world: World, who: str) -> None:
    role, unit = WHO[who]
    world.person("x", unit, role)
    here, n = unit == TAIAN and role in ("operator", "supervisor"), list(WHO).index(who)
    for (method, path), asked in ROUTES.items():
        headers = world.sign_in("x")
        if method == "WEBSOCKET":
            assert socket(world, headers, path, here) == asked.of(n), (who, path)
            continue
        body: dict[str, Any] = {"data": asked.body} if asked.form else {"json": asked.body}
        address = path.format(**FILL) + asked.query
        answer = world.client.request(method, address, headers=headers, **(body if method != "GET" else {}))
        assert answer.status_code == asked.of(n), (who, method, path, answer.text[:300])
        if not here and path != "/api/phone/targets":
            assert '"c1"' not in answer.text and CALLER not in answer.text, (who, path)


def socket(world: World, headers: dict[str, str], path: str, here: bool) -> int:
    """0: it stays open, and says nothing of a seat that is not one's own."""
    try:
        with world.desk(headers, path) as desk:
            said = str(desk.next())
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else -1
    assert here or SEAT not in said
    return 0


def test_a_call_of_another_unit_and_no_call_at_all_look_the_same(world: World) -> None:
    world.person("x", JINAN, "supervisor")
    headers = world.sign_in("x")
    there = world.client.get("/api/calls/c1", headers=headers)
    nowhere = world.client.get("/api/calls/none", headers=headers)
    assert (there.status_code, there.json()) == (nowhere.status_code, nowhere.json())
    form = {"version": 0, "form": {"note": "x"}}
    assert world.client.put("/api/calls/c1/form", json=form, headers=headers).status_code == 404
    with world.store.reading() as work:
        row = work.registrations.of_call("c1")
        assert row is not None and row.form_sealed is None
