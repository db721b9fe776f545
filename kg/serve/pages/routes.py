"""The addresses of pages and linked data, as the server answers them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg._version import __version__
from kg.serve.pages.render import STATIC, static
from kg.serve.problem import RequestError
from kg.serve.telling import EDITOR_POLICY, POLICY, VIEW_POLICY, Endpoint, telling

Answering = Callable[..., Awaitable[Response]]
"""Has a worker do a job for a request: `answering(request, job, page=...)`."""

_POLICIES = {"view": VIEW_POLICY, "editor": EDITOR_POLICY}

_YEAR = 31_536_000


class Pages:
    """What answers at the addresses of pages.

    Args:
        answering: has a worker do the work.
    """

    def __init__(self, answering: Answering):
        self._answering = answering

    def routes(self) -> list[Route]:
        """Return the routes."""
        kinds = {
            "/": "home",
            "/id/{path:path}": "id",
            "/ontology": "ontology",
            "/ontology.{path}": "ontology",
            "/search": "search",
            "/suggest": "suggest",
            "/query": "editor",
            "/query.{path}": "editor",
            "/queries": "queries",
            "/queries/{path}": "query",
            "/view": "view",
            "/view/{path:path}": "view",
            "/.well-known/void": "void",
        }
        return [
            *(Route(path, self._page(kind), methods=["GET"]) for path, kind in kinds.items()),
            Route("/openapi.json", telling(_openapi), methods=["GET"]),
            Route("/static/{name}", telling(_static), methods=["GET"]),
        ]

    def _page(self, kind: str) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            job = _job(kind, request)
            return await self._answering(request, job, page=_light(kind, request))

        return telling(endpoint, _POLICIES.get(kind, POLICY))


def _job(kind: str, request: Request) -> dict[str, Any]:
    path = request.path_params.get("path", "")
    return {
        "do": "page",
        "page": kind,
        "path": f".{path}" if path and kind in ("ontology", "editor") else path,
        "fields": dict(request.query_params.items()),
        "base": str(request.base_url),
        "here": request.url.path,
    }


def _light(kind: str, request: Request) -> bool:
    """Whether the worker that is kept for pages may take it, which must soon be free again."""
    looks_back = {"as-of", "known-by"} & request.query_params.keys()
    return kind not in ("view", "query") and not looks_back


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        raise RequestError(404, f"there is no file {name[:80]!r}")
    headers = {"Cache-Control": f"public, max-age={_YEAR}, immutable"}
    return Response(static(name), 200, headers, STATIC[name])


async def _openapi(request: Request) -> Response:
    del request
    headers = {"Cache-Control": "no-cache"}
    return Response(_described(), 200, headers, "application/json")


@cache
def _described() -> bytes:
    """Return the OpenAPI description, with the version of this package."""
    text = (files("kg.serve.pages") / "openapi.json").read_text(encoding="utf-8")
    record = json.loads(text)
    record["info"]["version"] = __version__
    return json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n"
