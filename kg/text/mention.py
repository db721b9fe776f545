"""Mentions: stretches of a document that name something or hold a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import EntityRef
from kg.model.terms import PARENTS

VALUE_TYPES = (
    "Date",
    "Number",
    "Ordinal",
    "Title",
    "Document",
    "Vehicle",
    "Bus",
    "Orbit",
    "SatelliteType",
    "Place",
    "Name",
    "Demonym",
    "Peoples",
    "Flight",
)
"""Types of mentions that are no entity of the graph (yet)."""
CRAFT = ("Spacecraft", "Mission")
"""What flies, or the mission that reports name in its stead."""
PARTIES = ("Country", "Organisation")
"""Who can agree, join, build or pay."""
DOING, OMITTING = "doing", "omitting"
"""Heads of a mention that stands for the subject of "joining …" and of "without joining …"."""
DUE = "due"
"""Head of a mention left unsaid of which something is only planned."""


@dataclass(frozen=True)
class Mention:
    """One mention, half-open in code points of the document.

    Args:
        start: first code point.
        end: code point after the last one.
        type: class of the entity, or one of `VALUE_TYPES`.
        entity: what is meant, where it is an entity.
        value: canonical form of a value: a date in EDTF, digits, a title, a surface.
        kind: how it is meant: `name`, `demonym`, `capital`, `anaphor`, `unsaid`, `found`,
            `value`, `list`; only while homonyms are resolved also `homonym` and `blocked`.
        members: the parts of a coordination ("A, B and C"), in text order.
        affiliation: for a person in a stated position, whom they stand for.
        nation: for a person or a title, the country whose national is meant.
        clause: for a subject left unsaid, where its clause begins with the one it shares.
        head: descriptive words folded into the phrase ("communications satellite").
    """

    start: int
    end: int
    type: str
    entity: EntityRef | None = None
    value: str = ""
    kind: str = "name"
    members: tuple[Mention, ...] = ()
    affiliation: EntityRef | None = None
    head: str = ""
    clause: int | None = None
    nation: EntityRef | None = None

    @property
    def is_list(self) -> bool:
        """Whether this is a coordination of several."""
        return bool(self.members)

    def each(self) -> tuple[Mention, ...]:
        """Return the members of a list, or the mention alone."""
        return self.members or (self,)


def lineage(type_name: str) -> Iterator[str]:
    """Yield a type and its parents, nearest first."""
    current: str | None = type_name
    while current is not None:
        yield current
        current = PARENTS.get(current)


def is_a(mention: Mention, types: Iterable[str]) -> bool:
    """Tell whether the mention, or each member of a list, is of one of the types."""
    wanted = set(types)
    return all(not wanted.isdisjoint(lineage(one.type)) for one in mention.each())


def is_stand_in(mention: Mention) -> bool:
    """Tell whether a mention is a noun or a pronoun that stands for one body or state."""
    alone = mention.kind == "anaphor" and not mention.head and not mention.members
    return alone and mention.end > mention.start and is_a(mention, PARTIES)


def _place(mention: Mention) -> tuple[int, bool, int]:
    """Order by start; what a description stands for goes before its words, then the longest."""
    ahead = mention.kind == "described" and mention.start == mention.end
    return mention.start, not ahead, mention.start - mention.end


def without_overlap(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions in text order; where two overlap, the longer stays, then the earlier.

    Among equal spans the one that comes first in the input stays, so callers list the
    surest source first.
    """
    kept: list[Mention] = []
    for mention in sorted(mentions, key=_place):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
