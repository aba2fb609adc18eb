"""One JSON line a happening, on standard error. The call id is the key; no line carries a number, a name or a word."""

from __future__ import annotations

import contextlib
import logging
import sys
from typing import TextIO

import structlog


class _Unbreakable:
    """A full disk behind standard error must not cost a caller the way."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError, ValueError):
            return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._stream.flush()


def tell(line: str) -> None:
    """For the person who starts it."""
    error = _Unbreakable(sys.stderr)
    error.write(f"{line}\n")
    error.flush()


def set_up_logs() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(_Unbreakable(sys.stderr)),  # type: ignore[arg-type]  # it writes and flushes, no more is asked
        cache_logger_on_first_use=True,
    )
