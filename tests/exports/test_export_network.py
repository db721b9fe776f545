"""GraphML and GEXF, read back by networkx and by an XML parser."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.graph.facts import all_facts
from kg.graph.store import EmbeddedStore
from kg.model import EntityRef

if TYPE_CHECKING:
    from tests.exports.conftest import Export

READERS: dict[str, Callable[[Path], Any]] = {
    "graphml": lambda path: nx.read_graphml(path, force_multigraph=True),
    "gexf": nx.read_gexf,
}
both = pytest.mark.parametrize("ending", READERS)


@both
def test_nodes_and_edges_are_those_of_the_facts(
    ending: str, store: EmbeddedStore, exported: Export
) -> None:
    """Each fact between entities is an edge of its own, parallel ones too."""
    graph = READERS[ending](exported(store, ending))
    found = {
        (subject, data["predicate"], object, data["status"], data["claim"])
        for subject, object, data in graph.edges(data=True)
    }
    assert found == {
        (fact.subject.id, fact.predicate, fact.object.id, fact.status, fact.claim)
        for fact in all_facts(store)
        if isinstance(fact.object, EntityRef)
    }
    assert graph.number_of_edges("country/sweden", "programme/ilrs") == 2
    assert graph.nodes["programme/ilrs"]["label"] == "International Lunar Research Station"
    assert graph.nodes["spacecraft/mats"]["type"] == "Satellite"


@both
def test_an_edge_carries_quote_source_date_and_confidence(
    ending: str, store: EmbeddedStore, exported: Export
) -> None:
    """Whoever looks at an edge in Gephi or Cytoscape sees who says so, and in which words."""
    graph = READERS[ending](exported(store, ending))
    edges = [data for _, _, data in graph.edges("country/sweden", data=True)]
    (data,) = [data for data in edges if data["predicate"] == "signatoryOf"]
    assert data["quote"] == "Sweden signed the Artemis Accords on 16 April 2024"
    assert data["sources"].split("\n") == [
        "Sweden signs, A Paper, 2024-04-17, https://example.org/a?b=1&c=2",
        'A brief: "two" sources, 2024-05 (from Title b, B Paper, 2024-05-01, '
        "https://example.org/b; C Paper, 2024)",
    ]
    assert (data["date"], data["confidence"]) == ("2024-04-16", 0.98)
    assert data["label"] == "signatory of"
    assert not any("date" in data for data in edges if data["predicate"] == "participatesIn")


@both
def test_values_stand_on_their_node(ending: str, store: EmbeddedStore, exported: Export) -> None:
    """A fact whose object is a value is an attribute of the entity it is about."""
    graph = READERS[ending](exported(store, ending))
    assert graph.nodes["spacecraft/mats"]["launchDate"] == "2022"
    assert graph.nodes["country/sweden"]["activeSatellites"] == "12"


@both
def test_without_evidence_only_direct_facts_and_no_quotes(
    ending: str, store: EmbeddedStore, exported: Export
) -> None:
    """Plans and denials are gone, and no edge has a quote."""
    graph = READERS[ending](exported(store, ending, evidence=False))
    edges = [data for _, _, data in graph.edges(data=True)]
    assert {data["predicate"] for data in edges} == {"signatoryOf", "agreementWith"}
    assert not any({"quote", "sources"} & data.keys() for data in edges)


@both
def test_an_empty_graph_is_a_valid_file(ending: str, exported: Export) -> None:
    """Nothing in the store gives a network without nodes, not an error."""
    assert len(READERS[ending](exported(EmbeddedStore(), ending))) == 0


def test_gexf_does_not_tell_the_time(store: EmbeddedStore, exported: Export) -> None:
    """The day of the export and the version of a library are not in the file."""
    text = exported(store, "gexf").read_text("utf-8")
    assert "lastmodified" not in text
    assert "NetworkX" not in text
    assert datetime.date.today().isoformat() not in text


def test_graphml_keys_do_not_depend_on_the_data(
    store: EmbeddedStore, store_of: Callable[[str], EmbeddedStore], exported: Export
) -> None:
    """The same key means the same attribute in every export."""
    keys = [_graphml_keys(exported(s, "graphml")) for s in (store, store_of("a quote"))]
    fixed = ["claim", "predicate", "label", "status", "tier", "confidence", "date"]
    fixed += ["qualifiers", "quote", "sources", "label", "type"]
    assert [list(named.values())[: len(fixed)] for named in keys] == [fixed, fixed]


@both
def test_no_attribute_collides_with_names_that_tools_reserve(
    ending: str, store: EmbeddedStore, exported: Export
) -> None:
    """The network becomes a table of edges with source and target columns without a clash."""
    graph = READERS[ending](exported(store, ending))
    names = {name for _, _, data in graph.edges(data=True) for name in data}
    assert not names & {"source", "target", "key", "weight", "networkx_key"}


def _graphml_keys(path: Path) -> dict[str, str]:
    keys = ElementTree.parse(path).getroot().iter("{http://graphml.graphdrawing.org/xmlns}key")
    named = {key.attrib["id"]: key.attrib["attr.name"] for key in keys}
    return dict(sorted(named.items(), key=lambda item: int(item[0][1:])))
