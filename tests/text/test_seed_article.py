"""The article the project started from: every core fact, nothing false."""

from __future__ import annotations

from pathlib import Path

from kg.model.registry import Registry
from kg.text.evaluate import evaluate
from kg.text.evaluate.gold import Names
from kg.text.extractor import Extractor
from kg.text.reading import read_document


def test_every_core_fact_comes_out_and_nothing_false(
    shared: Path, extractor: Extractor, registry: Registry
) -> None:
    """All fifty core facts are read from the pasted page, and no other."""
    dev = shared / "dev"
    names = Names.load(registry, dev / "aliases.json")
    result = evaluate(extractor, names, dev / "texts" / "seed.txt", dev / "gold" / "seed.json")
    assert [str(problem) for problem in (*result.misses, *result.false)] == []
    assert result.total.found == 50


def test_every_quote_is_exact(shared: Path, extractor: Extractor) -> None:
    """Each quote stands at its offsets in the file as it lies on disk."""
    path = shared / "dev" / "texts" / "seed.txt"
    text = path.read_text(encoding="utf-8")
    for claim in extractor.extract(read_document(path)):
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


def test_the_teaser_about_satellites_yields_nothing(shared: Path, extractor: Extractor) -> None:
    """What stands under ALSO READ and Latest from is furniture."""
    path = shared / "dev" / "texts" / "seed.txt"
    last = path.read_text(encoding="utf-8").index("ALSO READ")
    for claim in extractor.extract(read_document(path)):
        assert all(evidence.end <= last for evidence in claim.evidence)
