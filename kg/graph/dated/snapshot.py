"""A graph in memory by its nodes, and the same graph with parts of it left out."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg.graph.articles import ArticleInfo, to_article, to_source
from kg.graph.claims import EVENT_PROPERTIES, stated_triples
from kg.graph.dataset import DATASET
from kg.graph.facts import Fact, Quote, to_fact
from kg.graph.namespaces import ID, PREFIXES, standard, term
from kg.graph.nodes import Properties, entity_ref, texts
from kg.graph.store import EmbeddedStore
from kg.model import PREDICATES, EntityRef

_CLAIM, _EVIDENCE, _ARTICLE, _DATA, _SOURCE, _DECISION = (
    PREFIXES[name] for name in ("claim", "evidence", "article", "data", "source", "decision")
)
_ASIDE = (_SOURCE, f"{ID}extractor/", f"{ID}reviewer/")
"""How the nodes begin that are there as long as something refers to them."""
_RECORDS = (_CLAIM, _EVIDENCE, _ARTICLE, _DATA, _DECISION, *_ASIDE, DATASET.value)

_DAYS = frozenset({term("earliest").value, term("latest").value})
_TYPE, _COUNTRY = standard("rdf:type").value, term("country").value
_EVENT = frozenset({term("party"), *map(term, EVENT_PROPERTIES.values())})
_STATING = frozenset(map(term, PREDICATES)) | _EVENT


@dataclass
class Omission:
    """What is left out of a graph, by IRI; what hangs on it goes as well.

    Args:
        claims: nodes of claims.
        evidence: nodes of evidence.
        documents: nodes of articles and data files.
        triples: single triples of the claims that stay.
    """

    claims: set[str] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    triples: set[ox.Triple] = field(default_factory=set)


class Snapshot:
    """All of a graph, read once.

    Args:
        store: the graph, which stays as it is.
    """

    def __init__(self, store: EmbeddedStore):
        self._nodes: dict[str, list[ox.Quad]] = {}
        for quad in store.native.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            assert isinstance(quad.subject, ox.NamedNode)  # the graph has no blank nodes
            self._nodes.setdefault(quad.subject.value, []).append(quad)

    @cached_property
    def facts(self) -> list[Fact]:
        """Every fact, without the words of its quotes."""
        refs = {node: ref for node in self._others() if (ref := self._ref(node))}
        claims = ((node, self.properties(node)) for node in self._claims())
        return [to_fact(node, told, self._quotes(told), refs) for node, told in claims]

    @cached_property
    def articles(self) -> dict[str, ArticleInfo]:
        """Every article and every file of data, by IRI."""
        known = {node: self.properties(node) for node in self._nodes if "/source/" in node}
        document = term("Document").value
        found = ((node, self.properties(node)) for node in self._nodes if _is_document(node))
        return {
            node: to_article(node, properties, known)
            for node, properties in found
            if document in texts(properties, "rdf:type")
        }

    @cached_property
    def said_in(self) -> dict[str, str]:
        """The article or data file of each piece of evidence, all by IRI."""
        nodes = (node for node in self._nodes if node.startswith(_EVIDENCE))
        roots = (node for node in nodes if _root(node) == node)
        return {node: texts(self.properties(node), "oa:hasSource")[0] for node in roots}

    def evidence_of(self, claim: str) -> tuple[str, ...]:
        """Return the nodes of the evidence of a claim, both by IRI."""
        return texts(self.properties(claim), "kg:evidence")

    def properties(self, node: str) -> Properties:
        """Return what the graph says of a node, but for the days of a claim."""
        properties: Properties = {}
        for quad in self._nodes.get(node, ()):
            if quad.predicate.value not in _DAYS:
                properties.setdefault(quad.predicate.value, []).append(quad.object)
        if node.startswith(_CLAIM):
            properties.pop(_TYPE, None)
        return properties

    def quote(self, evidence: str) -> Quote:
        """Return whose words a piece of evidence is, without these."""
        return self._known_quotes[evidence]

    def without(
        self, omitted: Omission, facts: Sequence[Fact], more: Iterable[ox.Triple] = ()
    ) -> EmbeddedStore:
        """Return a graph in memory that holds all but what is left out.

        Args:
            omitted: what goes, with all that hangs on it: quotes, sources, names of entities
                that nothing speaks of any more. So does the description of the dataset.
            facts: those that stay, as they are to stand; what they state stays as plain
                triples, and nothing else does.
            more: what comes in.
        """
        store = EmbeddedStore()
        added = (ox.Quad(each.subject, each.predicate, each.object) for each in more)
        store.native.extend([*self._kept(omitted, facts), *added])
        return store

    def _kept(self, omitted: Omission, facts: Sequence[Fact]) -> list[ox.Quad]:
        gone = self._gone(omitted, facts)
        stated = {triple for fact in facts for triple in stated_triples(fact)}
        kept: list[ox.Quad] = []
        for node, quads in self._nodes.items():
            if node not in gone:
                entity = not node.startswith(_RECORDS)
                kept += [
                    quad
                    for quad in quads
                    if not (entity and quad.predicate in _STATING) or quad.triple in stated
                ]
        kept = _coherent(kept, gone, omitted.triples)
        named = {quad.object.value for quad in kept if isinstance(quad.object, ox.NamedNode)}
        return [q for q in kept if not _value(q).startswith(_ASIDE) or _value(q) in named]

    def _gone(self, omitted: Omission, facts: Iterable[Fact]) -> set[str]:
        """Return the nodes that are left out, but for those that only hang on others."""
        roots = omitted.claims | omitted.evidence | omitted.documents
        for node in self._nodes:
            if node.startswith(_DECISION):
                told = self.properties(node)
                on = {*texts(told, "kg:decides"), *texts(told, "oa:hasSource")}
                roots |= {node} if on & roots else set()
        unspoken = self._mentioned(self.facts) - self._mentioned(facts)
        return {
            node
            for node in self._nodes
            if node in unspoken or _root(node) in roots or node.startswith(DATASET.value)
        }

    def _mentioned(self, facts: Iterable[Fact]) -> set[str]:
        """Return the entities that facts name, and their countries, by IRI."""
        found = {ID + ref.id for fact in facts for ref in _entities(fact)}
        countries = (self.properties(node).get(_COUNTRY, ()) for node in found)
        return found | {str(country.value) for each in countries for country in each}  # type: ignore[union-attr]  # the shapes see to it

    def _quotes(self, properties: Properties) -> list[Quote]:
        return [self.quote(node) for node in texts(properties, "kg:evidence")]

    @cached_property
    def _known_quotes(self) -> Mapping[str, Quote]:
        return {node: self._quote(node, document) for node, document in self.said_in.items()}

    def _quote(self, node: str, document: str) -> Quote:
        cited = texts(self.properties(node), "dcterms:source")
        sources = tuple(to_source(self.properties(node), node) for node in cited)
        return Quote(self.articles[document], 0, 0, "", "", sources)

    def _ref(self, node: str) -> EntityRef | None:
        return entity_ref(node, self.properties(node))

    def _claims(self) -> Iterator[str]:
        return (node for node in self._nodes if node.startswith(_CLAIM))

    def _others(self) -> Iterator[str]:
        return (node for node in self._nodes if not node.startswith(_RECORDS))


def _coherent(
    quads: Iterable[ox.Quad], gone: Collection[str], single: Collection[ox.Triple]
) -> list[ox.Quad]:
    """Leave out what refers to something that is gone, and single triples."""
    there = [
        quad
        for quad in quads
        if not (isinstance(quad.object, ox.NamedNode) and quad.object.value in gone)
    ]
    return [quad for quad in there if quad.triple not in single] if single else there


def _entities(fact: Fact) -> Iterator[EntityRef]:
    for each in (fact.subject, fact.object, *fact.qualifiers.values()):
        if isinstance(each, EntityRef):
            yield each


def _is_document(node: str) -> bool:
    return node.startswith((_ARTICLE, _DATA))


def _root(node: str) -> str:
    """Return the node that a part belongs to: the evidence of `evidence/E/quote`."""
    for beginning in (_EVIDENCE, _ARTICLE, _DATA):
        if node.startswith(beginning):
            return beginning + node[len(beginning) :].partition("/")[0]
    return node


def _value(quad: ox.Quad) -> str:
    assert isinstance(quad.subject, ox.NamedNode)
    return quad.subject.value


@contextmanager
def unhurried() -> Iterator[None]:
    """Put off the search for garbage, of which there is none while much is read."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
