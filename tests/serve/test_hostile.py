"""Queries and updates that are meant to break, stall or rob the server, each with its answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.conftest import Live
from tests.serve.trap import Victim, detail

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux's /proc")

TWO = "?s ?p ?o . ?a ?b ?c"
SLOW, LARGE, COSTLY = "takes longer than 2 seconds", "nests too deep, or needs", ""
"""Words of an answer that ended by time, by memory or depth, and by whichever comes first."""


@pytest.fixture(autouse=True)
def _unharmed(victim: Victim) -> Iterator[None]:
    yield
    victim.assert_unharmed()


def chain(middle: str, times: int) -> str:
    return middle * times


NESTED = {
    "brackets": "ASK {" + chain("(", 50_000),
    "braces": "ASK " + chain("{", 20_000) + chain("}", 20_000),
    "the 4.6 KB killer": "ASK { FILTER(" + chain("(", 2_300) + "1" + chain(")", 2_300) + ") }",
    "squares": "ASK { ?s ?p " + chain("[ ?p ", 3_000) + chain("]", 3_000) + "}",
    "optionals": "ASK {" + chain("OPTIONAL {", 3_000) + chain("}", 3_000) + "}",
    "subselects": "SELECT * {" + chain("{ SELECT * {", 300) + chain("}}", 300) + "}",
    "filters that exist": "ASK {" + chain("FILTER EXISTS {", 500) + chain("}", 500) + "}",
    "function calls": "ASK { FILTER(" + chain("STR(", 500) + "1" + chain(")", 501) + "}",
    "paths": "ASK { ?s " + chain("(", 200) + "rdf:type" + chain(")*", 200) + " ?o }",
    "lists": "ASK { ?s ?p " + chain("(", 101) + chain(")", 101) + "}",
    "closers first": "ASK {" + chain("}", 500) + chain("{", 500),
}


@pytest.mark.parametrize("query", NESTED.values(), ids=NESTED)
def test_nesting_is_refused_before_the_engine_sees_it(victim: Victim, query: str) -> None:
    """It would overflow the stack of whoever parses it."""
    reply = victim.asks(query)
    assert reply.status == 400
    assert "100 is the limit" in detail(reply)


COSTS = {
    "unions": ("SELECT * {" + " UNION ".join(["{?s ?p ?o}"] * 30_000) + "}", LARGE),
    "optionals in a row": ("ASK { ?s ?p ?o " + chain("OPTIONAL {?s ?p ?o}", 10_000) + "}", LARGE),
    "minuses in a row": ("ASK { ?s ?p ?o " + chain("MINUS {?s ?p ?o}", 10_000) + "}", LARGE),
    "sums": ("ASK { FILTER(1" + chain("+1", 50_000) + ") }", LARGE),
    "negations": ("ASK { FILTER(" + chain("!", 50_000) + "true) }", LARGE),
    "steps of a path": ("ASK { ?s " + "/".join(["rdf:type"] * 50_000) + " ?o }", LARGE),
    "choices of a path": ("ASK { ?s " + "|".join(["rdf:type"] * 50_000) + " ?o }", LARGE),
    "a cartesian product": (f"SELECT (COUNT(*) AS ?n) {{ {TWO} }}", SLOW),
    "a product in order": (f"SELECT ?a {{ {TWO} }} ORDER BY ?o ?c", COSTLY),
    "a product of distinct rows": (f"SELECT DISTINCT * {{ {TWO} }}", COSTLY),
    "a product of triples": (f"CONSTRUCT {{ {TWO} }} {{ {TWO} }}", COSTLY),
    "two thousand patterns": (
        "SELECT * {" + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(2_000)) + "}", COSTLY),
    "stars of stars": ("SELECT * { ?s (((!rdf:type)*)*)* ?o }", COSTLY),
    "all but one path": ("SELECT (COUNT(*) AS ?n) { ?s (!rdf:type)* ?o }", COSTLY),
    "words doubled forty times": (
        "SELECT (STRLEN(?x40) AS ?n) { BIND('0123456789abcdef' AS ?x0) "
        + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40)) + "}", COSTLY),
    "words joined": (f"SELECT (GROUP_CONCAT(CONCAT(STR(?o), STR(?c))) AS ?x) {{ {TWO} }}", COSTLY),
    "replacements": (
        "SELECT (STRLEN(" + chain("REPLACE(", 12) + "'aaaaaaaaaa'"
        + chain(", 'a', 'aaaaaaaaaa')", 12) + ") AS ?n) {}", COSTLY),
    "an answer without end": ("SELECT * { ?s ?p ?o }", "larger than 4,194,304 bytes"),
}  # fmt: skip


@pytest.mark.parametrize(("query", "words"), COSTS.values(), ids=COSTS)
def test_what_costs_too_much_ends_alone(victim: Victim, query: str, words: str) -> None:
    """The process that ran it is ended; nothing is answered as if it were whole."""
    reply = victim.asks(query)
    assert reply.status in (500, 504)
    assert words in detail(reply)
    assert reply.status == 504 or "memory" in detail(reply) or "larger than" in detail(reply)


REFUSED = {
    "SERVICE": ("ASK {{ SERVICE <{trap}> {{ ?s ?p ?o }} }}", "SERVICE asks"),
    "SERVICE in silence": ("ASK {{ SERVICE SILENT <{trap}> {{ ?s ?p ?o }} }}", "SERVICE asks"),
    "SERVICE by a variable": (
        "ASK {{ VALUES ?u {{ <{trap}> }} SERVICE ?u {{ ?s ?p ?o }} }}", "SERVICE asks"),
    "SERVICE behind an escape": (
        "PREFIX http: <a:> ASK {{ <http://e/\\u0041#> a ?x . SERVICE <{trap}> {{ ?s ?p ?o }}\n}}",
        "SERVICE asks"),
    "SERVICE behind a comparison": (
        "ASK {{ FILTER(1<2)SERVICE<{trap}>{{?s ?p ?o}} FILTER(2>1) }}", "SERVICE asks"),
    "SERVICE behind a string": (
        "ASK {{ FILTER('\\'' = '#') SERVICE <{trap}> {{ ?s ?p ?o }} }}", "SERVICE asks"),
    "SERVICE spelt by escapes": (r"ASK {{ S\u0045RVICE <{trap}> {{ ?s ?p ?o }} }}", "unexpected"),
    "FROM the network": ("SELECT * FROM <{trap}> {{ ?s ?p ?o }}", "FROM names"),
    "FROM a file": ("SELECT * FROM <file://{secret}> {{ ?s ?p ?o }}", "FROM names"),
    "FROM NAMED a file": (
        "SELECT * FROM NAMED <file://{secret}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", "FROM names"),
    "LOAD": ("LOAD <file:///etc/passwd>", "LOAD changes the graph"),
    "an update": ("DELETE WHERE {{ ?s ?p ?o }}", "DELETE changes the graph"),
    "an update behind a query": ("ASK {{}} ; DROP ALL", "unexpected ;"),
    "a limit beyond all numbers": ("SELECT * {{}} LIMIT 99999999999999999999999", "unexpected 9"),
    "half a character": (r"SELECT ('\uD800' AS ?x) {{}}", "unexpected"),
    "a mark of byte order": ("\ufeffASK {{}}", "unexpected \ufeff"),
    "a NUL": ("ASK {{}}\0", "unexpected \0"),
    "an IRI without end": ("ASK {{ <http://e/" + chain("a", 900_000), "unknown prefix http:"),
    "a name without end": ("ASK {{ ?s " + chain("é", 150_000) + ":b ?o }}", "unknown prefix"),
    "a string without end": ("ASK {{ ?s ?p '" + chain("a", 900_000), "never closed"),
    "a function of another library": ("ASK {{ FILTER(<http://jena/eval>('1')) }}", "custom"),
}  # fmt: skip


@pytest.mark.parametrize(("query", "words"), REFUSED.values(), ids=REFUSED)
def test_what_would_leave_the_machine_or_makes_no_sense(
    victim: Victim, query: str, words: str
) -> None:
    """It is refused with words that say why, and not too many of them."""
    reply = victim.asks(query.format(trap=victim.trap.address, secret=victim.secret))
    assert reply.status == 400
    assert words in detail(reply)
    assert len(detail(reply)) < 1_100


ODD = {
    "a regular expression that goes back": (
        f"SELECT (REGEX('{chain('a', 5_000)}', '^(a+)+$x') AS ?x) {{}}", "false"),
    "a regular expression that grows": ("SELECT (REGEX('a', 'a{999}{999}{999}') AS ?x) {}", None),
    "a number without end": (f"SELECT ({chain('9', 100_000)} + 1 AS ?x) {{}}", None),
    "more than the largest number": ("SELECT (9223372036854775807 + 1 AS ?x) {}", None),
    "nothing shared": ("SELECT (1/0 AS ?x) {}", None),
    "a year too far": ("SELECT (YEAR('99999999999999999999-01-01'^^xsd:date) AS ?x) {}", None),
    "a part of nothing": ("SELECT (SUBSTR('a', -9223372036854775808) AS ?x) {}", None),
    "a long literal": (f"SELECT (STRLEN('{chain('a', 900_000)}') AS ?x) {{}}", "900000"),
    "a long IRI": (f"SELECT (BOUND(?s) AS ?x) {{ OPTIONAL {{ ?s ?p <http://e/{chain('a', 900_000)}>"
                   " } }", "false"),
    "a NUL in a string": (r"SELECT (STRLEN('\u0000') AS ?x) {}", "1"),
    "markup": ("SELECT ('<script>alert(1)</script>' AS ?x) {}", "<script>alert(1)</script>"),
    "the address of a file as a name": ("SELECT (STR(<file:///etc/passwd>) AS ?x) {}",
                                        "file:///etc/passwd"),
    "twenty thousand prefixes": (chain("PREFIX a: <a:> ", 20_000) + "SELECT (1 AS ?x) {}", "1"),
    "twenty thousand values": (
        "SELECT (COUNT(*) AS ?x) { VALUES ?a {" + chain("1 ", 20_000) + "} }", "20000"),
}  # fmt: skip


@pytest.mark.parametrize(("query", "value"), ODD.values(), ids=ODD)
def test_what_only_looks_dangerous_is_answered(
    victim: Victim, query: str, value: str | None
) -> None:
    """An error of one expression leaves its variable unbound, as SPARQL has it."""
    reply = victim.asks(query)
    assert reply.status == 200, reply.body[:300]
    [row] = reply.json["results"]["bindings"]
    assert row.get("x", {}).get("value") == value


UPDATES = {
    "LOAD the network": ("LOAD <{trap}>", 400, "LOAD fetches"),
    "LOAD a file": ("LOAD SILENT <file://{secret}>", 400, "LOAD fetches"),
    "LOAD behind data": ("INSERT DATA {{ <a:s> <a:p> 1 }} ; LOAD <{trap}>", 400, "LOAD fetches"),
    "LOAD behind an escape": (
        "PREFIX http: <a:> INSERT DATA {{ <http://e/\\u0041#> <a:p> 1 }} ; LOAD <{trap}>\n",
        400, "LOAD fetches"),
    "SERVICE": ("INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{trap}> {{ ?s ?p ?o }} }}",
                400, "SERVICE asks"),
    "nesting": ("INSERT DATA {{ <a:s> <a:p> " + chain("(", 3_000) + chain(")", 3_000) + " }}",
                400, "100 is the limit"),
    "an update without end": (
        f"INSERT {{{{ ?a <a:p> ?s }}}} WHERE {{{{ {TWO} }}}}", 504, "within 2 seconds"),
    "half an update": ("INSERT DATA {{ <a:s> <a:p> 1 }} ; INSERT DATA {{", 400, "expected"),
    "overlong digits": ("INSERT DATA {{ <a:s> <a:p> " + chain("1.", 30_000) + " }}", 400, ""),
}  # fmt: skip


@pytest.mark.parametrize(("update", "status", "words"), UPDATES.values(), ids=UPDATES)
def test_updates_that_do_harm_do_nothing(
    victim: Victim, update: str, status: int, words: str
) -> None:
    """Also by one who has the token."""
    reply = victim.changes(update.format(trap=victim.trap.address, secret=victim.secret))
    assert reply.status == status
    assert words in detail(reply)
    assert victim.live.rows("SELECT ?o { <a:s> <a:p> ?o }") == []


def test_markup_in_data_comes_back_as_data(own: Live) -> None:
    """A label may hold anything; in no format of rows or triples does it become markup."""
    label = "</literal><script>alert(1)</script>&xxe;]]>"
    assert own.update(f"INSERT DATA {{ <a:s> rdfs:label '{label}' }}").status == 204
    ask = "SELECT ?o { <a:s> rdfs:label ?o }"
    assert own.rows(ask) == [{"o": label}]
    for query, accept in (
        (ask, "application/sparql-results+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml"),
    ):
        reply = own.query(query, accept)
        assert b"<script>" not in reply.body
        assert b"&lt;script" in reply.body
        assert reply.headers["x-content-type-options"] == "nosniff"
