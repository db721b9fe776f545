"""What articles say against what curated rows say, statement by statement.

Where both state the same, a fact has two supports that came about in different ways. Where
they cannot both be so, one of them is wrong: the extraction, the row, or a source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.graph.contradictions.values import FUNCTIONAL, compatible
from kg.graph.facts import Fact
from kg.model import SYMMETRIC, EntityRef, Literal
from kg.model.dates import bounds
from kg.model.vocabulary import COUNTED, LITERAL

VERDICTS = ("agree", "differ", "articles", "rows")
"""What can come out: both say it, they differ, only articles say it, only rows do."""
_WHEN = ("date", "since")
_OPPOSITE = {"asserted": "negated", "negated": "asserted"}


@dataclass(frozen=True)
class Checked:
    """One statement, and who makes it.

    Args:
        verdict: one of `VERDICTS`.
        predicate: what is stated.
        articles: the facts that articles state, by claim.
        rows: the facts that rows state, by claim.
        reason: in what they differ; empty unless they do.
    """

    verdict: str
    predicate: str
    articles: tuple[Fact, ...]
    rows: tuple[Fact, ...]
    reason: str = ""

    @property
    def fact(self) -> Fact:
        """The fact that stands for the statement."""
        return (self.articles or self.rows)[0]


def crosscheck(facts: Iterable[Fact]) -> list[Checked]:
    """Return every accepted statement with who makes it, by predicate, verdict and names."""
    articles: dict[_Key, list[Fact]] = defaultdict(list)
    rows: dict[_Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.tier == "accepted":
            kinds = {quote.article.kind == "data" for quote in fact.evidence}
            for is_row in kinds:
                (rows if is_row else articles)[_key(fact)].append(fact)
    found = []
    matched: set[str] = set()
    for key, told in articles.items():
        checked = _against(told, rows.get(key, ()))
        matched |= {fact.claim for each in checked for fact in each.rows}
        found += checked
    for curated in rows.values():
        found += [
            Checked("rows", same[0].predicate, (), tuple(same))
            for same in _same([fact for fact in curated if fact.claim not in matched])
        ]
    return sorted(found, key=_order)


_Key = tuple[str, str, str]
"""What may be compared: the subject and the predicate, and the object unless it is a value."""


def _key(fact: Fact) -> _Key:
    if not isinstance(fact.object, EntityRef) or fact.predicate in FUNCTIONAL:
        return fact.subject.id, fact.predicate, ""
    one, other = fact.subject.id, fact.object.id
    if fact.predicate in SYMMETRIC:
        one, other = sorted((one, other))
    return one, fact.predicate, other


def _against(told: Sequence[Fact], rows: Sequence[Fact]) -> list[Checked]:
    """Return the statements of articles, each with the rows that bear on it."""
    found = []
    for same in _same(told):
        by_reason: dict[str, list[Fact]] = defaultdict(list)
        for row in rows:
            by_reason[_difference(same[0], row)].append(row)
        predicate = same[0].predicate
        agreeing = [row for row in by_reason.pop("", []) if _says_so(same[0], row)]
        by_reason.pop(_BESIDE, None)
        if agreeing:
            found.append(Checked("agree", predicate, tuple(same), tuple(agreeing)))
        elif by_reason:
            reason, other = min(by_reason.items())
            found.append(Checked("differ", predicate, tuple(same), tuple(other), reason))
        else:
            found.append(Checked("articles", predicate, tuple(same), ()))
    return found


def _same(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Return the facts that differ in circumstances alone, together."""
    groups: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        value = fact.object.value if isinstance(fact.object, Literal) else fact.object.id
        what = fact.qualifiers.get("what") if fact.predicate in LITERAL else None
        groups[value if fact.predicate in LITERAL else _key(fact), fact.status, str(what)].append(
            fact
        )
    return list(groups.values())


_BESIDE = "they speak of different things"


def _difference(told: Fact, row: Fact) -> str:
    """Return in what two facts of one key cannot both be so; empty if they can."""
    if told.status != row.status:
        same = _same_object(told, row)
        if same and _OPPOSITE.get(told.status) == row.status:
            return f"one {_verb(told)}, the other {_verb(row)}"
        return _BESIDE
    if told.predicate in FUNCTIONAL and not compatible(told, row):
        return "they give different values"
    for name in _WHEN:
        one, other = (str(fact.qualifiers.get(name, "")) for fact in (told, row))
        if one and other and _apart(one, other):
            return f"they give different dates: {one} and {other}"
    return ""


def _says_so(told: Fact, row: Fact) -> bool:
    """Whether two facts that can both be so are one statement."""
    if told.predicate in FUNCTIONAL and told.predicate not in COUNTED:
        return True  # one of them may be less exact
    return _same_object(told, row) or told.predicate in SYMMETRIC


def _same_object(one: Fact, other: Fact) -> bool:
    if isinstance(one.object, Literal) and isinstance(other.object, Literal):
        return one.object.value.casefold() == other.object.value.casefold()
    return one.object == other.object


def _verb(fact: Fact) -> str:
    return "denies it" if fact.status == "negated" else "states it"


def _apart(one: str, other: str) -> bool:
    (a, b), (c, d) = bounds(one), bounds(other)
    return bool((b and c and b < c) or (d and a and d < a))


def _order(checked: Checked) -> tuple[object, ...]:
    fact = checked.fact
    object = fact.object.id if isinstance(fact.object, EntityRef) else fact.object.value
    rank = VERDICTS.index(checked.verdict)
    return (checked.predicate, rank, fact.subject.id, object, fact.status, fact.claim)
