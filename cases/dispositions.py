"""How a call was wrapped up (处置). The list is data and versioned, as the natures are."""

from __future__ import annotations

from dataclasses import dataclass

CUT_OFF = "中断"
"""Of config/dispositions.csv: the caller had not finished."""


def was_cut_off(outcome: str, disposition: str) -> bool:
    """Whether the caller went without having said everything: nobody answered, or the operator noted it."""
    return outcome == "abandoned" or disposition == CUT_OFF


@dataclass(frozen=True, slots=True)
class Disposition:
    """`registers`: the matter gets a number. `until` is the last version of the list that had it."""

    name: str
    registers: bool
    since: int
    until: int | None = None

    def is_in(self, version: int) -> bool:
        return self.since <= version and (self.until is None or version <= self.until)


@dataclass(frozen=True)
class Dispositions:
    entries: tuple[Disposition, ...]

    @property
    def version(self) -> int:
        """The newest one: raised by an entry that begins, or by one that ended with the version before."""
        begun = [entry.since for entry in self.entries]
        return max([*begun, *(entry.until + 1 for entry in self.entries if entry.until is not None)], default=0)

    def offered(self, version: int | None = None) -> tuple[Disposition, ...]:
        wanted = self.version if version is None else version
        return tuple(entry for entry in self.entries if entry.is_in(wanted))

    def find(self, name: str, version: int | None = None) -> Disposition | None:
        return next((entry for entry in self.offered(version) if entry.name == name), None)
