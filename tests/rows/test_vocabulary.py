"""What the code knows of predicates and qualifiers is what the ontology says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.ontology import Ontology
from kg.model import vocabulary


@pytest.fixture(scope="module")
def ontology(ontology_dir: Path) -> Ontology:
    """The bundled ontology."""
    return Ontology.load(ontology_dir)


def test_qualifiers_are_those_of_the_ontology(ontology: Ontology) -> None:
    assert set(ontology.qualifiers) == vocabulary.QUALIFIERS
    assert vocabulary.DATES | vocabulary.NAMES < vocabulary.QUALIFIERS


def test_the_ladder_has_its_rungs_in_order(ontology: Ontology) -> None:
    assert ontology.schemes["CommitmentLadder"] == vocabulary.RUNGS


def test_values_are_where_the_ontology_wants_them(ontology: Ontology) -> None:
    by_range: dict[str, set[str]] = {}
    for predicate in ontology.predicates.values():
        if predicate.inverse is None:
            by_range.setdefault(predicate.range, set()).add(predicate.name)
    assert by_range == {
        "rdfs:Literal": vocabulary.DATED,
        "xsd:integer": vocabulary.COUNTED,
        "xsd:string": vocabulary.WORDED,
    }
