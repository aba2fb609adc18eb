"""Signing in and out, over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.desk_world import TAIAN, World, open_world
from web.accounts import create
from web.sessions import COOKIE, LASTS, Sessions
from web.slowdown import FREE_TRIES


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path) as made:
        yield made


@pytest.fixture
def password(world: World) -> str:
    with world.store.work() as work:
        made = create(work, "fang", "王小芳", "operator", TAIAN)
        work.commit()
    return made


def sign_in(world: World, password: str, login: str = "fang", **form: str) -> object:
    return world.client.post("/sign-in", data={"login": login, "password": password} | form, headers=world.ours)


def test_the_right_password_opens_a_session_of_twelve_hours(world: World, password: str) -> None:
    answer = sign_in(world, password, next="/desk/?call=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/?call=1")
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in (f"{COOKIE}=", "HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"))
    assert "Secure" not in cookie
    assert world.client.get("/api/me").json()["name"] == "王小芳"


def test_behind_tls_the_cookie_is_secure(world: World, password: str) -> None:
    headers = world.ours | {"X-Forwarded-Proto": "https"}
    answer = world.client.post("/sign-in", data={"login": "fang", "password": password}, headers=headers)
    assert "Secure" in answer.headers["set-cookie"]


def test_the_token_is_nowhere_in_the_database(world: World, password: str) -> None:
    token = sign_in(world, password).cookies[COOKIE]
    with world.store.engine.connect() as connection:
        kept = connection.execute(text("SELECT token_hash FROM sessions")).scalar_one()
    assert token not in kept


@pytest.mark.parametrize(
    ("login", "password"), [("fang", "wrong"), ("nobody", "wrong"), ("", ""), ("x" * 500, "y" * 500)]
)
def test_a_wrong_login_and_a_wrong_password_look_the_same(world: World, login: str, password: str) -> None:
    with world.store.work() as work:
        create(work, "fang", "王小芳", "operator", TAIAN)
        work.commit()
    answer = sign_in(world, password, login)
    assert answer.status_code == 401
    assert "登录名或密码不对" in answer.text
    assert COOKIE not in answer.cookies


def test_after_some_failures_one_has_to_wait_and_is_told_how_long(world: World, password: str) -> None:
    for _ in range(FREE_TRIES):
        assert sign_in(world, "wrong").status_code == 401
    answer = sign_in(world, password)
    assert answer.status_code == 429
    assert "请等 1 秒" in answer.text and answer.headers["retry-after"] == "1"


def test_what_was_typed_comes_back_as_text(world: World) -> None:
    answer = sign_in(world, "x", '"><script>alert(1)</script>')
    assert "<script>" not in answer.text


def test_a_form_of_another_site_is_refused(world: World, password: str) -> None:
    form = {"login": "fang", "password": password}
    answer = world.client.post("/sign-in", data=form, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert world.client.post("/sign-in", data=form).status_code == 403


def test_signing_out_ends_the_session_for_good(world: World, password: str) -> None:
    token = sign_in(world, password).cookies[COOKIE]
    assert world.client.post("/sign-out", headers=world.ours).status_code == 303
    assert world.client.get("/api/me", headers={"Cookie": f"{COOKIE}={token}"}).status_code == 401


def test_a_session_ends_by_itself_and_with_its_person(world: World) -> None:
    person = world.person("fang")
    sessions = Sessions(world.store)
    old, new = sessions.open(person), sessions.open(person)
    with world.store.engine.execution_options(writes=True).begin() as connection:
        late = (world.store.clock() - timedelta(seconds=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
        first = text("UPDATE sessions SET expires_at = :late WHERE rowid = (SELECT min(rowid) FROM sessions)")
        connection.execute(first, {"late": late})
    assert sessions.find(old) is None
    assert sessions.find(new) is not None
    with world.store.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE people SET active = 0"))
    assert sessions.find(new) is None
    assert timedelta(hours=12) == LASTS


def test_a_cookie_of_nonsense_is_nobody(world: World) -> None:
    for value in ("", "x" * 4000, "%00", "a=b;;"):
        assert world.client.get("/api/me", headers={"Cookie": f"{COOKIE}={value}"}).status_code == 401


def test_a_page_asks_for_sign_in_and_comes_back(world: World) -> None:
    answer = world.client.get("/desk/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/desk/")


def test_every_answer_carries_the_headers_that_keep_foreign_things_out(world: World) -> None:
    for path in ("/sign-in", "/health", "/static/page.css", "/api/me", "/nowhere"):
        headers = world.client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert world.client.get("/api/me").headers["cache-control"] == "no-store"
