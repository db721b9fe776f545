"""What a request may cost."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds on the work for others; `docs/security.md` says how they were chosen.

    Args:
        seconds: how long one query may take, reading its answer included.
        memory: bytes that one worker may hold beyond what it needs to start.
        answer: bytes of one serialised answer.
        body: bytes of one request's body.
        queue: requests that may wait for a worker; more are sent away at once.
        workers: processes for queries; one more is kept for pages alone.
    """

    seconds: float = 10.0
    memory: int = 1024 * MIB
    answer: int = 64 * MIB
    body: int = MIB
    queue: int = 32
    workers: int = 2
