"""Candidates that other sources confirm.

A candidate is accepted as soon as an accepted claim states the same, or two articles do
that do not draw on one another. This hangs on several articles, so it is no part of what
one article contributes, but is derived from the claims of the graph, and derived again for
every statement that a change touches.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg.graph.claims import article_node, stated_triples
from kg.graph.facts import Fact, facts_of
from kg.graph.namespaces import ONTOLOGY, id_of, iri, standard, term
from kg.graph.query import run
from kg.graph.results import Term
from kg.graph.store import Store
from kg.model import SYMMETRIC, EntityRef

Statement = tuple[Term, Term, Term]
"""Subject, predicate and object of claims; of a symmetric predicate the lesser end first."""

Sentence = Callable[[str, int], str]
"""Returns the sentence of an article's text in which a quote begins."""

_CANDIDATES = """SELECT ?claim ?s ?p ?o { ?claim kg:tier kg:candidate ;
    rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"""
_ACCEPTED = """SELECT ?claim ?s ?p ?o ?status ?agreement {{ VALUES (?s ?p ?o) {{ {0} }}
    ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
        kg:tier kg:accepted ; kg:status ?status .
    OPTIONAL {{ ?claim kg:agreement ?agreement }} }}"""
_REJECTED = """SELECT ?claim ?article { ?decision kg:decides ?claim ; oa:hasSource ?article ;
    kg:verdict ?verdict FILTER(?verdict != kg:accept) }"""
_BATCH = 200
_ENDS = tuple(standard(f"rdf:{name}") for name in ("subject", "predicate", "object"))
_MIRRORED = frozenset(term(name) for name in SYMMETRIC)


def statements(triples: Iterable[ox.Triple]) -> set[Statement]:
    """Return what the claims among some triples state."""
    ends: dict[Term, dict[Term, Term]] = {}
    for triple in triples:
        if triple.predicate in _ENDS:
            ends.setdefault(triple.subject, {})[triple.predicate] = triple.object
    return {_statement(*(found[end] for end in _ENDS)) for found in ends.values()}


def derived(store: Store, touched: Collection[Statement]) -> tuple[set[ox.Triple], set[ox.Triple]]:
    """Return what was derived for the candidates of some statements.

    Returns:
        What marks these claims as confirmed, which nothing else contributes; and what they
        state as plain triples, which other claims may state as well.
    """
    marks: set[ox.Triple] = set()
    plain: set[ox.Triple] = set()
    for fact in facts_of(store, _candidates(store, touched)):
        backing = [id for id in fact.confirmed_by if not id.startswith("decision/")]
        if backing:
            marks |= _marks(fact, map(iri, backing))
            plain |= stated_triples(replace(fact.to_claim(), tier="accepted"))
    return marks, plain


def confirm(
    store: Store,
    sentence: Sentence,
    touched: Collection[Statement] | None = None,
    copies: Collection[str] = (),
) -> set[ox.Triple]:
    """Return what is to be derived from the claims of a graph.

    Args:
        store: the graph, with nothing derived for the statements in question.
        sentence: gives the sentences that quotes stand in; two articles that state a claim
            in the same one are one source.
        touched: the statements in question; all if None.
        copies: ids of articles that repeat another one, and so are no source of their own.
    """
    groups = _groups(store, touched)
    rejected = _rejected(store)
    found: set[ox.Triple] = set()
    for group in groups.values():
        for fact in group.candidates:
            backing = group.backing(fact, sentence, rejected, copies)
            if backing:
                found |= _marks(fact, backing)
                found |= stated_triples(replace(fact.to_claim(), tier="accepted"))
    return found


def independent(sentences: Mapping[str, Collection[str]]) -> set[str]:
    """Return the articles that say something in words that some other one does not share.

    Args:
        sentences: of each article, those that state a claim.
    """
    users: dict[str, set[str]] = {}
    for article, own in sentences.items():
        for each in own:
            users.setdefault(each, set()).add(article)
    return {
        article
        for article, own in sentences.items()
        if len(set().union(*(users[each] for each in own))) < len(sentences)
    }


