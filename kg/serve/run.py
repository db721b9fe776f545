"""Running the server in this process, until it is told to end."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import signal
import socket
import sys
from collections.abc import Callable, Collection

import uvicorn
from starlette.applications import Starlette
from starlette.middleware.trustedhost import TrustedHostMiddleware

from kg.errors import StoreError
from kg.serve import sandbox
from kg.serve.connection import Connection, Guard
from kg.serve.log import LOG
from kg.serve.server import Server, Settings
from kg.serve.source import Source

_LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"]
_GRACE_SECONDS = 5
_UNREAD = 8
"""Answers of the largest size that may wait for slow clients."""

_log = logging.getLogger(__name__)


def run(
    source: Source, settings: Settings, host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serve a graph until a signal ends it; requests under way are then still answered.

    Args:
        source: the graph.
        settings: how it is served.
        host: address to listen at.
        port: TCP port; 0 for any that is free.
        ready: called with the server's address when it listens.

    Raises:
        StoreError: there is no graph, or nothing can listen at that address.
    """
    asyncio.run(_run(Server(source, settings), settings, host, port, ready))


async def _run(
    graph: Server, settings: Settings, host: str, port: int, ready: Callable[[str], None]
) -> None:
    with _listener(host, port) as listener:
        app = graph.app()
        app.add_middleware(Guard, most=_UNREAD * settings.limits.answer)
        if _is_local(host):
            # A web page whose name is made to point here must not be answered in its name.
            app.add_middleware(TrustedHostMiddleware, allowed_hosts=_LOCAL_NAMES)
        server = uvicorn.Server(_config(app, settings))
        _log_to_stderr()
        # The server ends in good order and raises its signal again: end then without noise.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: sys.exit(0))
        try:
            await graph.start()
            _tell_missing(graph.fences)
            name = f"[{host}]" if ":" in host else host
            ready(f"http://{name}:{listener.getsockname()[1]}/")
            await server.serve(sockets=[listener])
        finally:
            await graph.close()


def _config(app: Starlette, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        http=type("Bounded", (Connection,), {"seconds": settings.limits.seconds}),
        ws="none",
        timeout_graceful_shutdown=int(settings.limits.seconds) + _GRACE_SECONDS,
    )


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(f"nothing can listen at {host}, port {port}: {reason}") from error


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tell_missing(fences: Collection[str]) -> None:
    for name in sandbox.missing(fences):
        _log.warning("this system does not fence queries in: %s", sandbox.FENCES[name])


def _log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
