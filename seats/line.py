"""One AMI connection that is opened again whenever it falls."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Container
from dataclasses import dataclass, field

import structlog

from seats.ami_answers import ConnectionLost
from seats.ami_client import CONNECT_S, DEAD_AFTER_S, QUIET_S, AmiConnection, OnEvent

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Login:
    address: str
    port: int
    user: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds."""

    first_pause: float = 0.2
    longest_pause: float = 5.0
    quiet: float = QUIET_S
    dead_after: float = DEAD_AFTER_S
    answer: float = 3.0
    snapshot: float = 10.0
    heal_every: float = 10.0
    settle: float = 0.3
    """From the lists to the comparison: an event older than the lists may be delivered after them."""
    tick: float = 0.5


class LoginRefused(Exception):
    def __init__(self, user: str) -> None:
        super().__init__(f"交换机拒绝 AMI 用户 {user} 登录：请检查 manager.conf 与服务使用的密码是否一致")
        self.user = user


Up = Callable[[AmiConnection], Awaitable[None]]
Down = Callable[[str], None]


class Line:
    """`up` is awaited after each login; when it raises, the connection is given up. `down` hears the reason of each
    end, in one word."""

    def __init__(self, login: Login, wanted: Container[str], on_event: Callable[[], OnEvent], up: Up, down: Down,
                 timings: Timings) -> None:  # fmt: skip
        self.login, self._wanted, self._on_event = login, wanted, on_event
        self._up, self._down, self._timings = up, down, timings
        self.connection: AmiConnection | None = None
        """None while nobody can be asked."""

    async def run(self) -> None:
        pause = self._timings.first_pause
        while True:
            reason, was_up = await self._once()
            self._down(reason)
            pause = self._timings.first_pause if was_up else min(self._timings.longest_pause, pause * 2)
            # Not all at the same moment after a restart of the exchange.
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311

    async def _once(self) -> tuple[str, bool]:
        """Until the connection ends: why, and whether it had been of use."""
        lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        connection = self._new(lost)
        try:
            await self._open(connection)
            self.connection = connection
            await self._up(connection)
            return await lost, True
        except LoginRefused as refused:
            log.error(str(refused), user=refused.user)
            return "refused", False
        except ConnectionLost as error:
            return error.reason, False
        except TimeoutError:
            return "no_answer", False
        except OSError:
            return "unreachable", False
        finally:
            self.connection = None
            connection.disconnect()

    def _new(self, lost: asyncio.Future[str]) -> AmiConnection:
        loop, timings = asyncio.get_running_loop(), self._timings

        def tell(reason: str) -> None:
            if not lost.done():
                lost.set_result(reason)

        def on_lost(reason: str) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
                loop.call_soon_threadsafe(tell, reason)

        return AmiConnection(self.login.address, self.login.port, self._wanted, self._on_event(), on_lost,
                             timings.quiet, timings.dead_after)  # fmt: skip

    async def _open(self, connection: AmiConnection) -> None:
        """In a thread; a cancelled opening ends by itself, since `disconnect` follows."""
        await asyncio.to_thread(self._open_now, connection)

    def _open_now(self, connection: AmiConnection) -> None:
        connection.connect()
        response = connection.login(self.login.user, self.login.secret).result(CONNECT_S)
        if response.is_error():
            raise LoginRefused(self.login.user)
