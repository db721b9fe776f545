"""What was true on a day, by all that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

import pyoxigraph as ox

from kg.graph.dated.account import Truth
from kg.graph.dated.snapshot import Omission, Snapshot, unhurried
from kg.graph.dated.span import ENDED, HOLDS, LATER, UNCERTAIN, UNDATED
from kg.graph.dated.spans import spans
from kg.graph.namespaces import ID, iri, term
from kg.graph.ontology import Predicate
from kg.graph.store import EmbeddedStore


def true_on(
    store: EmbeddedStore, day: date, predicates: Mapping[str, Predicate]
) -> tuple[EmbeddedStore, Truth]:
    """Return the graph as of a day, in memory, and what was left out of it.

    Claims that began after the day or had ended by then are out, with all that hangs on them.
    Those of which this is not sure are in, and `kg:standing` says why. The description of
    the dataset is out as well.

    Args:
        store: the graph; it stays as it is.
        day: at whose end it is looked at.
        predicates: of the ontology, by name.
    """
    with unhurried():
        whole = Snapshot(store)
        found = spans(whole.facts, predicates)
        standing = {fact.claim: found[fact.claim].standing(day) for fact in whole.facts}
        staying = [fact for fact in whole.facts if standing[fact.claim] not in (LATER, ENDED)]
        out = {ID + claim for claim, how in standing.items() if how in (LATER, ENDED)}
        evidence = {node for claim in out for node in whole.evidence_of(claim)}
        shared = {node for fact in staying for node in whole.evidence_of(ID + fact.claim)}
        omitted = Omission(out, evidence - shared)
        counts = Counter(standing.values())
        undated = (found[claim] for claim, how in standing.items() if how == UNDATED)
        truth = Truth(
            day,
            sure=counts[HOLDS],
            undated=counts[UNDATED],
            told_later=sum(span.told_after(day) for span in undated),
            uncertain=counts[UNCERTAIN],
            later=counts[LATER],
            ended=counts[ENDED],
        )
        return whole.without(omitted, staying, _marks(standing)), truth


def _marks(standing: Mapping[str, str]) -> Iterator[ox.Triple]:
    for claim, how in sorted(standing.items()):
        if how in (UNDATED, UNCERTAIN):
            yield ox.Triple(iri(claim), term("standing"), term(how))
