"""Which agreement a match tells of: a named accord, or an event of its own."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import EntityRef, Value
from kg.model.agreement import event
from kg.text.match import Match


def agreement_of(match: Match, qualifiers: Mapping[str, Value]) -> EntityRef | None:
    """Return the agreement that a match speaks of as a whole.

    A slot `agreement` names it (a named accord); else it is the event that its parties, its
    kind, its topic and its date identify, so that two articles on it meet in one node.

    Args:
        match: a match whose pattern states `agreementWith` or `signedBy`.
        qualifiers: `kind`, `concerning` and `date`, as far as stated.

    Returns:
        The accord or event, None where fewer than two parties, and fewer than two signers,
        are named.
    """
    named = [term for term in match.terms("agreement") if isinstance(term, EntityRef)]
    if named:
        return named[0]
    return event(parties_of(match), qualifiers) or event(signers_of(match), qualifiers)


def parties_of(match: Match) -> set[EntityRef]:
    """Return the parties of the agreement that a match states, none if it states none."""
    return _of(match, "agreementWith")


def signers_of(match: Match) -> set[EntityRef]:
    """Return who signed an agreement that a match does not name."""
    return set() if "agreement" in match.slots else _of(match, "signedBy")


def _of(match: Match, predicate: str) -> set[EntityRef]:
    slots = [
        name
        for gives in match.pattern.gives
        if gives.predicate == predicate
        for name in (gives.subject, gives.object)
    ]
    return {term for name in slots for term in match.terms(name) if isinstance(term, EntityRef)}
