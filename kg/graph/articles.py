"""Articles and their sources, read back from a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.graph.namespaces import ID, ONTOLOGY
from kg.graph.nodes import Properties, grouped, text, texts
from kg.graph.query import run
from kg.graph.store import Store
from kg.model import Source


@dataclass(frozen=True, order=True)
class ArticleInfo:
    """What is known of an article; `id` is that of its document.

    `copy_of` is the id of the article whose text it repeats, if it is a syndicated copy.
    `kind` is `article`, `brief`, or `data` for a file of rows.
    """

    id: str
    title: str | None = field(default=None, compare=False)
    date: str | None = field(default=None, compare=False)
    publisher: str | None = field(default=None, compare=False)
    url: str | None = field(default=None, compare=False)
    sources: tuple[Source, ...] = field(default=(), compare=False)
    copy_of: str | None = field(default=None, compare=False)
    kind: str = field(default="article", compare=False)


_ARTICLES = "SELECT ?article ?p ?o {{ {focus} ?article a kg:Document ; ?p ?o }}"
_SOURCES = """SELECT ?source ?p ?o {{ {focus} ?article a kg:Document ; dcterms:source ?source .
    ?source ?p ?o }}"""
_COPIES = "SELECT ?copy ?original { ?copy kg:copyOf ?original }"


def articles(store: Store) -> list[ArticleInfo]:
    """Return every article and every file of data, by id."""
    return sorted(read_articles(store).values())


def read_articles(store: Store, focus: str = "") -> dict[str, ArticleInfo]:
    """Return articles by IRI; those that `focus`, a pattern, binds to ?article."""
    sources = grouped(run(store, _SOURCES.format(focus=focus)))
    found = grouped(run(store, _ARTICLES.format(focus=focus)))
    return {node: to_article(node, p, sources) for node, p in sorted(found.items())}


def copies(store: Store) -> dict[str, str]:
    """Return the id of every syndicated copy -> that of the article it repeats, by copy.

    What a copy says is no second independent source: see `independent`.
    """
    rows = run(store, _COPIES).rows()
    pairs = ((document_id(str(row["copy"])), document_id(str(row["original"]))) for row in rows)
    return dict(sorted(pairs))


def independent(articles: Iterable[str], copies: Mapping[str, str]) -> set[str]:
    """Return the articles that count as sources of their own, each text once.

    Args:
        articles: ids, such as those of all evidence of a claim.
        copies: of the graph, as `copies` returns them.

    >>> sorted(independent(["a", "b", "c"], {"b": "a"}))
    ['a', 'c']
    """
    return {copies.get(id, id) for id in articles}


def document_id(node: str) -> str:
    """Return the id of the document that the IRI of an article or a data file stands for."""
    return node.removeprefix(ID).removeprefix("article/")


def to_article(node: str, properties: Properties, sources: Mapping[str, Properties]) -> ArticleInfo:
    """Return an article, or a file of data, from what the graph says of it.

    Args:
        node: its IRI.
        properties: of that node.
        sources: what the graph says of publications, by IRI.
    """
    # Sources are numbered; the shorter IRI first puts the tenth after the ninth.
    cited = sorted(texts(properties, "dcterms:source"), key=lambda source: (len(source), source))
    return ArticleInfo(
        id=document_id(node),
        title=text(properties, "dcterms:title"),
        date=text(properties, "dcterms:issued"),
        publisher=text(properties, "dcterms:publisher"),
        url=text(properties, "schema:url"),
        sources=tuple(to_source(sources[source], source) for source in cited if source in sources),
        copy_of=document_id(original) if (original := text(properties, "kg:copyOf")) else None,
        kind=_kind(properties),
    )


def _kind(properties: Properties) -> str:
    types = {name.removeprefix(ONTOLOGY) for name in texts(properties, "rdf:type")}
    if "DataFile" in types:
        return "data"
    return "brief" if "Brief" in types else "article"


def to_source(properties: Properties, node: str) -> Source:
    """Return a publication from what the graph says of it."""
    _, named, id = node.partition(f"{ID}source/")
    return Source(
        publisher=text(properties, "dcterms:publisher"),
        title=text(properties, "dcterms:title"),
        url=text(properties, "schema:url"),
        date=text(properties, "dcterms:issued"),
        id=id if named else "",
        licence=text(properties, "dcterms:license") or text(properties, "dcterms:rights"),
    )
