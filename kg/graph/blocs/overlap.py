"""Which parties are in which of several blocs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.errors import ParameterError
from kg.graph.blocs.homes import Homes
from kg.graph.blocs.leaders import Holder, Lead, circle, holders, lead_of
from kg.graph.blocs.movers import First, Move, first_of, moves
from kg.graph.blocs.standing import Bond, Mark, Standing, body_marks, kind_of, standing
from kg.graph.facts import EntityInfo, Fact
from kg.graph.ladder import is_binding
from kg.model import PARENTS, PARTIES, EntityRef
from kg.model.dates import bounds
from kg.model.english import either, with_article

GROUPS = ("all", "some", "one", "none")
"""In how many of the blocs a party is; `some` are several, but not all."""

KINDS = (*PARTIES, "Party")
"""Kinds of parties that can be compared; a kind takes in all that are below it."""

BLOCS = ("Programme", "Mission", "Accord", "Organisation", "Country")
"""What can be a bloc."""

_JOINS = frozenset({"participatesIn", "signatoryOf", "contributesTo"})


@dataclass(frozen=True)
class Row:
    """One party and how it stands to each bloc, in the order of the blocs."""

    party: EntityRef
    standings: tuple[Standing, ...]

    @property
    def blocs(self) -> tuple[EntityRef, ...]:
        """The blocs that the party is in."""
        return tuple(standing.bloc for standing in self.standings if standing.counted)

    @property
    def marked(self) -> bool:
        """Whether anything is said of the party that is not counted."""
        return any(standing.marks for standing in self.standings)

    @property
    def group(self) -> str:
        """Which of `GROUPS` the party belongs to."""
        number = len(self.blocs)
        if number == len(self.standings):
            return "all"
        return ("none", "one")[number] if number < 2 else "some"


@dataclass(frozen=True)
class Overlap:
    """Several blocs and all parties of one kind.

    Args:
        blocs: at least two, as they were asked for.
        kind: of the parties; one of `KINDS`.
        rows: by label; every party of the kind that a fact speaks of.
        leads: who leads each bloc, in the order of the blocs.
        holders: parties with agreements with the leaders of every bloc, by label.
        uncoded: countries without an ISO code, such as former states.
    """

    blocs: tuple[EntityRef, ...]
    kind: str
    rows: tuple[Row, ...]
    leads: tuple[Lead, ...]
    holders: tuple[Holder, ...]
    uncoded: frozenset[EntityRef]

    @cached_property
    def by_group(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of each of `GROUPS`."""
        return {name: tuple(row for row in self.rows if row.group == name) for name in GROUPS}

    def only(self, bloc: EntityRef) -> tuple[Row, ...]:
        """Return the rows of those who are in this bloc and in no other of them."""
        return tuple(row for row in self.by_group["one"] if row.blocs == (bloc,))

    @cached_property
    def firsts(self) -> tuple[First, ...]:
        """Who joined each bloc first."""
        return tuple(
            first_of(bloc, [(row.party, row.standings[n]) for row in self.rows])
            for n, bloc in enumerate(self.blocs)
        )

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """In which order, and how long apart, parties joined where they joined several."""
        return tuple(moves((row.party, row.standings) for row in self.rows))


def overlap(
    facts: Sequence[Fact],
    entities: Iterable[EntityInfo],
    blocs: Sequence[EntityRef],
    kind: str = "Country",
    day: date | None = None,
) -> Overlap:
    """Return who is in which of several blocs.

    Args:
        facts: of the whole graph, or of it as of a date.
        entities: of the graph, with the countries of organisations.
        blocs: two or more, each once.
        kind: which parties are compared; one of `KINDS`.
        day: on which it is asked; by default the last on which a source of the facts spoke.

    Raises:
        ParameterError: there are fewer than two blocs, or one is no bloc; the kind is unknown.
    """
    _check(blocs, kind)
    infos = list(entities)
    homes = Homes(facts, infos)
    day = day or _last_day(facts)
    bonds = [_bonds(facts, bloc, homes, day) for bloc in blocs]
    parties = _parties(facts, kind)
    if kind in ("Country", "Party"):
        bodies = (body for each in bonds for body in each)
        parties |= {home for body in bodies for home in homes.of(body)}
    rows = []
    for party in sorted(parties - set(blocs), key=lambda ref: (ref.label, ref.id)):
        found = zip(blocs, bonds, strict=True)
        rows.append(Row(party, tuple(_standing(party, *each, homes) for each in found)))
    leads = tuple(lead_of(bloc, facts, homes) for bloc in blocs)
    held = holders(leads, facts, homes, lambda ref: is_kind(ref, kind), day)
    uncoded = frozenset(i.ref for i in infos if i.ref.type == "Country" and i.iso2 is None)
    return Overlap(tuple(blocs), kind, tuple(rows), leads, tuple(held), uncoded)


