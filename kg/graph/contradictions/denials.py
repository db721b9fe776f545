"""What one source asserts and another denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from kg.graph.contradictions.found import Contradiction, side, worded
from kg.graph.facts import Fact
from kg.graph.timing import began, ended, said, stated
from kg.model import MEMBERSHIPS, SYMMETRIC, EntityRef, Literal

Core = tuple[str, str, str]


def denials(facts: Sequence[Fact]) -> Iterator[Contradiction]:
    """Yield what is asserted and denied of the same time.

    Who had not joined and then joins, or joins and then withdraws, contradicts nobody: a denial
    speaks of the time at which it is said, and a withdrawal of the time from its date on.
    """
    groups: dict[Core, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.tier == "accepted" and fact.status in ("asserted", "negated"):
            groups[_core(fact)].append(fact)
    for _, group in sorted(groups.items()):
        yes = [fact for fact in group if fact.status == "asserted"]
        no = [fact for fact in group if fact.status == "negated"]
        against = [(one, other) for one in yes for other in no if _clash(one, other)]
        if against:
            asserted = [fact for fact in yes if any(fact == pair[0] for pair in against)]
            denied = [fact for fact in no if any(fact == pair[1] for pair in against)]
            yield _contradiction(asserted, denied)


def _core(fact: Fact) -> Core:
    ends = [fact.subject.id, _object_id(fact)]
    if fact.predicate in SYMMETRIC:
        ends.sort()
    return (ends[0], fact.predicate, ends[1])


def _object_id(fact: Fact) -> str:
    return fact.object.id if isinstance(fact.object, EntityRef) else fact.object.value


def _clash(asserted: Fact, denied: Fact) -> bool:
    """Whether an assertion and a denial speak of the same time."""
    if _of_other_events(asserted, denied):
        return False
    withdrawn = denied.qualifiers.get("commitment") == "withdrawn"
    since, until = began(asserted), ended(asserted)
    denied_on = _day(denied)
    if denied_on is None:
        return not withdrawn
    if withdrawn:
        # What somebody once made or agreed is told of later; only who still belongs is in doubt.
        told = said(asserted)
        undated = stated(asserted) == (None, None) and until == (None, None)
        belongs = asserted.predicate in MEMBERSHIPS
        return belongs and undated and told is not None and told > denied_on
    if until[1] is not None and until[1] <= denied_on:
        return False
    return since[1] is None or since[1] <= denied_on


def _of_other_events(one: Fact, other: Fact) -> bool:
    """Whether two claims name agreements that are not the same, or concern different things."""
    return any(
        name in one.qualifiers
        and name in other.qualifiers
        and one.qualifiers[name] != other.qualifiers[name]
        for name in ("concerning", "kind")
    )


def _day(denied: Fact) -> date | None:
    return stated(denied)[1] or said(denied)


def _contradiction(asserted: Sequence[Fact], denied: Sequence[Fact]) -> Contradiction:
    one = asserted[0]
    named = one.object.value if isinstance(one.object, Literal) else one.object.label
    withdrawn = all(fact.qualifiers.get("commitment") == "withdrawn" for fact in denied)
    how = "said to have ended, yet still told of later" if withdrawn else "asserted and denied"
    message = f"{one.subject.label}: “{worded(one.predicate)} {named}” is {how}"
    sides = (side("is so", asserted), side("has ended" if withdrawn else "is not so", denied))
    return Contradiction("denial", one.subject, one.predicate, message, sides)
