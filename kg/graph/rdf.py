"""An article and its claims as triples.

The graph of a project is the union of what its articles contribute, and of what follows
from all of them together (`kg.graph.confirmed`). Each contribution is a function of the
article, its claims, what people decided on these, which article it repeats if it is a copy,
and the registry alone, so removing an article takes away exactly the triples that no other
article contributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.claims import claim_triples, document_node, source_node
from kg.graph.decisions import decision_triples
from kg.graph.literals import boolean, date_literal, web_address
from kg.graph.namespaces import iri, standard, term
from kg.graph.rulings import ruling_triples
from kg.model import PARENTS, Claim, Document, EntityRef, Source
from kg.model.decision import Decision, decide
from kg.model.ruling import Ruling, rule

if TYPE_CHECKING:
    from kg.model.entity import Entity
    from kg.model.registry import Registry

_A = standard("rdf:type")


def article_triples(
    document: Document,
    claims: Sequence[Claim],
    registry: Registry,
    decisions: Sequence[Decision] = (),
    copy_of: str = "",
    rulings: Sequence[Ruling] = (),
) -> set[ox.Triple]:
    """Return all triples that one article contributes.

    Args:
        document: the article as frozen.
        claims: what was read from it; evidence from other documents is left out.
        registry: describes the entities; one it does not have was found in the text.
        decisions: on this article; those on claims that it does not make have no effect.
        copy_of: id of the article that this one repeats, if it does.
        rulings: of people on conflicts; those that name none of the claims have no effect.

    Raises:
        ValueError: a quote does not stand where its evidence says.
    """
    triples = {*_document(document)}
    if copy_of:
        node = document_node(document.id)
        triples.add(ox.Triple(node, term("copyOf"), document_node(copy_of)))
    read = {claim.id for claim in claims}
    for decision in decisions:
        if decision.statement.id in read:
            triples |= {*decision_triples(decision)}
    claims = decide(claims, decisions) if decisions else claims
    if rulings:
        claims = rule(claims, rulings)
        triples |= {*ruling_triples(claims, rulings)}
    for claim in claims:
        triples |= claim_triples(claim, document)
    for ref in _mentioned(claims, registry):
        triples |= {*_entity(ref, registry.entities.get(ref.id))}
    return triples


def _document(document: Document) -> Iterator[ox.Triple]:
    node = document_node(document.id)
    yield ox.Triple(node, _A, term("Document"))
    for kind in _kinds(document):
        yield ox.Triple(node, _A, kind)
    yield ox.Triple(node, term("sha256"), ox.Literal(document.sha256))
    yield from _published(node, document)
    for number, source in enumerate(document.sources, start=1):
        own = ox.NamedNode(f"{node.value}/source/{number}")
        cited = source_node(source.id) if source.id else own
        yield ox.Triple(node, standard("dcterms:source"), cited)
        yield ox.Triple(cited, _A, term("Source"))
        yield from _published(cited, source)
        yield from _licensed(cited, source)
        if document.kind not in ("article", "facts"):  # its rows are those of the source
            yield from _licensed(node, source)


def _kinds(document: Document) -> tuple[ox.NamedNode, ...]:
    if document.kind != "article":
        return (term("DataFile"),)
    return (
        term("Article"),
        term("Brief") if document.sources else standard("schema:NewsArticle"),
    )


def _published(node: ox.NamedNode, work: Document | Source) -> Iterator[ox.Triple]:
    if work.title is not None:
        yield ox.Triple(node, standard("dcterms:title"), ox.Literal(work.title))
    if work.publisher is not None:
        yield ox.Triple(node, standard("dcterms:publisher"), ox.Literal(work.publisher))
    if work.date is not None:
        yield ox.Triple(node, standard("dcterms:issued"), date_literal(work.date))
    address = web_address(work.url)
    if address is not None:
        yield ox.Triple(node, standard("schema:url"), address)


def _licensed(node: ox.NamedNode, source: Source) -> Iterator[ox.Triple]:
    """Yield on which terms something may be used: a licence that has an address, or words."""
    if source.licence is not None:
        address = web_address(source.licence)
        name = "dcterms:rights" if address is None else "dcterms:license"
        yield ox.Triple(node, standard(name), address or ox.Literal(source.licence))


def _mentioned(claims: Sequence[Claim], registry: Registry) -> list[EntityRef]:
    """Return the entities of the claims and the countries they belong to, sorted."""
    refs = {ref for claim in claims for ref in claim.entities()}
    known = [registry.entities[ref.id] for ref in refs if ref.id in registry.entities]
    countries = {entity.country for entity in known if entity.country is not None}
    refs |= {registry.entities[country].ref for country in countries}
    return sorted(refs)


def _entity(ref: EntityRef, entity: Entity | None) -> Iterator[ox.Triple]:
    """Yield the description of an entity: by the registry, else as its claim names it."""
    node = iri(ref.id)
    if entity is not None:
        yield from _named(node, entity.ref)
        yield from _registered(node, entity)
        return
    yield from _named(node, ref)
    if ref.type != "Agreement":  # an agreement is known from texts alone, by its nature
        yield ox.Triple(node, term("foundInText"), boolean(True))


def _named(node: ox.NamedNode, ref: EntityRef) -> Iterator[ox.Triple]:
    kind: str | None = ref.type
    while kind is not None:
        yield ox.Triple(node, _A, term(kind))
        kind = PARENTS.get(kind)
    yield ox.Triple(node, standard("rdfs:label"), ox.Literal(ref.label))
    yield ox.Triple(node, standard("skos:prefLabel"), ox.Literal(ref.label, language="en"))


def _registered(node: ox.NamedNode, entity: Entity) -> Iterator[ox.Triple]:
    for name in {*entity.aliases, *entity.acronyms} - {entity.ref.label}:
        yield ox.Triple(node, standard("skos:altLabel"), ox.Literal(name, language="en"))
    codes = {
        "iso2": entity.iso2,
        "iso3": entity.iso3,
        "cosparId": entity.cospar,
        "noradId": entity.norad,
    }
    for name, code in codes.items():
        if code is not None:
            yield ox.Triple(node, term(name), ox.Literal(code))
    if entity.wikidata is not None:
        yield ox.Triple(node, standard("schema:sameAs"), standard(f"wd:{entity.wikidata}"))
    if entity.country is not None:
        yield ox.Triple(node, term("country"), iri(entity.country))
