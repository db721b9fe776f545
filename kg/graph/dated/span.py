"""When one fact holds, and what that says of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.model.dates import Bounds

HOLDS = "holds"
UNCERTAIN = "uncertain"
UNDATED = "undated"
LATER = "later"
ENDED = "ended"

OPEN: Bounds = (None, None)


@dataclass(frozen=True)
class Span:
    """When a fact holds, as far as sources tell.

    Args:
        begins: the days between which it began; None where nothing dates it.
        ends: the days between which it ended; None where nothing says that it did.
        told: the days between which a source first said it; None where none is dated.
        ended_by: id of the claim that says that it ended, if another one does.
    """

    begins: Bounds | None = None
    ends: Bounds | None = None
    told: Bounds | None = None
    ended_by: str = ""

    def standing(self, day: date) -> str:
        """Return how a fact stands on a day.

        Returns:
            `later` if it began after the day, `ended` if it ended by then, `undated` if
            nothing dates its beginning, `uncertain` if the day lies within the days of its
            beginning or its end, and `holds` otherwise.
        """
        first = (self.begins or OPEN)[0]
        if first is not None and first > day:
            return LATER
        if self.ends is not None and _surely(self.ends, day):
            return ENDED
        if self.begins is None or (first is None and not _surely(self.begins, day)):
            return UNDATED
        return UNCERTAIN if self._in_doubt(day) else HOLDS

    def told_after(self, day: date) -> bool:
        """Whether no dated source said it by a day."""
        return self.told is not None and self.told[0] is not None and self.told[0] > day

    def _in_doubt(self, day: date) -> bool:
        ending = self.ends is not None and (self.ends[0] is None or self.ends[0] <= day)
        return ending or not _surely(self.begins or OPEN, day)


def begun(told: Bounds | None) -> Bounds | None:
    """Return when something began that was over or under way when it was told."""
    return None if told is None or told[1] is None else (None, told[1])


def narrowed(own: Bounds, others: Iterable[Bounds]) -> Bounds:
    """Return when something happened that others date more exactly: the least such days."""
    within = [each for each in others if each != own and _within(each, own)]
    return min(within, key=lambda each: (width(each), each[0] or date.min), default=own)


def agreed(spans: Iterable[Bounds]) -> Bounds | None:
    """Return when something happened first, by dates of it that differ in exactness."""
    distinct: list[Bounds] = []
    for each in sorted(set(spans), key=lambda each: (width(each), each[0] or date.min)):
        if not any(_within(known, each) for known in distinct):
            distinct.append(each)
    return first_of(distinct)


def width(bounds: Bounds) -> int:
    """Return the number of days between two days; very many where one of them is open."""
    first, last = bounds
    return (last - first).days if first and last else date.max.toordinal()


def first_of(spans: list[Bounds]) -> Bounds | None:
    """Return when the first of several things happened, None for none of them."""
    if not spans:
        return None
    firsts, lasts = ([bound for bound in each if bound] for each in zip(*spans, strict=True))
    open_start = len(firsts) < len(spans)
    return (None if open_start else min(firsts), min(lasts) if lasts else None)


def last_of(spans: list[Bounds]) -> Bounds | None:
    """Return when the last of several things happened, None for none of them."""
    if not spans:
        return None
    firsts, lasts = ([bound for bound in each if bound] for each in zip(*spans, strict=True))
    open_end = len(lasts) < len(spans)
    return (max(firsts) if firsts else None, None if open_end else max(lasts))


def _within(inner: Bounds, outer: Bounds) -> bool:
    starts = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    return starts and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))


def _surely(bounds: Bounds, day: date) -> bool:
    """Whether something had happened by the end of a day, whenever it was in its bounds."""
    return bounds[1] is not None and bounds[1] <= day
