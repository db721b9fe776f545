"""The page of a claim: all that speaks for it and against it, and whom a count counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.api.count_words import count_heading, standings
from kg.api.explain import ExplainedCount, ExplainedFact, Explanation, explain
from kg.api.records import records
from kg.api.wording import Wording
from kg.graph.counts import Member
from kg.graph.decisions import decided
from kg.graph.facts import Fact, facts_of
from kg.graph.namespaces import iri
from kg.graph.query import run
from kg.graph.rulings import rulings_on
from kg.graph.store import EmbeddedStore
from kg.serve.pages.entity import sources
from kg.serve.pages.page import Asked, Page, Part
from kg.serve.pages.triples import described
from kg.serve.problem import RequestError

MOST_CLAIMS = 20_000
"""Claims of a graph up to which those are sought that contradict one."""
_MOST_MEMBERS = 250

_SIZE = "SELECT ?n { ?part void:class kg:Claim ; void:entities ?n }"


def page(asked: Asked) -> Page:
    """Return the page of a claim."""
    store, node = asked.graph.store, iri(asked.path)
    facts = facts_of(store, [node])
    if not facts:
        raise RequestError(404, f"there is no claim {asked.path}")
    fact = facts[0]
    searched = size(store) <= MOST_CLAIMS
    found = explain(asked.graph, [asked.path]) if searched else _alone(asked, fact)
    wording = Wording(asked.graph.ontology)
    return Page(
        "claim",
        wording.statement(fact),
        lambda: _data(found, fact, wording, searched=searched),
        lambda: list(records(found)),
        lambda: described(store, node, f"{asked.base}id/{asked.path}", ()),
    )


def size(store: EmbeddedStore) -> int:
    """Return how many claims a graph has, by its own description; 0 where it has none."""
    return next((int(str(row["n"])) for row in run(store, _SIZE).rows()), 0)


def _alone(asked: Asked, fact: Fact) -> Explanation:
    """Return what stands behind a claim without a look at all others."""
    store, claims = asked.graph.store, [fact.claim]
    decisions, rulings = decided(store, claims), rulings_on(store, claims)
    told = tuple(decisions.get(fact.claim, ())), tuple(rulings.get(fact.claim, ()))
    return Explanation((ExplainedFact(fact, *told),))


def _data(found: Explanation, fact: Fact, wording: Wording, *, searched: bool) -> Mapping[str, Any]:
    told = [*found.facts, *(count.told for count in found.counts if count.told is not None)]
    each = next((each for each in told if each.fact.claim == fact.claim), ExplainedFact(fact))
    conflicts = [
        (conflict, [side for side in conflict.sides if fact.claim not in side.claims])
        for conflict in each.contradicted
    ]
    return {
        "each": each,
        "fact": each.fact,
        "wording": wording,
        "conflicts": conflicts,
        "confirmed": [id for id in fact.confirmed_by if not id.startswith("decision/")],
        "searched": searched,
        "places": found.places,
        "counts": [_count(count) for count in found.counts],
        "sources": sources([each.fact]),
    }


def _count(count: ExplainedCount) -> Mapping[str, Any]:
    """Return the list behind a count: headings with their members."""
    opened = count.opened
    sure = [member for member in opened.of("in") if member.beside is None]
    also = "known by then" if opened.date else "known"
    titled = [
        ("named beside the count", opened.named),
        (also + (", not named there" if opened.named else ""), sure),
        *(
            (title, [m for m in opened.of(standing) if m.beside is None])
            for standing, title in standings(opened).items()
        ),
        ("later", opened.of("later")),
        ("belong as well, but are of another kind", _belonging(opened.others)),
    ]
    return {
        "heading": count_heading(opened),
        "reasons": count.reasons,
        "missing": opened.missing if opened.complete else 0,
        "leaders": opened.leaders,
        "groups": [(t, Part(own[:_MOST_MEMBERS], len(own))) for t, own in titled if own],
    }


def _belonging(others: Iterable[Member]) -> list[Member]:
    return [member for member in others if member.standing == "in"]
