"""The pages of what was read: an article with its claims in place, a table, a publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.api.records import quote_record, stated_record
from kg.api.wording import Wording
from kg.errors import KgError
from kg.graph.articles import ArticleInfo, document_id, read_articles, to_source
from kg.graph.facts import Fact, Quote, facts_of
from kg.graph.namespaces import iri
from kg.graph.nodes import grouped
from kg.graph.query import run
from kg.model import slugify
from kg.serve.pages.page import Asked, Page, Part
from kg.serve.pages.triples import described
from kg.serve.problem import RequestError

_SIZE = 60
"""Quotes of a page."""
_MOST_CLAIMS = 20_000

_CLAIMS = (
    """SELECT DISTINCT ?claim {{ ?evidence oa:hasSource {} . ?claim kg:evidence ?evidence }}"""
)
_CITING = (
    """SELECT DISTINCT ?claim {{ ?evidence dcterms:source {} . ?claim kg:evidence ?evidence }}"""
)
_RESTING = "SELECT ?document {{ ?document dcterms:source {} ; a kg:Document }}"
_HASH = "SELECT ?hash {{ {} kg:sha256 ?hash }}"


@dataclass(frozen=True)
class Place:
    """A stretch of a text that states something.

    Args:
        number: of the quote in its text, from 1, by position.
        quote: its words.
        facts: what is stated there.
        first: whether no other one begins at the same character before it.
    """

    number: int
    quote: Quote
    facts: tuple[Fact, ...]
    first: bool = True


Piece = tuple[str, Place | None, list[Place]]


def page(asked: Asked) -> Page:
    """Return the page of an article or of a table.

    Raises:
        RequestError: 404 where the graph has none of that id.
    """
    store, node = asked.graph.store, iri(asked.path)
    infos = read_articles(store, f"VALUES ?article {{ {node} }}")
    if not infos:
        raise RequestError(404, f"there is no article {asked.path}")
    info = infos[node.value]
    claims = [iri(id) for id in _claims(asked, _CLAIMS)]
    facts = facts_of(store, claims[:_MOST_CLAIMS])
    places = _places(info.id, facts)
    title = info.title or info.id
    return Page(
        "document",
        title,
        lambda: _data(asked, info, places),
        lambda: _record(info, places),
        lambda: described(store, node, f"{asked.base}id/{asked.path}", claims),
    )


def source_page(asked: Asked) -> Page:
    """Return the page of a publication that rows cite, or that a brief rests on.

    Raises:
        RequestError: 404 where the graph has none of that id.
    """
    store, node = asked.graph.store, iri(asked.path)
    query = f"SELECT ?s ?p ?o {{ BIND({node} AS ?s) ?s a kg:Source ; ?p ?o }}"
    found = grouped(run(store, query))
    if not found:
        raise RequestError(404, f"there is no source {asked.path}")
    source = to_source(found[node.value], node.value)
    ids = _claims(asked, _CITING)
    part = Part.of(ids, asked.number, _SIZE)
    resting = [document_id(str(r["document"])) for r in run(store, _RESTING.format(node)).rows()]
    documents = read_articles(store, f"VALUES ?article {{ {_nodes(resting)} }}") if resting else {}
    return Page(
        "source",
        source.title or source.publisher or asked.path,
        lambda: {
            "source": source,
            "wording": Wording(asked.graph.ontology),
            "documents": sorted(documents.values()),
            "part": Part(_citing(asked, part.items, node.value), *_numbers(part)),
        },
        None,
        lambda: described(store, node, f"{asked.base}id/{asked.path}", [iri(id) for id in ids]),
    )


def _numbers(part: Part[Any]) -> tuple[int, int, int]:
    return part.total, part.number, part.parts


def _nodes(ids: Iterable[str]) -> str:
    return " ".join(
        str(iri(id if id.startswith("data/") else f"article/{id}")) for id in sorted(ids)
    )


def _claims(asked: Asked, query: str) -> list[str]:
    rows = run(asked.graph.store, query.format(iri(asked.path))).rows()
    return sorted("claim/" + str(row["claim"]).rpartition("/claim/")[2] for row in rows)


def _citing(asked: Asked, ids: Sequence[str], source: str) -> list[tuple[Fact, list[Quote]]]:
    """Return facts with those of their quotes that cite a publication."""
    id = source.rpartition("/source/")[2]
    facts = facts_of(asked.graph.store, [iri(each) for each in ids])
    return [(fact, [q for q in fact.evidence if id in [s.id for s in q.sources]]) for fact in facts]


def _places(document: str, facts: Iterable[Fact]) -> list[Place]:
    """Return the quotes of a document by position, each with what it states."""
    found: dict[tuple[int, int], tuple[Quote, list[Fact]]] = {}
    for fact in facts:
        for quote in fact.evidence:
            if quote.article.id == document:
                _, own = found.setdefault((quote.start, quote.end), (quote, []))
                if fact not in own:
                    own.append(fact)
    ordered = [found[at] for at in sorted(found)]
    begun: set[int] = set()
    places = []
    for number, (quote, own) in enumerate(ordered, start=1):
        places.append(Place(number, quote, tuple(own), quote.start not in begun))
        begun.add(quote.start)
    return places


def _data(asked: Asked, info: ArticleInfo, places: list[Place]) -> Mapping[str, Any]:
    body = _body(asked, info, places)
    size = max(1, len(places)) if body else _SIZE  # marks in a text lead to the list below it
    return {
        "info": info,
        "wording": Wording(asked.graph.ontology),
        "part": Part.of(places, _number(asked, places, size), size),
        "body": body,
    }


def _number(asked: Asked, places: Sequence[Place], size: int) -> int:
    """Return the number of a page, also where it is asked for by a position in the text."""
    at = asked.fields.get("at", "")
    if "page" in asked.fields or not (at.isascii() and at.isdigit()):
        return asked.number
    found = [place.number for place in places if place.quote.start == int(at[:12])]
    return (found[0] - 1) // size + 1 if found else 1


def _body(asked: Asked, info: ArticleInfo, places: Sequence[Place]) -> list[list[Piece]]:
    """Return the paragraphs of a brief, each cut where a quote begins or ends.

    Only a brief of the project is shown whole, which was written for it in its own words; and
    only while its file is what the graph was made from.

    Returns:
        Of each paragraph its pieces: the text, the shortest quote that it is of, and the quotes
        that end with it.
    """
    paths = [path for path in asked.graph.project.articles if slugify(path.stem) == info.id]
    if info.kind != "brief" or len(paths) != 1:
        return []
    try:
        document = asked.graph.read(paths[0])
    except KgError:
        return []
    hashes = [str(r["hash"]) for r in run(asked.graph.store, _HASH.format(iri(asked.path))).rows()]
    if hashes != [document.sha256]:
        return []
    text = document.text
    return [
        _pieces(text, start, end, places)
        for first, last in document.body()
        for start, end in _paragraphs(text, first, last)
    ]


def _paragraphs(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph between two positions begins and ends."""
    for block in text[at:end].split("\n\n"):
        if block.strip():
            yield at + len(block) - len(block.lstrip()), at + len(block.rstrip())
        at += len(block) + 2


