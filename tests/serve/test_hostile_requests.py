"""Requests that are no proper HTTP, or more than a server should take, each with its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.serve.conftest import TOKEN
from tests.serve.trap import FORM, Victim, detail

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux's /proc")

HOST = b"Host: localhost\r\n"
CLOSE = b"Connection: close\r\n"
QUERY = b"Content-Type: application/sparql-query\r\n"
POST = b"POST /sparql HTTP/1.1\r\n" + HOST + CLOSE + QUERY
ASKED = "/sparql?query=ASK%7B%7D"


@pytest.fixture(autouse=True)
def _unharmed(victim: Victim) -> Iterator[None]:
    yield
    victim.assert_unharmed()


def get(path: bytes, *headers: bytes) -> bytes:
    lines = b"".join(header + b"\r\n" for header in headers)
    return b"GET " + path + b" HTTP/1.1\r\n" + HOST + CLOSE + lines + b"\r\n"


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]


FRAMES = {
    "two lengths": (POST + b"Content-Length: 6\r\nContent-Length: 60\r\n\r\nASK {}", 400),
    "a length and chunks": (
        POST + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n",
        400,
    ),
    "chunks and a length": (
        POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
        b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        400,
    ),
    "chunks by another name": (
        POST + b"Transfer-Encoding: xchunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n", 400),
    "two encodings": (
        POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400),
    "a chunk of no size": (POST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nASK {}\r\n", 400),
    "a chunk of every size": (
        POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"F" * 100 + b"\r\nASK {}\r\n", 400),
    "less than no length": (POST + b"Content-Length: -6\r\n\r\nASK {}", 400),
    "a length with a sign": (POST + b"Content-Length: +6\r\n\r\nASK {}", 400),
    "a length that never comes": (POST + b"Content-Length: 99999999999999\r\n\r\nASK {}", 408),
    "a compressed body": (POST + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\0\0",
                          415),
    "a compressed body of another kind": (
        POST + b"Content-Encoding: deflate, br\r\nContent-Length: 1\r\n\r\nx", 415),
    "a body that is promised": (POST + b"Expect: 100-continue\r\nContent-Length: 6\r\n\r\nASK {}",
                                200),
    "UTF-16": (POST + b"Content-Length: 14\r\n\r\n" + "ASK {}".encode("utf-16"), 400),
    "overlong UTF-8": (POST + b"Content-Length: 8\r\n\r\nASK {}\xc0\x80", 400),
    "half a pair": (POST + b"Content-Length: 9\r\n\r\nASK {}\xed\xa0\x80", 400),
    "a header name with a space": (get(b"/health", b"X : a"), 400),
    "a header with a NUL": (get(b"/health", b"X\0: a"), 400),
    "a header without end": (get(b"/health", b"X: " + b"a" * 1_000_000), 400),
    "headers without end": (get(b"/health", *[b"X%d: a" % n for n in range(60_000)]), 400),
    "no host": (b"GET /health HTTP/1.1\r\n\r\n", 400),
    "two hosts": (get(b"/health", b"Host: evil.example"), 400),
    "another host": (b"GET /health HTTP/1.1\r\nHost: evil.example\r\n" + CLOSE + b"\r\n", 400),
    "a host with a tail": (
        b"GET /health HTTP/1.1\r\nHost: localhost.evil.example\r\n" + CLOSE + b"\r\n", 400),
    "HTTP of 1996 without a host": (b"GET /health HTTP/1.0\r\n\r\n", 400),
    "HTTP of 1996": (b"GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n", 200),
    "HTTP of 1991": (b"GET /health\r\n\r\n", 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 60 + b"\r\n\r\n", 400),
    "a method of another protocol": (b"CONNECT 127.0.0.1:9 HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
                                     404),
    "a method that echoes": (
        b"TRACE /health HTTP/1.1\r\n" + HOST + CLOSE + b"Cookie: secret\r\n\r\n", 405),
    "a method of nobody": (b"BREW /sparql HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n", 405),
    "a method that is no word": (b"G\xc3\x89T /health HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "another protocol to go on with": (
        get(b"/health", b"Upgrade: websocket", b"Connection: Upgrade"), 200),
    "the way to another server": (get(b"http://evil.example/health"), 404),
    "up and up": (get(b"/../../etc/passwd"), 404),
    "up and up in percent signs": (get(b"/%2e%2e/%2e%2e/%2e%2e/etc/passwd"), 404),
    "up behind an endpoint": (get(b"/sparql/../../etc/passwd"), 404),
    "two slashes": (get(b"//etc/passwd"), 404),
    "backslashes": (get(rb"/..\..\etc\passwd"), 404),
    "a NUL in the path": (get(b"/health%00.html"), 404),
    "bytes that are no UTF-8": (get(b"/%ff%fe"), 404),
    "new lines": (get(b"/%0d%0aSet-Cookie:%20a=b"), 404),
    "a long path": (get(b"/" + b"a" * 30_000), 404),
    "a longer path": (get(b"/" + b"a" * 200_000), 400),
    "no path": (get(b"health"), 404),
    "a thousand and one parameters": (get(b"/sparql?" + b"a=1&" * 1_001), 400),
    "no format": (get(ASKED.encode(), b"Accept: " + b"a/b;q=0.1," * 5_000), 406),
    "no number": (get(ASKED.encode(), b"Accept: text/csv;q=nan, application/json;q=inf"), 200),
    "a thousand tags": (
        get(ASKED.encode(), b"If-None-Match: " + b'W/"a", ' * 5_000), 200),
    "any tag": (get(ASKED.encode(), b"If-None-Match: *"), 200),
}  # fmt: skip


@pytest.mark.parametrize(("request_", "status"), FRAMES.values(), ids=FRAMES)
def test_each_request_has_one_answer(victim: Victim, request_: bytes, status: int) -> None:
    """Of one that may be read in two ways nothing is done, nor of what may hide behind it."""
    answer = victim.sends(request_)
    assert [found for found in statuses(answer) if found != 100] == [status]
    assert b"set-cookie" not in answer.lower().partition(b"\r\n\r\n")[0]


def test_requests_in_a_row_are_answered_in_their_order(victim: Victim) -> None:
    """One after another, without mixing them up."""
    row = b"".join(
        b"GET " + path + b" HTTP/1.1\r\n" + HOST + b"\r\n"
        for path in (b"/health", b"/nothing", ASKED.encode(), b"/nothing") * 5
    )
    assert statuses(victim.sends(row + get(b"/health"))) == [200, 404, 200, 404] * 5 + [200]


UPDATE = "INSERT DATA { <a:forged> <a:p> 1 }"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer "}, 401),
        ({"Authorization": f"Bearer {TOKEN[:-1]}"}, 401),
        ({"Authorization": f"Bearer {TOKEN} "}, 204),
        ({"Authorization": f"bearer {TOKEN}x"}, 401),
        ({"Authorization": f"Basic {TOKEN}"}, 401),
        ({"Authorization": "Bearer tök\u00e9n"}, 401),
        ({"Cookie": f"token={TOKEN}"}, 401),
        ({"Origin": "https://evil.example"}, 401),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 401),
    ],
)
def test_a_change_needs_the_token_itself(
    victim: Victim, headers: dict[str, str], status: int
) -> None:
    """No cookie, no guess, and no form of a web page will do."""
    body = f"update={quote(UPDATE)}"
    reply = victim.live.ask("/sparql", "POST", {**FORM, **headers}, body)
    assert reply.status == status
    known = victim.live.rows("SELECT ?o { <a:forged> <a:p> ?o }")
    assert bool(known) is (status == 204)
    assert victim.changes("DELETE WHERE { <a:forged> ?p ?o }").status == 204


@pytest.mark.parametrize("media_type", ["text/plain", "multipart/form-data; boundary=x"])
def test_what_any_web_page_may_send_is_no_update(victim: Victim, media_type: str) -> None:
    """A form of these types needs no leave of the browser, so it is not understood at all."""
    headers = {"Content-Type": media_type, "Authorization": f"Bearer {TOKEN}"}
    reply = victim.live.ask("/sparql", "POST", headers, UPDATE)
    assert (reply.status, "not understood" in detail(reply)) == (415, True)


def test_guesses_of_the_token_are_answered_like_any_other(victim: Victim) -> None:
    """By the hundred, while others go on."""
    guess = {**FORM, "Authorization": "Bearer 0000"}
    with ThreadPoolExecutor(8) as threads:
        asked = [
            threads.submit(victim.live.ask, "/sparql", "POST", guess, f"update={quote(UPDATE)}")
            for _ in range(300)
        ]
        assert {reply.result().status for reply in asked} == {401}
    assert victim.live.rows("SELECT ?o { <a:forged> <a:p> ?o }") == []
