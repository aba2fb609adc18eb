"""Who gets what from every route, in one table: a route that is not in it fails the test.

Statuses in the order of `WHO`. What is asked for is of 泰安: a call, its recording, its work item, its alarm, its seat.
Another unit's supervisor gets 404 where a thing must not even be known to exist, 403 where the role is what lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.desk_world import JINAN, SEAT, TAIAN

WHO = {
    "operator": ("operator", TAIAN),
    "supervisor": ("supervisor", TAIAN),
    "other unit's supervisor": ("supervisor", JINAN),
    "other unit's operator": ("operator", JINAN),
    "system administrator": ("system_admin", TAIAN),
    "security administrator": ("security_admin", TAIAN),
    "auditor": ("audit_admin", TAIAN),
}


@dataclass(frozen=True)
class Asked:
    statuses: tuple[int, ...]
    """One for each of `WHO`; the last one stands for those that follow."""
    body: Any = None
    query: str = ""
    form: bool = False

    def of(self, n: int) -> int:
        return self.statuses[min(n, len(self.statuses) - 1)]


def get(*statuses: int, query: str = "") -> Asked:
    return Asked(statuses, query=query)


def post(body: Any, *statuses: int) -> Asked:
    return Asked(statuses, body)


def form(body: dict[str, str], *statuses: int) -> Asked:
    return Asked(statuses, body, form=True)


CALL = (200, 200, 404)
SUPERVISORS = (403, 200, 200, 403)
WHY = {"reason": "other", "note": "x"}
CONFIRM = {"version": 1}
AMEND = {"after": 1, "form": {}, "reason": "更正"}
ROUTES: dict[tuple[str, str], Asked] = {
    ("GET", "/"): get(303),
    ("GET", "/health"): get(200),
    ("GET", "/static/page.css"): get(200),
    ("GET", "/desk/assets/none.js"): get(404),
    ("GET", "/desk/"): get(200),
    ("GET", "/desk/{page}"): get(200),
    ("GET", "/sign-in"): get(303),
    ("POST", "/sign-in"): form({"login": "nobody", "password": "x"}, 401),
    ("GET", "/sign-in/code"): get(303),
    ("POST", "/sign-in/code"): form({"code": "1"}, 401),
    ("GET", "/sign-in/enrol"): get(303),
    ("POST", "/sign-in/enrol"): form({"code": "1"}, 401),
    ("GET", "/second-factor"): get(200),
    ("POST", "/second-factor"): form({"code": "1", "offer": "x"}, 401),
    ("POST", "/second-factor/recovery"): form({"code": "1"}, 401),
    ("POST", "/second-factor/remove"): form({"code": "2"}, 401),
    # 坐席与通话
    ("GET", "/api/me"): get(200),
    ("GET", "/api/seats"): get(200),
    ("GET", "/api/categories"): get(200),
    ("GET", "/api/dispositions"): get(200),
    ("GET", "/api/knowledge"): get(200, query="?q=x"),
    ("GET", "/api/calls"): get(200),
    ("GET", "/api/calls/{call_id}"): get(*CALL),
    ("GET", "/api/calls/{call_id}/decisions"): get(*CALL),
    ("GET", "/api/calls/{call_id}/recording/{n}"): get(*CALL),
    ("GET", "/api/calls/{call_id}/recording/{n}/peaks"): get(*CALL),
    ("GET", "/api/calls/{call_id}/versions"): get(*CALL),
    ("PUT", "/api/calls/{call_id}/form"): post({"version": 0, "form": {"note": "x"}}, *CALL),
    ("POST", "/api/calls/{call_id}/confirm"): post(CONFIRM, 422, 422, 404),
    ("POST", "/api/calls/{call_id}/amend"): post(AMEND, 409, 409, 404),
    ("GET", "/api/drafts"): get(200),
    ("GET", "/api/matters"): get(200, query="?q=x"),
    ("GET", "/api/my-day"): get(200),
    ("GET", "/api/work-items"): get(200),
    ("POST", "/api/work-items/{item}/close"): post({}, 204, 204, 404),
    ("POST", "/api/desk/latency"): post({"samples": []}, 200, 200, 200, 200, 403),
    # 话机：谁没有入座，谁就没有话机
    ("GET", "/api/phone/account"): get(409),
    ("GET", "/api/phone/targets"): get(200),
    ("POST", "/api/phone/call"): post({"to": SEAT}, 409),
    ("POST", "/api/phone/consult"): post({"do": "cancel"}, 409),
    ("POST", "/api/phone/hand"): post({"up": True, "note": ""}, 409),
    ("POST", "/api/phone/hang-up"): post({}, 409),
    ("POST", "/api/phone/hold"): post({"on": True}, 409),
    ("POST", "/api/phone/keypad"): post({"digits": "1"}, 409),
    ("POST", "/api/phone/mute"): post({"on": True}, 409),
    ("POST", "/api/phone/rejoin"): post({}, 409),
    ("POST", "/api/phone/transfer"): post({"to": SEAT, "how": "blind"}, 409),
    ("POST", "/api/seat"): post({"seat": SEAT}, 409, 409, 403),
    ("DELETE", "/api/seat"): get(204),
    ("POST", "/api/seat/state"): post({"state": "ready"}, 409),
    ("POST", "/api/seat/wrap-up"): post({"end": True}, 409),
    # 值班长
    ("GET", "/api/board/layout"): get(*SUPERVISORS),
    ("GET", "/api/board/latency"): get(*SUPERVISORS),
    ("POST", "/api/board/alarms/{alarm}/acknowledge"): post({"note": ""}, 403, 204, 404, 403),
    ("GET", "/api/walls"): get(*SUPERVISORS),
    ("POST", "/api/walls"): post({"place": "x"}, 403, 204, 204, 403),
    ("DELETE", "/api/walls/{wall}"): get(403, 204, 404, 403),
    ("GET", "/api/figures"): get(*SUPERVISORS, query="?by=day"),
    ("GET", "/api/figures.csv"): get(*SUPERVISORS, query="?by=day"),
    ("GET", "/api/figures.xlsx"): get(*SUPERVISORS, query="?by=day"),
    ("GET", "/api/figures/calls"): get(403, 200, 403, query="?by=day&figure=calls&unit=370900"),
    ("GET", "/api/figures/seats"): get(403, 200, 403, query="?by=day&unit=370900"),
    ("GET", "/api/dispatch/reasons"): get(*SUPERVISORS),
    ("GET", "/api/dispatch/orders"): get(*SUPERVISORS),
    ("POST", "/api/dispatch/broadcasts"): post({**WHY, "text": "x", "unit": TAIAN}, 403, 200, 403),
    ("POST", "/api/dispatch/seats/{seat}/queues"): post({**WHY, "unit": JINAN}, 403),
    ("POST", "/api/dispatch/seats/{seat}/{act}"): post(WHY, 403, 200, 403),
    ("GET", "/api/dispatch/overflow"): get(*SUPERVISORS),
    ("POST", "/api/dispatch/units/{unit}/{overflow}"): post(WHY, 403, 200, 403),
    ("GET", "/api/board/day"): get(*SUPERVISORS, query="?day=2026-11-22"),
    ("GET", "/api/board/at"): get(*SUPERVISORS, query="?time=2026-11-22T08:00:00Z"),
    ("GET", "/api/board/span"): get(*SUPERVISORS, query="?time=2026-11-22T08:00:00Z&seconds=60"),
    ("POST", "/api/dispatch/orders/{order}/undo"): post({}, 403, 204, 404, 403),
    ("POST", "/api/dispatch/calls/{call_id}/move"): post({**WHY, "to": TAIAN}, 403, 200, 403),
    ("POST", "/api/dispatch/stop-listening"): post({}, 403, 409, 409, 403),
    ("GET", "/api/broadcasts"): get(200),
    ("POST", "/api/broadcasts/{order}/confirm"): post({}, 404),
    # 连接：4403 是拒绝
    ("WEBSOCKET", "/ws/desk"): get(0, 0, 0, 0, 4403),
    ("WEBSOCKET", "/ws/board"): get(4403, 0, 0, 4403),
    ("WEBSOCKET", "/ws/sip"): get(4403),
    # 大屏：页面里什么都没有；只有通行证能打开它的连接，谁登录了都不行
    ("GET", "/wall/"): get(200),
    ("WEBSOCKET", "/wall/ws"): get(4401),
    # 最后：退出之后什么都没有了
    ("POST", "/sign-out"): post({}, 303),
}
