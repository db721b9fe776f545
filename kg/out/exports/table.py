"""CSV: one row for each quote of each fact, by RFC 4180, in UTF-8.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` (or their full-width forms)
as a formula, also after a tab or a line break, and articles are written by others. Such a
cell gets an apostrophe in front, which makes it text; so does a cell that begins with an
apostrophe of its own. So nothing is lost: whoever needs the exact characters drops one
leading apostrophe, where there is one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

from kg.model import EntityRef
from kg.out.exports.rows import date_of, is_direct, json_text, sources_text

if TYPE_CHECKING:
    from kg.graph.facts import Fact, Quote

FACT_COLUMNS = (
    "subject",
    "subject_label",
    "subject_type",
    "predicate",
    "object",
    "object_label",
    "object_type",
    "status",
    "tier",
    "confidence",
    "date",
    "qualifiers",
)
EVIDENCE_COLUMNS = (
    "quote",
    "article",
    "article_title",
    "publisher",
    "article_date",
    "url",
    "sources",
    "claim",
)

_ACTIVE = tuple("=+-@\t\r\n'＝＋－＠")


def write_csv(facts: Iterable[Fact], out: IO[bytes], *, evidence: bool) -> None:
    """Write facts as CSV, in their order.

    Args:
        facts: what to write.
        out: binary stream.
        evidence: whether quotes and articles are told; without them only facts that stand
            as plain triples are written, one row each.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow(FACT_COLUMNS + (EVIDENCE_COLUMNS if evidence else ()))
    for row in _evidence_rows(facts) if evidence else _plain_rows(facts):
        writer.writerow([_inert(cell) for cell in row])
    text.detach()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_ACTIVE) else cell


def _plain_rows(facts: Iterable[Fact]) -> Iterator[tuple[str, ...]]:
    return (_fact_cells(fact) for fact in facts if is_direct(fact))


def _evidence_rows(facts: Iterable[Fact]) -> Iterator[tuple[str, ...]]:
    for fact in facts:
        cells = _fact_cells(fact)
        for quote in fact.evidence:
            yield (*cells, *_quote_cells(quote), fact.claim)


def _fact_cells(fact: Fact) -> tuple[str, ...]:
    object_ = fact.object
    if isinstance(object_, EntityRef):
        named = (object_.id, object_.label, object_.type)
    else:
        named = (object_.value, object_.value, object_.datatype)
    return (
        fact.subject.id,
        fact.subject.label,
        fact.subject.type,
        fact.predicate,
        *named,
        fact.status,
        fact.tier,
        str(fact.confidence),
        date_of(fact.qualifiers),
        json_text(fact.qualifiers),
    )


def _quote_cells(quote: Quote) -> tuple[str, ...]:
    article = quote.article
    return (
        quote.text,
        article.id,
        article.title or "",
        article.publisher or "",
        article.date or "",
        article.url or "",
        sources_text(quote),
    )
