"""The benchmark of the engine asks fair questions of a graph that is always the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from benchmarks.engine.bars import slope, verdicts
from benchmarks.engine.made import VIOLATIONS, write
from benchmarks.engine.questions import naive, questions, saved
from kg.graph.check import check
from kg.graph.query import prepare
from kg.graph.store import EmbeddedStore

_SMALL, _SIZE = 12_000, 120_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up graph as a file."""
    path = tmp_path_factory.mktemp("made") / "made.nt"
    write(path, _SIZE)
    return path


@pytest.fixture(scope="module")
def store(made: Path) -> EmbeddedStore:
    """The same graph, to be asked."""
    store = EmbeddedStore()
    store.load_file(made)
    return store


def test_same_size_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    """Figures of two runs are of one graph."""
    again = tmp_path / "again.nt"
    assert write(again, _SIZE) >= _SIZE
    assert again.read_bytes() == made.read_bytes()
    write(again, _SMALL)
    small = again.read_bytes()
    write(again, _SMALL, seed=2)
    assert again.read_bytes() != small


def test_validation_finds_what_was_broken_and_nothing_else(
    store: EmbeddedStore, ontology_dir: Path
) -> None:
    """Whoever validates such a graph has something to find, as much in every size."""
    report = check(store, ontology_dir)
    assert len(report.violations) == VIOLATIONS
    assert all("broken" in f"{one.focus} {one.message}" for one in report.violations)


def test_questions_and_shipped_queries_find_something(store: EmbeddedStore) -> None:
    """A query without rows would be fast for no merit."""
    texts = {name: prepare(text) for name, text in questions().items()} | saved()
    empty = [name for name, text in texts.items() if not any(store.query(text).cells())]
    assert empty == []


def test_naive_texts_ask_the_same(store: EmbeddedStore) -> None:
    """What is compared with a naive text gives its answer."""
    for name, text in naive().items():
        texts = (text, questions()[name])
        answers = [sorted(store.query(prepare(one)).cells()) for one in texts]
        assert answers[0] == answers[1]


def test_graph_is_sound_n_triples(made: Path, store: EmbeddedStore) -> None:
    """Any other engine reads the same triples."""
    triples = {quad.triple for quad in ox.parse(path=made, format=ox.RdfFormat.N_TRIPLES)}
    assert len(triples) == len(store)


def test_growth_is_the_slope_on_logarithmic_scales() -> None:
    """Twice the time at twice the size is linear growth."""
    assert slope({10: 1.0, 100: 10.0, 1000: 100.0}) == pytest.approx(1)
    assert slope({10: 1.0, 100: 100.0}) == pytest.approx(2)


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    """A run without an engine says so instead of passing or failing by it."""
    row: dict[str, Any] = {"kg": {"cpu": 2.0}, "oxigraph": {"cpu": 1.0}}
    found = {one.said.split(" ")[0]: one.holds for one in verdicts({"load": {"1000": row}})}
    assert found["bulk"] is False
    assert found["SHACL:"] is None
