"""Asking a SPARQL endpoint, which happens only where a user gives its address."""

from __future__ import annotations

import shutil
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from kg._version import __version__
from kg.errors import DocumentError

TIMEOUT = 90.0
"""Seconds that an endpoint may be silent."""
_ACCEPT = "application/sparql-results+json"
_HINTS = {
    429: "it asks for fewer questions; wait a while",
    500: "the query may take too long for it; ask for less, by --query",
    503: "it is busy; try again later",
}


def is_endpoint(name: str) -> bool:
    """Whether what a user gives is a web address rather than a file."""
    return urlsplit(name).scheme in ("http", "https")


def ask(url: str, query: str, target: Path) -> None:
    """Write what an endpoint answers to a SELECT, in JSON, to a file.

    Raises:
        DocumentError: the endpoint cannot be reached, refuses, or answers something else.
    """
    headers = {"Accept": _ACCEPT, "User-Agent": f"spacekg/{__version__} (kg import)"}
    request = Request(url, urlencode({"query": query}).encode(), headers)
    try:
        with (
            urlopen(request, timeout=TIMEOUT) as answer,
            target.open("wb") as stream,
        ):
            kind = answer.headers.get_content_type()
            if "json" not in kind:
                raise DocumentError(f"{url}: answers with {kind}, which is no SPARQL result")
            shutil.copyfileobj(answer, stream)
    except HTTPError as error:
        hint = _HINTS.get(error.code, "check the address and the query")
        raise DocumentError(f"{url}: answers {error.code} {error.reason}; {hint}") from error
    except (URLError, HTTPException, TimeoutError, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise DocumentError(f"{url}: cannot be asked: {reason}") from error
