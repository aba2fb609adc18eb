"""The second factor over the wire: enrolled, asked for, never taken twice, slowed down, removed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pyotp
import pytest
from sqlalchemy import event, text

from cases.access import Role
from cases.second_factor import OFFERED, STEP_S, Demand
from tests.desk_world import PATIENCE_S, TAIAN, World, open_world
from web.accounts import create, forget_second_factor
from web.second_factor import half
from web.sessions import COOKIE
from web.slowdown import FREE_TRIES

REQUIRED = {**OFFERED, Role.OPERATOR: Demand.REQUIRED}
OFF = dict.fromkeys(Role, Demand.OFF)


class Person:
    """A browser, a phone and a slip of paper."""

    def __init__(self, world: World, login: str = "fang") -> None:
        self.world, self.login = world, login
        with world.store.work() as work:
            self.password = create(work, login, "王小芳", "operator", TAIAN)
            work.commit()
        self.secret = ""
        self.codes: list[str] = []
        self._used = 0

    @contextmanager
    def browser(self, **cookies: str) -> Iterator[httpx.Client]:
        base = f"http://{self.world.served.address}"
        with httpx.Client(base_url=base, headers=self.world.ours, cookies=cookies, timeout=PATIENCE_S) as client:
            yield client

    def password_typed(self, client: httpx.Client, next: str = "/desk/") -> httpx.Response:
        form = {"login": self.login, "password": self.password, "next": next}
        return client.post("/sign-in", data=form)

    def code(self, off: int = 0) -> str:
        """As the phone shows it; a step further each time, as after waiting."""
        return pyotp.TOTP(self.secret).at(self.world.store.clock() + timedelta(seconds=off * STEP_S))

    def enrol(self, client: httpx.Client, path: str) -> httpx.Response:
        page = client.get(path)
        assert page.status_code == 200, page.text
        self.secret = read_secret(page)
        # Of the step before, so that the code of now is still good for what comes next.
        answer = client.post(path, data={"offer": read_offer(page), "code": self.code(-1)})
        self.codes = re.findall(r"<code>([a-z0-9-]{11})</code>", answer.text)
        return answer


def read_secret(page: httpx.Response) -> str:
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page.text)
    assert found is not None
    return found[1].replace(" ", "")


def read_offer(page: httpx.Response) -> str:
    found = re.search(r'name="offer" value="([^"]+)"', page.text)
    assert found is not None
    return unescape(found[1])


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path) as made:
        yield made


@pytest.fixture
def must(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path, demands=REQUIRED) as made:
        yield made


def enrolled(world: World) -> Person:
    person = Person(world)
    with person.browser() as client:
        person.password_typed(client)
        assert person.enrol(client, "/second-factor").status_code == 200
    return person


def facts(world: World) -> list[tuple[str, dict[str, Any]]]:
    with world.store.reading() as work:
        return [(row.kind, row.body) for row in work.log.whole() if "Factor" in row.kind or "Recovery" in row.kind]


def is_in(client: httpx.Client) -> bool:
    return client.get("/api/me").status_code == 200


def test_who_has_none_signs_in_by_password_and_may_enrol(world: World) -> None:
    person = Person(world)
    with person.browser() as client:
        assert person.password_typed(client).headers["location"] == "/desk/"
        page = client.get("/second-factor")
        assert "<svg" in page.text and "style=" not in page.text
        answer = person.enrol(client, "/second-factor")
        assert len(person.codes) == 10 and "只显示这一次" in answer.text
        assert "还剩 <strong>10</strong> 个" in client.get("/second-factor").text
    assert facts(world) == [
        ("SecondFactorEnrolled", {"person": 1}),
        ("RecoveryCodesMade", {"person": 1}),
    ]


def test_after_the_password_the_code_is_asked_for_on_a_page_of_its_own(world: World) -> None:
    person = enrolled(world)
    with person.browser() as client:
        answer = person.password_typed(client, next="/desk/board")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in/code")
        assert COOKIE not in answer.cookies and not is_in(client)
        cookie = answer.headers["set-cookie"]
        assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/sign-in", "Max-Age=300"))
        assert "验证码" in client.get("/sign-in/code").text
        answer = client.post("/sign-in/code", data={"code": person.code()})
        assert (answer.status_code, answer.headers["location"]) == (303, "/desk/board")
        assert is_in(client) and half.COOKIE not in client.cookies


def test_a_code_is_taken_once_even_by_two_at_the_same_moment(world: World) -> None:
    person = enrolled(world)
    code = person.code()

    def try_it(_: int) -> int:
        with person.browser() as client:
            person.password_typed(client)
            return client.post("/sign-in/code", data={"code": code}).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_it, range(2))) == [303, 401]
    with person.browser() as client:
        person.password_typed(client)
        answer = client.post("/sign-in/code", data={"code": code})
        assert answer.status_code == 401 and "已经用过" in answer.text and not is_in(client)


@pytest.mark.parametrize(("off", "said"), [(-120, "比系统慢约 60 分钟"), (120, "比系统快约 60 分钟")])
def test_a_phone_an_hour_off_is_told_so(world: World, off: int, said: str) -> None:
    person = enrolled(world)
    with person.browser() as client:
        person.password_typed(client)
        answer = client.post("/sign-in/code", data={"code": person.code(off)})
        assert answer.status_code == 401 and said in answer.text and "自动" in answer.text
        assert not is_in(client)
    assert facts(world)[-1] == ("SecondFactorFailed", {"person": 1, "reason": "clock"})


def test_a_code_of_the_future_that_was_tried_is_worth_nothing_when_its_time_comes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = enrolled(world)
    code, later = person.code(60), world.store.clock() + timedelta(minutes=30)
    with person.browser() as client:
        person.password_typed(client)
        client.post("/sign-in/code", data={"code": code})
    object.__setattr__(world.store, "clock", lambda: later)
    with person.browser() as client:
        person.password_typed(client)
        answer = client.post("/sign-in/code", data={"code": code})
    assert answer.status_code == 401 and "已经用过" in answer.text


def test_guessing_is_slowed_down_wherever_it_comes_from(world: World) -> None:
    person = enrolled(world)
    with person.browser() as client:
        person.password_typed(client)
        wrong = f"{(int(person.code()) + 1) % 10**6:06d}"
        for n in range(FREE_TRIES):
            headers = {"X-Forwarded-For": f"192.0.2.{n}"}
            assert client.post("/sign-in/code", data={"code": wrong}, headers=headers).status_code == 401
        answer = client.post("/sign-in/code", data={"code": person.code()}, headers={"X-Forwarded-For": "192.0.2.9"})
        assert answer.status_code == 429 and answer.headers["retry-after"] == "1" and "请等 1 秒" in answer.text
        assert not is_in(client)


def test_many_guesses_at_once_are_many_guesses(world: World) -> None:
    person = enrolled(world)
    with person.browser() as client:
        person.password_typed(client)
        wrong = [f"{(int(person.code()) + 10 + n) % 10**6:06d}" for n in range(12)]
        with ThreadPoolExecutor(12) as pool:
            tries = pool.map(lambda code: client.post("/sign-in/code", data={"code": code}).status_code, wrong)
            assert sorted(tries).count(401) <= FREE_TRIES + 1
    assert len([kind for kind, _ in facts(world) if kind == "SecondFactorFailed"]) <= FREE_TRIES + 1


def test_a_recovery_code_opens_once(world: World) -> None:
    person = enrolled(world)
    typed = person.codes[3].upper().replace("-", " ")
    with person.browser() as client:
        person.password_typed(client)
        assert client.post("/sign-in/code", data={"code": typed}).status_code == 303
        assert "还剩 <strong>9</strong> 个" in client.get("/second-factor").text
    with person.browser() as client:
        person.password_typed(client)
        assert client.post("/sign-in/code", data={"code": typed}).status_code == 401
    assert ("RecoveryCodeUsed", {"person": 1, "left": 9}) in facts(world)


def test_neither_secret_nor_recovery_codes_lie_open_in_the_database(world: World) -> None:
    person = enrolled(world)
    raw = b"".join(path.read_bytes() for path in Path(str(world.store.engine.url.database)).parent.glob("hotline.db*"))
    for word in (person.secret, *person.codes, *(code.replace("-", "") for code in person.codes)):
        assert word.encode() not in raw


def test_a_session_planted_before_signing_in_is_worth_nothing(world: World) -> None:
    person = enrolled(world)
    with person.browser(**{COOKIE: "planted"}) as client:
        person.password_typed(client)
        answer = client.post("/sign-in/code", data={"code": person.code()})
        assert answer.cookies[COOKIE] != "planted"
    with person.browser(**{COOKIE: "planted"}) as thief:
        assert not is_in(thief)


def test_half_a_sign_in_opens_nothing_and_ends_by_itself_and_with_the_password(world: World) -> None:
    person = enrolled(world)
    with person.browser() as client:
        slip = person.password_typed(client).cookies[half.COOKIE]
        assert client.get("/api/seats", headers={"Cookie": f"{COOKIE}={slip}"}).status_code == 401
    later = world.store.clock() + half.LASTS
    halves = half.Halves(world.store)
    assert halves.find(slip) is not None and halves.find(slip[:-6] + "AAAAAA") is None
    now = world.store.clock
    object.__setattr__(world.store, "clock", lambda: later)
    assert halves.find(slip) is None
    object.__setattr__(world.store, "clock", now)
    with world.store.work() as work:
        create(work, "fang", "王小芳", "operator", TAIAN)
        work.commit()
    assert halves.find(slip) is None
    with person.browser(**{half.COOKIE: slip}) as client:
        answer = client.post("/sign-in/code", data={"code": person.code()})
        assert answer.status_code == 401 and "重新输入登录名和密码" in answer.text


def test_where_the_role_must_it_enrols_before_anything_else(must: World) -> None:
    person = Person(must)
    with person.browser() as client:
        assert person.password_typed(client, "/desk/board").headers["location"] == "/sign-in/enrol"
        assert not is_in(client)
        wrong = client.post("/sign-in/enrol", data={"offer": read_offer(client.get("/sign-in/enrol")), "code": "000"})
        assert wrong.status_code == 401 and not is_in(client)
        answer = person.enrol(client, "/sign-in/enrol")
        assert 'href="/desk/board"' in answer.text and is_in(client)
        answer = client.post("/second-factor/remove", data={"code": person.code()})
        assert answer.status_code == 403 and "不能停用" in answer.text


def test_a_wrong_code_keeps_the_picture_that_was_scanned(must: World) -> None:
    person = Person(must)
    with person.browser() as client:
        person.password_typed(client)
        first = client.get("/sign-in/enrol")
        again = client.post("/sign-in/enrol", data={"offer": read_offer(first), "code": "1"})
        assert read_secret(again) == read_secret(first)


def test_who_has_only_the_password_cannot_enrol_over_another(must: World) -> None:
    person = Person(must)
    with person.browser() as thief, person.browser() as client:
        person.password_typed(thief)
        page = thief.get("/sign-in/enrol")
        person.password_typed(client)
        person.enrol(client, "/sign-in/enrol")
        code = pyotp.TOTP(read_secret(page)).at(must.store.clock())
        answer = thief.post("/sign-in/enrol", data={"offer": read_offer(page), "code": code})
        assert answer.headers["location"] == "/sign-in/code" and not is_in(thief)


def test_an_offer_is_for_the_person_it_was_shown_to(world: World) -> None:
    fang, other = Person(world), Person(world, "li")
    with fang.browser() as one, other.browser() as two:
        fang.password_typed(one), other.password_typed(two)
        page = one.get("/second-factor")
        code = pyotp.TOTP(read_secret(page)).at(world.store.clock())
        answer = two.post("/second-factor", data={"offer": read_offer(page), "code": code})
        assert answer.status_code == 401 and "已过期" in answer.text
    assert facts(world) == []


def test_where_it_is_off_nobody_is_asked_and_nothing_is_offered(tmp_path: Path) -> None:
    with open_world(tmp_path, demands=OFF) as world:
        person = Person(world)
        with world.store.work() as work:
            work.second_factors.enrol(1, pyotp.random_base32(), 0, work.now)
            work.commit()
        with person.browser() as client:
            assert person.password_typed(client).headers["location"] == "/desk/"
            page = client.get("/second-factor")
            assert page.status_code == 404 and "登录只需密码" in page.text
            assert client.post("/second-factor/remove", data={"code": "1"}).status_code == 404


def test_enrolling_ends_the_other_sessions_of_the_person(world: World) -> None:
    person = Person(world)
    with person.browser() as thief, person.browser() as client:
        person.password_typed(thief), person.password_typed(client)
        person.enrol(client, "/second-factor")
        assert is_in(client) and not is_in(thief)


def test_removing_and_new_recovery_codes_need_a_code(world: World) -> None:
    person = enrolled(world)
    with person.browser() as client:
        person.password_typed(client)
        client.post("/sign-in/code", data={"code": person.code()})
        assert client.post("/second-factor/remove", data={"code": "000000"}).status_code == 401
        answer = client.post("/second-factor/recovery", data={"code": person.codes[0]})
        assert answer.status_code == 200 and person.codes[1] not in answer.text
        new = re.findall(r"<code>([a-z0-9-]{11})</code>", answer.text)
        assert client.post("/second-factor/remove", data={"code": person.codes[1]}).status_code == 401
        assert client.post("/second-factor/remove", data={"code": new[0]}).headers["location"] == "/second-factor"
        assert "<svg" in client.get("/second-factor").text
    assert facts(world)[-1] == ("SecondFactorRemoved", {"person": 1, "by": "person"})


def test_the_administrator_resets_a_lost_phone_and_a_new_password_does_not(world: World) -> None:
    person = enrolled(world)
    with world.store.work() as work:
        person.password = create(work, "fang", "王小芳", "operator", TAIAN)
        work.commit()
    with person.browser() as client:
        assert person.password_typed(client).headers["location"] == "/sign-in/code"
    with world.store.work() as work:
        assert forget_second_factor(work, "fang") is True
        assert forget_second_factor(work, "nobody") is None
        work.commit()
    with person.browser() as client:
        assert person.password_typed(client).headers["location"] == "/desk/"
    assert facts(world)[-1] == ("SecondFactorRemoved", {"person": 1, "by": "command"})


def test_a_database_that_cannot_be_written_lets_nobody_in_and_says_so(world: World) -> None:
    person = enrolled(world)
    with person.browser() as client:
        person.password_typed(client)
        with read_only(world):
            answer = client.post("/sign-in/code", data={"code": person.code()})
            assert answer.status_code == 503 and "数据库不能写入" in answer.text and not is_in(client)
        assert client.post("/sign-in/code", data={"code": person.code()}).status_code == 303
    plain = Person(world, "li")
    with plain.browser() as client, read_only(world):
        answer = plain.password_typed(client)
        assert answer.status_code == 503 and "数据库不能写入" in answer.text and COOKIE not in answer.cookies


@contextmanager
def read_only(world: World) -> Iterator[None]:
    """As on a full or read-only disk: every connection of the pool refuses to write."""
    state = "ON"

    def set_state(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA query_only={state}")

    event.listen(world.store.engine, "checkout", set_state)
    yield
    state = "OFF"


def test_a_code_page_without_a_password_before_leads_back(world: World) -> None:
    for path in ("/sign-in/code", "/sign-in/enrol"):
        assert world.client.get(path).headers["location"] == "/sign-in"
        cookie = world.ours | {"Cookie": f"{half.COOKIE}=bm9uc2Vuc2U"}
        assert world.client.get(path, headers=cookie).headers["location"] == "/sign-in"
        assert world.client.post(path, data={"code": "1"}, headers=cookie).status_code == 401


def test_the_time_of_the_system_is_shown_with_a_wrong_code(world: World) -> None:
    person = enrolled(world)
    with person.browser() as client:
        person.password_typed(client)
        answer = client.post("/sign-in/code", data={"code": "<b>1</b>"})
        assert "核对手机时间" in answer.text and "<b>" not in answer.text
        found = re.search(r"系统现在是 (\d\d):(\d\d)", answer.text)
        assert found is not None
        minute = int(found[2])
    assert (datetime.now().minute - minute) % 60 <= 1
    with world.store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM second_factors")).scalar_one() == 1
