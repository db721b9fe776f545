"""HTML pages: the article found by trafilatura, the date where the page declares it.

The settings are fixed so that one page always gives one text: precision before recall, no
comments, no memory of pages seen before, no network. The date is read here, because
trafilatura, where a page declares none, would guess one from the body or from the clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import DocumentError
from kg.text.reading.dates import find_date
from kg.text.reading.metadata import Metadata, url_problem
from kg.text.reading.plain import Frozen
from kg.text.reading.quiet import quiet

_Tree = Any
"""An lxml element; lxml carries no types."""

_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "publish_date",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
)
# The date that trafilatura finds is not used; a fixed bound keeps it from asking the clock.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_BAR = re.compile(r"^\||\|$")
_CELLS = re.compile(r"\s*\|\s*")


def read_html(text: str, name: str) -> Frozen:
    """Return the article of a page, its paragraphs parted by blank lines.

    Args:
        text: the decoded page.
        name: its name, for messages.

    Raises:
        DocumentError: there is no article on the page.
    """
    import trafilatura

    with quiet("trafilatura", "htmldate"):
        tree = trafilatura.load_html(text)
        found = None if tree is None else _extract(text)
    if tree is None or found is None or not (found.text or "").strip():
        raise DocumentError(f"{name}: no article was found on this HTML page")
    paragraphs = [_line(line) for line in found.text.split("\n") if line.strip()]
    title = " ".join((found.title or "").split()) or None
    if title and title not in paragraphs[:3]:
        paragraphs.insert(0, title)
    url = found.url if url_problem(found.url) is None else None
    metadata = Metadata(title, _date(tree), (found.sitename or "").strip() or None, url)
    return Frozen("\n\n".join(paragraphs) + "\n", metadata)


def _extract(text: str) -> Any:
    import trafilatura

    return trafilatura.bare_extraction(
        text,
        fast=True,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        include_images=False,
        include_links=False,
        include_formatting=False,
        deduplicate=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )


def _line(line: str) -> str:
    """Return a line of the extract; the row of a table loses its frame."""
    line = line.strip()
    if line.startswith("|"):
        line = _CELLS.sub(" | ", _BAR.sub("", line)).strip()
    return line


def _date(tree: _Tree) -> str | None:
    """Return the date of publication that a page declares to machines."""
    for declared in (_in_meta(tree), _in_json(tree), _in_time(tree)):
        found = next((date for date in map(find_date, declared) if date), None)
        if found:
            return found
    return None


def _in_meta(tree: _Tree) -> Iterator[str]:
    given: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            given.setdefault((meta.get(key) or "").lower(), meta.get("content") or "")
    return (given[name] for name in _META_DATES if name in given)


def _in_json(tree: _Tree) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _published(data)


def _published(data: object) -> Iterator[str]:
    """Yield `datePublished` of the things described at the top of JSON-LD."""
    things = data if isinstance(data, list) else [data]
    for thing in things[:50]:
        if not isinstance(thing, dict):
            continue
        date = thing.get("datePublished")
        if isinstance(date, str):
            yield date
        graph = thing.get("@graph")
        if isinstance(graph, list):
            items = (item for item in graph if isinstance(item, dict))
            yield from _published([item for item in items if "@graph" not in item])


def _in_time(tree: _Tree) -> Iterator[str]:
    """Yield the dates of `<time>` elements that belong to the article itself."""
    for time in tree.iter("time"):
        published = time.get("pubdate") is not None or time.get("itemprop") == "datePublished"
        within = any(True for _ in time.iterancestors("article", "header"))
        aside = any(True for _ in time.iterancestors("aside", "nav", "footer", "li"))
        if published or (within and not aside):
            yield time.get("datetime") or time.text_content()
