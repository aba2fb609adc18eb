"""What a board holds after it read its socket: the fold that the browser makes (`desk/src/board/fold.ts`)."""

from __future__ import annotations

from typing import Any

from tests.desk_world import Watched

TABLES = {"seats": "number", "waiting": "call_id", "units": "unit", "alarms": "id"}


class BoardView:
    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self.seq, self.kinds = 0, list[str]()
        self.connected = False
        self.tables: dict[str, dict[str, dict[str, Any]]] = {}
        self.heard = ""
        """Everything that came, as text."""

    def read(self) -> str:
        """The next message; its kind."""
        message = self.watched.next()
        self.heard += str(message)
        self.kinds.append(message["type"])
        if message["type"] == "snapshot":
            self.tables = {
                table: {str(row[key]): row for row in message[table]} for table, key in TABLES.items()
            }  # fmt: skip
            self.connected = message["connected"]
        else:
            assert message["seq"] == self.seq + 1, "a gap"
            self._change(message)
        self.seq = message["seq"]
        return str(message["type"])

    def until(self, table: str, key: str, **wanted: object) -> dict[str, Any]:
        """The row once it has these values."""
        for _ in range(200):
            row = self.tables.get(table, {}).get(key)
            if row is not None and all(row[name] == value for name, value in wanted.items()):
                return row
            self.read()
        raise AssertionError(f"no {table} {key} with {wanted}")

    def until_gone(self, table: str, key: str) -> None:
        while key in self.tables[table]:
            self.read()

    def _change(self, message: dict[str, Any]) -> None:
        self.connected = message.get("connected", self.connected)
        for table, rows in message.get("put", {}).items():
            self.tables[table].update({str(row[TABLES[table]]): row for row in rows})
        for table, keys in message.get("gone", {}).items():
            for key in keys:
                self.tables[table].pop(key, None)
