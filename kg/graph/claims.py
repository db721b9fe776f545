"""One claim as RDF: its node, its evidence, its direct triple, its agreement.

A claim is the same node in every article that makes it. The graph is the union over the
articles, so such a node may carry a confidence and a tier from each: the highest
confidence counts, and accepted outweighs candidate.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg._version import __version__
from kg.graph.literals import boolean, date_literal, decimal, integer, literal
from kg.graph.namespaces import iri, standard, term
from kg.model import SYMMETRIC, Claim, Document, EntityRef, Evidence, Literal, Value, content_hash
from kg.model.dates import bounds
from kg.model.document import DATA

if TYPE_CHECKING:
    from kg.graph.facts import Fact

    Stating = Claim | Fact

CONTEXT = 32
"""Code points of the article that an evidence's selector keeps before and after a quote."""

_DATES = ("date", "since", "asOf")
_DATED = (*_DATES, "until")
EVENT_PROPERTIES = {
    "kind": "agreementKind",
    "date": "date",
    "place": "place",
    "concerning": "concerning",
}
"""Qualifier of an agreement's claim -> property of the agreement itself."""

_EXTRACTOR = iri(f"extractor/kg-{__version__}")

_A = standard("rdf:type")


def claim_triples(claim: Claim, document: Document) -> set[ox.Triple]:
    """Return all that one claim of one article contributes, but for its entities.

    Args:
        claim: only its evidence from this document is written.
        document: the article as frozen.

    Raises:
        ValueError: the document does not hold the quote where the evidence says, or none
            of the evidence is from this document.
    """
    evidence = [e for e in claim.evidence if e.document == document.id]
    if not evidence:
        raise ValueError(f"{claim.id} has no evidence in {document.id}")
    triples = {*_node(claim), *stated_triples(claim)}
    for one in evidence:
        node = evidence_node(one)
        triples.add(ox.Triple(iri(claim.id), term("evidence"), node))
        triples |= {*_evidence(one, node, document)}
    return triples


def stated_triples(claim: Stating) -> set[ox.Triple]:
    """Return what an accepted claim states as plain triples; nothing for any other."""
    return {*_direct(claim), *_event(claim)}


def evidence_node(evidence: Evidence) -> ox.NamedNode:
    """Return the node of a piece of evidence; its id is a hash of all that it is."""
    parts = [evidence.document, evidence.start, evidence.end, evidence.quote, evidence.pattern]
    cited = [list(evidence.sources)] if evidence.sources else []
    disputed = ["disputed"] if evidence.disputed else []
    return iri("evidence/" + content_hash(*parts, *cited, *disputed))


def document_node(document_id: str) -> ox.NamedNode:
    """Return the node of an article, or of a file of data."""
    is_data = document_id.startswith(DATA)
    return iri(document_id if is_data else f"article/{document_id}")


def source_node(source_id: str) -> ox.NamedNode:
    """Return the node of a publication that rows cite."""
    return iri(f"source/{source_id}")


def _node(claim: Claim) -> Iterator[ox.Triple]:
    node = iri(claim.id)
    yield ox.Triple(node, _A, term("Claim"))
    yield ox.Triple(node, _A, standard("rdf:Statement"))
    yield ox.Triple(node, standard("rdf:subject"), iri(claim.subject.id))
    yield ox.Triple(node, standard("rdf:predicate"), term(claim.predicate))
    yield ox.Triple(node, standard("rdf:object"), object_term(claim.object))
    yield ox.Triple(node, term("status"), term(claim.status))
    yield ox.Triple(node, term("tier"), term(claim.tier))
    yield ox.Triple(node, term("confidence"), decimal(claim.confidence))
    for name, value in claim.qualifiers.items():
        yield ox.Triple(node, term(name), _qualifier(name, value))
    yield from _validity(claim, node)


