"""Decisions of people as RDF: a node for each, tied to the claim, the article and the person."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.literals import date_literal
from kg.graph.namespaces import iri, standard, term
from kg.model import content_hash, slugify
from kg.model.decision import Decision

_A = standard("rdf:type")


def decision_triples(decision: Decision) -> Iterator[ox.Triple]:
    """Yield all that a decision adds to the graph besides the claims themselves."""
    node, claim = iri(decision.id), iri(decision.statement.id)
    yield ox.Triple(node, _A, term("Decision"))
    yield ox.Triple(node, term("decides"), claim)
    yield ox.Triple(node, term("verdict"), term(decision.verdict))
    yield ox.Triple(node, standard("oa:hasSource"), iri(f"article/{decision.article}"))
    yield ox.Triple(node, standard("dcterms:date"), date_literal(decision.date))
    if decision.note:
        yield ox.Triple(node, standard("rdfs:comment"), ox.Literal(decision.note))
    if decision.correction is not None:
        claim = iri(decision.correction.id)
        yield ox.Triple(node, term("correctedTo"), claim)
    if decision.verdict != "reject":
        yield ox.Triple(claim, term("confirmedBy"), node)
    yield from _reviewer(decision.reviewer, node)


def _reviewer(name: str, decision: ox.NamedNode) -> Iterator[ox.Triple]:
    node = iri(f"reviewer/{slugify(name) or content_hash(name)}")
    yield ox.Triple(decision, standard("prov:wasAttributedTo"), node)
    yield ox.Triple(node, _A, standard("prov:Person"))
    yield ox.Triple(node, standard("rdfs:label"), ox.Literal(name))
