"""Two supervisors press at the same moment: one of them did it, and the log tells it once. On both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from cases.access import Role, Viewer
from cases.alarms import Condition, What
from cases.dispatch import Act, DispatchRules
from seats.board.alarms import AlarmBook, AlarmOver, NoSuchAlarm
from seats.dispatch.orders import CannotUndo, NoSuchOrder, Orders
from store.dispatches import Order
from store.unit_of_work import Store
from tests.desk_world import TAIAN, directory

AT_ONCE = 6
BROADCAST = Order(act=Act.BROADCAST, person=1, unit=TAIAN, reason="other", text="x")


@pytest.fixture
def people(store: Store) -> Store:
    with store.work() as work:
        for n in range(AT_ONCE):
            work.people.put(f"p{n}", name=f"人{n}", password_hash="-", role="supervisor", unit=TAIAN)
        work.commit()
    return store


def viewer(person: int) -> Viewer:
    return Viewer(person, f"人{person}", Role.SUPERVISOR, TAIAN)


def orders(store: Store) -> Orders:
    return Orders(store, directory(), DispatchRules({"other": "其他"}, seat_knows=True))


def at_once(press: Callable[[int], object]) -> list[str]:
    """What came of it for each: `done`, or the name of the refusal."""
    ready = Barrier(AT_ONCE)

    def pressed(n: int) -> str:
        ready.wait(20)
        try:
            press(n)
        except (AlarmOver, NoSuchAlarm, CannotUndo, NoSuchOrder) as refused:
            return type(refused).__name__
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(pressed, range(AT_ONCE)))


def told(store: Store, kind: str) -> int:
    with store.reading() as work:
        return sum(row.kind == kind for row in work.log.whole())


def test_an_alarm_is_acknowledged_once(people: Store) -> None:
    for _ in range(5):
        with people.work() as work:
            row = work.alarms.raise_(Condition(What.QUEUE_LONG, TAIAN), work.now)
            work.commit()
        assert row is not None
        alarm = row.id
        found = at_once(lambda n: AlarmBook(people).acknowledge(viewer(n + 1), {TAIAN}, alarm, ""))  # noqa: B023
        assert found == ["AlarmOver"] * (AT_ONCE - 1) + ["done"]
        AlarmBook(people).settle([], {Condition(What.QUEUE_LONG, TAIAN).key})
    assert told(people, "AlarmAcknowledged") == 5


def test_an_alarm_ends_once(people: Store) -> None:
    for n in range(1, 6):
        AlarmBook(people).settle([Condition(What.QUEUE_LONG, TAIAN)], [])
        at_once(lambda _: AlarmBook(people).settle([], {Condition(What.QUEUE_LONG, TAIAN).key}))
        assert told(people, "AlarmCleared") == n


def test_an_order_is_undone_once(people: Store) -> None:
    for n in range(1, 6):
        order = orders(people).order(BROADCAST)
        found = at_once(lambda k: orders(people).undone(viewer(k + 1), {TAIAN}, order))  # noqa: B023
        assert found == ["CannotUndo"] * (AT_ONCE - 1) + ["done"]
        assert told(people, "DispatchUndone") == n


def test_an_order_fails_once(people: Store) -> None:
    for n in range(1, 6):
        order = orders(people).order(BROADCAST)
        at_once(lambda _: orders(people).failed(order))  # noqa: B023
        assert told(people, "DispatchFailed") == n


def test_a_broadcast_is_confirmed_once_by_each(people: Store) -> None:
    order = orders(people).order(BROADCAST)
    for n in range(2, AT_ONCE):
        assert at_once(lambda _: orders(people).confirm(viewer(n), order)) == ["done"] * AT_ONCE  # noqa: B023
    assert told(people, "BroadcastConfirmed") == AT_ONCE - 2
    with people.reading() as work:
        assert work.dispatches.receipts([order]) == {order: AT_ONCE - 2}
