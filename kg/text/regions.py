"""Which states a noun phrase can mean by its region: "the Southeast Asian country"."""

from __future__ import annotations

from collections.abc import Mapping


def states_of(words: str, regions: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the ids of the states of the region that is named, empty if none is.

    Args:
        words: the phrase in lower case, such as "the west african country".
        regions: name of a region -> the ids of its states.
    """
    words = words.replace("south-east", "southeast").replace("-", " ")
    # "south american" before "american", should both be regions
    named = (region for region in sorted(regions, key=len, reverse=True) if region in words)
    return regions.get(next(named, ""), frozenset())