def _pieces(text: str, start: int, end: int, places: Sequence[Place]) -> list[Piece]:
    within = [p for p in places if p.quote.start < end and p.quote.end > start]
    cuts = {start, end} | {p.quote.start for p in within} | {p.quote.end for p in within}
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    pieces = []
    for first, last in pairwise(edges):
        over = [p for p in within if p.quote.start <= first and p.quote.end >= last]
        shortest = min(over, key=lambda p: (p.quote.end - p.quote.start, p.number), default=None)
        ended = [place for place in over if place.quote.end == last]
        pieces.append((text[first:last], shortest, ended))
    return pieces


def _record(info: ArticleInfo, places: Sequence[Place]) -> Any:
    told = ("id", "kind", "title", "publisher", "date", "url", "copy_of")
    named = ("id", "publisher", "title", "date", "url", "licence")
    return {
        **{name: getattr(info, name) for name in told if getattr(info, name)},
        "sources": [
            {name: getattr(source, name) for name in named if getattr(source, name)}
            for source in info.sources
        ],
        "quotes": [
            {
                **quote_record(place.quote),
                "claims": [_without_evidence(fact) for fact in place.facts],
            }
            for place in places
        ],
    }


def _without_evidence(fact: Fact) -> dict[str, Any]:
    return {name: value for name, value in stated_record(fact).items() if name != "evidence"}
