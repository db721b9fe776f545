"""How errors are told: a redirect, a page for whoever reads pages, or a problem document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlencode

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from kg.errors import KgError
from kg.serve import problem
from kg.serve.accept import chosen
from kg.serve.pages.render import html
from kg.serve.problem import RequestError

Endpoint = Callable[[Request], Awaitable[Response]]

_SAFE = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
POLICY = f"{_SAFE}style-src 'self'; img-src 'self'"
"""No script at all, and nothing from elsewhere."""
EDITOR_POLICY = f"{POLICY}; script-src 'self'; connect-src 'self'"
"""Its own scripts, which ask this server alone."""
VIEW_POLICY = f"{_SAFE}script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
"""The page of the view has a stricter one in itself, by the hash of each script."""

_ENDINGS = (".ttl", ".jsonld", ".nt", ".rdf", ".json", ".csv", ".tsv", ".xml")
_FOR_PROGRAMS = ("/sparql", "/health", "/suggest")
_ERRORS: Mapping[str, str] = {problem.MEDIA_TYPE: "", "application/json": "", "text/html": ""}
_TITLES = {
    400: "That cannot be asked for",
    404: "Nothing here by that name",
    406: "Not in that format",
    503: "Not at this moment",
    504: "That takes too long",
}


def telling(endpoint: Endpoint, policy: str = POLICY) -> Endpoint:
    """Return an endpoint whose errors are told as HTTP does.

    Args:
        endpoint: may raise any error of ours.
        policy: what a page that it answers with may do.
    """

    async def wrapped(request: Request) -> Response:
        try:
            response = await endpoint(request)
        except ClientDisconnect:
            return Response(status_code=499)
        except KgError as error:
            response = _told(request, RequestError.of(error))
        return _guarded(response, policy)

    return wrapped


async def not_found(request: Request, error: Exception) -> Response:
    """Tell that no route leads there."""
    del error
    missing = RequestError(404, f"there is nothing at {request.url.path[:200]}")
    return _guarded(_told(request, missing), POLICY)


async def not_allowed(request: Request, error: Exception) -> Response:
    """Tell which methods there are."""
    headers = getattr(error, "headers", None) or {}
    detail = f"{request.method} is not allowed here; use {headers.get('Allow', 'another method')}"
    return _guarded(_told(request, RequestError(405, detail, headers=headers)), POLICY)


def _told(request: Request, error: RequestError) -> Response:
    """Return an error as the client reads it."""
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


def _reads_html(request: Request) -> bool:
    path = request.url.path
    if path in _FOR_PROGRAMS or path.endswith(_ENDINGS):
        return False
    try:
        return chosen(request.headers.get("accept"), _ERRORS) == "text/html"
    except RequestError:
        return False


def _guarded(response: Response, policy: str) -> Response:
    """Return an answer with what keeps a browser from doing more with it than showing it."""
    response.headers["Content-Security-Policy"] = policy
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response
