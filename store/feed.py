"""The bell of the log: after a commit its last number is published on Redis, and who listens reads the rows.

Redis may be away: the listener looks by itself each second, and a publisher gives up at once and stays quiet for a
while, so that a call never waits for a bell.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import structlog
from redis import Redis, RedisError
from redis.client import PubSub

from store.tables import EventRow
from store.unit_of_work import Store

CHANNEL = "hotline:events"
QUIET_S = 5.0
LOOK_EVERY_S = 1.0
log = structlog.get_logger()


def open_redis(url: str, read_timeout_s: float = 0.5) -> Redis:
    """A client whose every operation ends: no retries, short time-outs."""
    return Redis.from_url(url, socket_timeout=read_timeout_s, socket_connect_timeout=0.3, retry=None, retry_on_error=[])


class RedisBell:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._quiet_until = 0.0

    def publish(self, seq: int) -> None:
        if time.monotonic() < self._quiet_until:
            return
        try:
            self._redis.publish(CHANNEL, str(seq))
        except RedisError as error:
            self._quiet_until = time.monotonic() + QUIET_S
            log.warning("the bell is away", error=type(error).__name__)


def follow(store: Store, redis: Redis, after: int) -> Iterator[list[EventRow]]:
    """Batches of rows after `after`, for ever; an empty batch when nothing came for a second.

    Never raises for Redis.
    """
    bell: PubSub = redis.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]  # redis-py leaves it so
    while True:
        with store.reading() as work:
            rows = list(work.log.after(after))
        if rows:
            after = rows[-1].seq
            yield rows
            continue
        yield []
        _wait(bell)


def _wait(bell: PubSub) -> None:
    try:
        if not bell.subscribed:
            bell.subscribe(CHANNEL)
        bell.get_message(timeout=LOOK_EVERY_S)
    except (RedisError, OSError):
        time.sleep(LOOK_EVERY_S)
