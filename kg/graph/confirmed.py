"""Candidates that other sources confirm.

A candidate is accepted as soon as an accepted claim states the same, or two articles do
that do not draw on one another. This hangs on several articles, so it is no part of what
one article contributes, but is derived from the claims of the graph, and derived again for
every statement that a change touches. Copies of one text are one source, whichever of them
speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph.articles import copies, document_id
from kg.graph.claims import document_node, object_term, stated_triples
from kg.graph.facts import Fact, facts_of
from kg.graph.namespaces import ONTOLOGY, id_of, iri, term
from kg.graph.query import run
from kg.graph.results import Term
from kg.graph.sources import Sentence, Sources
from kg.graph.store import Store
from kg.model import SYMMETRIC, EntityRef

Statement = tuple[Term, Term, Term]
"""Subject, predicate and object of claims; of a symmetric predicate the lesser end first."""

# The statement comes first: it leads to few claims, and a tier or a status to very many.
_CLAIMS = "?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . "
_CANDIDATES = f"{_CLAIMS} ?claim kg:tier kg:candidate ."
_CONFIRMED = f"{_CANDIDATES} ?claim kg:confirmedBy ?why ."
_STATED = "?evidence oa:hasSource ?article . ?claim kg:evidence ?evidence . " + _CLAIMS
_BESIDE = f"""{_CLAIMS} ?claim kg:agreement ?agreement . ?other kg:agreement ?agreement ;
    kg:tier kg:candidate ; kg:confirmedBy ?why ."""
_ACCEPTED = f"""{_CLAIMS} ?claim kg:tier kg:accepted ; kg:status ?status .
    OPTIONAL {{ ?claim kg:agreement ?agreement }}"""
_ASIDE = f"{_CLAIMS} ?claim kg:tier kg:accepted ."
_TWICE = """?claim kg:tier kg:candidate ; kg:evidence/oa:hasSource ?one, ?other
    FILTER(STR(?one) < STR(?other))"""
_REJECTED = """SELECT ?claim ?article { ?decision kg:decides ?claim ; oa:hasSource ?article ;
    kg:verdict ?verdict FILTER(?verdict != kg:accept) }"""
_SPO = "?s ?p ?o"
_BATCH = 200
_AT_ONCE = 1_000  # candidates in memory with all their quotes
_MIRRORED = frozenset(term(name) for name in SYMMETRIC)
_EVENTFUL = term("agreementWith")


class Derived(NamedTuple):
    """What was derived for the candidates of some statements.

    Attributes:
        marks: by what they are confirmed; nothing else contributes this.
        shared: that they are accepted, and what they state as plain triples; articles may
            contribute this as well.
        standing: what other confirmed candidates state of the same agreements; it stays.
    """

    marks: set[ox.Triple]
    shared: set[ox.Triple]
    standing: set[ox.Triple]


def statements(store: Store, articles: Iterable[str]) -> set[Statement]:
    """Return what the claims of some articles, given by id, state."""
    nodes = [(document_node(id),) for id in articles]
    return {_statement(*row) for row in _asked(store, _SPO, _STATED, "?article", nodes)}


def statements_of(facts: Iterable[Fact]) -> set[Statement]:
    """Return what some facts state."""
    return {
        _statement(iri(fact.subject.id), term(fact.predicate), object_term(fact.object))
        for fact in facts
    }


def derived(store: Store, touched: Collection[Statement] | None) -> Derived:
    """Return what was derived for the candidates of some statements.

    Args:
        store: the graph.
        touched: the statements; all if None.
    """
    found = Derived(set(), set(), set())
    own = _claims(store, _CONFIRMED, touched)
    for fact in _facts(store, own):
        backing = _backing(fact)
        if backing:
            found.marks.update(_marks(fact, backing))
            found.shared.update(_accepted(fact))
    events = [each for each in touched or () if each[1] == _EVENTFUL]
    rows = _asked(store, "?other", _BESIDE, _SPO, _both_ways(events))
    beside = {node for (node,) in rows if isinstance(node, ox.NamedNode)}
    for fact in _facts(store, sorted(beside - own.keys(), key=str)):
        if _backing(fact):
            found.standing.update(_accepted(fact))
    return found


def confirm(
    store: Store, sentence: Sentence, touched: Collection[Statement] | None = None
) -> Iterator[set[ox.Triple]]:
    """Yield what is to be derived from the claims of a graph; statement by statement.

    What was yielded may be written to the graph before the rest is asked for.

    Args:
        store: the graph, with nothing derived for the statements in question.
        sentence: gives the sentences that quotes stand in; two articles that state a claim
            in the same one are one source.
        touched: the statements in question; all if None.
    """
    claims = _claims(store, _CANDIDATES, touched)
    if touched is None:
        claims = _accompanied(store, claims)
    sources = Sources(sentence, copies(store), _rejected(store))
    for group in _groups(store, claims):
        for fact in group.candidates:
            backing = group.backing(fact, sources)
            if backing:
                yield _marks(fact, backing) | _accepted(fact)


@dataclass
class _Group:
    """The claims that state the same, with one status."""

    candidates: list[Fact] = field(default_factory=list)
    accepted: list[tuple[str, str | None]] = field(default_factory=list)
    _agreeing: dict[str | None, tuple[list[str], set[str]]] = field(default_factory=dict)

    def backing(self, fact: Fact, sources: Sources) -> list[ox.NamedNode]:
        """Return what confirms a candidate: an accepted claim, or the articles that agree."""
        agreement = _agreement(fact)
        claims = [claim for claim, other in self.accepted if _one_event(agreement, other)]
        if claims:
            return [iri(min(claims))]
        if agreement not in self._agreeing:
            same = (each for each in self.candidates if _one_event(agreement, _agreement(each)))
            self._agreeing[agreement] = sources.agreeing(same)
        articles, stated = self._agreeing[agreement]
        return [document_node(article) for article in articles] if fact.claim in stated else []


def _groups(store: Store, claims: Mapping[ox.NamedNode, Statement]) -> Iterator[_Group]:
    """Yield the candidates that are no more than that, with the accepted claims beside them."""
    by_statement: dict[Statement, list[ox.NamedNode]] = {}
    for claim, statement in claims.items():
        by_statement.setdefault(statement, []).append(claim)
    portion: dict[ox.NamedNode, Statement] = {}
    for statement, own in by_statement.items():
        portion.update(dict.fromkeys(own, statement))
        if len(portion) >= _AT_ONCE:
            yield from _grouped(store, portion)
            portion = {}
    yield from _grouped(store, portion)


def _grouped(store: Store, claims: Mapping[ox.NamedNode, Statement]) -> Collection[_Group]:
    groups: dict[tuple[Statement, str], _Group] = {}
    for fact in facts_of(store, claims):
        if fact.tier == "candidate":
            key = (claims[iri(fact.claim)], fact.status)
            groups.setdefault(key, _Group()).candidates.append(fact)
    wanted = _both_ways(statement for statement, _ in groups)
    found = "?claim ?s ?p ?o ?status ?agreement"
    for claim, *ends, status, agreement in _asked(store, found, _ACCEPTED, _SPO, wanted):
        key = (_statement(*ends), _local(status))
        if key in groups:
            named = None if agreement is None else _id(agreement)
            groups[key].accepted.append((_id(claim), named))
    return groups.values()


def _claims(
    store: Store, pattern: str, touched: Collection[Statement] | None
) -> dict[ox.NamedNode, Statement]:
    """Return the claims that a pattern finds, with what they state; sorted."""
    wanted = None if touched is None else _both_ways(touched)
    rows = _asked(store, f"?claim {_SPO}", pattern, _SPO, wanted)
    found = {node: _statement(*e) for node, *e in rows if isinstance(node, ox.NamedNode)}
    return dict(sorted(found.items(), key=lambda item: item[0].value))


def _accompanied(
    store: Store, claims: Mapping[ox.NamedNode, Statement]
) -> dict[ox.NamedNode, Statement]:
    """Return the claims that something might confirm: by far most stand alone.

    Asking once for all is far cheaper than to ask for each.
    """
    alone = {statement for statement, count in Counter(claims.values()).items() if count == 1}
    for ends in _asked(store, _SPO, _ASIDE, "", None):
        alone.discard(_statement(*ends))
    for (claim,) in _asked(store, "?claim", _TWICE, "", None):
        if isinstance(claim, ox.NamedNode) and claim in claims:
            alone.discard(claims[claim])
    return {claim: statement for claim, statement in claims.items() if statement not in alone}


def _facts(store: Store, claims: Iterable[ox.NamedNode]) -> Iterator[Fact]:
    """Yield the facts of claims; not all need fit into memory with their quotes."""
    nodes = list(claims)
    for start in range(0, len(nodes), _AT_ONCE):
        yield from facts_of(store, nodes[start : start + _AT_ONCE])


def _rejected(store: Store) -> set[tuple[str, str]]:
    """Return claim and article of each reading that a person found wrong."""
    rows = run(store, _REJECTED).terms()
    return {(_id(claim), document_id(_id(article))) for claim, article in rows}


def _asked(
    store: Store, found: str, pattern: str, given: str, rows: Iterable[tuple[Term, ...]] | None
) -> Iterator[tuple[Term | None, ...]]:
    """Yield the answers to a pattern, in which the variables `given` have the values of rows.

    Without rows they may have any.
    """
    values = None if rows is None else sorted({f"({' '.join(map(str, row))})" for row in rows})
    if values is None:
        yield from run(store, f"SELECT {found} {{ {pattern} }}").terms()
        return
    for start in range(0, len(values), _BATCH):
        batch = f"VALUES ({given}) {{ {' '.join(values[start : start + _BATCH])} }}"
        yield from run(store, f"SELECT DISTINCT {found} {{ {batch} {pattern} }}").terms()


def _statement(subject: Term | None, predicate: Term | None, object: Term | None) -> Statement:
    assert subject is not None
    assert predicate is not None
    assert object is not None
    mirrored = predicate in _MIRRORED and isinstance(object, ox.NamedNode)
    if mirrored and str(object) < str(subject):
        subject, object = object, subject
    return subject, predicate, object


def _both_ways(statements: Iterable[Statement]) -> Iterator[Statement]:
    for subject, predicate, object in statements:
        yield subject, predicate, object
        if predicate in _MIRRORED and isinstance(object, ox.NamedNode):
            yield object, predicate, subject


def _accepted(fact: Fact) -> set[ox.Triple]:
    """Return that a claim is accepted, and what it then states as plain triples."""
    tier = ox.Triple(iri(fact.claim), term("tier"), term("accepted"))
    return {tier, *stated_triples(replace(fact.to_claim(), tier="accepted"))}


def _marks(fact: Fact, backing: Iterable[ox.NamedNode]) -> set[ox.Triple]:
    return {ox.Triple(iri(fact.claim), term("confirmedBy"), each) for each in backing}


def _backing(fact: Fact) -> list[ox.NamedNode]:
    """Return what a claim is confirmed by, people's decisions aside."""
    return [iri(id) for id in fact.confirmed_by if not id.startswith("decision/")]


def _agreement(fact: Fact) -> str | None:
    agreement = fact.qualifiers.get("agreement")
    return agreement.id if isinstance(agreement, EntityRef) else None


def _one_event(first: str | None, second: str | None) -> bool:
    """Whether two claims may tell of one agreement; of two of them neither confirms the other."""
    return first is None or second is None or first == second


def _id(node: Term | None) -> str:
    assert isinstance(node, ox.NamedNode)
    return id_of(node) or node.value


def _local(node: Term | None) -> str:
    assert isinstance(node, ox.NamedNode)
    return node.value.removeprefix(ONTOLOGY)
