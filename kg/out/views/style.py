"""How types and links look: one table each, read by the drawing and by the legend.

Colours are names of custom properties in `static/theme.css`, which has a light and a dark
value for each, so that the palette (after Okabe and Ito, told apart by colour-blind readers)
stands in one place. Shape and filling are the second channel: no two types of one colour
share both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.facts import Fact


@dataclass(frozen=True)
class TypeStyle:
    """The mark of one entity type.

    Args:
        shape: a vis-network shape that is drawn as a mark, not as a box around its label.
        colour: a name in the palette.
        solid: filled with the colour, else only outlined in it.
    """

    shape: str
    colour: str
    solid: bool = True


TYPE_STYLES = {
    "Country": TypeStyle("dot", "blue"),
    "Agency": TypeStyle("square", "green"),
    "Organisation": TypeStyle("square", "green", solid=False),
    "IntergovernmentalOrganisation": TypeStyle("hexagon", "green"),
    "University": TypeStyle("hexagon", "green", solid=False),
    "Company": TypeStyle("triangleDown", "green"),
    "Programme": TypeStyle("star", "orange"),
    "Mission": TypeStyle("star", "orange", solid=False),
    "Accord": TypeStyle("diamond", "purple"),
    "Agreement": TypeStyle("diamond", "purple", solid=False),
    "Spacecraft": TypeStyle("triangle", "sky", solid=False),
    "Satellite": TypeStyle("triangle", "sky"),
    "Payload": TypeStyle("triangleDown", "sky", solid=False),
    "Module": TypeStyle("triangleDown", "sky"),
    "Person": TypeStyle("dot", "grey", solid=False),
}
"""Entity type -> mark, in the order of the legend."""

OTHER_TYPE = TypeStyle("dot", "grey")
"""The mark of a type that the table does not know."""

LINK_STYLES = ("asserted", "planned", "opinion", "disputed", "negated")
"""What a line can say, in the order of the legend."""


def type_order(name: str) -> tuple[int, str]:
    """Return the sort key that brings types into the order of the legend."""
    known = list(TYPE_STYLES)
    return (known.index(name) if name in TYPE_STYLES else len(known), name)


def link_style(facts: Iterable[Fact]) -> str:
    """Return the one of `LINK_STYLES` that a line standing for all these facts gets.

    The same statement both asserted and denied is disputed, unless it was withdrawn, which
    denies nothing of the time before; otherwise the firmest status among the facts decides,
    and a line is denied only where nothing else is said.
    """
    facts = list(facts)
    denied = {_statement(fact) for fact in facts if fact.status == "negated" and not falls(fact)}
    if any(fact.status == "asserted" and _statement(fact) in denied for fact in facts):
        return "disputed"
    return min((fact.status for fact in facts), key=LINK_STYLES.index)


def falls(fact: Fact) -> bool:
    """Whether a fact tells that something ended, by a withdrawal."""
    return fact.qualifiers.get("commitment") == "withdrawn"


def _statement(fact: Fact) -> tuple[str, str, str]:
    return (fact.subject.id, fact.predicate, str(fact.object))
