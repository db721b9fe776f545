"""Small graphs from lines of words: each line is a claim, and its own quote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kg.graph.facts import EntityInfo, Fact, all_facts, entities
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model import Claim, Document, EntityRef, Evidence
from kg.model.entity import Entity
from kg.model.registry import Registry

_TYPES = {
    "accords": ("accord", "Accord"),
    "treaty": ("accord", "Accord"),
    "station": ("programme", "Programme"),
    "gateway": ("programme", "Programme"),
    "probe": ("mission", "Mission"),
    "lander": ("mission", "Mission"),
    "someone": ("person", "Person"),
    "company": ("organisation", "Company"),
}
_HOMES = {"cnsa": "china", "nasa": "america", "academy": "belarus", "company": "oman"}
_STATUSES = ("asserted", "planned", "negated", "opinion")


@dataclass(frozen=True)
class Small:
    """A graph, read back."""

    facts: list[Fact]
    entities: list[EntityInfo]
    store: EmbeddedStore


def ref(name: str) -> EntityRef:
    """Return the entity of a name: a country unless it is known to be something else."""
    if name in ("cnsa", "nasa"):
        return EntityRef(f"organisation/{name}", name.upper(), "Agency")
    if name == "academy":
        return EntityRef("organisation/academy", "Academy", "Organisation")
    prefix, type = _TYPES.get(name, ("country", "Country"))
    return EntityRef(f"{prefix}/{name}", name.capitalize(), type)


def _claim(document: Document, line: str) -> Claim:
    """Return the claim of `SUBJECT PREDICATE OBJECT [STATUS] [candidate] [NAME=VALUE]...`."""
    subject, predicate, object, *rest = line.split()
    start = document.text.index(f"{line}\n")
    pairs = dict(word.split("=") for word in rest if "=" in word)
    return Claim(
        ref(subject),
        predicate,
        ref(object),
        next((word for word in rest if word in _STATUSES), "asserted"),
        (Evidence(document.id, start, start + len(line), line, f"{predicate}/test"),),
        {name: int(value) if name == "ordinal" else value for name, value in pairs.items()},
        tier="candidate" if "candidate" in rest else "accepted",
    )


@pytest.fixture
def small() -> Callable[[str], Small]:
    """A maker of graphs from lines."""

    def make(text: str) -> Small:
        lines = [line.strip() for line in text.strip().splitlines()]
        document = Document("words", "\n".join(lines) + "\n", date="2025-01-01")
        claims = [_claim(document, line) for line in lines]
        refs = {each for claim in claims for each in claim.entities()}
        refs |= {ref(_HOMES[r.id.partition("/")[2]]) for r in refs if r.id.split("/")[1] in _HOMES}
        homes = {ref(body).id: f"country/{home}" for body, home in _HOMES.items()}
        registry = Registry([Entity(each, country=homes.get(each.id)) for each in sorted(refs)])
        store = EmbeddedStore()
        store.load(article_triples(document, claims, registry))
        return Small(all_facts(store), entities(store), store)

    return make
