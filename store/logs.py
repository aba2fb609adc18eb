"""One JSON line a happening, on standard error. The call id is the key; no line carries a number, a name or a word.

Of an exception the line has its kind and where it was, never its message nor a variable: either may hold what a caller
said. That goes for the libraries' own logs as well, and for what nobody caught.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any, TextIO

import structlog

FRAMES = 12


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
            _without_words,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(_Unbreakable(sys.stderr)),  # type: ignore[arg-type]  # it writes and flushes, no more is asked
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[LogLines()], force=True)
    sys.excepthook = _nobody_caught
    threading.excepthook = lambda gone: _nobody_caught(gone.exc_type, gone.exc_value, gone.exc_traceback)


class LogLines(logging.Handler):
    """What libraries log, in our form: only the first line, since some put the exception into the next."""

    def emit(self, record: logging.LogRecord) -> None:
        # The template, not what was put into it.
        said = {"event": str(record.msg).partition("\n")[0], "logger": record.name, "level": record.levelname.lower()}
        tell(json.dumps(said | _at() | _of(record.exc_info), ensure_ascii=False))


def _without_words(_logger: object, _method: str, said: structlog.typing.EventDict) -> structlog.typing.EventDict:
    asked = said.pop("exc_info", None)
    said.pop("stack_info", None)
    return {**_of(sys.exc_info() if asked is True else asked), **said}


def _nobody_caught(_kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        tell(json.dumps({"event": "nobody caught an error", "level": "critical"} | _at() | _of(error)))


def _at() -> dict[str, str]:
    return {"timestamp": datetime.now(UTC).isoformat()}


def _of(raised: Any) -> dict[str, Any]:
    """Kind and place of an exception, and the kinds of those that led to it."""
    error = raised[1] if isinstance(raised, tuple) else raised
    if not isinstance(error, BaseException):
        return {}
    frames = [_frame(code.f_code.co_filename, line, code.f_code.co_name) for code, line in walk_tb(error.__traceback__)]
    return {"error": " < ".join(_kinds(error)), "trace": frames[-FRAMES:]}


def _frame(file: str, line: int, name: str) -> str:
    return f"{'/'.join(Path(file).parts[-2:])}:{line} {name}"


def _kinds(error: BaseException | None) -> Iterator[str]:
    for _ in range(FRAMES):
        if error is None:
            return
        yield type(error).__name__
        error = error.__cause__ or error.__context__
