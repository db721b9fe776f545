"""Where sources disagree, and settling it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as calendar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DecisionError, UnknownNameError
from kg.graph.contradictions import KINDS
from kg.graph.contradictions.settled import Conflict, Filter, sides_of
from kg.graph.contradictions.settled import conflicts as find
from kg.model import Literal
from kg.model.dates import datatype
from kg.model.decision import Statement
from kg.model.english import either, nearest
from kg.model.ruling import Ruling, names

if TYPE_CHECKING:
    from kg.api.graph import KnowledgeGraph
    from kg.graph.contradictions import Side
    from kg.graph.facts import Fact

STATES = ("open", "ruled", "all")
"""Which conflicts there are, by what was ruled on them."""

_SHORTEST = 4


@dataclass(frozen=True)
class Settled:
    """A ruling that was written, and where."""

    ruling: Ruling
    path: Path


@dataclass(frozen=True)
class StaleRuling:
    """A ruling that names what the graph does not state any more."""

    ruling: Ruling
    missing: tuple[Statement, ...]

    def __str__(self) -> str:
        """Where it stands, and what of it is not in the graph."""
        names = "; ".join(f"{s.subject.id} {s.predicate} {_shown(s)}" for s in self.missing)
        return f"{self.ruling.where}: nothing in the graph states {names}"

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values: the ruling, its place, and what is missing."""
        missing = [each.to_json() for each in self.missing]
        return {"where": self.ruling.where, "missing": missing, **self.ruling.to_json()}


def rulings(graph: KnowledgeGraph) -> tuple[Ruling, ...]:
    """Return what people ruled, as the files of the project say.

    Raises:
        DataFileError: a file is wrong, or one ruling is against another; with path and line.
    """
    from kg.build.rulings import read_all

    if not graph.project.rulings:
        return ()
    return read_all(graph.project, graph.registry.entities)


def conflicts(
    graph: KnowledgeGraph,
    entity: str | None = None,
    predicate: str | None = None,
    kind: str | None = None,
    state: str = "open",
) -> list[Conflict]:
    """Return the conflicts of a graph; arguments and errors are those of the method."""
    from kg.api.names import Names

    named = None if entity is None else Names(graph).find(entity).ref.id
    for what, name, known in (
        ("predicate", predicate, [*graph.ontology.predicates]),
        ("kind of conflict", kind, [*KINDS]),
        ("state", state, STATES),
    ):
        if name is not None and name not in known:
            message = f"there is no {what} {name!r}."
            raise UnknownNameError(message, nearest(name, known) or list(known)[:3])
    wanted = Filter(named, predicate, kind, state)  # type: ignore[arg-type]  # checked above
    return [each for each in find(graph.facts(), rulings(graph)) if wanted.fits(each)]


def stale_rulings(graph: KnowledgeGraph) -> list[StaleRuling]:
    """Return the rulings of which a statement is not in the graph any more, by file and place."""
    known = rulings(graph)
    facts = graph.facts() if known else []
    found = []
    for ruling in known:
        missing = [s for s in ruling.statements if not any(names(s, fact) for fact in facts)]
        if missing:
            found.append(StaleRuling(ruling, tuple(missing)))
    return sorted(found, key=lambda each: (str(each.ruling.path), each.ruling.line or 0))


def settle(
    graph: KnowledgeGraph,
    conflict: str,
    stands: int | None,
    by: str,
    why: str,
    date: str | None = None,
) -> Settled:
    """Rule on a conflict; arguments and errors are those of `KnowledgeGraph.settle`."""
    from kg.build.rulings import add_ruling

    by, why = " ".join(by.split()), " ".join(why.split())
    day = date or calendar.today().isoformat()
    if datatype(day) != "date":
        raise DecisionError(f"{date!r} is no day such as 2026-01-31")
    if not by or not why:
        raise DecisionError("a ruling needs the name of who rules, and the reason")
    facts = graph.facts()
    found = _called(conflict, find(facts, rulings(graph))).found
    if stands is not None and not 0 <= stands <= len(found.sides):
        raise DecisionError(f"there is no side {stands}; the conflict has {len(found.sides)}")
    sides = [*enumerate(sides_of(found), start=1)]
    standing = _statements((side for number, side in sides if stands in (0, number)), facts)
    others = _statements((side for number, side in sides if stands not in (0, number)), facts)
    ruling = Ruling(found.kind, _broadest(standing), _broadest(others), by, day, why)
    path = add_ruling(graph.project, ruling, graph.registry.entities)
    graph.update_decisions()
    return Settled(ruling, path)


def _called(name: str, known: Sequence[Conflict]) -> Conflict:
    """Return the conflict of an id or of its first digits."""
    digits = name.removeprefix("conflict/")
    found = [c for c in known if c.found.id.removeprefix("conflict/").startswith(digits)]
    if len(digits) >= _SHORTEST and len(found) == 1:
        return found[0]
    if len(digits) >= _SHORTEST and found:
        ids = [each.found.id for each in found[:3]]
        raise UnknownNameError(f"{name!r} may be {either(ids)}; give more digits.")
    raise UnknownNameError(f"there is no conflict {name!r}; see `kg conflicts`.")


def _statements(sides: Iterable[Side], facts: Iterable[Fact]) -> tuple[Statement, ...]:
    """Return what sides state, by claim id."""
    claims = {claim for side in sides for claim in side.claims}
    return tuple(Statement.of(fact.to_claim()) for fact in facts if fact.claim in claims)


def _broadest(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return statements without those that another one names as well.

    So a ruling is short, and holds on when a source comes to tell more.
    """
    return tuple(
        each
        for each in statements
        if not any(names(other, each) and other.id != each.id for other in statements)
    )


def _shown(stated: Statement) -> str:
    value = stated.object
    return value.value if isinstance(value, Literal) else value.id
