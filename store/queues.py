"""The names of jobs. A job is rung by name, so that who rings needs none of its code."""

from __future__ import annotations

import structlog
from redis import Redis, RedisError
from rq import Queue

TRANSCRIBE = "transcribe"
TRANSCRIBE_CALL = "transcribe.jobs.transcribe_call"
NAMES = (TRANSCRIBE_CALL,)
log = structlog.get_logger()


def job_timeout(seconds: float) -> int:
    """Seconds that a job may take for audio of that length; the default of RQ (180 s) would cut a long call."""
    return 120 + int(2 * seconds)


def ring(redis: Redis, call_id: str, n: int, seconds: float) -> bool:
    """Ask for a transcript now. False when Redis is away: the row waits, and the reconciler rings again."""
    try:
        queue = Queue(TRANSCRIBE, connection=redis)
        queue.enqueue(TRANSCRIBE_CALL, call_id, n, job_timeout=job_timeout(seconds), result_ttl=0, failure_ttl=86_400)
    except RedisError as error:
        log.warning("the job queue is away", call_id=call_id, error=type(error).__name__)
        return False
    return True
