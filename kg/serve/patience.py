"""Answers that take longer than a client may wait: worked out aside, one at a time, and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from kg.serve.pool import Pool
from kg.serve.problem import RequestError
from kg.serve.process import Answer

_KEPT = 4
_AGAIN_SECONDS = "5"
_LATE = 504


class Patience:
    """Asks the workers, and where they have not enough time, one that has more.

    Args:
        pool: the workers.
    """

    def __init__(self, pool: Pool):
        self._pool = pool
        self._kept: dict[str, Answer | RequestError] = {}
        self._work: asyncio.Task[None] | None = None
        self._under_way = ""

    async def run(self, key: str, request: Mapping[str, Any]) -> Answer:
        """Return the answer to a request.

        Args:
            key: the same for requests with the same answer.
            request: what `kg.serve.answers` takes.

        Raises:
            RequestError: 503 while the answer is worked out, or what is wrong with the request.
        """
        known = self._kept.get(key)
        if isinstance(known, RequestError):
            raise known
        if known is not None:
            return known
        is_busy = self._work is not None and not self._work.done()
        if not is_busy or self._under_way != key:
            try:
                return await self._pool.run(request)
            except RequestError as error:
                if error.status != _LATE:
                    raise
            if not is_busy:
                self._under_way = key
                self._work = self._pool.later(self._prepare(key, request))
        raise _not_yet()

    async def _prepare(self, key: str, request: Mapping[str, Any]) -> None:
        try:
            self._kept[key] = await self._pool.aside(request)
        except RequestError as error:
            self._kept[key] = error
        while len(self._kept) > _KEPT:
            self._kept.pop(next(iter(self._kept)))


def _not_yet() -> RequestError:
    message = "this page takes long to make, and will be here in a moment; ask again then"
    headers = {"Retry-After": _AGAIN_SECONDS, "Refresh": _AGAIN_SECONDS}
    return RequestError(503, message, headers=headers)
