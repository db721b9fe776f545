"""Quotes with who says so, as several commands print them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.facts import ArticleInfo, Quote
    from kg.model import Source

_LONG = 240
"""Longest quote, in characters, that is printed whole where many stand below one another."""


def words(quote: Quote) -> str:
    """Return the words of a quote in one line, in quotation marks; a row is called one."""
    text = f"“{' '.join(quote.text.split())}”"
    return f"row {text}" if quote.article.kind == "data" else text


def short(quote: Quote) -> str:
    """Return the words of a quote as `words` does, cut if they are long."""
    text = words(quote)
    return text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0] + " …”"


def cited(quote: Quote) -> str:
    """Return a quote with who says so and when."""
    return f"{short(quote)} ({origin(quote)})"


def origin(quote: Quote) -> str:
    """Return the article of a quote with its date, or the file of a row with what it cites."""
    article = quote.article
    if article.kind == "data":
        ids = ", ".join(source.id for source in quote.sources)
        return "; ".join(part for part in (article.id, ids, quote.issued) if part)
    return f"{article.id}, {article.date}" if article.date else article.id


def source_lines(quotes: Iterable[Quote]) -> Iterator[str]:
    """Yield where each article of some quotes can be read, and what rows and briefs rest on."""
    quotes = list(quotes)
    articles = {quote.article.id: quote.article for quote in quotes}
    for id, article in sorted(articles.items()):
        yield f"{id}: {publication(article)}"
        if article.copy_of is not None:
            yield f"  repeats the text of {article.copy_of}, so it is no second source"
        if article.kind != "data":  # of a file of rows only what these rows cite is told
            yield from (f"  after: {publication(source)}" for source in article.sources)
    rows = {source.id: source for quote in quotes for source in quote.sources}
    yield from (f"{id}: {publication(source)}" for id, source in sorted(rows.items()))


def publication(source: ArticleInfo | Source) -> str:
    """Return who published what, when and where, as far as it is known."""
    parts = (source.publisher, source.title, source.date, source.url)
    return ", ".join(part for part in parts if part)
