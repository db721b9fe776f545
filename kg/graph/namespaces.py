"""Names of the graph: the base, the prefixes, and the way between ids and IRIs."""

from __future__ import annotations

import re
from functools import lru_cache

from pyoxigraph import NamedNode

BASE = "https://w3id.org/spacekg/"
ONTOLOGY = BASE + "ontology#"
ID = BASE + "id/"

_SEGMENTS = (
    "accord",
    "agreement",
    "article",
    "claim",
    "country",
    "data",
    "decision",
    "evidence",
    "mission",
    "organisation",
    "person",
    "programme",
    "reviewer",
    "ruling",
    "source",
    "spacecraft",
)

PREFIXES: dict[str, str] = dict(
    sorted(
        (
            {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dcterms": "http://purl.org/dc/terms/",
                "edtf": "http://id.loc.gov/datatypes/edtf/",
                "foaf": "http://xmlns.com/foaf/0.1/",
                "id": ID,
                "kg": ONTOLOGY,
                "oa": "http://www.w3.org/ns/oa#",
                "owl": "http://www.w3.org/2002/07/owl#",
                "prov": "http://www.w3.org/ns/prov#",
                "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
                "schema": "https://schema.org/",
                "sh": "http://www.w3.org/ns/shacl#",
                "skos": "http://www.w3.org/2004/02/skos/core#",
                "void": "http://rdfs.org/ns/void#",
                "wd": "http://www.wikidata.org/entity/",
                "xsd": "http://www.w3.org/2001/XMLSchema#",
            }
            | {segment: f"{ID}{segment}/" for segment in _SEGMENTS}
        ).items()
    )
)
"""Prefix -> namespace IRI, sorted by prefix; queries may use them undeclared."""

EDTF = NamedNode(PREFIXES["edtf"] + "EDTF")
"""Datatype of dates that XML Schema cannot express, such as `203X`."""

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))


def iri(id: str) -> NamedNode:
    """Return the node of an id: `iri("country/pakistan")`."""
    return NamedNode(ID + id)


@lru_cache(maxsize=1_000)
def term(local: str) -> NamedNode:
    """Return the node of an ontology term: `term("signatoryOf")` is `kg:signatoryOf`."""
    return NamedNode(ONTOLOGY + local)


@lru_cache(maxsize=1_000)
def standard(name: str) -> NamedNode:
    """Return the node of a prefixed name: `standard("skos:prefLabel")`.

    Raises:
        KeyError: the prefix is not one of `PREFIXES`.
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def shorten(node: NamedNode) -> str:
    """Return the prefixed name of a node, or `<IRI>` where no valid one exists.

    The longest namespace wins, so an entity shows as `country:pakistan`.
    """
    for prefix, namespace in _LONGEST_FIRST:
        local = node.value.removeprefix(namespace)
        if local != node.value and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return f"<{node.value}>"


def id_of(node: NamedNode) -> str | None:
    """Return the id of one of our own nodes, such as `country/pakistan`, else None."""
    id = node.value.removeprefix(ID)
    return None if id == node.value else id
