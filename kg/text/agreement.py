"""The event behind "A and B signed a memorandum": one entity for parties, kind and date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import EntityRef, Value, slugify
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


def event(parties: Iterable[EntityRef], qualifiers: Mapping[str, Value]) -> EntityRef | None:
    """Return the event of an agreement between some parties, None for fewer than two."""
    parties = sorted(set(parties), key=lambda party: party.id)
    if len(parties) < 2:
        return None
    kind = str(qualifiers.get("kind", "agreement"))
    topic, date = qualifiers.get("concerning"), qualifiers.get("date")
    label = "–".join(party.label for party in parties) + f" {kind}"
    if topic:
        label += f" on {topic.label if isinstance(topic, EntityRef) else topic}"
    if date:
        label += f", {date}"
    parts = [*(_tail(party) for party in parties), kind, _tail(topic), date]
    slug = slugify(" ".join(str(part) for part in parts if part))
    return EntityRef(f"agreement/{slug}", label, "Agreement")


def _tail(value: Value | None) -> object:
    return value.id.partition("/")[2] if isinstance(value, EntityRef) else value
