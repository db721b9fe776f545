"""Values become literals in the form that the engine keeps."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.literals import decimal, web_address
from kg.graph.namespaces import iri


@given(st.floats(0, 1))
def test_confidence_is_written_as_the_engine_keeps_it(confidence: float) -> None:
    """Any confidence is a canonical decimal that is off by less than a millionth."""
    written = decimal(confidence)
    store = ox.Store()
    store.add(ox.Quad(iri("a/b"), iri("a/c"), written))
    (quad,) = store
    assert quad.object == written
    assert float(written.value) == pytest.approx(confidence, abs=1e-6)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("http://example.org/?q=<x>#é", "http://example.org/?q=%3Cx%3E#%C3%A9"),
        ("ftp://example.org/", None),
        ("https://", None),
        ("javascript:alert(1)//https://x", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, expected: str | None) -> None:
    """A link in the graph is http or https, and a valid IRI."""
    node = web_address(url)
    assert (None if node is None else node.value) == expected
