"""Saved queries: a page with a form for each, and its answer as a table or a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pyoxigraph as ox

from kg.api.questions import complete
from kg.errors import ParameterError
from kg.graph.query import run
from kg.graph.results import Results, to_text
from kg.graph.saved import Parameter, SavedQuery
from kg.model.english import either, nearest
from kg.serve.accept import media_types
from kg.serve.pages.page import Asked, Page, Part
from kg.serve.problem import RequestError

_SIZE = 200
"""Rows of a page."""
_HIDDEN = "Label"
"""Ending of the column that says what the one before it is called."""


def overview(asked: Asked) -> Page:
    """Return the page that lists them."""
    queries = asked.graph.queries
    return Page(
        "queries",
        "Saved queries",
        lambda: {"queries": list(queries.values())},
        lambda: [described(query) for query in queries.values()],
    )


def page(asked: Asked) -> Page:
    """Return the page of one: its form and, where nothing is left to be given, its answer.

    Raises:
        RequestError: 404 where there is none of that name.
        ParameterError: a parameter is unknown, or of the wrong type.
    """
    queries = asked.graph.queries
    query = queries.get(asked.path)
    if query is None:
        near = [
            {"label": name, "href": f"/queries/{name}"} for name in nearest(asked.path, queries)
        ]
        raise RequestError(
            404, f"there is no saved query {asked.path[:80]!r}", suggestions=near or None
        )
    given = _given(query, asked.fields)
    missing = [p.name for p in query.parameters if p.default is None and p.name not in given]
    kind = "rows" if missing else _answer(asked, query, given).kind
    writers = {
        media: partial(_written, asked, query, given, ending)
        for media, ending in media_types(kind).items()
    }
    return Page(
        "query",
        query.title,
        lambda: _data(asked, query, given, missing),
        other={} if missing else writers,
    )


def _given(query: SavedQuery, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the values of parameters; an empty field of the form is none.

    Raises:
        ParameterError: nothing takes one of them.
    """
    names = [parameter.name for parameter in query.parameters]
    given = {key: value for key, value in fields.items() if key != "page" and value.strip()}
    unknown = sorted(given.keys() - set(names))
    if unknown:
        known = f"its parameters are {', '.join(names)}" if names else "it has none"
        raise ParameterError(f"{unknown[0][:80]}: {query.name} has no such parameter; {known}")
    return given


def _answer(asked: Asked, query: SavedQuery, given: Mapping[str, str]) -> Results:
    ontology = asked.graph.ontology
    text = complete(asked.graph, query.name, given)
    return run(asked.graph.store, text, ontology.names, ontology.unused)


def _written(asked: Asked, query: SavedQuery, given: Mapping[str, str], ending: str) -> bytes:
    return _answer(asked, query, given).serialize(ending)


def _data(
    asked: Asked, query: SavedQuery, given: Mapping[str, str], missing: list[str]
) -> dict[str, Any]:
    data = {
        "query": query,
        "given": given,
        "missing": missing,
        "kinds": {parameter.name: _kind(parameter) for parameter in query.parameters},
        "columns": [],
        "part": Part([], 0),
    }
    return data if missing else data | _rows(asked, _answer(asked, query, given))


def _rows(asked: Asked, results: Results) -> dict[str, Any]:
    """Return columns and rows; an entity and its label in the next column are one cell."""
    if results.kind == "boolean":
        return {
            "columns": ["answer"],
            "part": Part([[("yes" if results.boolean else "no", None)]], 1),
        }
    if results.kind == "graph":
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        rows: list[tuple[Any, ...]] = [tuple(triple) for triple in results.triples()]
    else:
        columns, rows = results.variables, list(results.terms())
    part = Part.of(rows, asked.number, _SIZE)
    labels = {c: f"{c}{_HIDDEN}" for c in columns if f"{c}{_HIDDEN}" in columns}
    shown = [c for c in columns if c not in labels.values()]
    cells = [_cells(dict(zip(columns, row, strict=True)), shown, labels) for row in part.items]
    return {"columns": shown, "part": Part(cells, part.total, part.number, part.parts)}


def _cells(
    row: Mapping[str, Any], shown: list[str], labels: Mapping[str, str]
) -> list[tuple[str, str | None]]:
    """Return the text of each cell, and the IRI behind it."""
    cells = []
    for column in shown:
        term = row[column]
        iri = term.value if isinstance(term, ox.NamedNode) else None
        label = row.get(labels.get(column, ""))
        text = to_text(label if label is not None else term)
        cells.append((text.strip("<>") if iri else text, iri))
    return cells


def _kind(parameter: Parameter) -> str:
    words = {"date": "a date", "last-date": "a date", "integer": "a whole number"}
    return words.get(parameter.types[0]) or either(parameter.types)


def described(query: SavedQuery) -> dict[str, Any]:
    """Return what a saved query is, as plain JSON values."""
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "parameters": [
            {
                "name": parameter.name,
                "types": list(parameter.types),
                "default": parameter.default,
                "description": parameter.description,
            }
            for parameter in query.parameters
        ],
    }
