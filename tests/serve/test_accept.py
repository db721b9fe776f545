"""Which format a client gets."""

from __future__ import annotations

import pytest

from kg.serve.accept import GRAPHS, ROWS, chosen
from kg.serve.problem import RequestError

JSON = "application/sparql-results+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("*", JSON),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("text/*;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("image/png, */*;q=0.1", JSON),
        ("application/json", "application/json"),
        (f"{JSON};q=nonsense, text/csv;q=0.2", "text/csv"),
        ("text/csv;charset=utf-8;q=0.9", "text/csv"),
        (BROWSER, "application/xml"),
        ("a/b," * 300 + "text/csv", None),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("nonsense", None),
    ],
)
def test_rows(accept: str | None, media_type: str | None) -> None:
    """The heaviest fitting range decides; the most specific one counts for each format."""
    if media_type is not None:
        assert chosen(accept, ROWS) == media_type
        return
    with pytest.raises(RequestError, match=r"on offer: application/sparql-results\+json") as error:
        chosen(accept, ROWS)
    assert error.value.status == 406


def test_graphs_are_turtle_unless_asked_otherwise() -> None:
    """What rdflib and browsers ask for fits."""
    assert chosen(None, GRAPHS) == "text/turtle"
    assert chosen("application/ld+json", GRAPHS) == "application/ld+json"
    rdflib = "application/rdf+xml;q=0.9, application/n-triples;q=0.8, text/turtle"
    assert chosen(rdflib, GRAPHS) == "text/turtle"
