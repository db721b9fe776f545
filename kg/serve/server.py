"""The server: what answers at which address."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg._version import __version__
from kg.errors import KgError
from kg.model import content_hash
from kg.serve.limits import Limits
from kg.serve.log import AccessLog
from kg.serve.pages.routes import Pages
from kg.serve.patience import Patience
from kg.serve.pool import Pool
from kg.serve.problem import RequestError
from kg.serve.process import Answer
from kg.serve.protocol import Operation, operation
from kg.serve.source import Snapshot, Source
from kg.serve.telling import not_allowed, not_found, telling

SPARQL = "/sparql"


@dataclass(frozen=True)
class Settings:
    """How a server behaves.

    Args:
        project: directory whose ontology, registry and saved queries are used; None for the
            one that a command would find.
        limits: on each request.
        origins: of web pages that may read answers (CORS); `*` for any.
        token: what a client must show to change the graph; None if nobody may.
    """

    project: str | None = None
    limits: Limits = field(default_factory=Limits)
    origins: tuple[str, ...] = ("*",)
    token: str | None = None


class Server:
    """One graph over HTTP.

    Args:
        source: which graph.
        settings: how it is served.
    """

    def __init__(self, source: Source, settings: Settings):
        self._source = source
        self._settings = settings
        self._limits = settings.limits
        self._pool = Pool(settings.limits, settings.project)
        self._patience = Patience(self._pool)

    @property
    def fences(self) -> tuple[str, ...]:
        """What the operating system forbids the processes that answer; known after `start`."""
        return self._pool.fences

    def app(self) -> Starlette:
        """Return the ASGI application."""
        routes = [
            Route(SPARQL, telling(self.sparql), methods=["GET", "POST"]),
            Route("/health", telling(self.health), methods=["GET"]),
            *Pages(self._answer).routes(),
        ]
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(self._settings.origins),
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Accept", "Authorization", "Content-Type", "If-None-Match"],
            expose_headers=["ETag"],
        )
        app = Starlette(
            routes=routes,
            middleware=[Middleware(AccessLog), cors, Middleware(GZipMiddleware)],
        )
        app.add_exception_handler(404, not_found)
        app.add_exception_handler(405, not_allowed)
        return app

    async def start(self) -> None:
        """Make ready to answer.

        Raises:
            StoreError: there is no graph to serve.
            WorkerError: the processes that answer cannot be had.
        """
        await self._source.start()
        await self._pool.start(self._source.snapshots)

    async def close(self) -> None:
        """End all that `start` began."""
        await self._pool.close()
        await self._source.close()

    async def health(self, request: Request) -> Response:
        """Tell that the server answers, and over which graph."""
        del request
        snapshot = self._source.snapshot()
        return JSONResponse(
            {"status": "ok", "graph": snapshot.id, "fences": list(self._pool.fences)},
            headers={"Cache-Control": "no-store"},
        )

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol: queries, and updates for those who may."""
        body = await self._body(request)
        endpoint = str(request.url.replace(query="", fragment=""))
        if request.method != "POST" and not request.url.query:
            job = {"do": "describe", "endpoint": endpoint, "updates": bool(self._settings.token)}
            return await self._answer(request, job, page=True)
        asked = operation(
            request.method,
            request.scope["query_string"],
            request.headers.get("content-type"),
            body,
        )
        if asked.kind == "update":
            return await self._update(request, asked, endpoint)
        graphs = {"default": asked.default_graphs, "named": asked.named_graphs}
        job = {"do": "query", "base": endpoint, **graphs}
        return await self._answer(request, job, asked.text.encode("utf-8", "surrogatepass"))

    async def _update(self, request: Request, asked: Operation, base: str) -> Response:
        if self._settings.token is None:
            raise RequestError(403, "this server is read-only")
        shown = request.headers.get("authorization", "")
        if not hmac.compare_digest(shown.encode(), f"Bearer {self._settings.token}".encode()):
            raise RequestError(
                401, "a change needs the server's token", headers={"WWW-Authenticate": "Bearer"}
            )
        await self._source.update(asked, base)
        return Response(status_code=204)

    async def _answer(
        self, request: Request, job: dict[str, Any], body: bytes = b"", *, page: bool = False
    ) -> Response:
        """Return what a worker answers, or that the client has it already."""
        snapshot = self._source.snapshot()
        accept = ",".join(request.headers.getlist("accept"))
        tag = _tag(snapshot, job, body, accept)
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
        if tag in _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        gzipped = "gzip" in request.headers.get("accept-encoding", "").lower()
        job = {**job, "store": str(snapshot.store), "accept": accept, "gzip": gzipped}
        if job.get("page") == "view":
            work = self._patience.run(f"{tag} {gzipped}", job)
        else:
            work = self._pool.run(job, body, page=page)
        answer = await _while_connected(request, work)
        if answer.encoding:
            headers["Content-Encoding"] = answer.encoding
        return Response(answer.body, media_type=answer.media_type, headers=headers)

    async def _body(self, request: Request) -> bytes:
        """Return the body of a request.

        Raises:
            RequestError: 413 where it is too large, 408 where it comes too slowly.
        """
        most = self._limits.body
        data = bytearray()
        try:
            async with asyncio.timeout(self._limits.seconds):
                async for chunk in request.stream():
                    data += chunk
                    if len(data) > most:
                        raise RequestError(413, f"the body has more than {most:,} bytes")
        except TimeoutError:
            raise RequestError(408, "the body comes too slowly") from None
        return bytes(data)


async def _while_connected(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """Return the result of some work, or end it when the client goes away."""
    task = asyncio.create_task(work)
    gone = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        for each in (task, gone):
            each.cancel()
            with contextlib.suppress(asyncio.CancelledError, KgError):
                await each


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _tag(snapshot: Snapshot, job: dict[str, Any], body: bytes, accept: str) -> str:
    """Return the ETag of an answer; it is weak, for answers are also sent compressed.

    The version of this program is in it, so that a client keeps no page of an earlier one.
    """
    asked = (sorted(map(str, job.items())), body.decode("utf-8", "replace"), accept)
    return f'W/"{content_hash(__version__, snapshot.id, *asked)}"'


def _tags(header: str) -> set[str]:
    return {f"W/{tag.strip().removeprefix('W/')}" for tag in header.split(",")}
