"""The event behind "A and B signed a memorandum": one entity for parties, kind and date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model.claim import Value
from kg.model.terms import EntityRef, slugify


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