def is_kind(ref: EntityRef, kind: str) -> bool:
    """Whether an entity is of a kind: of the class itself or of one below it."""
    if kind == "Party":
        return ref.type in PARTIES
    return kind in (ref.type, PARENTS.get(ref.type))


def _check(blocs: Sequence[EntityRef], kind: str) -> None:
    if kind not in KINDS:
        raise ParameterError(f"{kind!r} is no kind of party; take {either(KINDS)}")
    if len(set(blocs)) < 2 or len(set(blocs)) < len(blocs):
        raise ParameterError("an overlap is between two or more blocs, each named once")
    for bloc in blocs:
        if not any(is_kind(bloc, each) for each in BLOCS):
            message = f"{bloc.label} is {with_article(bloc.type)}; a bloc is "
            raise ParameterError(message + with_article(either(BLOCS)))


def _parties(facts: Iterable[Fact], kind: str) -> set[EntityRef]:
    """Return the parties of a kind of which any fact speaks, as subject or object."""
    ends = (end for fact in facts for end in (fact.subject, fact.object))
    return {end for end in ends if isinstance(end, EntityRef) and is_kind(end, kind)}


def _last_day(facts: Iterable[Fact]) -> date | None:
    """Return the last day on which a source spoke; the clock has no say."""
    issued = {quote.issued for fact in facts for quote in fact.evidence if quote.issued}
    return max(filter(None, (bounds(each)[0] for each in issued)), default=None)


def _bonds(
    facts: Iterable[Fact], bloc: EntityRef, homes: Homes, day: date | None
) -> dict[str, list[Bond]]:
    """Return what ties parties to a bloc, by the party's id."""
    ring = {ref.id for ref in circle([bloc], homes)} if _is_party(bloc) else set()
    found: dict[str, list[Bond]] = defaultdict(list)
    for fact in facts:
        party = _joiner(fact, bloc, ring)
        kind = kind_of(fact, day)
        if fact.predicate == "contributesTo" and bloc.type != "Mission":
            kind = "contributes" if kind == "in" else None
        if kind == "in" and fact.predicate == "participatesIn" and bloc.type != "Mission":
            kind = "in" if is_binding(fact) else "involved"
        if party is not None and kind is not None:
            found[party.id].append(Bond(party, kind, fact))
    return found


def _joiner(fact: Fact, bloc: EntityRef, ring: set[str]) -> EntityRef | None:
    """Return whom a fact ties to a bloc, if it speaks of that."""
    if not isinstance(fact.object, EntityRef):
        return None
    ends = (fact.subject, fact.object)
    if fact.predicate in _JOINS:
        return fact.subject if fact.object.id == bloc.id else None
    if fact.predicate == "ledBy":
        return fact.object if fact.subject.id == bloc.id else None
    if fact.predicate != "agreementWith" or len({end.id for end in ends} & ring) != 1:
        return None
    return next(end for end in ends if end.id not in ring)


def _is_party(ref: EntityRef) -> bool:
    return is_kind(ref, "Party")


def _standing(
    party: EntityRef, bloc: EntityRef, bonds: Mapping[str, list[Bond]], homes: Homes
) -> Standing:
    through: list[Mark] = []
    for body in sorted(bonds):
        if party in homes.of(body):
            through += body_marks(bloc, bonds[body], agency=homes.is_agency(body))
    return standing(bloc, bonds.get(party.id, ()), through)
