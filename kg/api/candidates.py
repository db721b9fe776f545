"""What is up for review: claims with the sentences that their words stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.build.cache import ReadingCache
from kg.build.generations import Generations
from kg.errors import UnknownNameError
from kg.model.english import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.api.graph import KnowledgeGraph
    from kg.graph.facts import Fact, Quote
    from kg.model import Document

TIERS = ("candidate", "accepted", "all")
ORDERS = ("confidence", "document")


@dataclass(frozen=True)
class Context:
    """A quote in its sentence: `before`, the words themselves, `after`."""

    quote: Quote
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Candidate:
    """A claim on which nobody has decided yet.

    Args:
        fact: the claim, with all its evidence.
        contexts: of the articles for which a decision is due, in their order.
    """

    fact: Fact
    contexts: tuple[Context, ...]

    @property
    def articles(self) -> list[str]:
        """The ids of the articles for which a decision is due."""
        return list(dict.fromkeys(context.quote.article.id for context in self.contexts))


@dataclass(frozen=True)
class Filter:
    """Which claims are wanted, and in which order.

    Args:
        predicate: local name of the only predicate.
        article: id of the only article.
        min_confidence: the least confidence, 0 to 1.
        max_confidence: the highest confidence, 0 to 1.
        tier: one of `TIERS`.
        order: one of `ORDERS`: the most promising first, or as they stand in the articles.
    """

    predicate: str | None = None
    article: str | None = None
    min_confidence: float = 0.0
    max_confidence: float = 1.0
    tier: str = "candidate"
    order: str = "confidence"

    def fits(self, fact: Fact) -> bool:
        """Whether a claim is wanted."""
        return (
            self.tier in ("all", fact.tier)
            and self.predicate in (None, fact.predicate)
            and self.min_confidence <= fact.confidence <= self.max_confidence
            and (self.article is None or any(q.article.id == self.article for q in fact.evidence))
        )

    def key(self, candidate: Candidate) -> tuple[object, ...]:
        """Return what candidates are sorted by."""
        first = candidate.contexts[0].quote
        place = (first.article.id, first.start, first.end, candidate.fact.claim)
        return (-candidate.fact.confidence, *place) if self.order == "confidence" else place


def candidates(
    graph: KnowledgeGraph, wanted: Filter, decided: Collection[tuple[str, str]]
) -> list[Candidate]:
    """Return the claims on which a decision is due.

    Args:
        graph: that they are in.
        wanted: which of them, and in which order.
        decided: article and claim of those that need none.

    Raises:
        UnknownNameError: the predicate or the article is none of the graph; with suggestions.
    """
    _check(graph, wanted)
    texts = _Texts(graph)
    found = []
    for fact in graph.facts():
        due = [q for q in fact.evidence if (q.article.id, fact.claim) not in decided]
        if wanted.article is not None:
            due = [quote for quote in due if quote.article.id == wanted.article]
        if due and wanted.fits(fact):
            found.append(Candidate(fact, tuple(map(texts.context, due))))
    return sorted(found, key=wanted.key)


def _check(graph: KnowledgeGraph, wanted: Filter) -> None:
    if wanted.predicate is not None:
        known: Iterable[str] = graph.ontology.predicates
        _known(wanted.predicate, known, "the ontology has no predicate")
    if wanted.article is not None:
        from kg.graph.facts import articles

        known = [info.id for info in articles(graph.store)]
        _known(wanted.article, known, "the graph has no article")


def _known(name: str, known: Iterable[str], message: str) -> None:
    known = list(known)
    if name not in known:
        raise UnknownNameError(f"{message} {name!r}.", nearest(name, known))


class _Texts:
    """The texts of the graph's articles, as far as the build directory keeps them."""

    def __init__(self, graph: KnowledgeGraph):
        manifest = Generations(graph.project.build).manifest()
        self._entries = manifest.articles if manifest else {}
        self._cache = ReadingCache(graph.project.build / "claims")
        self._known: dict[str, Document | None] = {}

    def context(self, quote: Quote) -> Context:
        """Return a quote in its sentence; alone, where the text is not kept any more."""
        from kg.build.sentences import sentence_at

        document = self._document(quote.article.id)
        if document is None or document.text[quote.start : quote.end] != quote.text:
            return Context(quote)
        first, last = sentence_at(document, quote.start)
        text = document.text
        return Context(quote, text[first : quote.start], text[quote.end : max(last, quote.end)])

    def _document(self, id: str) -> Document | None:
        if id not in self._known:
            entry = self._entries.get(id)
            reading = self._cache.get(entry.key) if entry else None
            self._known[id] = reading.document if reading else None
        return self._known[id]
