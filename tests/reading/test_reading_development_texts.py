"""The development texts, which lie beside the repository and are no part of it."""

from __future__ import annotations

import json
from pathlib import Path

from kg.text.reading import explain, read_document


def test_no_cut_touches_what_the_gold_needs(shared: Path) -> None:
    """On all development texts, the words of every gold fact remain to be read."""
    lost = []
    texts = sorted((shared / "dev" / "texts").glob("*.txt"))
    for path in texts:
        document = read_document(path)
        stretches = [document.text[start:end] for start, end in document.body()]
        facts = json.loads((shared / "dev" / "gold" / f"{path.stem}.json").read_text("utf-8"))
        for fact in facts:
            if not any(fact["evidence"] in stretch for stretch in stretches):
                lost.append((path.stem, fact["evidence"]))
    assert lost == []
    assert len(texts) > 80


def test_the_title_of_every_text_is_found(shared: Path) -> None:
    """The headline is the one that the collection records."""
    for path in sorted((shared / "dev" / "texts").glob("*.json")):
        title = json.loads(path.read_text("utf-8"))["title"]
        text = path.with_suffix(".txt")
        if title and text.read_text("utf-8").startswith(title):
            assert read_document(text).title == title, path.stem


def test_the_first_article_is_read_without_its_furniture(shared: Path) -> None:
    """Head, teasers and the tail with its network of satellites are cut, with reasons."""
    document = read_document(shared / "dev" / "texts" / "seed.txt")
    assert document.title == "China Partners with Pakistan and Belarus for Moon Base"
    assert document.date == "2023-10-27"
    assert document.publisher == "Asian Lite News"
    assert [(removed.reason, removed.line) for removed in explain(document)] == [
        ("head: publication date", 1),
        ("head: reading time", 2),
        ("tail: link to another story", 32),
        ("tail: other stories, from “Previous Story”", 34),
    ]
    body = "".join(document.text[start:end] for start, end in document.body())
    assert body.rstrip().endswith("for Belarus in 2016.")
    assert "network of satellites" not in body
