"""Counts of members against those whom the graph knows by the date of the count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.graph.contradictions.found import Contradiction, side
from kg.graph.counts import Member, OpenedCount, number_of, open_count
from kg.graph.counts.reasons import spans
from kg.graph.facts import Fact
from kg.model.dates import bounds


def counts_against_known(facts: Sequence[Fact]) -> Iterator[Contradiction]:
    """Yield each count that the members known by its date do not bear out.

    A list is held against a count only if it means to be whole: most of it stands in curated
    rows, and it has at least half of what is counted. Nor is a number that is less than half of
    the list a count of it: "four signatories of the accord" are some of them. Everything that
    might explain the number is let pass: who leads, who joined at an unknown time, who is
    doubtful, organisations where states are counted; and of a count without a date of its own,
    an earlier length of the list.

    Args:
        facts: accepted ones, and candidates.
    """
    for count in facts:
        told = count.predicate == "memberCount" and count.status == "asserted"
        if told and count.tier == "accepted" and _is_own(count):
            opened = open_count(count, facts, {})
            if _is_curated(opened) and not _explained(opened):
                yield _contradiction(opened)


def _is_own(count: Fact) -> bool:
    """Whether the number is no reckoning of the same rows that it would be held against."""
    return any(quote.article.kind != "data" for quote in count.evidence)


def _is_curated(opened: OpenedCount) -> bool:
    assert opened.count is not None
    if not opened.complete:
        return False
    known = opened.of("in")
    rows = [member for member in known if _in_rows(member)]
    number = number_of(opened.count)
    return 2 * len(rows) > len(known) and number <= 2 * len(known) and len(known) <= 2 * number


def _in_rows(member: Member) -> bool:
    return any(q.article.kind == "data" for fact in member.facts for q in fact.evidence)


def _explained(opened: OpenedCount) -> bool:
    """Whether anything that is known would make the number come out."""
    first, last = bounds(opened.date)
    if first is None or last is None:
        return True
    known = opened.of("in")
    # Of those who joined in the month of the count some may have come after it.
    least = sum(member.entered is not None and member.entered <= first for member in known)
    others = sum(member.standing == "in" for member in opened.others)
    unsure = len(opened.of("perhaps", "doubtful"))
    most = len(known) + len(opened.leaders) + others + unsure
    if any(opened.fits(number) for number in range(least, most + 1)):
        return True
    earlier = (span for span in spans(opened.members, opened.fits) if span[0] <= last)
    return opened.dated_by in ("article", "before") and any(earlier)


def _contradiction(opened: OpenedCount) -> Contradiction:
    assert opened.count is not None
    known = opened.of("in")
    names = ", ".join(sorted(member.entity.label for member in known))
    by = {quote.article.id for quote in opened.count.evidence}
    missing, surplus = opened.missing, opened.surplus
    off = f"{missing} missing" if missing else f"{surplus} more than counted"
    message = (
        f"{opened.subject.label}: {', '.join(sorted(by))} says {opened.number} members at "
        f"{opened.date}; {len(known)} are known by then, {off}"
    )
    listed = side(f"{len(known)}: {names}", [member.facts[0] for member in known])
    sides = (side(str(opened.number), [opened.count]), listed)
    return Contradiction("count", opened.subject, opened.count.predicate, message, sides)