@dataclass
class _Group:
    """The claims that state the same, with one status."""

    candidates: list[Fact] = field(default_factory=list)
    accepted: list[tuple[str, str | None]] = field(default_factory=list)

    def backing(
        self,
        fact: Fact,
        sentence: Sentence,
        rejected: Collection[tuple[str, str]],
        copies: Collection[str],
    ) -> list[ox.NamedNode]:
        """Return what confirms a candidate: an accepted claim, or the articles that agree."""
        agreement = _agreement(fact)
        claims = [claim for claim, other in self.accepted if _one_event(agreement, other)]
        if claims:
            return [iri(min(claims))]
        spots = {
            (quote.article.id, quote.start, each.claim)
            for each in self.candidates
            if _one_event(agreement, _agreement(each))
            for quote in each.evidence
            if quote.article.id not in copies and (each.claim, quote.article.id) not in rejected
        }
        if len({article for article, _, _ in spots}) < 2:
            return []
        said: dict[str, set[str]] = {}
        for article, start, _ in spots:
            said.setdefault(article, set()).add(sentence(article, start))
        agreeing = independent(said)
        if all(article not in agreeing for article, _, claim in spots if claim == fact.claim):
            return []
        return [article_node(article) for article in sorted(agreeing)]


def _groups(
    store: Store, touched: Collection[Statement] | None
) -> dict[tuple[Statement, str], _Group]:
    """Return the candidates that are no more than that, with the accepted claims beside them."""
    groups: dict[tuple[Statement, str], _Group] = {}
    candidates = _candidates(store, touched)
    for fact in facts_of(store, candidates):
        if fact.tier == "candidate":
            key = (candidates[iri(fact.claim)], fact.status)
            groups.setdefault(key, _Group()).candidates.append(fact)
    for key, claim, agreement in _accepted(store, {statement for statement, _ in groups}):
        if key in groups:
            groups[key].accepted.append((claim, agreement))
    return groups


def _candidates(
    store: Store, touched: Collection[Statement] | None
) -> dict[ox.NamedNode, Statement]:
    """Return the claims that an article reads as candidates, with what they state."""
    found: dict[ox.NamedNode, Statement] = {}
    for claim, *ends in run(store, _CANDIDATES).terms():
        statement = _statement(*ends)
        if isinstance(claim, ox.NamedNode) and (touched is None or statement in touched):
            found[claim] = statement
    return dict(sorted(found.items(), key=lambda item: item[0].value))


def _accepted(
    store: Store, wanted: Collection[Statement]
) -> Iterator[tuple[tuple[Statement, str], str, str | None]]:
    """Yield the accepted claims that state one of these: their group, id and agreement."""
    rows = sorted({f"({s} {p} {o})" for each in wanted for s, p, o in _both_ways(each)})
    for start in range(0, len(rows), _BATCH):
        query = _ACCEPTED.format(" ".join(rows[start : start + _BATCH]))
        for claim, *ends, status, agreement in run(store, query).terms():
            named = None if agreement is None else _id(agreement)
            yield (_statement(*ends), _local(status)), _id(claim), named


def _rejected(store: Store) -> set[tuple[str, str]]:
    """Return claim and article of each reading that a person found wrong."""
    rows = run(store, _REJECTED).terms()
    return {(_id(claim), _id(article).removeprefix("article/")) for claim, article in rows}


def _statement(subject: Term | None, predicate: Term | None, object: Term | None) -> Statement:
    assert subject is not None
    assert predicate is not None
    assert object is not None
    mirrored = predicate in _MIRRORED and isinstance(object, ox.NamedNode)
    if mirrored and str(object) < str(subject):
        subject, object = object, subject
    return subject, predicate, object


def _both_ways(statement: Statement) -> list[Statement]:
    subject, predicate, object = statement
    mirrored = predicate in _MIRRORED and isinstance(object, ox.NamedNode)
    return [statement, (object, predicate, subject)] if mirrored else [statement]


def _marks(fact: Fact, backing: Iterable[ox.NamedNode]) -> set[ox.Triple]:
    node = iri(fact.claim)
    marks = {ox.Triple(node, term("confirmedBy"), each) for each in backing}
    return {ox.Triple(node, term("tier"), term("accepted")), *marks}


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
