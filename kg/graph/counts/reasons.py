"""What the list behind a count says about its number, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

from kg.graph.counts.members import Member
from kg.graph.counts.opened import OpenedCount
from kg.graph.timing import UNKNOWN, disjoint
from kg.model import EntityRef
from kg.model.dates import bounds
from kg.model.english import counted

_ADDED = "This counts who was added, not who belongs, so the list does not speak for or against it."

Span = tuple[date, date | None]
"""First and last day on which a list had a length; None if it has it still."""


def reasons(opened: OpenedCount, namesakes: Sequence[OpenedCount] = ()) -> list[str]:
    """Return whether the number comes out, and what would make it come out.

    Args:
        opened: a count with its list.
        namesakes: the lists of accords that bear the programme's name, at the same time.
    """
    if opened.count is None:
        return []
    if not opened.complete:
        return [_only_known(opened)] if opened.predicate == "activeSatellites" else [_ADDED]
    found = [*_beside(opened), *_known(opened)]
    if not _comes_out(opened):
        found += _further(opened)
        found += _spans_of(opened, opened, "the list")
        found += [sentence for other in namesakes for sentence in _namesake(opened, other)]
    return found


def spans(members: Sequence[Member], fits: Callable[[int], bool]) -> list[Span]:
    """Return when a list had a length that fits, in order."""
    changes: list[tuple[date, int]] = []
    for member in members:
        if member.entered is not None:
            changes.append((member.entered, 1))
            changes += [(member.left, -1)] if member.left is not None else []
    days = sorted({day for day, _ in changes})
    steps = [sum(step for on, step in changes if on == day) for day in days]
    found: list[Span] = []
    for number, (day, size) in enumerate(zip(days, accumulate(steps), strict=True)):
        if fits(size):
            last = days[number + 1] - timedelta(days=1) if number + 1 < len(days) else None
            joined = found and found[-1][1] == day - timedelta(days=1)
            found[-1:] = [(found[-1][0], last)] if joined else [*found[-1:], (day, last)]
    return found


def _comes_out(opened: OpenedCount) -> bool:
    """Whether the number is that of the list at some day, with or without who leads."""
    known = len(opened.of("in"))
    fits = opened.fits(known) or opened.fits(known + len(opened.leaders))
    return fits or _within(opened) is not None


def _within(opened: OpenedCount) -> Span | None:
    """Return when in the time of the count the list had the number."""
    when = bounds(opened.date)
    if when == UNKNOWN:
        return None
    found = (span for span in spans(opened.members, opened.fits) if not disjoint(span, when))
    return next(found, None)


def _only_known(opened: OpenedCount) -> str:
    known = len(opened.of("in"))
    text = f"The graph knows {known or 'none'} of them by name"
    perhaps = len(opened.of("perhaps"))
    if perhaps:
        text += f", and {perhaps} more without a date of launch"
    return (
        f"{text}. It does not mean to know all satellites, so this neither bears the count out "
        "nor speaks against it."
    )


def _beside(opened: OpenedCount) -> Iterator[str]:
    named = [member for member in opened.named if member.standing == "in"]
    if not named:
        return
    verdict = "which is the number" if opened.fits(len(named)) else ""
    heads = [head for head in opened.heads if head not in {member.entity for member in named}]
    if not verdict and heads and opened.fits(len(named) + len(heads)):
        verdict = f"with {_names(heads)}, which leads, it is {opened.number}"
    yield f"{len(named)} are named beside the count" + (f"; {verdict}." if verdict else ".")


def _known(opened: OpenedCount) -> Iterator[str]:
    known, leaders = len(opened.of("in")), len(opened.leaders)
    by = f"by {opened.date}" if opened.date else "in all"
    if opened.fits(known):
        yield f"The graph knows {known} {by}: the count comes out."
    elif leaders and opened.fits(known + leaders):
        who = _names(opened.leaders)
        yield f"The graph knows {known} {by}; with {who}, which leads, the count comes out."
    elif (span := _within(opened)) is not None:
        until = f"to {span[1]}" if span[1] else "on"
        yield f"The list had {opened.number} from {span[0]} {until}: the count comes out."
    elif opened.missing:
        yield f"The graph knows {known} {by}: {opened.missing} are missing."
    else:
        yield f"The graph knows {known} {by}: {opened.surplus} more than counted."


def _further(opened: OpenedCount) -> Iterator[str]:
    """Yield who could make up what is missing, whether or not it is enough."""
    known = len(opened.of("in"))
    if not opened.missing:
        return
    unsure = opened.of("perhaps", "doubtful")
    if unsure:
        enough = opened.fits(known + len(unsure)) or opened.missing < len(unsure)
        verdict = "would make it come out" if enough else "would not suffice"
        yield f"{counted(len(unsure), 'uncertain one')} ({_named(unsure)}) {verdict}."
    others = [member for member in opened.others if member.standing == "in"]
    if others and opened.fits(known + len(others)):
        yield f"It comes out if these count as well: {_named(others)}."


def _namesake(opened: OpenedCount, other: OpenedCount) -> Iterator[str]:
    """Yield what an accord that bears the programme's name has to do with its count."""
    known = len(other.of("in"))
    verdict = ", which is the number" if opened.fits(known) else ""
    kind = "signatory" if other.subject.type == "Accord" else "member"
    many = "signatories" if other.subject.type == "Accord" else None
    yield f"The {other.subject.label} had {counted(known, kind, many)} by then{verdict}."
    if not verdict:
        yield from _spans_of(opened, other, f"the {other.subject.label}")


def _spans_of(opened: OpenedCount, lister: OpenedCount, what: str) -> Iterator[str]:
    """Yield when a list had the number; of several times that which is nearest to the count."""
    when = bounds(opened.date)
    found = [span for span in spans(lister.members, opened.fits) if disjoint(span, when)]
    if found and when[0] is not None:
        first, last = min(found, key=lambda span: _distance(span, when[0]))
        until = f"to {last}" if last else "on"
        name = what[0].upper() + what[1:]
        yield f"{name} had {opened.number} from {first} {until}."


def _distance(span: Span, day: date | None) -> int:
    assert day is not None
    first, last = span
    return (day - last).days if last is not None and last < day else (first - day).days


def _names(entities: Sequence[EntityRef]) -> str:
    return " and ".join(entity.label for entity in entities)


def _named(members: Sequence[Member]) -> str:
    return ", ".join(member.entity.label for member in members)
