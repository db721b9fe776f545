"""The dataset describes itself truly, and by its content alone."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox

from kg.graph.dataset import LICENSE, dataset_triples
from kg.graph.namespaces import iri, standard, term
from tests.graph.conftest import Reading


def _value(triples: set[ox.Triple], subject: ox.NamedNode, name: str) -> str:
    found = [t for t in triples if (t.subject, t.predicate) == (subject, standard(name))]
    (triple,) = found
    assert isinstance(triple.object, ox.NamedNode | ox.Literal)
    return triple.object.value


def test_description_names_licence_title_and_newest_article(reading: Reading) -> None:
    """A reader learns what it is, what may be done with it and how recent it is."""
    described = dataset_triples(reading.triples(), title="Mine", version="2.1")
    dataset = iri("dataset")
    assert _value(described, dataset, "dcterms:title") == "Mine"
    assert _value(described, dataset, "dcat:version") == "2.1"
    assert _value(described, dataset, "dcterms:license") == LICENSE
    assert _value(described, dataset, "dcterms:modified") == "2025-07-25"
    files = _value(described, dataset, "dcat:distribution")
    assert _value(described, ox.NamedNode(files), "dcat:mediaType").endswith("/text/turtle")


def test_counts_are_those_of_the_graph(reading: Reading) -> None:
    """Triples, entities, claims and uses of a property are counted as they are."""
    triples = reading.triples()
    described = dataset_triples(triples)
    dataset, uses = iri("dataset"), Counter(t.predicate for t in triples)
    named = {t.subject for t in triples if t.predicate == standard("skos:prefLabel")}
    kinds = {t.object for t in triples if t.predicate == standard("rdf:type")}
    assert _value(described, dataset, "void:triples") == str(len(triples))
    assert _value(described, dataset, "void:entities") == str(len(named))
    assert _value(described, dataset, "void:properties") == str(len(uses))
    assert _value(described, dataset, "void:classes") == str(len(kinds))
    claims = iri("dataset/class/Claim")
    assert _value(described, claims, "void:entities") == str(len(reading.claims))
    members = iri("dataset/property/participatesIn")
    assert _value(described, members, "void:triples") == str(uses[term("participatesIn")])


def test_description_is_not_part_of_what_it_counts(reading: Reading) -> None:
    """Describing a graph that is described already gives the same description."""
    triples = reading.triples()
    described = dataset_triples(triples)
    assert dataset_triples(triples | described) == described


def test_empty_graph_has_no_date() -> None:
    """Without articles nothing is invented: the counts are zero and there is no date."""
    described = dataset_triples([])
    assert _value(described, iri("dataset"), "void:triples") == "0"
    assert standard("dcterms:modified") not in {t.predicate for t in described}