def _validity(claim: Claim, node: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield the bounds of the first date among the qualifiers that has a year."""
    for name in _DATES:
        earliest, latest = bounds(str(claim.qualifiers.get(name, "")))
        if earliest is not None:
            yield ox.Triple(node, term("earliest"), date_literal(earliest.isoformat()))
        if latest is not None:
            yield ox.Triple(node, term("latest"), date_literal(latest.isoformat()))
        if earliest is not None or latest is not None:
            return


def _direct(claim: Stating) -> Iterator[ox.Triple]:
    if not claim.is_direct:
        return
    subject, predicate, object = (
        iri(claim.subject.id),
        term(claim.predicate),
        object_term(claim.object),
    )
    yield ox.Triple(subject, predicate, object)
    if claim.predicate in SYMMETRIC and isinstance(object, ox.NamedNode):
        yield ox.Triple(object, predicate, subject)


def _event(claim: Stating) -> Iterator[ox.Triple]:
    """Yield what an accepted claim adds to its agreement; a plan or a denial adds nothing."""
    agreement = claim.qualifiers.get("agreement")
    if claim.predicate != "agreementWith" or not claim.is_direct:
        return
    if not isinstance(agreement, EntityRef):
        return
    node = iri(agreement.id)
    yield ox.Triple(node, term("party"), iri(claim.subject.id))
    yield ox.Triple(node, term("party"), object_term(claim.object))
    for qualifier, name in EVENT_PROPERTIES.items():
        if qualifier in claim.qualifiers:
            value = _qualifier(qualifier, claim.qualifiers[qualifier])
            yield ox.Triple(node, term(name), value)


def _evidence(evidence: Evidence, node: ox.NamedNode, document: Document) -> Iterator[ox.Triple]:
    text, start, end = document.text, evidence.start, evidence.end
    if text[start:end] != evidence.quote:
        raise ValueError(f"{document.id}[{start}:{end}] is not {evidence.quote!r}")
    article = document_node(document.id)
    for kind in ("kg:Evidence", "prov:Entity", "oa:SpecificResource"):
        yield ox.Triple(node, _A, standard(kind))
    yield ox.Triple(node, standard("oa:hasSource"), article)
    yield ox.Triple(node, standard("prov:wasDerivedFrom"), article)
    yield ox.Triple(node, standard("prov:wasAttributedTo"), _EXTRACTOR)
    yield ox.Triple(node, term("pattern"), ox.Literal(evidence.pattern))
    for source in evidence.sources:
        yield ox.Triple(node, standard("dcterms:source"), source_node(source))
    if evidence.disputed:
        yield ox.Triple(node, term("disputed"), boolean(True))
    yield from _extractor()

    quote = ox.NamedNode(f"{node.value}/quote")
    yield ox.Triple(node, standard("oa:hasSelector"), quote)
    yield ox.Triple(quote, _A, standard("oa:TextQuoteSelector"))
    yield ox.Triple(quote, standard("oa:exact"), ox.Literal(evidence.quote))
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    yield ox.Triple(quote, standard("oa:prefix"), ox.Literal(before))
    yield ox.Triple(quote, standard("oa:suffix"), ox.Literal(after))

    position = ox.NamedNode(f"{node.value}/position")
    yield ox.Triple(node, standard("oa:hasSelector"), position)
    yield ox.Triple(position, _A, standard("oa:TextPositionSelector"))
    yield ox.Triple(position, standard("oa:start"), integer(start))
    yield ox.Triple(position, standard("oa:end"), integer(end))


def _extractor() -> Iterator[ox.Triple]:
    yield ox.Triple(_EXTRACTOR, _A, standard("prov:SoftwareAgent"))
    yield ox.Triple(_EXTRACTOR, standard("rdfs:label"), ox.Literal(f"kg {__version__}"))
    version = ox.Literal(__version__)
    yield ox.Triple(_EXTRACTOR, standard("schema:softwareVersion"), version)


def object_term(value: EntityRef | Literal) -> ox.NamedNode | ox.Literal:
    """Return the object of a claim as the graph holds it."""
    return iri(value.id) if isinstance(value, EntityRef) else literal(value)


def _qualifier(name: str, value: Value) -> ox.NamedNode | ox.Literal:
    if isinstance(value, EntityRef):
        return iri(value.id)
    if name in _DATED:
        return date_literal(str(value))
    if name == "commitment":
        return term(str(value))
    if name == "former":
        return boolean(str(value).lower() == "true")
    return integer(value) if isinstance(value, int) else ox.Literal(value)
