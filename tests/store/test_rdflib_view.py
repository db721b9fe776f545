"""The same store through rdflib."""

from __future__ import annotations

import subprocess
import sys

from rdflib import URIRef, Variable

from kg.graph.namespaces import ID, ONTOLOGY
from kg.graph.rdflib_view import to_rdflib
from kg.graph.store import EmbeddedStore

SWEDEN = URIRef(ID + "country/sweden")
SIGNED = URIRef(ONTOLOGY + "signatoryOf")
ACCORDS = URIRef(ID + "accord/artemis-accords")


def test_rdflib_sees_the_facts(store: EmbeddedStore) -> None:
    """Triples, their number and their pattern matches are those of the store."""
    graph = to_rdflib(store)
    assert len(graph) == len(store)
    assert (SWEDEN, SIGNED, ACCORDS) in graph
    assert list(graph.objects(SWEDEN, SIGNED)) == [ACCORDS]


def test_rdflib_queries_run_with_our_prefixes(store: EmbeddedStore) -> None:
    """SPARQL through rdflib needs no prefixes and takes bindings."""
    text = "SELECT ?who ?what { ?who kg:signatoryOf ?what } ORDER BY ?who"
    rows = to_rdflib(store).query(text, initBindings={"what": ACCORDS}).bindings
    assert [str(row[Variable("who")]) for row in rows] == [str(SWEDEN), ID + "country/thailand"]


def test_rdflib_writes_into_the_store() -> None:
    """What is added through rdflib is a fact of the store."""
    with EmbeddedStore() as memory:
        to_rdflib(memory).add((SWEDEN, SIGNED, ACCORDS))
        assert memory.query(f"ASK {{ {SWEDEN.n3()} {SIGNED.n3()} {ACCORDS.n3()} }}").boolean


def test_asking_a_question_loads_no_heavy_library() -> None:
    """Queries, saved queries and facts come without rdflib and all that is above."""
    program = (
        "import sys; import kg.graph.facts, kg.graph.saved, kg.graph.store, kg.graph.query\n"
        "heavy = {'rdflib', 'oxrdflib', 'networkx', 'pyshacl', 'yaml', 'rich', 'difflib'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr
