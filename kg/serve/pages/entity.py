"""The page of an entity: its names, where it stands, and its facts with their quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from pyoxigraph import NamedNode

from kg.api.ladder_words import denied, doubt, home, listed, unsure, way
from kg.api.records import stated_record
from kg.api.show import Portrait, portrait_of
from kg.api.wording import Wording
from kg.graph.counts import COUNTS
from kg.graph.facts import ArticleInfo, Fact, facts_about, facts_of
from kg.graph.ladder import Membership
from kg.graph.namespaces import iri
from kg.graph.query import run
from kg.model import EntityRef, Literal, Source
from kg.serve.pages.page import Asked, Page, Part
from kg.serve.pages.triples import claims_naming, described
from kg.serve.problem import RequestError

MOST_FACTS = 2_000
"""Facts of one entity that its pages show."""
_FIRST = 12
"""Facts of one group that the first page shows."""
_SIZE = 50
"""Facts of a page that shows one group."""
_MOST_MEMBERS = 250

_EVENT = """SELECT ?name ?value ?label {{ VALUES ?name {{ kg:party kg:agreementKind kg:date kg:place
    kg:signedBy kg:concerning }} {} ?name ?value OPTIONAL {{ ?value rdfs:label ?label }} }}"""
_EVENT_WORDS = {
    "agreementKind": "kind",
    "date": "date",
    "place": "place",
    "party": "parties",
    "signedBy": "signed by",
    "concerning": "on",
}


@dataclass(frozen=True)
class Group:
    """Facts that say the same kind of thing.

    Args:
        key: by which an address asks for it, such as `out.participatesIn`.
        title: heading.
        facts: each with what it leads to, seen from the entity.
    """

    key: str
    title: str
    facts: tuple[tuple[EntityRef | Literal | str, Fact], ...]


def page(asked: Asked, ref: EntityRef) -> Page:
    """Return the page of an entity."""
    store, node = asked.graph.store, iri(ref.id)
    naming = claims_naming(store, node)
    portrait = cache(lambda: _portrait(asked, ref, naming))
    return Page(
        "entity",
        ref.label,
        lambda: _data(asked, portrait(), len(naming)),
        lambda: _record(portrait(), len(naming)),
        lambda: described(store, node, f"{asked.base}id/{ref.id}", naming),
    )


def _portrait(asked: Asked, ref: EntityRef, naming: list[NamedNode]) -> Portrait:
    """Return what is known of an entity; of very many facts, some."""
    store = asked.graph.store
    if len(naming) <= MOST_FACTS:
        return portrait_of(asked.graph, ref, facts_about(store, ref.id))
    facts = facts_of(store, naming[:MOST_FACTS])
    return portrait_of(asked.graph, ref, sorted(facts, key=lambda f: (f.predicate, f.claim)))


def groups(portrait: Portrait, wording: Wording) -> Iterator[Group]:
    """Yield the facts of an entity as `kg show` groups them."""
    label = wording.predicate
    yield from _grouped("out", portrait.outgoing, label, lambda fact: fact.object)
    yield from _grouped("in", portrait.incoming, wording.inverse, lambda fact: fact.subject)
    if portrait.mentions:
        told = tuple((wording.statement(fact), fact) for fact in portrait.mentions)
        yield Group("mention", "is mentioned in", told)


def _grouped(
    way: str,
    facts: Iterable[Fact],
    title: Callable[[str], str],
    other: Callable[[Fact], EntityRef | Literal],
) -> Iterator[Group]:
    ordered = sorted(facts, key=lambda fact: fact.predicate)
    for predicate, own in groupby(ordered, key=lambda fact: fact.predicate):
        told = tuple((other(fact), fact) for fact in own)
        yield Group(f"{way}.{predicate}", title(predicate), told)


def _data(asked: Asked, portrait: Portrait, total: int) -> Mapping[str, Any]:
    wording = Wording(asked.graph.ontology)
    found = list(groups(portrait, wording))
    only = asked.fields.get("only")
    shown: list[tuple[Group, Part[Any]]]
    if only is None:
        shown = [(group, Part(list(group.facts[:_FIRST]), len(group.facts))) for group in found]
    else:
        chosen = [group for group in found if group.key == only]
        if not chosen:
            raise RequestError(
                404, f"there are no facts {only[:80]!r} of {portrait.entity.ref.label}"
            )
        shown = [(chosen[0], Part.of(list(chosen[0].facts), asked.number, _SIZE))]
    facts = [fact for _, part in shown for _, fact in part.items]
    day = asked.graph.moment.as_of
    return {
        "info": portrait.entity,
        "wording": wording,
        "groups": found,
        "shown": shown,
        "only": only,
        "first": _FIRST,
        "counts": COUNTS,
        "total": total,
        "most": MOST_FACTS,
        "near": portrait.near,
        "members": _levels(portrait, day) if only is None else [],
        "commitments": _rungs(portrait.commitments if only is None else (), {}, day),
        "event": _event(asked, portrait.entity.ref) if only is None else [],
        "sources": sources(facts),
    }


def _levels(portrait: Portrait, day: date | None) -> list[tuple[str, Part[Any]]]:
    """Return members under their headings, each with its country and how it came there."""
    return [
        (title, _rungs(own, portrait.countries, day))
        for title, own in listed(portrait.members, day)
    ]


def _rungs(
    memberships: Sequence[Membership], countries: Mapping[str, str], day: date | None
) -> Part[Any]:
    rows = [
        (each, home(each, countries), way(each), (denied(each), unsure(each), doubt(each, day)))
        for each in memberships[:_MOST_MEMBERS]
    ]
    return Part(rows, len(memberships))


def _event(asked: Asked, ref: EntityRef) -> list[tuple[str, list[EntityRef | str]]]:
    """Return what an agreement is, as the facts that are accepted tell it."""
    if ref.type not in ("Agreement", "Accord"):
        return []
    found: dict[str, list[EntityRef | str]] = {}
    for row in run(asked.graph.store, _EVENT.format(iri(ref.id))).rows():
        name, value = str(row["name"]).rpartition("#")[2], str(row["value"])
        id = value.partition("/id/")[2]
        shown = EntityRef(id, str(row["label"]), "Entity") if id and row["label"] else value
        found.setdefault(name, []).append(shown)
    return [
        (words, sorted(found[name], key=lambda v: v.label if isinstance(v, EntityRef) else v))
        for name, words in _EVENT_WORDS.items()
        if name in found
    ]


def sources(facts: Iterable[Fact]) -> list[tuple[str, ArticleInfo | Source]]:
    """Return what the quotes of facts rest on: id of a node, and what is known of it."""
    quotes = [quote for fact in facts for quote in fact.evidence]
    found: dict[str, ArticleInfo | Source] = {}
    for quote in quotes:
        article = quote.article
        found[article.id if article.kind == "data" else f"article/{article.id}"] = article
        found |= {f"source/{source.id}": source for source in quote.sources}
    return sorted(found.items())


def _record(portrait: Portrait, total: int) -> Any:
    info = portrait.entity
    names = {"label": info.ref.label, "type": info.ref.type, "alsoKnownAs": list(info.alt_labels)}
    codes = {key: getattr(info, key) for key in ("country", "iso2", "iso3", "cospar", "norad")}
    ladder = {
        "members": [_step(each, each.party) for each in portrait.members],
        "commitments": [_step(each, each.target) for each in portrait.commitments],
    }
    return {
        "id": info.ref.id,
        "iri": iri(info.ref.id).value,
        **names,
        "sameAs": list(info.same_as),
        **{key: value for key, value in codes.items() if value},
        **ladder,
        "total": total,
        "facts": [stated_record(fact) for fact in portrait.facts],
    }


def _step(membership: Membership, other: EntityRef) -> dict[str, Any]:
    told = {"rung": membership.rung, "since": membership.since, "doubt": membership.doubt}
    return asdict(other) | {key: value for key, value in told.items() if value}
