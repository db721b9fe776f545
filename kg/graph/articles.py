"""Articles and their sources, read back from a graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.graph.namespaces import ID
from kg.graph.nodes import Properties, grouped, text, texts
from kg.graph.query import run
from kg.graph.store import Store
from kg.model import Source


@dataclass(frozen=True, order=True)
class ArticleInfo:
    """What is known of an article; `id` is that of its document."""

    id: str
    title: str | None = field(default=None, compare=False)
    date: str | None = field(default=None, compare=False)
    publisher: str | None = field(default=None, compare=False)
    url: str | None = field(default=None, compare=False)
    sources: tuple[Source, ...] = field(default=(), compare=False)


_ARTICLES = "SELECT ?article ?p ?o {{ {focus} ?article a kg:Article ; ?p ?o }}"
_SOURCES = """SELECT ?source ?p ?o {{ {focus} ?article a kg:Article ; dcterms:source ?source .
    ?source ?p ?o }}"""


def articles(store: Store) -> list[ArticleInfo]:
    """Return every article, by id."""
    return sorted(read_articles(store).values())


def read_articles(store: Store, focus: str = "") -> dict[str, ArticleInfo]:
    """Return articles by IRI; those that `focus`, a pattern, binds to ?article."""
    sources = grouped(run(store, _SOURCES.format(focus=focus)))
    found = grouped(run(store, _ARTICLES.format(focus=focus)))
    return {node: _article(node, p, sources) for node, p in sorted(found.items())}


def document_id(node: str) -> str:
    """Return the id of the document that an article's IRI stands for."""
    return node.removeprefix(ID + "article/")


def _article(node: str, properties: Properties, sources: Mapping[str, Properties]) -> ArticleInfo:
    # Sources are numbered; the shorter IRI first puts the tenth after the ninth.
    cited = sorted(texts(properties, "dcterms:source"), key=lambda source: (len(source), source))
    return ArticleInfo(
        id=document_id(node),
        title=text(properties, "dcterms:title"),
        date=text(properties, "dcterms:issued"),
        publisher=text(properties, "dcterms:publisher"),
        url=text(properties, "schema:url"),
        sources=tuple(_source(sources[source]) for source in cited if source in sources),
    )


def _source(properties: Properties) -> Source:
    return Source(
        publisher=text(properties, "dcterms:publisher"),
        title=text(properties, "dcterms:title"),
        url=text(properties, "schema:url"),
        date=text(properties, "dcterms:issued"),
    )
