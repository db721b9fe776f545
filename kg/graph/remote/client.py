"""Speaking HTTP with an endpoint: every way it can go wrong has words of its own.

Nothing is followed to another address, so what proves who we are goes nowhere else. An answer
counts when it has come in whole; only then is any of it read.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, cast

import urllib3
from urllib3.exceptions import (
    HTTPError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
    TimeoutError,
)

from kg._version import __version__
from kg.errors import EndpointError, PartialAnswerError, QueryError
from kg.graph.remote.credentials import answer, first
from kg.graph.remote.endpoint import Endpoint, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIES = 4
"""How often a request that changes nothing when it is repeated is sent at most."""
_PAUSE = 0.5  # seconds, doubled each time
_LONGEST = 30.0  # seconds that an endpoint may ask to wait
_AGAIN = frozenset({429, 502, 503, 504})
_CHUNK = 1 << 16
_IN_MEMORY = 1 << 24  # bytes of an answer, above which it is kept on disk
_EXCERPT = 400
_REFUSED = {
    401: "refuses: it does not know who asks; set KG_STORE_USER and KG_STORE_PASSWORD, "
    "or KG_STORE_TOKEN",
    403: "refuses: whoever asks may not do that; ask its keeper for the right",
    404: "has nothing at this address; check the path, such as /query or /sparql",
    405: "does not take this kind of request; check whether it is the address for it",
    413: "takes no request of this size",
    415: "does not take this kind of request; check whether it is the address for it",
    429: "asks for fewer requests, and did so to the last try; wait a while",
    502: "stands behind a server that does not reach it (502); try again later",
    503: "is too busy (503), and was to the last try; try again later",
    504: "stands behind a server that waited too long for it (504); ask for less",
}


@dataclass(frozen=True)
class Request:
    """What is asked of an endpoint.

    Args:
        url: where to.
        body: what is sent.
        kind: its media type.
        accept: media types of the answer, the first of which is wanted; none: any answer.
        again: whether sending it twice is the same as once.
    """

    url: str
    body: bytes
    kind: str
    accept: tuple[str, ...] = ()
    again: bool = True


@dataclass(frozen=True)
class Reply:
    """An answer that came in whole.

    Args:
        body: to be read from its beginning, and closed.
        headers: names in lower case.
    """

    body: IO[bytes]
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        """What the answer is, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Client:
    """Sends requests to one endpoint.

    Args:
        endpoint: where it is, who we are, and how long it may be silent.
        sleep: waits for some seconds before a request is sent again.
    """

    def __init__(self, endpoint: Endpoint, sleep: Callable[[float], None] = time.sleep):
        self._endpoint = endpoint
        self._sleep = sleep
        self._pool = urllib3.PoolManager(
            retries=False, timeout=urllib3.Timeout(endpoint.timeout), maxsize=1
        )

    def send(self, request: Request) -> Reply:
        """Send a request until it is answered; return the answer once it is there.

        Raises:
            EndpointError: it cannot be reached, refuses, is silent for too long, or answers
                something else than was asked for.
            PartialAnswerError: it answers with less than the whole.
            QueryError: it does not understand what is asked.
        """
        for attempt in range(1, TRIES + 1):
            try:
                return self._once(request)
            except _PassingError as passing:
                if not request.again or attempt == TRIES:
                    raise passing.error from passing.__cause__
                self._sleep(passing.wait or _PAUSE * 2 ** (attempt - 1))
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Close the connection."""
        self._pool.clear()

    def _once(self, request: Request) -> Reply:
        with _told(request.url, self._endpoint.timeout):
            response = self._posted(request, first(self._endpoint, request.url))
            if response.status == 401:
                challenge = response.headers.get("WWW-Authenticate", "")
                proof = answer(self._endpoint, challenge, "POST", request.url)
                if proof:
                    response.drain_conn()
                    response = self._posted(request, proof)
            try:
                return self._read(request, response)
            finally:
                response.release_conn()

    def _posted(self, request: Request, proof: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        headers = {
            "Content-Type": request.kind,
            "Accept": ", ".join(request.accept) or "*/*",
            "Accept-Encoding": "gzip",
            "User-Agent": f"spacekg/{__version__}",
            **proof,
        }
        return self._pool.request(
            "POST",
            request.url,
            body=request.body,
            headers=headers,
            redirect=False,
            preload_content=False,
        )

    def _read(self, request: Request, response: urllib3.BaseHTTPResponse) -> Reply:
        headers = {name.lower(): value for name, value in response.headers.items()}
        if response.status >= 300:
            text = response.read(_EXCERPT * 4).decode("utf-8", "replace")
            raise _refusal(request.url, response.status, headers, text)
        reply = Reply(spool(), headers)
        try:
            for chunk in response.stream(_CHUNK):
                reply.body.write(chunk)
            reply.body.seek(0)
            _refuse_other(request, reply)
            _refuse_partial(request.url, headers)
        except BaseException:
            reply.body.close()
            raise
        return reply


class _PassingError(Exception):
    """What may be gone when it is tried again.

    Args:
        error: what it is if it stays.
        wait: seconds that the endpoint asks to wait.
    """

    def __init__(self, error: EndpointError, wait: float = 0.0):
        super().__init__(str(error))
        self.error = error
        self.wait = wait


@contextmanager
def _told(url: str, seconds: float) -> Iterator[None]:
    """Turn what goes wrong on the way into errors that say what to do."""
    place = shown(url)
    try:
        yield
    except (SSLError, MaxRetryError) as error:
        reason = error.reason if isinstance(error, MaxRetryError) else error
        message = f"{place}: no safe connection (TLS): {reason}; check the address and its "
        raise EndpointError(message + "certificate (SSL_CERT_FILE names others)") from error
    except NameResolutionError as error:
        message = f"{place}: cannot be reached: there is no host of this name; check the address"
        raise EndpointError(message) from error
    except NewConnectionError as error:
        message = f"{place}: cannot be reached: nothing answers there; check whether it runs"
        raise _PassingError(EndpointError(message)) from error
    except TimeoutError as error:
        message = f"{place}: timed out: silent for {seconds:g} s; ask for less, or set "
        raise EndpointError(message + "KG_STORE_TIMEOUT to more seconds") from error
    except ProtocolError as error:
        message = f"{place}: the answer broke off before its end; nothing of it was taken"
        raise _PassingError(PartialAnswerError(message)) from error
    except HTTPError as error:
        raise EndpointError(f"{place}: cannot be asked: {error}") from error


def _refusal(url: str, status: int, headers: Mapping[str, str], text: str) -> Exception:
    """Return the error for an answer that is no success."""
    place = shown(url)
    if 300 <= status < 400:
        target = shown(headers.get("location", ""))
        return EndpointError(f"{place}: sends elsewhere, to {target}; give that address instead")
    said = _excerpt(headers.get("content-type", ""), text)
    if status in _REFUSED:
        error = EndpointError(f"{place}: {_REFUSED[status]}{said}")
        if status in _AGAIN:
            return _PassingError(error, _pause(headers.get("retry-after", "")))
        return error
    if status == 400:
        return QueryError(f"{place} does not take this{said or ': no reason given'}")
    return EndpointError(f"{place}: fails with {status}{said}")


def _pause(text: str) -> float:
    """Return the seconds that an endpoint asks to wait; a date would need a clock, so 0."""
    return min(float(text), _LONGEST) if text.strip().isdigit() else 0.0


def _excerpt(kind: str, text: str) -> str:
    """Return what an endpoint says, in one line, unless it is a page for a browser."""
    line = " ".join(text.split())
    if not line or "html" in kind.lower():
        return ""
    return ": " + "".join(c for c in line if c.isprintable())[:_EXCERPT]


def _refuse_other(request: Request, reply: Reply) -> None:
    """Raise EndpointError for an answer of another type than was asked for."""
    if not request.accept or reply.media_type in request.accept:
        return
    place, kind = shown(request.url), reply.media_type or "something without a type"
    if "html" in kind:
        message = "answers with a web page; give the address of the SPARQL endpoint itself"
    else:
        message = f"answers with {kind}, which was not asked for; is it a SPARQL endpoint?"
    raise EndpointError(f"{place}: {message}")


def spool() -> IO[bytes]:
    """Return a file for an answer: in memory, and on disk if it is large."""
    return cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))


def _refuse_partial(url: str, headers: Mapping[str, str]) -> None:
    """Raise PartialAnswerError where an engine says that it left something out (Virtuoso does)."""
    place = shown(url)
    if "x-sparql-maxrows" in headers:
        message = f"{place}: gives no more than {headers['x-sparql-maxrows']} rows, and there are "
        message += "more; ask for less (LIMIT), or raise ResultSetMaxRows in its settings"
        raise PartialAnswerError(message)
    if headers.get("x-sql-state"):
        reason = headers.get("x-sql-message", headers["x-sql-state"])
        raise PartialAnswerError(f"{place}: stopped before the whole answer was there: {reason}")
