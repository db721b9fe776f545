"""Whether a graph is sound: its shapes, and where its articles disagree.

A violation is a fault in the data that someone has to mend. A contradiction is none: it is
what the sources say, and is shown as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.check import core, sparql
from kg.graph.check.report import Report, ShapeCount, Violation
from kg.graph.contradictions import Contradiction, contradictions
from kg.graph.ontology import read_turtle

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.graph.store import Store

__all__ = ["Contradiction", "Report", "ShapeCount", "Violation", "check", "contradictions"]


def check(store_or_triples: Store | Iterable[Triple], ontology_dir: Path) -> Report:
    """Validate a graph against the SHACL shapes of its project.

    Args:
        store_or_triples: a store, or the triples of a graph.
        ontology_dir: holds `kg.ttl` and `shapes.ttl`.

    Raises:
        DataFileError: one of the two files is missing or is no Turtle.
    """
    given = store_or_triples
    shapes = read_turtle(ontology_dir / "shapes.ttl")
    triples = read_turtle(ontology_dir / "kg.ttl")
    triples += given if isinstance(given, Iterable) else given.triples()
    found, counts = core.validate(triples, shapes)
    found += sparql.violations(triples, shapes)
    return Report(tuple(sorted(set(found), key=_by_text)), tuple(counts))


def _by_text(violation: Violation) -> tuple[str, ...]:
    v = violation
    return (v.shape, v.message, v.focus, v.path or "", v.value or "")
