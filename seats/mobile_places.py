"""Places of mobile numbers, from the prefixes that `phonenumbers` knows (none for 16x, 19x and part of 17x)."""

from __future__ import annotations

import threading

import phonenumbers
import structlog

WARMING_NUMBER = "13800000000"
CHINA = "CN"
log = structlog.get_logger()


class MobilePlaces:
    """The tables take seconds and 200 MB to load: done once, in a thread, and nobody waits for it."""

    def __init__(self) -> None:
        self._warm = threading.Event()

    def warm_up(self) -> threading.Thread:
        thread = threading.Thread(target=self._load, name="mobile-places", daemon=True)
        thread.start()
        return thread

    def place(self, digits: str) -> str | None:
        return _look_up(digits) if self._warm.is_set() else None

    def _load(self) -> None:
        try:
            _look_up(WARMING_NUMBER)
        except Exception as error:  # a hint less must not cost more than the hint
            log.warning("no places of mobile numbers", error=type(error).__name__)
            return
        self._warm.set()


def _look_up(digits: str) -> str | None:
    from phonenumbers import geocoder

    try:
        number = phonenumbers.parse(digits, CHINA)
    except phonenumbers.NumberParseException:
        return None
    place = geocoder.description_for_valid_number(number, "zh")
    return place if place not in ("", "中国") else None
