"""The addresses of pages and linked data, as the server answers them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg._version import __version__
from kg.errors import KgError
from kg.serve import problem
from kg.serve.accept import chosen
from kg.serve.pages.render import STATIC, html, static
from kg.serve.problem import RequestError

Answering = Callable[..., Awaitable[Response]]
"""Has a worker do a job for a request: `answering(request, job, page=...)`."""

_SAFE = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
POLICY = f"{_SAFE}style-src 'self'; img-src 'self'"
"""No script at all, and nothing from elsewhere."""
EDITOR_POLICY = f"{POLICY}; script-src 'self'; connect-src 'self'"
"""Its own scripts, which ask this server alone."""
VIEW_POLICY = f"{_SAFE}script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
"""The page of the view has a stricter one in itself, by the hash of each script."""
_POLICIES = {"view": VIEW_POLICY, "editor": EDITOR_POLICY}

_ENDINGS = (".ttl", ".jsonld", ".nt", ".rdf", ".json", ".csv", ".tsv", ".xml")
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
            Route("/openapi.json", _openapi, methods=["GET"]),
            Route("/static/{name}", _static, methods=["GET"]),
        ]

    def _page(self, kind: str) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                response = await self._answering(
                    request, _job(kind, request), page=_light(kind, request)
                )
            except ClientDisconnect:
                return Response(status_code=499)
            except KgError as error:
                response = told(request, RequestError.of(error))
            return guarded(response, _POLICIES.get(kind, POLICY))

        return endpoint


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


def told(request: Request, error: RequestError) -> Response:
    """Return an error as the client reads it: a redirect, a page, or a problem document."""
    if error.status == 303:
        days = {k: v for k, v in request.query_params.items() if k in ("as-of", "known-by")}
        place = str(error.more["location"])
        return RedirectResponse(place + (f"?{urlencode(days)}" if days else ""), 303)
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **error.headers}
    if not _reads_html(request):
        return Response(error.body(), error.status, headers, problem.MEDIA_TYPE)
    data = {
        "title": _TITLES.get(error.status, "That did not work"),
        "status": error.status,
        "detail": error.detail,
        "suggestions": error.more.get("suggestions", []),
        "text": request.path_params.get("path", "").rpartition("/")[2],
        "kind": "error",
        "days": {},
        "moment": "",
        "forms": [],
    }
    return Response(html("error", data), error.status, headers, "text/html")


_TITLES = {
    400: "That cannot be asked for",
    404: "Nothing here by that name",
    406: "Not in that format",
    503: "Too many are asking",
    504: "That takes too long",
}


def _reads_html(request: Request) -> bool:
    if request.url.path.endswith(_ENDINGS) or request.url.path == "/suggest":
        return False
    try:
        return chosen(request.headers.get("accept"), _ERRORS) == "text/html"
    except RequestError:
        return False


_ERRORS: Mapping[str, str] = {problem.MEDIA_TYPE: "", "application/json": "", "text/html": ""}


def guarded(response: Response, policy: str = POLICY) -> Response:
    """Return an answer with what keeps a browser from doing more with it than showing it."""
    response.headers["Content-Security-Policy"] = policy
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        return told(request, RequestError(404, f"there is no file {name[:80]!r}"))
    headers = {"Cache-Control": f"public, max-age={_YEAR}, immutable"}
    return guarded(Response(static(name), 200, headers, STATIC[name]))


async def _openapi(request: Request) -> Response:
    del request
    headers = {"Cache-Control": "no-cache"}
    return guarded(Response(_described(), 200, headers, "application/json"))


@cache
def _described() -> bytes:
    """Return the OpenAPI description, with the version of this package."""
    text = (files("kg.serve.pages") / "openapi.json").read_text(encoding="utf-8")
    record = json.loads(text)
    record["info"]["version"] = __version__
    return json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n"
