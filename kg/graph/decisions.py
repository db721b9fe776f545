"""Decisions of people as RDF, each a node, and whether a graph has what they are on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.articles import document_id
from kg.graph.claims import document_node
from kg.graph.literals import date_literal
from kg.graph.namespaces import ID, ONTOLOGY, iri, standard, term
from kg.graph.query import run
from kg.graph.store import Store
from kg.model import content_hash, slugify
from kg.model.decision import Decision

_A = standard("rdf:type")
_BATCH = 500
_DECIDED = """SELECT ?claim ?article ?verdict ?by ?date ?why {{ VALUES ?claim {{ {0} }}
    ?d kg:decides ?claim ; oa:hasSource ?article ; kg:verdict ?verdict ; dcterms:date ?date ;
       prov:wasAttributedTo/rdfs:label ?by OPTIONAL {{ ?d rdfs:comment ?why }} }}"""
_READINGS = """SELECT DISTINCT ?claim ?article {{ VALUES ?claim {{ {0} }}
    ?claim kg:evidence/oa:hasSource ?article }}"""


def decision_triples(decision: Decision) -> Iterator[ox.Triple]:
    """Yield all that a decision adds to the graph besides the claims themselves."""
    node, claim = iri(decision.id), iri(decision.statement.id)
    yield ox.Triple(node, _A, term("Decision"))
    yield ox.Triple(node, term("decides"), claim)
    yield ox.Triple(node, term("verdict"), term(decision.verdict))
    yield ox.Triple(node, standard("oa:hasSource"), document_node(decision.article))
    yield ox.Triple(node, standard("dcterms:date"), date_literal(decision.date))
    if decision.note:
        yield ox.Triple(node, standard("rdfs:comment"), ox.Literal(decision.note))
    if decision.correction is not None:
        claim = iri(decision.correction.id)
        yield ox.Triple(node, term("correctedTo"), claim)
    if decision.verdict != "reject":
        yield ox.Triple(claim, term("confirmedBy"), node)
    yield from reviewer_triples(decision.reviewer, node)


@dataclass(frozen=True, order=True)
class Decided:
    """What a person decided on a claim as read from one article, as the graph tells it."""

    article: str
    date: str
    by: str
    verdict: str
    why: str = ""


def decided(store: Store, claims: Iterable[str]) -> dict[str, list[Decided]]:
    """Return what people decided on some claims, given by id; by article and date."""
    found: dict[str, list[Decided]] = {}
    for batch in claims_at_a_time(claims):
        for row in run(store, _DECIDED.format(batch)).rows():
            article, why = document_id(str(row["article"])), str(row["why"] or "")
            verdict = str(row["verdict"]).removeprefix(ONTOLOGY)
            each = Decided(article, str(row["date"]), str(row["by"]), verdict, why)
            found.setdefault(str(row["claim"]).removeprefix(ID), []).append(each)
    return {claim: sorted(each) for claim, each in found.items()}


def readings(store: Store, claims: Iterable[str]) -> set[tuple[str, str]]:
    """Return article and claim of each reading in a graph of some claims, given by id."""
    found: set[tuple[str, str]] = set()
    for batch in claims_at_a_time(claims):
        for row in run(store, _READINGS.format(batch)).rows():
            found.add((document_id(str(row["article"])), str(row["claim"]).removeprefix(ID)))
    return found


def claim_ids(store: Store) -> list[str]:
    """Return the id of every claim of a graph, sorted."""
    rows = run(store, "SELECT ?claim { ?claim a kg:Claim }").rows()
    return sorted(str(row["claim"]).removeprefix(ID) for row in rows)


def claims_at_a_time(claims: Iterable[str]) -> Iterator[str]:
    """Yield the IRIs of claims, as many at a time as one query should name."""
    nodes = sorted({str(iri(claim)) for claim in claims})
    for start in range(0, len(nodes), _BATCH):
        yield " ".join(nodes[start : start + _BATCH])


def reviewer_triples(name: str, decision: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield who took a decision, or ruled."""
    node = iri(f"reviewer/{slugify(name) or content_hash(name)}")
    yield ox.Triple(decision, standard("prov:wasAttributedTo"), node)
    yield ox.Triple(node, _A, standard("prov:Person"))
    yield ox.Triple(node, standard("rdfs:label"), ox.Literal(name))
