"""CSV, read back by Python's csv module."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.graph.store import EmbeddedStore

if TYPE_CHECKING:
    from tests.exports.conftest import Export


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def test_a_row_tells_a_fact_with_its_quote_and_source(
    store: EmbeddedStore, exported: Export
) -> None:
    """One row holds everything needed to answer: says who, in which words, as of when?"""
    rows = [r for r in _rows(exported(store, "csv")) if r["predicate"] == "agreementWith"]
    (row,) = [row for row in rows if row["status"] == "asserted"]
    qualifiers = json.loads(row.pop("qualifiers"))
    assert qualifiers["place"] == "Bern"
    assert qualifiers["agreement"]["id"] == "agreement/sweden-switzerland-2024"
    assert row.pop("claim").startswith("claim/")
    assert row == {
        "subject": "country/sweden",
        "subject_label": "Sweden",
        "subject_type": "Country",
        "predicate": "agreementWith",
        "object": "country/switzerland",
        "object_label": "Switzerland",
        "object_type": "Country",
        "status": "asserted",
        "tier": "accepted",
        "confidence": "0.98",
        "date": "",
        "quote": "Sweden and Switzerland agreed in Bern to study lunar dust",
        "article": "001",
        "article_title": "Sweden signs",
        "publisher": "A Paper",
        "article_date": "2024-04-17",
        "url": "https://example.org/a?b=1&c=2",
        "sources": "",
    }


def test_each_quote_has_its_row(store: EmbeddedStore, exported: Export) -> None:
    """A fact that two articles state stands twice, the brief with what it rests on."""
    rows = [r for r in _rows(exported(store, "csv")) if r["predicate"] == "signatoryOf"]
    assert [row["article"] for row in rows] == ["001", "002"]
    assert len({row["claim"] for row in rows}) == 1
    assert {row["date"] for row in rows} == {"2024-04-16"}
    assert rows[1]["sources"] == (
        "Title b, B Paper, 2024-05-01, https://example.org/b; C Paper, 2024"
    )


def test_all_claims_are_there_whatever_their_status(store: EmbeddedStore, exported: Export) -> None:
    """Plans, denials and candidates stand beside what is asserted, marked as what they are."""
    rows = _rows(exported(store, "csv"))
    kinds = {(row["status"], row["tier"]) for row in rows}
    assert kinds == {
        ("asserted", "accepted"),
        ("asserted", "candidate"),
        ("negated", "accepted"),
        ("planned", "accepted"),
    }
    (date,) = [row for row in rows if row["predicate"] == "launchDate"]
    assert (date["object"], date["object_type"]) == ("2022", "gYear")


def test_without_evidence_only_direct_facts_and_no_quotes(
    store: EmbeddedStore, exported: Export
) -> None:
    """Each accepted fact stands once, and no column tells who says it."""
    rows = _rows(exported(store, "csv", evidence=False))
    assert sorted(row["predicate"] for row in rows) == [
        "activeSatellites",
        "agreementWith",
        "launchDate",
        "signatoryOf",
    ]
    assert "quote" not in rows[0]
    assert "article" not in rows[0]


def test_lines_end_as_rfc_4180_says(store: EmbeddedStore, exported: Export) -> None:
    """Every record ends in CR LF, the last one too, and no byte order mark comes first."""
    data = exported(store, "csv").read_bytes()
    assert data.startswith(b"subject,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://evil.example/","click")',
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "'=1",
        "'quoted' at the start",
    ],
)
def test_no_cell_is_a_formula(
    text: str, store_of: Callable[[str], EmbeddedStore], exported: Export
) -> None:
    """A quote that a spreadsheet would run becomes text, and one apostrophe gives it back."""
    for row in _rows(exported(store_of(text), "csv")):
        assert row["quote"] == row["article_title"] == f"'{text}"
        assert row["quote"].removeprefix("'") == text


def test_an_empty_graph_is_a_header(exported: Export) -> None:
    """Without facts the columns are still named."""
    path = exported(EmbeddedStore(), "csv")
    assert _rows(path) == []
    assert path.read_text().startswith("subject,subject_label,")
