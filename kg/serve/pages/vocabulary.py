"""The page of the ontology: classes, predicates, qualifiers and schemes, each with its anchor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.graph.ontology import Ontology, read_turtle
from kg.serve.pages.page import Asked, Page
from kg.serve.problem import RequestError


def page(asked: Asked) -> Page:
    """Return the page of the ontology.

    Raises:
        RequestError: 404 for a form that it does not have.
    """
    if asked.path:
        raise RequestError(404, f"the ontology has no form {asked.path[:40]!r}")
    ontology = asked.graph.ontology
    path = asked.graph.project.ontology
    return Page(
        "ontology",
        "Ontology",
        lambda: _data(ontology),
        None,
        lambda: sorted(read_turtle(path), key=str),
    )


def _data(ontology: Ontology) -> Mapping[str, Any]:
    grouped = {*ontology.parents, *ontology.predicates, *ontology.qualifiers, *ontology.inverses}
    concepts = {name for names in ontology.schemes.values() for name in names}
    rest = sorted(set(ontology.labels) - grouped - concepts - set(ontology.schemes))
    return {"ontology": ontology, "rest": rest}
