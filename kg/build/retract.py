"""Which triples go when articles go: those that no other article contributes.

The graph is the union of what each article contributes, and a triple does not say how many
contribute it. Who else might is found through the store itself: a claim leads to its
evidence and so to its articles; an entity or agreement to the claims that mention it.
Only those articles' contributions are computed again, and of them no more than needed: the
first article that mentions China already keeps China's labels.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.graph.articles import document_id
from kg.graph.namespaces import PREFIXES, id_of, term
from kg.graph.results import Term
from kg.graph.store import Store
from kg.model import ID_PREFIXES, PREDICATES

_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("kg", "oa", "rdf"))
_OF_CLAIM = "?claim kg:evidence ?evidence . ?evidence oa:hasSource ?article . "
_STATED = "{{ ?claim rdf:subject {0} ; rdf:predicate {1} ; rdf:object {2} . {3} }}"
_MENTIONED = (
    "{{ ?claim ?role {0} . {1} }} UNION "
    "{{ ?member kg:country {0} . ?claim ?role ?member . {1} }} UNION "
    "{{ ?evidence ?role {0} ; oa:hasSource ?article }}"
)
_RULED = "{{ ?ruling ?role {0} . ?claim ?how ?ruling . {1} }}"
_OWN = frozenset({"article", "data", "decision", "evidence"})  # no two articles share these
_MENTIONABLE = frozenset({*ID_PREFIXES.values(), "extractor", "reviewer", "ruling", "source"})
_STATING = frozenset(term(name) for name in PREDICATES)
_FIRST_BATCH = 4

Contribution = Callable[[str], Collection[Triple]]
"""The triples that the article of an id contributes."""


def retract(
    store: Store,
    doomed: set[Triple],
    staying: Collection[str],
    contribution: Contribution,
) -> set[Triple]:
    """Return the triples of `doomed` that none of the articles that stay contributes.

    Args:
        store: the graph with all articles, the leaving ones included.
        doomed: what the leaving articles contribute.
        staying: ids of all other articles of the graph.
        contribution: computes what an article contributes; called once for each article.
    """
    left = set(doomed)
    seen: set[str] = set()
    for question in _questions(doomed):
        for article in _witnesses(store, question, staying):
            if question.asked.isdisjoint(left):
                break
            if article not in seen:
                seen.add(article)
                left.difference_update(contribution(article))
    return left


@dataclass(frozen=True)
class _Question:
    """Who else contributes these triples, which have one subject?

    A plain statement such as "China takes part in ILRS" is asked for as such, because its
    subject may be mentioned in every article.
    """

    subject: NamedNode
    asked: frozenset[Triple]
    statement: Triple | None = None


def _questions(doomed: set[Triple]) -> Iterator[_Question]:
    """Yield what to ask about the triples that more than one article may contribute."""
    by_subject: dict[NamedNode, set[Triple]] = {}
    for triple in sorted(doomed, key=str):
        subject = triple.subject
        assert isinstance(subject, NamedNode)  # the graph has no blank nodes
        if triple.predicate in _STATING:
            yield _Question(subject, frozenset({triple}), triple)
        elif not {_segment(subject), _segment(triple.object)} & _OWN:
            by_subject.setdefault(subject, set()).add(triple)
    for subject, asked in by_subject.items():
        yield _Question(subject, frozenset(asked))


def _witnesses(store: Store, question: _Question, staying: Collection[str]) -> Iterator[str]:
    """Yield the staying articles that may contribute what is asked about.

    They are fetched in growing batches, because the first few mostly suffice.
    """
    pattern = _pattern(question.subject, question.statement)
    if pattern is None:
        yield from staying
        return
    size, seen = _FIRST_BATCH, set[str]()
    while True:
        text = f"{_PREFIXES} SELECT DISTINCT ?article {{ {pattern} }} LIMIT {size}"
        found = [document_id(str(row["article"])) for row in store.query(text).rows()]
        yield from (id for id in found if id in staying and id not in seen)
        if len(found) < size:
            return
        seen.update(found)
        size *= 8


def _pattern(subject: NamedNode, statement: Triple | None) -> str | None:
    """Return the graph pattern that leads to the articles, None if any may be meant."""
    if statement is not None:
        ends = (statement.subject, statement.predicate, statement.object)
        forward = _STATED.format(*ends, _OF_CLAIM)
        if not isinstance(statement.object, NamedNode):
            return forward
        return f"{forward} UNION {_STATED.format(*reversed(ends), _OF_CLAIM)}"
    if _segment(subject) == "claim":
        return f"{subject} kg:evidence ?evidence . ?evidence oa:hasSource ?article"
    if _segment(subject) == "reviewer":
        return f"{_MENTIONED} UNION {_RULED}".format(subject, _OF_CLAIM)
    if _segment(subject) in _MENTIONABLE:
        return _MENTIONED.format(subject, _OF_CLAIM)
    return None


def _segment(node: Term) -> str:
    """Return what kind of thing a node of ours is, by the first part of its id."""
    id = id_of(node) if isinstance(node, NamedNode) else None
    return (id or "").partition("/")[0]
