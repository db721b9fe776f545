"""What sources had said by a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pyoxigraph as ox

from kg.graph.confirmed import confirm, statements_of
from kg.graph.dated.account import Knowledge
from kg.graph.dated.snapshot import Omission, Snapshot, unhurried
from kg.graph.facts import Fact
from kg.graph.namespaces import ID, iri, term
from kg.graph.nodes import texts
from kg.graph.sources import Sentence
from kg.graph.store import EmbeddedStore
from kg.model.dates import bounds

_TIER, _CONFIDENCE, _CONFIRMED = term("tier"), term("confidence"), term("confirmedBy")
_ACCEPTED = term("accepted")


def known_by(
    store: EmbeddedStore, day: date, sentence: Sentence
) -> tuple[EmbeddedStore, Knowledge]:
    """Return the graph of what sources had said by a day, in memory, and what was left out.

    A quote is out if it was issued after the day, a claim if it has no quote left, an article
    if nothing of what it says is left. A candidate that only later sources confirm is a
    candidate again. The description of the dataset is out as well.

    Args:
        store: the graph; it stays as it is.
        day: at whose end it is looked at.
        sentence: gives the sentences that quotes stand in, as for `kg.graph.confirmed`.
    """
    with unhurried():
        whole = Snapshot(store)
        filter = _Filter(whole, day)
        graph = whole.without(filter.omitted, filter.staying)
    for derived in confirm(graph, sentence, statements_of(filter.unconfirmed)):
        graph.load(derived)
    return graph, filter.knowledge(graph)


@dataclass(frozen=True)
class _When:
    """Pieces of evidence by when they were issued, by IRI."""

    later: set[str]
    undated: set[str]
    uncertain: set[str]


class _Filter:
    """Tells what of a graph had been said by a day, and in which tier it then was."""

    def __init__(self, whole: Snapshot, day: date):
        self._whole, self._day = whole, day
        self._when = _sorted(whole, day)
        self.omitted = Omission(evidence=self._when.later)
        self.staying: list[Fact] = []
        self.unconfirmed: list[Fact] = []
        for fact in whole.facts:
            node = ID + fact.claim
            own = set(whole.evidence_of(node))
            if own and own <= self._when.later:
                self.omitted.claims.add(node)
            else:
                self._keep(fact, not own.isdisjoint(self._when.later))
        self.omitted.documents = self._silent()

    def knowledge(self, graph: EmbeddedStore) -> Knowledge:
        """Return the counts; `graph` is what is left."""
        silent = self.omitted.documents
        return Knowledge(
            self._day,
            documents=len(self._whole.articles) - len(silent),
            of=len(self._whole.articles),
            claims=len(self.staying),
            unsaid=len(self.omitted.claims),
            doubtful=sum(self._fell(fact, graph) for fact in self.staying),
            undated=len(self._when.undated),
            uncertain=len(self._when.uncertain),
        )

    def _keep(self, fact: Fact, partly: bool) -> None:
        """Take a fact in, without what it owes to evidence that is out."""
        node, found = iri(fact.claim), self._whole.properties(ID + fact.claim)
        tiers = found.get(_TIER.value, [])
        marks = [m for m in found.get(_CONFIRMED.value, ()) if not _is_decision(m)]
        if marks or (partly and len(tiers) > 1 and not self._decided(fact)):
            self.omitted.triples |= {ox.Triple(node, _CONFIRMED, mark) for mark in marks}
            self.omitted.triples.add(ox.Triple(node, _TIER, _ACCEPTED))
            fact = replace(fact, tier="candidate")
            self.unconfirmed += [fact] if marks else []
        confidences = sorted(found.get(_CONFIDENCE.value, ()), key=lambda value: float(value.value))
        if partly:  # whose confidence it is nobody knows, so the least counts
            more = confidences[1:]
            self.omitted.triples |= {ox.Triple(node, _CONFIDENCE, value) for value in more}
        self.staying.append(fact)

    def _decided(self, fact: Fact) -> bool:
        """Whether a person confirmed a claim as read from what had been said."""
        whole, node = self._whole, ID + fact.claim
        left = {whole.said_in[each] for each in set(whole.evidence_of(node)) - self._when.later}
        decisions = (ID + id for id in fact.confirmed_by if id.startswith("decision/"))
        on = {text for each in decisions for text in texts(whole.properties(each), "oa:hasSource")}
        return not left.isdisjoint(on)

    def _silent(self) -> set[str]:
        """Return the articles of which nothing is left, and those that came later."""
        said_in = self._whole.said_in
        speaking = {said_in[node] for node in said_in.keys() - self._when.later}
        spoke = set(said_in.values())
        late = {n for n, info in self._whole.articles.items() if _after(info.date, self._day)}
        return (spoke | late) - speaking

    def _fell(self, fact: Fact, graph: EmbeddedStore) -> bool:
        """Whether a fact that is accepted now was no more than a candidate."""
        node = iri(fact.claim)
        quad = ox.Quad(node, _TIER, _ACCEPTED)
        whole = self._whole.properties(ID + fact.claim)
        return _ACCEPTED in whole.get(_TIER.value, ()) and quad not in graph.native


def _sorted(whole: Snapshot, day: date) -> _When:
    when = _When(set(), set(), set())
    for node in whole.said_in:
        first, last = bounds(whole.quote(node).issued or "")
        if first is not None and first > day:
            when.later.add(node)
        elif first is None and last is None:
            when.undated.add(node)
        elif last is None or last > day:
            when.uncertain.add(node)
    return when


def _after(issued: str | None, day: date) -> bool:
    first = bounds(issued or "")[0]
    return first is not None and first > day


def _is_decision(node: object) -> bool:
    return isinstance(node, ox.NamedNode) and node.value.startswith(f"{ID}decision/")
