"""From what a user asks to SPARQL, and from its results to rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.errors import QueryError, UnknownNameError
from kg.model.english import nearest

if TYPE_CHECKING:
    from kg.api.graph import KnowledgeGraph
    from kg.graph.results import PlainValue, Results
    from kg.graph.saved import SavedQuery

_NAME = re.compile(r"[\w-]+")


def complete(graph: KnowledgeGraph, text: str, values: Mapping[str, object]) -> str:
    """Return a query's text, or that of the saved query it names with its values put in.

    Raises:
        QueryError: values are given to a query that is not a saved one.
        ParameterError: a parameter is missing, unknown or of the wrong type.
        UnknownNameError: there is no saved query of that name.
    """
    if not _NAME.fullmatch(text.strip()):
        if values:
            raise QueryError("parameters belong to saved queries; see `kg query --list`")
        return text
    from kg.api.names import Names

    saved = find_saved(graph, text.strip())
    finder = Names(graph)
    return saved.render({name: str(value) for name, value in values.items()}, finder)


def find_saved(graph: KnowledgeGraph, name: str) -> SavedQuery:
    """Return a saved query by its name.

    Raises:
        UnknownNameError: there is none; with suggestions.
    """
    from kg.graph.saved import load_saved

    paths = {path.stem: path for path in graph.project.queries}
    if name not in paths:
        near = nearest(name, paths)
        raise UnknownNameError(f"there is no saved query {name!r}; see `kg query --list`.", near)
    return load_saved([paths[name]])[name]


def rows(results: Results) -> list[dict[str, PlainValue]]:
    """Return results of any kind as rows of plain Python."""
    from kg.graph.results import to_python

    if results.kind == "rows":
        return list(results.rows())
    if results.kind == "boolean":
        return [{"answer": results.boolean}]
    return [
        {"subject": to_python(s), "predicate": to_python(p), "object": to_python(o)}
        for s, p, o in results.triples()
    ]
