"""Counts opened to their lists: who is counted, who is missing, what would make it come out."""

from kg.graph.counts.members import STANDINGS, Member, members
from kg.graph.counts.opened import COUNTS, OpenedCount, open_count, open_list
from kg.graph.counts.range import number_of, overlaps, range_of
from kg.graph.counts.reasons import reasons

__all__ = ["COUNTS", "STANDINGS", "Member", "OpenedCount", "members"]
__all__ += ["number_of", "open_count", "open_list", "overlaps", "range_of", "reasons"]
