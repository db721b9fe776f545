"""First movers: who joined a bloc first, and which of several blocs a party joined first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.graph.blocs.days import days, gap
from kg.graph.blocs.standing import Standing
from kg.model import EntityRef


@dataclass(frozen=True)
class First:
    """Who joined a bloc first.

    Args:
        bloc: which one.
        parties: the first, with the dates of their joining; several if they joined on one
            day or if the dates leave open who was before whom.
        undated: those who are in without a date, by label.
    """

    bloc: EntityRef
    parties: tuple[tuple[EntityRef, str], ...]
    undated: tuple[EntityRef, ...]


@dataclass(frozen=True)
class Move:
    """The order in which a party joined several blocs.

    Args:
        party: who.
        joined: blocs with the dates of joining, the earliest first, undated ones last.
        certain: whether the dates leave no doubt about the order.
        gaps: days between one joining and the next dated one, at least and at most.
    """

    party: EntityRef
    joined: tuple[tuple[EntityRef, str | None], ...]
    certain: bool
    gaps: tuple[tuple[int, int], ...]


def first_of(bloc: EntityRef, standings: Iterable[tuple[EntityRef, Standing]]) -> First:
    """Return who joined a bloc first, of those who are in it."""
    counted = [(party, each.joined) for party, each in standings if each.counted]
    spans = {party: span for party, joined in counted if (span := days(joined))}
    dates = {party: joined for party, joined in counted if joined}
    undated = tuple(party for party, _ in counted if party not in spans)
    if not spans:
        return First(bloc, (), undated)
    latest = min(last for _, last in spans.values())
    early = [party for party, (first, _) in spans.items() if first <= latest]
    return First(bloc, tuple((party, dates[party]) for party in early), undated)


def moves(rows: Iterable[tuple[EntityRef, Sequence[Standing]]]) -> Iterator[Move]:
    """Yield the order of joining of each party that is in several blocs."""
    for party, standings in rows:
        counted = [each for each in standings if each.counted]
        if len(counted) > 1:
            yield _move(party, counted)


def _move(party: EntityRef, counted: Sequence[Standing]) -> Move:
    dated = {each.bloc: each.joined for each in counted if each.joined and days(each.joined)}
    ordered = sorted(dated.items(), key=lambda item: (days(item[1]), item[0]))
    undated = [(each.bloc, None) for each in counted if each.bloc not in dated]
    gaps = tuple(gap(one, two) for (_, one), (_, two) in pairwise(ordered))
    certain = not undated and all(least > 0 for least, _ in gaps)
    return Move(party, (*ordered, *undated), certain, gaps)
