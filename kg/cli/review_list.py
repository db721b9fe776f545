"""Claims that are up for review, printed for people and programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING

from kg.cli.output import json_text, write_table

if TYPE_CHECKING:
    from kg.api.candidates import Candidate
    from kg.api.wording import Wording

_COLUMNS = ("claim", "confidence", "tier", "fact", "quote", "article", "date", "pattern")


def write_list(
    stream: IO[str], candidates: Sequence[Candidate], format: str, wording: Wording
) -> None:
    """Write one row for each claim: a table, CSV, or one JSON object per line.

    JSON is that of `kg extract`, with the claim's id before it.
    """
    if format == "json":
        for each in candidates:
            record = {"claim": each.fact.claim} | each.fact.to_claim().to_json()
            stream.write(json_text(record) + "\n")
        return
    rows = [_cells(each, wording) for each in candidates]
    if format == "csv":
        _write_csv(stream, rows)
    else:
        write_table(stream, _COLUMNS, rows)


def _cells(each: Candidate, wording: Wording) -> list[str]:
    fact, quote = each.fact, each.contexts[0].quote
    fact_text = wording.stated(fact)
    return [
        fact.claim,
        f"{fact.confidence:.2f}",
        fact.tier,
        fact_text,
        quote.text,
        quote.article.id,
        quote.article.date or "",
        quote.pattern,
    ]


def _write_csv(stream: IO[str], rows: Iterable[Sequence[str]]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(rows)
