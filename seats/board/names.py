"""Names of those who sit at the seats: looked up in a thread when somebody sits down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from store.unit_of_work import Store

log = structlog.get_logger()
Named = Callable[[int, str], None]


class Names:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: set[int] = set()
        self._looking: asyncio.Task[None] | None = None
        self._told: Named = lambda _person, _name: None

    def on_name(self, told: Named) -> None:
        self._told = told

    def ask(self, person: int) -> None:
        """Many at once are looked up together. What could not be read waits for the next `start`."""
        self._asked.add(person)
        self.start()

    def start(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        if self._asked and (self._looking is None or self._looking.done()):
            self._looking = loop.create_task(self._look())

    async def _look(self) -> None:
        while self._asked:
            people, self._asked = self._asked, set()
            try:
                found = await asyncio.to_thread(self._read, people)
            except Exception as error:  # a name less must not cost the picture
                log.warning("no names of people", error=type(error).__name__)
                self._asked |= people
                return
            for person, name in found.items():
                self._told(person, name)

    def _read(self, people: set[int]) -> dict[int, str]:
        with self._store.reading() as work:
            rows = (work.people.get(person) for person in people)
            return {row.id: row.name for row in rows if row is not None}
