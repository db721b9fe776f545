"""An overlap of blocs, as `kg overlap` prints it for people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING

import click

from kg.cli.output import write_table
from kg.graph.blocs.records import mark_text

if TYPE_CHECKING:
    from kg.graph.blocs import First, Move, Overlap, Row, Standing
    from kg.graph.facts import Fact

_WEIGHTY = ("disputed", "denied")
"""Marks that are shown even of a party that is in."""

_ROLES = {"leader": "leads", "lead": "leads", "contributor": "contributes", "member": ""}


def write_overlap(stream: IO[str], found: Overlap, groups: Collection[str]) -> None:
    """Write the groups, the first movers, and who has agreements with all leaders.

    Args:
        stream: where to.
        found: what is written.
        groups: which groups alone are wanted; without any, everything.
    """
    parts = _sections(found, groups)
    for number, (heading, rows) in enumerate(parts):
        stream.write(f"{chr(10) if number else ''}{heading} ({len(rows)})\n")
        _write_rows(stream, found, rows)
    if groups:
        return
    stream.write("\nFirst movers\n")
    stream.writelines(f"  {line}\n" for first in found.firsts for line in _first(first))
    stream.writelines(f"  {_move(move)}\n" for move in found.moves)
    _write_leaders(stream, found)


def _sections(found: Overlap, groups: Collection[str]) -> list[tuple[str, Sequence[Row]]]:
    both = "both" if len(found.blocs) == 2 else "all"
    sections: list[tuple[str, str, Sequence[Row]]] = []
    sections.append(("all", f"In {both}", found.by_group["all"]))
    if len(found.blocs) > 2:
        sections.append(("some", "In several, not in all", found.by_group["some"]))
    sections += [("one", f"Only in {bloc.label}", found.only(bloc)) for bloc in found.blocs]
    sections.append(("none", "In none", found.by_group["none"]))
    return [(heading, rows) for group, heading, rows in sections if not groups or group in groups]


def _write_rows(stream: IO[str], found: Overlap, rows: Sequence[Row]) -> None:
    """Write rows as a table; those of whom there is nothing to tell as a list of names."""
    telling = [row for row in rows if row.blocs or _beside(row)]
    cells = [[row.party.label, *map(_cell, row.standings), _beside(row)] for row in telling]
    headings = [found.kind.lower(), *(bloc.label for bloc in found.blocs), "not counted"]
    kept = [n for n in range(len(headings)) if any(row[n] for row in cells)]
    if telling:
        lines = [[row[n] or "–" * (n < len(row) - 1) for n in kept] for row in cells]
        write_table(stream, [headings[n] for n in kept], lines)
    others = [row.party for row in rows if row not in telling]
    coded = "; ".join(ref.label for ref in others if ref not in found.uncoded)
    uncoded = "; ".join(ref.label for ref in others if ref in found.uncoded)
    stream.write(click.wrap_text(coded, 88) + "\n" if coded else "")
    stream.write(click.wrap_text(f"without an ISO code: {uncoded}", 88) + "\n" if uncoded else "")


def _beside(row: Row) -> str:
    """Return what is said of a party and not counted; of one that is in, what weighs."""
    said = []
    for standing in row.standings:
        marks = [m for m in standing.marks if not standing.counted or m.kind in _WEIGHTY]
        if marks:
            words = ", ".join(mark_text(mark, row.party) for mark in marks)
            said.append(f"{standing.bloc.label}: {words}")
    return "; ".join(said)


def _cell(standing: Standing) -> str:
    """Return since when and how a party is in a bloc; nothing if it is not."""
    parts = [str(step) for step in standing.steps]
    parts += [f"no. {standing.ordinal}"] if standing.ordinal else []
    parts += sorted({_ROLES.get(role, role) for role in standing.roles} - {""})
    return ", ".join(parts or ["undated"]) if standing.counted else ""


def _first(first: First) -> Iterator[str]:
    label = first.bloc.label
    if not first.parties:
        yield f"{label}: no date of joining is known"
        return
    dates = {date for _, date in first.parties}
    if len(dates) == 1:
        names = ", ".join(party.label for party, _ in first.parties)
        line = f"{label}: {dates.pop()} {names}"
    else:
        line = f"{label}: " + ", ".join(f"{party.label} {date}" for party, date in first.parties)
        line += " (which came first is not told)"
    yield line
    if first.undated:
        yield f"  in without a date: {', '.join(party.label for party in first.undated)}"


def _move(move: Move) -> str:
    dated = [(bloc.label, date) for bloc, date in move.joined if date]
    undated = [bloc.label for bloc, date in move.joined if not date]
    line = f"{move.party.label}: "
    if dated:
        line += " ".join(dated[0])
    for (label, date), (least, most) in zip(dated[1:], move.gaps, strict=True):
        if least > 0:
            line += f", then {label} {date}, {_span(least, most)} later"
        else:
            line += f"; {label} {date}, {'the same day' if most == 0 else 'order not told'}"
    if undated:
        line += f"{'; ' if dated else ''}{', '.join(undated)} undated"
    return line


def _span(least: int, most: int) -> str:
    days = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    return f"{days} day{'' if days == '1' else 's'}"


def _write_leaders(stream: IO[str], found: Overlap) -> None:
    who = "both" if len(found.blocs) == 2 else "all"
    sides = {lead.circle for lead in found.leads}
    number = f" ({len(found.holders)})" if len(sides) > 1 else ""
    stream.write(f"\nAgreements with the leaders of {who}{number}\n")
    for lead in found.leads:
        leaders = ", ".join(ref.label for ref in lead.leaders)
        stream.write(f"  {lead.bloc.label}: {leaders or 'no accepted fact says who leads it'}\n")
    if len(sides) == 1:
        stream.write("  one and the same side leads them, so nobody stands between two\n")
        return
    rows = [
        [holder.party.label, bloc.label, *told]
        for holder in found.holders
        for bloc, facts in zip(found.blocs, holder.agreements, strict=True)
        for told in _agreements(facts)
    ]
    if rows:
        headings = (found.kind.lower(), "side", "parties", "kind", "date")
        write_table(stream, headings, rows)


def _agreements(facts: Iterable[Fact]) -> list[tuple[str, str, str]]:
    """Return parties, kind and date of agreements, without those that say less than another."""
    from kg.api.wording import value_text

    told: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for fact in facts:
        one, other = sorted((fact.subject.label, value_text(fact.object)))
        kind, date = (str(fact.qualifiers.get(name, "")) for name in ("kind", "date"))
        told.setdefault((one, other), set()).add((kind, date))
    return [
        (" – ".join(parties), kind, date)
        for parties, agreed in told.items()
        for kind, date in sorted(agreed, key=lambda each: (each[1], each[0]))
        if not any(_says_less((kind, date), other) for other in agreed)
    ]


def _says_less(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether an agreement may well be another one, of which more is told."""
    kinds = one[0] in ("", "agreement", other[0])
    return one != other and kinds and other[1].startswith(one[1])
