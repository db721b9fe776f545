"""The numbers that a count allows, and the words that it stands in."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.facts import Fact, Quote
from kg.model import Literal

_ABOUT = 0.1
"""Share by which a number that is called approximate may be off."""


def number_range(value: int, comparator: object) -> tuple[float, float]:
    """Return the least and the greatest number that a count with its comparator allows."""
    if comparator in ("over", "at least"):
        return value + (comparator == "over"), float("inf")
    if comparator == "under":
        return 0, value - 1
    if comparator == "about":
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    return value, value


def number_of(count: Fact) -> int:
    """Return the number that a count gives."""
    assert isinstance(count.object, Literal)
    return int(count.object.value)


def range_of(count: Fact) -> tuple[float, float]:
    """Return the least and the greatest number that a count allows, by its comparator."""
    return number_range(number_of(count), count.qualifiers.get("comparator"))


def overlaps(quote: Quote, others: Iterable[Quote]) -> bool:
    """Whether a quote shares words with one of others in the same article."""
    return any(
        quote.article == other.article and quote.start < other.end and other.start < quote.end
        for other in others
    )
