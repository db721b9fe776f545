"""The access log: one line of JSON for each request, without what was asked."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("kg.serve.access")


class AccessLog:
    """Writes a line when an answer has been sent.

    The query string is left out: a query may tell more of the one who asks than a log should keep.

    Args:
        app: what answers.
    """

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and log it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        record: dict[str, Any] = {"status": 500, "bytes": 0}

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                record["status"] = message["status"]
            record["bytes"] += len(message.get("body", b""))
            await send(message)

        started = time.monotonic()
        try:
            await self._app(scope, receive, counted)
        finally:
            LOG.info(_line(scope, record, time.monotonic() - started))


def _line(scope: Scope, record: dict[str, Any], seconds: float) -> str:
    client = scope.get("client") or ("",)
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    head = {"time": now, "client": client[0], "method": scope["method"], "path": scope["path"]}
    return json.dumps({**head, **record, "ms": round(seconds * 1000, 1)})
