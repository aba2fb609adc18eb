"""No line of the logs carries a name, a number or a word, whatever fails and whoever logs it."""

from __future__ import annotations

import json
import subprocess
import sys

from config.settings import PROJECT

NAME = "张三丰"
FAILS = f"""
import asyncio, logging, sys, threading
import structlog
from store.logs import set_up_logs

def fails(said):
    caller = said + "13800000123"
    return {{}}[caller]

def caught(said, tell):
    try:
        fails(said)
    except KeyError as error:
        try:
            raise RuntimeError(said) from error
        except RuntimeError:
            tell()

async def forgotten():
    asyncio.get_running_loop().create_task(late())
    await asyncio.sleep(0.05)

async def late():
    fails("{NAME}")

set_up_logs()
log, library = structlog.get_logger(), logging.getLogger("uvicorn.error")
caught("{NAME}", lambda: log.error("a", exc_info=True))
caught("{NAME}", lambda: log.exception("b"))
caught("{NAME}", lambda: library.error("c %s\\n%s", "{NAME}", "{NAME}", exc_info=True))
caught("{NAME}", lambda: library.exception("d"))
asyncio.run(forgotten())
thread = threading.Thread(target=fails, args=("{NAME}",))
thread.start()
thread.join()
fails("{NAME}")
"""


def test_what_fails_is_told_by_kind_and_place_and_no_word_of_what_it_held() -> None:
    ran = subprocess.run([sys.executable, "-c", FAILS], capture_output=True, text=True, cwd=PROJECT, check=False)
    lines = [json.loads(line) for line in ran.stderr.splitlines()]
    assert NAME not in ran.stderr and ascii(NAME)[1:-1] not in ran.stderr and "138" not in ran.stderr
    assert "Traceback" not in ran.stderr and len(lines) == 7 and ran.returncode == 1
    assert [line["error"] for line in lines[:4]] == ["RuntimeError < KeyError"] * 4
    assert all(any("fails" in frame or "caught" in frame for frame in line["trace"]) for line in lines)
    assert [line["event"] for line in lines][-2:] == ["nobody caught an error"] * 2
