"""Claims in a few words, the graph they make, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.graph.dated.span import Span
from kg.graph.dated.spans import spans
from kg.graph.facts import Fact, all_facts
from kg.graph.ontology import Ontology
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model import Claim, Document, EntityRef, Evidence, Literal, Value
from kg.model.dates import datatype
from kg.model.entity import Entity
from kg.model.registry import Registry

ENTITIES = {
    ref.id.partition("/")[2]: ref
    for ref in (
        EntityRef("country/peru", "Peru", "Country"),
        EntityRef("country/chad", "Chad", "Country"),
        EntityRef("country/china", "China", "Country"),
        EntityRef("organisation/cnsa", "CNSA", "Agency"),
        EntityRef("organisation/academy", "Academy of Peru", "Organisation"),
        EntityRef("organisation/orbital", "Orbital Ltd", "Company"),
        EntityRef("programme/station", "Lunar Station", "Programme"),
        EntityRef("accord/accords", "Moon Accords", "Accord"),
        EntityRef("mission/probe", "Probe", "Mission"),
        EntityRef("spacecraft/sat", "Sat", "Satellite"),
        EntityRef("person/ana-ruiz", "Ana Ruiz", "Person"),
        EntityRef("agreement/peru-china", "China–Peru agreement", "Agreement"),
    )
}
REGISTRY = Registry(
    Entity(ref, country="country/china" if ref.id == "organisation/cnsa" else None)
    for ref in ENTITIES.values()
    if ref.type != "Agreement"
)

Said = tuple[Document, Sequence[Claim]]


def value(text: str | int) -> Value:
    """Return an entity by the end of its id, else the text or the number itself."""
    return ENTITIES.get(text, text) if isinstance(text, str) else text


def article(id: str, issued: str | None) -> Document:
    """Return an article that has words for very many claims."""
    words = " ".join(f"{id}-{number:03d}" for number in range(200))
    return Document(id, words, title=id, date=issued)


def claim(
    document: Document,
    words: int,
    statement: str,
    status: str = "asserted",
    tier: str = "accepted",
    **qualifiers: str | int,
) -> Claim:
    """Return a claim that some words of an article make: `"peru signatoryOf accords"`."""
    subject, predicate, object = statement.split()
    quote = document.text.split()[words]
    start = document.text.index(quote)
    evidence = Evidence(document.id, start, start + len(quote), quote, f"{predicate}/test")
    kind = "integer" if object.isdecimal() and predicate.endswith("Count") else datatype(object)
    return Claim(
        ENTITIES[subject],
        predicate,
        ENTITIES.get(object) or Literal(object, kind),
        status,
        (evidence,),
        {name: value(text) for name, text in qualifiers.items()},
        0.98 if tier == "accepted" else 0.5,
        tier,
    )


def stored(*said: Said) -> EmbeddedStore:
    """Return the graph of what articles say, in memory."""
    store = EmbeddedStore()
    for document, claims in said:
        store.load(article_triples(document, claims, REGISTRY))
    return store


def in_one(issued: str | None, *statements: tuple[object, ...] | Claim) -> EmbeddedStore:
    """Return the graph of one article."""
    document = article("news", issued)
    claims = []
    for number, each in enumerate(statements):
        assert isinstance(each, tuple)
        words, qualifiers = each[:-1], each[-1]
        if not isinstance(qualifiers, dict):
            words, qualifiers = each, {}
        claims.append(claim(document, number, *map(str, words), **qualifiers))
    return stored((document, claims))


@pytest.fixture(scope="session")
def predicates(ontology_dir: Path) -> dict[str, object]:
    return dict(Ontology.load(ontology_dir).predicates)


@pytest.fixture
def stands(predicates: dict[str, object]) -> Callable[..., list[str]]:
    """Return how each fact of a graph stands on a day, in the order of its statements."""

    def standings(store: EmbeddedStore, day: str) -> list[str]:
        facts = sorted(all_facts(store), key=lambda fact: fact.evidence[0])
        found: dict[str, Span] = spans(facts, predicates)  # type: ignore[arg-type]
        return [found[fact.claim].standing(date.fromisoformat(day)) for fact in facts]

    return standings


def facts_of(store: EmbeddedStore, tier: str = "") -> list[Fact]:
    """Return the facts of a graph, in another tier if one is given."""
    facts = all_facts(store)
    return [replace(fact, tier=tier) for fact in facts] if tier else facts
