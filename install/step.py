"""What a step of set-up is."""

from typing import Literal, Protocol, get_args

Level = Literal["runtime", "test"]
LEVELS: tuple[Level, ...] = get_args(Level)


class Step(Protocol):
    """`missing` is fast and changes nothing; each of its lines is shown once, before anything is done."""

    title: tuple[str, str]

    def missing(self) -> list[tuple[str, str]]: ...

    def make(self) -> None: ...
