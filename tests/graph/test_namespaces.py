"""Ids, IRIs and prefixed names stand for each other."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.namespaces import ID, PREFIXES, id_of, iri, shorten, standard, term
from kg.model import ID_PREFIXES, content_hash, slugify

_SLUGS = st.text(min_size=1).map(slugify).filter(bool)
_IDS = st.builds("{}/{}".format, st.sampled_from(sorted(set(ID_PREFIXES.values()))), _SLUGS)


def _expanded(name: str) -> ox.NamedNode:
    """Return what a Turtle parser makes of a prefixed name or an IRI in brackets."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    (quad,) = ox.parse(f"{head} {name} a {name} .", format=ox.RdfFormat.TURTLE)
    assert isinstance(quad.subject, ox.NamedNode)
    return quad.subject


@given(_IDS)
def test_id_comes_back_from_its_iri(id: str) -> None:
    """The id of any entity can be read off its IRI."""
    assert id_of(iri(id)) == id


@given(_IDS)
def test_short_name_of_an_entity_is_valid_turtle(id: str) -> None:
    """An entity shows as segment:slug, and a parser expands that to the same IRI."""
    name = shorten(iri(id))
    assert name == id.replace("/", ":", 1)
    assert _expanded(name) == iri(id)


@given(st.sampled_from(sorted(PREFIXES.values())), st.from_regex(r"[!-~]{0,12}", fullmatch=True))
def test_short_name_always_means_its_node(namespace: str, tail: str) -> None:
    """Whatever follows a namespace, the short form expands to the same IRI."""
    try:
        node = ox.NamedNode(namespace + tail)
    except ValueError:
        return  # no IRI at all
    assert _expanded(shorten(node)) == node


def test_node_of_no_known_namespace_is_shown_whole() -> None:
    """A foreign IRI stays readable and is never given a wrong prefix."""
    assert shorten(ox.NamedNode("http://example.org/a")) == "<http://example.org/a>"
    assert shorten(iri("evidence/abc/quote")) == f"<{ID}evidence/abc/quote>"
    assert id_of(ox.NamedNode("http://example.org/a")) is None


def test_standard_refuses_an_unknown_prefix() -> None:
    """A slip in a prefix is an error and makes no new IRI."""
    assert standard("kg:ledBy") == term("ledBy")
    with pytest.raises(KeyError):
        standard("skoss:prefLabel")


@given(st.lists(st.text(), min_size=2, max_size=4), st.lists(st.text(), min_size=2, max_size=4))
def test_equal_hashes_mean_equal_parts(one: list[str], other: list[str]) -> None:
    """Parts cannot run into each other: the ids of different contents differ."""
    assert (content_hash(*one) == content_hash(*other)) == (one == other)
