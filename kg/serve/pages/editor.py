"""The query page: what its scripts need to know, and saved queries with their values put in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.api.questions import complete
from kg.graph.namespaces import ID, ONTOLOGY, PREFIXES
from kg.graph.ontology import Ontology
from kg.serve.pages.page import Asked, Page
from kg.serve.pages.saved import described
from kg.serve.problem import RequestError

_STANDARD = {
    "rdf:type": "what kind of thing it is",
    "rdf:subject": "whom a claim is about",
    "rdf:predicate": "what a claim says",
    "rdf:object": "what a claim says it of",
    "rdfs:label": "its name",
    "skos:altLabel": "another name of it",
    "owl:sameAs": "the same in another dataset",
    "dcterms:title": "title of an article",
    "dcterms:publisher": "who published it",
    "dcterms:issued": "when it was published",
    "dcterms:source": "what it rests on",
    "oa:hasSource": "the article that a quote is from",
    "oa:hasSelector": "where in the article",
    "oa:exact": "the words of a quote",
    "schema:url": "where to read it",
}
"""Names of others that the graph uses -> what for."""


def page(asked: Asked) -> Page:
    """Return the query page; as JSON, what it offers: prefixes, terms and saved queries.

    With a field `saved`, the JSON is the text of that saved query, with the other fields as
    the values of its parameters.

    Raises:
        RequestError: 404 for a form that it does not have.
        UnknownNameError: there is no such saved query, or a value names nothing.
        ParameterError: a parameter is missing, unknown or of the wrong type.
    """
    if asked.path:
        raise RequestError(404, f"the query page has no form {asked.path[:40]!r}")
    text = _completed(asked) if "saved" in asked.fields else None
    return Page("editor", "Query", dict, lambda: _offered(asked) if text is None else text)


def _completed(asked: Asked) -> dict[str, str]:
    given = {name: value for name, value in asked.fields.items() if value.strip()}
    name = given.pop("saved", "")
    if name not in asked.graph.queries:  # else complete() would take it for SPARQL
        raise RequestError(404, f"there is no saved query {name[:80]!r}")
    return {"name": name, "query": complete(asked.graph, name, given)}


def _offered(asked: Asked) -> dict[str, Any]:
    queries = asked.graph.queries.values()
    return {
        "id": ID,
        "ontology": ONTOLOGY,
        "prefixes": PREFIXES,
        "terms": [*_terms(asked.graph.ontology)],
        "queries": [{**described(query), "text": query.text} for query in queries],
    }


def _terms(ontology: Ontology) -> Iterator[dict[str, str]]:
    """Yield the terms that a query may use, each with what kind of term it is."""
    kinds = {
        **dict.fromkeys((name for names in ontology.schemes.values() for name in names), "value"),
        **dict.fromkeys(ontology.parents, "class"),
        **dict.fromkeys(ontology.qualifiers, "qualifier"),
        **dict.fromkeys(ontology.predicates, "predicate"),
    }
    for name, label in ontology.labels.items():
        if name in ontology.names:
            kind, meaning = kinds.get(name, "term"), ontology.definitions.get(name, "")
            yield {"name": f"kg:{name}", "label": label, "kind": kind, "meaning": meaning}
    for name, label in _STANDARD.items():
        yield {"name": name, "label": label, "kind": "term", "meaning": ""}
