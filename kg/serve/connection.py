"""Connections that nobody can hold open for nothing, and requests that mean two things.

uvicorn waits for a request's head, and for a client to read its answer, for as long as the
connection lives. Either would let a client that does nothing keep others out.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from kg.serve.problem import MEDIA_TYPE, RequestError

MOST = 400
"""Connections at a time; one more takes the place of the oldest that asks for nothing."""

PACE = 16 * 1024
"""Bytes per second that a client must read of its answer at least."""


class Connection(H11Protocol):
    """A connection that is closed when its client neither asks nor reads.

    Attributes:
        seconds: how long the head of a request may take, and how often it is looked after.
        alive: every connection, the oldest first.
    """

    seconds: ClassVar[float] = 10.0
    alive: ClassVar[dict[Connection, None]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, where need be in place of another connection."""
        super().connection_made(transport)
        self._seen: tuple[object, int] | None = None
        self.alive[self] = None
        self._look = self.loop.call_later(self.seconds, self._look_after)
        if len(self.alive) > MOST:
            useless = next((each for each in self.alive if each._asks_nothing()), self)
            useless.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._look.cancel()
        self.alive.pop(self, None)
        super().connection_lost(exc)

    def _asks_nothing(self) -> bool:
        """Return whether no request is under way, or its answer is written and waits unread."""
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request
        return cycle is None or cycle.response_complete

    def _look_after(self) -> None:
        """Close the connection where nothing has come of it since it was looked at last."""
        unread = self.transport.get_write_buffer_size()
        asked, before = self._seen or (None, 0)
        self._seen = (self.cycle, unread)
        idle = not unread and self._asks_nothing() and asked is self.cycle
        if idle or (before and unread > max(0, before - PACE * self.seconds)):
            self.transport.abort()
        else:
            self._look = self.loop.call_later(self.seconds, self._look_after)


def unread() -> int:
    """Return how many bytes of answers wait for their clients to read them."""
    return sum(each.transport.get_write_buffer_size() for each in tuple(Connection.alive))


class Guard:
    """Refuses what no endpoint should see.

    Args:
        app: what answers everything else.
        most: bytes that may wait for slow clients before others are sent away.
    """

    def __init__(self, app: ASGIApp, most: int):
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        error = self._refusal(scope) if scope["type"] == "http" else None
        if error is None:
            await self._app(scope, receive, send)
            return
        headers = {"Content-Type": MEDIA_TYPE, "Connection": "close", **error.headers}
        pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": error.status, "headers": pairs})
        await send({"type": "http.response.body", "body": error.body()})

    def _refusal(self, scope: Scope) -> RequestError | None:
        headers = dict(scope["headers"])
        if b"content-length" in headers and b"transfer-encoding" in headers:
            # Two servers in a row may disagree on where such a request ends.
            return RequestError(400, "the length of the body is told in two ways")
        if headers.get(b"content-encoding", b"identity").lower() != b"identity":
            return RequestError(415, "a compressed body is not understood; send it as it is")
        if scope["path"] != "/health" and unread() > self._most:
            message = "too many answers wait to be read; try again in a moment"
            return RequestError(503, message, headers={"Retry-After": "1"})
        return None
