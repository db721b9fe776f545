"""A source held against the graph: what both say, on what they differ, what only one says.

The two are compared subject by subject and predicate by predicate. Dates agree if they may
mean the same day, and names of rockets if one is the short form of the other. A country and
an organisation of that country do not differ: one of the sides is less exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.graph.contradictions.values import compatible
from kg.graph.facts import Fact
from kg.model import SYMMETRIC, Claim, EntityRef, Literal, slugify
from kg.model.dates import bounds
from kg.model.vocabulary import LITERAL, WORDED

VERDICTS = ("agree", "differ", "source", "graph")
"""What can come out: both say it, they differ, only the source says it, only the graph does."""
_ONE_ANSWER = frozenset(
    "agencyOf builtBy builtFor developedBy launchedBy ledBy operatedBy".split()
) | (LITERAL - {"plannedFor", "satelliteType"})
"""Predicates that ask a question with one answer, so that two other answers differ."""
_LOOSE = frozenset({"orbit", "satelliteType"})
_WIDER = {
    "geostationary orbit": "geosynchronous orbit",
    "inclined geosynchronous orbit": "geosynchronous orbit",
    "polar orbit": "low earth orbit",
    "sun-synchronous orbit": "low earth orbit",
}
"""Orbit -> the wider kind of orbit that a less exact source names."""
_ROMAN = {"ii": "2", "iia": "2a", "iib": "2b", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_WHEN = ("date", "since")


@dataclass(frozen=True)
class Compared:
    """One subject and predicate, and what the two say of it.

    Args:
        verdict: one of `VERDICTS`.
        subject: what it is about.
        predicate: what is stated.
        source: what the source says.
        graph: what the graph says.
        reason: in what they differ; empty unless they do.
    """

    verdict: str
    subject: EntityRef
    predicate: str
    source: tuple[Claim, ...] = ()
    graph: tuple[Fact, ...] = ()
    reason: str = ""


_Key = tuple[str, str]


@dataclass
class Reconciler:
    """Compares one part of a source after the other with a graph.

    Args:
        facts: all of the graph; candidates are passed over.
        countries: organisation -> the country that it belongs to.
    """

    facts: Iterable[Fact]
    countries: Mapping[str, str]
    _known: dict[_Key, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    _seen: set[_Key] = field(default_factory=set)
    _scope: set[tuple[str, str]] = field(default_factory=set)
    _predicates: set[str] = field(default_factory=set)
    _subjects: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for fact in self.facts:
            if fact.tier == "accepted" and fact.status in ("asserted", "negated"):
                self._known[fact.subject.id, fact.predicate].append(fact)
                if fact.predicate in SYMMETRIC and isinstance(fact.object, EntityRef):
                    self._known[fact.object.id, fact.predicate].append(fact)

    def part(self, claims: Iterable[Claim]) -> Iterator[Compared]:
        """Yield what comes of some claims of the source; all of one subject come together."""
        groups: dict[_Key, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.is_direct:
                groups[claim.subject.id, claim.predicate].append(claim)
        for key, told in sorted(groups.items(), key=lambda item: item[0]):
            self._note(key, told)
            yield from self._group(told, self._known.get(key, ()))

    def rest(self) -> Iterator[Compared]:
        """Yield what only the graph says, once the whole source was seen.

        What is out of the source's scope is left out: it is in it if the source states such
        things of the subject, or of others with the same object.
        """
        for key, facts in sorted(self._known.items(), key=lambda item: item[0]):
            subject, predicate = key
            if key in self._seen or predicate not in self._predicates:
                continue
            left = [
                fact
                for fact in facts
                if fact.status == "asserted"
                and fact.subject.id == subject
                and (subject in self._subjects or (predicate, _object(fact)) in self._scope)
            ]
            if left:
                yield Compared("graph", left[0].subject, predicate, (), tuple(left))

    def _note(self, key: _Key, told: Sequence[Claim]) -> None:
        self._seen.add(key)
        self._subjects.add(key[0])
        self._predicates.add(key[1])
        if key[1] not in LITERAL:
            self._scope |= {(key[1], _object(claim)) for claim in told}

    def _group(self, told: Sequence[Claim], known: Sequence[Fact]) -> Iterator[Compared]:
        subject, predicate = told[0].subject, told[0].predicate
        agreed: set[int] = set()
        alone: list[Claim] = []
        for claim in told:
            same = [number for number, fact in enumerate(known) if self._same(claim, fact)]
            if not same:
                alone.append(claim)
                continue
            agreed |= set(same)
            facts = tuple(known[number] for number in same)
            reason = _difference(claim, facts)
            verdict = "differ" if reason else "agree"
            yield Compared(verdict, subject, predicate, (claim,), facts, reason)
        left = [
            fact for n, fact in enumerate(known) if n not in agreed and fact.status == "asserted"
        ]
        if not agreed and predicate in _ONE_ANSWER and _comparable(alone, left):
            reason = "they give different values"
            yield Compared("differ", subject, predicate, tuple(alone), tuple(left), reason)
            return
        if predicate in _ONE_ANSWER and agreed and predicate in LITERAL:
            return  # of several wordings one is enough
        for claim in alone:
            yield Compared("source", subject, predicate, (claim,))
        for fact in left:
            yield Compared("graph", subject, predicate, (), (fact,))

    def _same(self, claim: Claim, fact: Fact) -> bool:
        """Whether a claim of the source and a fact of the graph are about the same."""
        if isinstance(claim.object, Literal) or isinstance(fact.object, Literal):
            return _same_value(claim, fact)
        other = fact.subject if fact.subject.id != claim.subject.id else fact.object
        one, two = claim.object.id, other.id
        return one == two or self.countries.get(one) == two or self.countries.get(two) == one


def _same_value(claim: Claim, fact: Fact) -> bool:
    if isinstance(claim.object, EntityRef) or isinstance(fact.object, EntityRef):
        return False
    one, two = claim.object.value.casefold(), fact.object.value.casefold()
    if claim.predicate in _LOOSE:
        words, others = set(one.split()), set(two.split())
        wider = _WIDER.get(one) == two or _WIDER.get(two) == one
        return wider or words <= others or others <= words
    if claim.predicate in WORDED:
        short, long = sorted((_plain(one), _plain(two)), key=len)
        return long.startswith(short)
    return compatible(as_fact(claim), fact)


def _plain(name: str) -> str:
    """Return a name without spaces and hyphens, with Arabic numerals: `H-IIA` is `h2a`."""
    return "".join(_ROMAN.get(word, word) for word in slugify(name).split("-"))


def _comparable(told: Sequence[Claim], known: Sequence[Fact]) -> bool:
    """Whether two sets of answers are of one sort: a country is no other answer than a company."""
    sorts = ({_sort(each.object) for each in side} for side in (told, known))
    return not next(sorts).isdisjoint(next(sorts))


def _sort(object: EntityRef | Literal) -> str:
    return object.id.partition("/")[0] if isinstance(object, EntityRef) else "value"


def _difference(claim: Claim, facts: Sequence[Fact]) -> str:
    """Return in what a claim and the facts about the same cannot both be so."""
    denied = [fact for fact in facts if fact.status == "negated"]
    if len(denied) == len(facts):
        return "the graph denies it"
    # When something was launched is compared as such.
    for name in _WHEN if claim.predicate != "launchedBy" else ():
        own = str(claim.qualifiers.get(name, ""))
        dates = [str(fact.qualifiers[name]) for fact in facts if name in fact.qualifiers]
        if own and dates and all(_apart(own, date) for date in dates):
            return f"they give different dates: {own} and {min(dates)}"
    return ""


def _apart(one: str, other: str) -> bool:
    (a, b), (c, d) = bounds(one), bounds(other)
    return bool((b and c and b < c) or (d and a and d < a))


def _object(stated: Claim | Fact) -> str:
    return stated.object.id if isinstance(stated.object, EntityRef) else stated.object.value


def as_fact(claim: Claim) -> Fact:
    """Return a claim as the graph would give it back, without its evidence."""
    return Fact(
        claim=claim.id,
        subject=claim.subject,
        predicate=claim.predicate,
        object=claim.object,
        status=claim.status,
        tier=claim.tier,
        confidence=claim.confidence,
        qualifiers=claim.qualifiers,
        evidence=(),
    )
