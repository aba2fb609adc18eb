"""`python -m commands.watchdog`: a program that hangs is worse than one that died, because nothing starts it anew.

supervisord sees only deaths. This asks those that callers and operators wait for; who is silent three times in a row is
killed, and comes back by itself. Meanwhile Asterisk goes on without it.
"""

from __future__ import annotations

import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from urllib.error import URLError
from urllib.request import urlopen

from commands.running import say
from commands.supervision import control
from config.settings import Settings, SettingsFault

EVERY_S, ANSWER_S, SILENCES = 3.0, 3.0, 3
Probe = Callable[[], bool]


class Watch:
    """`kill` is called for a program that was silent SILENCES times, once."""

    def __init__(self, probes: Mapping[str, Probe], kill: Callable[[str], None]) -> None:
        self._probes, self._kill = probes, kill
        self._silent: Counter[str] = Counter()

    def look(self) -> None:
        for name, answers in self._probes.items():
            self._silent[name] = 0 if answers() else self._silent[name] + 1
            if self._silent[name] == SILENCES:
                say(f"{name} 没有响应，重新启动它")
                self._kill(name)
                self._silent[name] = 0


def agi_answers(host: str, port: int) -> Probe:
    """A peer that asks nothing and stops talking is let go at once by a server that lives."""

    def probe() -> bool:
        try:
            with socket.create_connection((host, port), timeout=ANSWER_S) as link:
                link.shutdown(socket.SHUT_WR)
                return link.recv(1) == b""
        except ConnectionError:
            return True  # not there at all: supervisord's matter
        except OSError:
            return False

    return probe


def page_answers(address: str) -> Probe:
    def probe() -> bool:
        try:
            with urlopen(f"{address}/health", timeout=ANSWER_S):  # noqa: S310 - our own http
                return True
        except TimeoutError:
            return False
        except URLError as error:
            # Any answer is a sign of life, and a refused connection is supervisord's matter.
            return not isinstance(error.reason, TimeoutError)
        except OSError:
            return True

    return probe


def main() -> int:
    try:
        settings = Settings.load()
    except SettingsFault as fault:
        say(str(fault))
        return 1
    host, ports = settings.host, settings.ports
    probes = {"agi": agi_answers(host, ports.agi), "seats": page_answers(f"http://{host}:{ports.web}")}
    watch = Watch(probes, lambda name: _kill(settings, name))
    while True:
        time.sleep(EVERY_S)
        watch.look()


def _kill(settings: Settings, name: str) -> None:
    control(settings, "signal", "KILL", name)


if __name__ == "__main__":
    sys.exit(main())
