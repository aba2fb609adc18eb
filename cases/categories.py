"""The nature (性质) of a matter. The list is data and versioned: an old registration keeps the meaning it was given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """`until` is the last version of the list that had it; None while it is in use."""

    top: str
    sub: str
    since: int
    until: int | None = None

    def is_in(self, version: int) -> bool:
        return self.since <= version and (self.until is None or version <= self.until)


@dataclass(frozen=True)
class Categories:
    entries: tuple[Category, ...]

    def __iter__(self) -> Iterator[Category]:
        return iter(self.entries)

    @property
    def version(self) -> int:
        """The newest one: raised by an entry that begins, or by one that ended with the version before."""
        return max(_versions(self.entries), default=0)

    def tops(self, version: int | None = None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.top for entry in self._in(version)))

    def subs(self, top: str, version: int | None = None) -> tuple[str, ...]:
        return tuple(entry.sub for entry in self._in(version) if entry.top == top)

    def has(self, top: str, sub: str, version: int | None = None) -> bool:
        return sub in self.subs(top, version)

    def _in(self, version: int | None) -> Iterator[Category]:
        wanted = self.version if version is None else version
        return (entry for entry in self.entries if entry.is_in(wanted))


def _versions(entries: Iterable[Category]) -> Iterator[int]:
    for entry in entries:
        yield entry.since
        if entry.until is not None:
            yield entry.until + 1
