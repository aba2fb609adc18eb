"""A seat: where calls can ring. One number is extension, endpoint and queue member name."""

from dataclasses import dataclass
from hashlib import sha256

BROWSER_SUFFIX = "w"
SIP, BROWSER = "sip", "browser"
"""The two phones of a seat: the one on the desk, the one in the browser."""


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    number: str
    unit: str

    @property
    def interface(self) -> str:
        """What app_queue rings."""
        return f"PJSIP/{self.number}"

    @property
    def browser_endpoint(self) -> str:
        return self.number + BROWSER_SUFFIX

    def interface_of(self, device: str) -> str:
        """What app_queue rings when this phone is in use; both are members, the other one stays paused."""
        return f"PJSIP/{self.browser_endpoint}" if device == BROWSER else self.interface


def browser_secret(secret: str) -> str:
    """Of the phone in the browser, from that of the seat: whoever once had the one does not know the other."""
    return sha256(f"browser {secret}".encode()).hexdigest()[:32]


def seats_of(unit: str, count: int) -> tuple[Seat, ...]:
    return tuple(Seat(f"{unit[:4]}{n}", unit) for n in range(1, count + 1))
