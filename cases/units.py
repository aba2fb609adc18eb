"""The organs that answer the hotline, and who stands above whom."""

from collections.abc import Iterable, Iterator

from cases.organ_checks import UnitFault, faults_of
from cases.organs import Tier, Unit, queue_name
from cases.seats import BROWSER_SUFFIX, Seat, seats_of

__all__ = ["Directory", "DirectoryFaulty", "NoSuchSeat", "NoSuchUnit", "Tier", "Unit", "UnitFault", "queue_name"]


class DirectoryFaulty(Exception):
    def __init__(self, faults: tuple[UnitFault, ...]) -> None:
        super().__init__("；".join(fault.what for fault in faults))
        self.faults = faults


class NoSuchUnit(LookupError):
    def __init__(self, code: str) -> None:
        super().__init__(f"no unit {code!r}")
        self.code = code


class NoSuchSeat(LookupError):
    def __init__(self, number: str) -> None:
        super().__init__(f"no seat {number!r}")
        self.number = number


class Directory:
    """Every unit, in the order given. Raises DirectoryFaulty with all faults at once."""

    __slots__ = ("_below", "_by_area", "_seats", "_units")

    def __init__(self, units: Iterable[Unit]) -> None:
        listed = tuple(units)
        if faults := faults_of(listed):
            raise DirectoryFaulty(faults)
        self._units = {unit.code: unit for unit in listed}
        self._seats = {seat.number: seat for unit in listed for seat in seats_of(unit.code, unit.seats)}
        self._by_area = _by_area(listed)
        self._below = self._jurisdictions()

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def __len__(self) -> int:
        return len(self._units)

    def __contains__(self, code: object) -> bool:
        return code in self._units

    def unit(self, code: str) -> Unit:
        try:
            return self._units[code]
        except KeyError:
            raise NoSuchUnit(code) from None

    @property
    def ministry(self) -> Unit:
        return next(unit for unit in self if unit.tier is Tier.MINISTRY)

    def by_area_code(self, area_code: str) -> tuple[Unit, ...]:
        """The primary unit first; empty when no unit has the code."""
        return self._by_area.get(area_code, ())

    def chain(self, code: str) -> tuple[Unit, ...]:
        """The unit itself, then whoever stands above it, up to the ministry."""
        unit = self.unit(code)
        return (unit,) if unit.parent is None else (unit, *self.chain(unit.parent))

    def jurisdiction(self, code: str) -> frozenset[str]:
        """The unit itself and all units below it."""
        return self._below[self.unit(code).code]

    def children(self, code: str) -> tuple[Unit, ...]:
        return tuple(unit for unit in self if unit.parent == code)

    def seats(self, code: str) -> tuple[Seat, ...]:
        unit = self.unit(code)
        return seats_of(unit.code, unit.seats)

    def all_seats(self) -> tuple[Seat, ...]:
        return tuple(self._seats.values())

    def seat(self, number: str) -> Seat:
        """By its number, or by the browser endpoint of the same seat."""
        try:
            return self._seats[number.removesuffix(BROWSER_SUFFIX)]
        except KeyError:
            raise NoSuchSeat(number) from None

    def unit_of_seat(self, number: str) -> Unit:
        return self.unit(self.seat(number).unit)

    def members(self, code: str) -> tuple[tuple[Seat, int], ...]:
        """Who serves the unit's queue, with penalties: own seats 1, the level above 2, and so on.

        Not from 0: QUEUE_MAX_PENALTY=0 means "no limit" to app_queue.
        """
        levels = enumerate(self.chain(code), start=1)
        return tuple((seat, penalty) for penalty, unit in levels for seat in self.seats(unit.code))

    def _jurisdictions(self) -> dict[str, frozenset[str]]:
        below: dict[str, set[str]] = {code: set() for code in self._units}
        for unit in self:
            for above in self.chain(unit.code):
                below[above.code].add(unit.code)
        return {code: frozenset(codes) for code, codes in below.items()}


def _by_area(units: tuple[Unit, ...]) -> dict[str, tuple[Unit, ...]]:
    shared: dict[str, list[Unit]] = {}
    for unit in units:
        for area_code in unit.area_codes:
            shared.setdefault(area_code, []).append(unit)
    return {
        area_code: tuple(sorted(sharers, key=lambda unit: area_code not in unit.primary_codes))
        for area_code, sharers in shared.items()
    }
