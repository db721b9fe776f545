"""Addresses that people make up or keep: parts of ids, days, and pages that take long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg import KnowledgeGraph
from tests.serve.conftest import Live, Reply, Start

HTML = {"Accept": "text/html"}


def patiently(live: Live, path: str) -> Reply:
    """Ask for a page until it is ready, as its own header has a browser do."""
    end = time.monotonic() + 120
    while (reply := live.ask(path, headers=HTML)).status == 503:
        assert time.monotonic() < end
        time.sleep(0.5)
    return reply


def claims(live: Live) -> list[str]:
    rows = live.rows("SELECT ?c { ?c a kg:Claim } ORDER BY ?c")
    return [row["c"].rpartition("/")[2] for row in rows]


def test_a_claim_is_found_by_its_first_digits(live: Live) -> None:
    """As by `kg explain`, on the day and in the format that are asked for."""
    digits = claims(live)
    reply = live.ask(f"/id/claim/{digits[0][:14]}?as-of=2024", headers=HTML)
    assert (reply.status, reply.headers["location"]) == (303, f"/id/claim/{digits[0]}?as-of=2024")
    reply = live.ask(f"/id/claim/{digits[0][:14]}.ttl")
    assert reply.headers["location"] == f"/id/claim/{digits[0]}.ttl"
    assert live.ask("/id/claim/" + "f" * 32).status == 404
    assert live.ask(f"/id/claim/{digits[0][:3]}").status == 404


def test_several_claims_of_the_same_digits_are_told(own: Live) -> None:
    """With a link to each, and no guess."""
    for last in "ab":
        own.update(f"INSERT DATA {{ <https://w3id.org/spacekg/id/claim/cafe{last}> a kg:Claim }}")
    problem = own.ask("/id/claim/cafe").json
    assert problem["status"] == 404
    links = [each["href"] for each in problem["suggestions"]]
    assert links == ["/id/claim/cafea", "/id/claim/cafeb"]


def test_the_number_of_triples_is_one(live: Live, built: Path) -> None:
    """The home page, the endpoint, `kg stats` and `kg verify` count the same."""
    shown = live.ask("/", headers={"Accept": "application/json"}).json["counts"]["triples"]
    (row,) = live.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    with KnowledgeGraph.open(built) as graph:
        assert shown == int(row["n"]) == graph.stats().triples == graph.verify().triples


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/id/country/pakistan",
        "/id/programme/ilrs",
        "/id/article/2023-10-belarus-pakistan-ilrs",
        "/search?q=ilrs",
        "/queries/members",
        "/view/programme/ilrs",
    ],
)
def test_each_page_can_be_of_what_was_known_by_a_day(live: Live, path: str) -> None:
    """It says so, and is not that of today."""
    mark = "&" if "?" in path else "?"
    then = patiently(live, f"{path}{mark}known-by=2024-01-31")
    assert then.status == 200, then.body
    assert b"known by 2024-01-31" in then.body
    assert then.body != patiently(live, path).body


def test_a_page_that_takes_too_long_is_made_aside_and_kept(start: Start, built: Path) -> None:
    """Who asks is told when to come again; meanwhile others are answered."""
    with start("--seconds", "0.4", "--workers", "1", project=built) as live:
        before = live.ask("/view", headers=HTML)
        assert before.status == 503
        assert int(before.headers["retry-after"]) == int(before.headers["refresh"]) > 0
        assert live.ask("/health").status == 200
        reply = patiently(live, "/view")
        assert (reply.status, reply.media_type) == (200, "text/html")
        assert live.ask("/view", headers=HTML).body == reply.body
        other = live.ask("/view?known-by=2024", headers=HTML)
        assert other.status == 503
