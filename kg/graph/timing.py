"""When what a fact states began and ended, and when it was said, as far as that is known."""

from __future__ import annotations

from datetime import date

from kg.graph.facts import Fact, Quote
from kg.model.dates import Bounds, bounds

UNKNOWN: Bounds = (None, None)


def issued(quote: Quote) -> Bounds:
    """Return the first and last day on which the words may have been published.

    A row that cites nothing with a date was said when its file was last compiled, or before.
    """
    return bounds(quote.issued or quote.article.date or "")


def said(fact: Fact) -> date | None:
    """Return the day by which some source had said it; None if no source has a date."""
    days = (issued(quote)[1] for quote in fact.evidence)
    return min((day for day in days if day is not None), default=None)


def stated(fact: Fact) -> Bounds:
    """Return the first and last day on which it may have begun, as the fact itself says."""
    for name in ("date", "since"):
        found = bounds(str(fact.qualifiers.get(name, "")))
        if found != UNKNOWN:
            return found
    return UNKNOWN


def stated_text(fact: Fact) -> str | None:
    """Return the date from which it holds, as written; None if it says none."""
    if stated(fact) == UNKNOWN:
        return None
    for name in ("date", "since"):
        if bounds(str(fact.qualifiers.get(name, ""))) != UNKNOWN:
            return str(fact.qualifiers[name])
    return None


def began(fact: Fact) -> Bounds:
    """Return when it may have begun: as stated, and before it was said to be so."""
    (first, last), told = stated(fact), said(fact)
    if fact.status != "asserted" or told is None or (first is not None and told < first):
        return first, last
    return first, told if last is None else min(last, told)


def ended(fact: Fact) -> Bounds:
    """Return when it may have ended, by the qualifier `until`."""
    return bounds(str(fact.qualifiers.get("until", "")))


def disjoint(one: Bounds, other: Bounds) -> bool:
    """Whether two stretches of days have no day in common; an open end reaches any."""
    (start, end), (other_start, other_end) = one, other
    before = end is not None and other_start is not None and end < other_start
    after = other_end is not None and start is not None and other_end < start
    return before or after
