"""TriG and N-Quads: a named graph per article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.graph.store import EmbeddedStore

if TYPE_CHECKING:
    from tests.exports.conftest import Export, Graphs, Key, Keys

ID = "https://w3id.org/spacekg/id/"
ONTOLOGY = "https://w3id.org/spacekg/ontology#"

Triples = set[tuple["Key", ...]]


def _stated(triples: Triples, subject: str) -> set[str]:
    return {
        predicate[1].removeprefix(ONTOLOGY)
        for (_, node), predicate, _ in triples
        if node == ID + subject
    }


@pytest.mark.parametrize("ending", ["trig", "nq"])
def test_all_graphs_together_are_the_graph(
    ending: str, store: EmbeddedStore, exported: Export, graphs: Graphs, keys: Keys
) -> None:
    """No triple is lost and none is added by sharing them out among the articles."""
    found = graphs(exported(store, ending))
    assert set().union(*found.values()) == keys(store.triples())
    assert set(found) == {f"{ID}article/001", f"{ID}article/002", ""}


def test_an_article_holds_what_it_says(
    store: EmbeddedStore, exported: Export, graphs: Graphs
) -> None:
    """Direct triples, agreements and metadata stand in the graph of the article they are from."""
    found = graphs(exported(store, "trig"))
    first, second = found[f"{ID}article/001"], found[f"{ID}article/002"]
    assert _stated(first, "country/sweden") == {"activeSatellites", "agreementWith", "signatoryOf"}
    assert _stated(first, "country/switzerland") == {"agreementWith"}  # holds both ways
    assert _stated(first, "agreement/sweden-switzerland-2024") == {
        "agreementKind",
        "concerning",
        "party",
        "place",
    }
    assert _stated(second, "country/sweden") == {"signatoryOf"}  # what it plans is not so
    assert "http://purl.org/dc/terms/title" in _stated(second, "article/002/source/1")
    assert not _stated(second, "article/001")


def test_names_of_things_belong_to_no_article(
    store: EmbeddedStore, exported: Export, graphs: Graphs
) -> None:
    """Entities are described in the default graph, and nothing is stated of them there."""
    default = graphs(exported(store, "trig"))[""]
    assert {"iso2", "iso3"} <= _stated(default, "country/sweden")
    assert "signatoryOf" not in _stated(default, "country/sweden")
    assert {triple[0][1].split("/id/")[1].split("/")[0] for triple in default} == {
        "accord",
        "agreement",
        "country",
        "dataset",
        "extractor",
        "programme",
        "spacecraft",
    }


def test_a_shared_claim_stands_in_both_graphs_with_each_ones_evidence(
    store: EmbeddedStore, exported: Export, graphs: Graphs
) -> None:
    """Two articles that say the same share the claim, but not their quotes."""
    found = graphs(exported(store, "nq"))
    quotes = []
    for article in ("001", "002"):
        triples = found[f"{ID}article/{article}"]
        claims = {t[0] for t in triples if t[2][1] == f"{ID}accord/artemis-accords"}
        (claim,) = {c for c in claims if "/claim/" in c[1]}
        quotes.append({t[2] for t in triples if t[0] == claim and t[1][1] == f"{ONTOLOGY}evidence"})
    assert [len(found) for found in quotes] == [1, 1]
    assert quotes[0] != quotes[1]


def test_without_evidence_the_graphs_still_tell_who_says_what(
    store: EmbeddedStore, exported: Export, graphs: Graphs
) -> None:
    """Direct triples keep their article; claims and descriptions of articles are gone."""
    found = graphs(exported(store, "trig", evidence=False))
    assert found[f"{ID}article/002"] == {
        (
            ("iri", f"{ID}country/sweden"),
            ("iri", f"{ONTOLOGY}signatoryOf"),
            ("iri", f"{ID}accord/artemis-accords"),
        )
    }


@pytest.mark.parametrize("ending", ["trig", "nq"])
def test_an_empty_graph_is_a_valid_file(ending: str, exported: Export, graphs: Graphs) -> None:
    """Nothing in the store gives a file that reads as nothing, not an error."""
    assert graphs(exported(EmbeddedStore(), ending)) == {}
