"""Rulings of people as RDF, and what a graph tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.articles import document_id
from kg.graph.decisions import claims_at_a_time, reviewer_triples
from kg.graph.literals import date_literal, literal
from kg.graph.namespaces import ID, iri, standard, term
from kg.graph.query import run
from kg.graph.store import Store
from kg.model import Claim, EntityRef
from kg.model.decision import Statement
from kg.model.ruling import Ruling

_A = standard("rdf:type")
_LINKS = {"stands": "upheldBy", "overruled": "overruledBy"}
_RULED = """SELECT ?claim ?how ?ruling ?by ?date ?why {{ VALUES ?claim {{ {0} }}
    VALUES ?how {{ kg:upheldBy kg:overruledBy }} ?claim ?how ?ruling .
    ?ruling dcterms:date ?date ; rdfs:comment ?why ; prov:wasAttributedTo/rdfs:label ?by }}"""
_STATING = """SELECT DISTINCT ?article {{ ?claim rdf:subject {0} ; rdf:predicate {1} ;
    rdf:object {2} ; kg:evidence/oa:hasSource ?article }}"""


@dataclass(frozen=True, order=True)
class Ruled:
    """What a person ruled on a claim, as the graph tells it."""

    date: str
    by: str
    stands: bool
    why: str
    ruling: str


def ruling_triples(claims: Iterable[Claim], rulings: Sequence[Ruling]) -> Iterator[ox.Triple]:
    """Yield what the rulings on the claims of an article add to the graph."""
    for claim in claims:
        for ruling in rulings:
            outcome = ruling.on(claim)
            if outcome is not None:
                yield ox.Triple(iri(claim.id), term(_LINKS[outcome]), iri(ruling.id))
                yield from _ruling(ruling)


def rulings_on(store: Store, claims: Iterable[str]) -> dict[str, list[Ruled]]:
    """Return what people ruled on some claims, given by id; by date."""
    found: dict[str, list[Ruled]] = {}
    for batch in claims_at_a_time(claims):
        for row in run(store, _RULED.format(batch)).rows():
            stands = str(row["how"]).endswith("upheldBy")
            id = str(row["ruling"]).removeprefix(ID)
            ruled = Ruled(str(row["date"]), str(row["by"]), stands, str(row["why"]), id)
            found.setdefault(str(row["claim"]).removeprefix(ID), []).append(ruled)
    return {claim: sorted(each) for claim, each in found.items()}


def articles_stating(store: Store, statements: Iterable[Statement]) -> set[str]:
    """Return the ids of the articles that may state what statements of rulings name."""
    found: set[str] = set()
    for each in statements:
        named = each.object
        value = iri(named.id) if isinstance(named, EntityRef) else literal(named)
        query = _STATING.format(iri(each.subject.id), term(each.predicate), value)
        found |= {document_id(str(row["article"])) for row in run(store, query).rows()}
    return found


def _ruling(ruling: Ruling) -> Iterator[ox.Triple]:
    node = iri(ruling.id)
    yield ox.Triple(node, _A, term("Ruling"))
    yield ox.Triple(node, term("conflictKind"), ox.Literal(ruling.kind))
    yield ox.Triple(node, standard("dcterms:date"), date_literal(ruling.date))
    yield ox.Triple(node, standard("rdfs:comment"), ox.Literal(ruling.why))
    yield from reviewer_triples(ruling.by, node)
