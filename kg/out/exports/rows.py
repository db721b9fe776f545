"""Facts as flat text: what the CSV columns and the attributes of GraphML and GEXF share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.model import EntityRef, Source, Value

if TYPE_CHECKING:
    from kg.graph.facts import Fact, Quote

_DATES = ("date", "since", "asOf")


def is_direct(fact: Fact) -> bool:
    """Whether a fact stands in the graph as a plain triple."""
    return fact.status == "asserted" and fact.tier == "accepted"


def date_of(qualifiers: Mapping[str, Value]) -> str:
    """Return when a fact holds or happened: its date, else since when, else as of when."""
    return next((str(qualifiers[name]) for name in _DATES if name in qualifiers), "")


def json_text(qualifiers: Mapping[str, Value]) -> str:
    """Return qualifiers as a JSON object with sorted keys, or nothing where there are none."""
    if not qualifiers:
        return ""
    plain = {k: v.to_json() if isinstance(v, EntityRef) else v for k, v in qualifiers.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def sources_text(quote: Quote) -> str:
    """Return what a row cites, or a brief rests on; empty for other articles."""
    return "; ".join(map(_source_text, quote.rests_on))


def citation(quote: Quote) -> str:
    """Return the article of a quote as people cite it, with what it rests on in brackets."""
    article = quote.article
    itself = Source(article.publisher, article.title or article.id, article.url, article.date)
    sources = sources_text(quote)
    return _source_text(itself) + (f" (from {sources})" if sources else "")


def _source_text(source: Source) -> str:
    parts = (source.title, source.publisher, source.date, source.url)
    return ", ".join(part for part in parts if part)
