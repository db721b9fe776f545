"""A count and its list in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.api.wording import value_text

if TYPE_CHECKING:
    from kg.graph.counts import OpenedCount
    from kg.graph.counts.members import Standing

_GROUPS: dict[Standing, str] = {
    "perhaps": "known, but not whether by then",
    "doubtful": "doubtful: only candidates, or disputed",
    "planned": "planned, not done",
    "left": "left before",
    "denied": "said not to belong",
}


_OF_SATELLITES = _GROUPS | {
    "perhaps": "known, but not when launched",
    "left": "out of service before",
    "denied": "did not reach orbit",
}

_DATED_BY = {
    "article": "date of the article",
    "asOf": "date of the count",
    "before": "date of the article; counted by then",
}
"""How a count is dated -> words behind the date."""


def standings(opened: OpenedCount) -> Mapping[Standing, str]:
    """Return the headings of those who are not surely on a list, by how they stand to it."""
    return _GROUPS if opened.predicate == "memberCount" else _OF_SATELLITES


def count_heading(opened: OpenedCount) -> str:
    """Return of whom how many are counted, and when."""
    kind = "active satellites" if opened.predicate == "activeSatellites" else "members"
    if opened.count is None:
        kind = kind.removeprefix("active ")
        when = f" on {opened.date}" if opened.date else "; no source gives a number"
        return f"{opened.subject.label}: {len(opened.of('in'))} {kind} that the graph knows{when}"
    said = opened.count.qualifiers
    what = value_text(said["what"]) if "what" in said else kind
    comparator = f"{said['comparator']} " if "comparator" in said else ""
    dated = _DATED_BY.get(opened.dated_by, "")
    when = f" ({opened.date}, {dated})" if opened.date else ""
    return f"{opened.subject.label}: {comparator}{opened.number} {what}{when}"
