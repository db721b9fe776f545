"""Floors: no score of a named corpus falls unseen."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kg import KnowledgeGraph
from kg.errors import DataFileError
from kg.text.evaluate.floors import LEVELS, MEASURES, read_floors

ITEMS = """\
about: Two sentences.
items:
  - text: "Kenya signed the Artemis Accords on 5 May 2024."
    facts: ["Kenya signatoryOf Artemis Accords"]
  - text: "Kenya has signed the Artemis Accords."
    facts: ["Kenya signatoryOf Artemis Accords", "Ghana ledBy Peru"]
"""
FLOORS = """\
corpora:
  two:
    about: Two sentences.
    texts: two.yaml
  elsewhere:
    texts: nowhere
    gold: nowhere
    optional: true
"""


@pytest.fixture(scope="module")
def graph(project_root: Path) -> KnowledgeGraph:
    """The tools of the bundled project; nothing is built."""
    return KnowledgeGraph.open(project_root)


@pytest.fixture
def floors(tmp_path: Path, graph: KnowledgeGraph) -> Path:
    """A file of floors that were set."""
    (tmp_path / "two.yaml").write_text(ITEMS, encoding="utf-8")
    path = tmp_path / "floors.yaml"
    path.write_text(FLOORS, encoding="utf-8")
    graph.floors(path, renew=True)
    return path


def shortfalls(graph: KnowledgeGraph, path: Path) -> list[str]:
    return [problem for standing in graph.floors(path) for problem in standing.shortfalls]


def test_no_bundled_corpus_is_below_its_floors(graph: KnowledgeGraph) -> None:
    """What is read out of the bundled corpora is as right and as complete as it was."""
    found = graph.floors()
    assert [problem for standing in found for problem in standing.shortfalls] == []
    assert all(standing.measured is not None for standing in found)


def test_every_bundled_corpus_has_floors(graph: KnowledgeGraph) -> None:
    """A corpus that is added to the repository is held to floors from then on."""
    gold = graph.project.floors.parent
    held = {
        (gold / (each.gold or each.texts)).resolve() for each in read_floors(gold / "floors.yaml")
    }
    assert {path for path in gold.iterdir() if path.is_dir()} == held


def test_the_development_texts_are_not_below_their_floors(
    shared: Path, graph: KnowledgeGraph
) -> None:
    """The same for the texts beside the repository, where they are."""
    (standing,) = graph.floors(Path(__file__).with_name("floors.yaml"))
    assert standing.corpus.file(standing.corpus.texts).resolve() == (shared / "dev/texts").resolve()
    assert standing.shortfalls == []


def test_floors_that_were_set_hold(graph: KnowledgeGraph, floors: Path) -> None:
    """Measured again, the corpus has the scores that were set, at both levels."""
    two, elsewhere = graph.floors(floors)
    assert two.shortfalls == []
    assert two.corpus.floors["accepted"] == {"precision": 1.0, "recall": 0.6666, "f1": 0.8}
    assert two.corpus.floors["graph"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6666}
    assert elsewhere.skipped == "nowhere is not there"


def test_setting_floors_keeps_the_rest_and_changes_nothing_twice(
    graph: KnowledgeGraph, floors: Path
) -> None:
    """Paths and words of the file stay, absent corpora too; the same scores, the same bytes."""
    first = floors.read_bytes()
    two, elsewhere = read_floors(floors)
    assert (two.about, two.texts, two.gold, two.optional) == (
        "Two sentences.",
        "two.yaml",
        None,
        False,
    )
    assert (elsewhere.texts, elsewhere.gold, elsewhere.optional) == ("nowhere", "nowhere", True)
    assert (elsewhere.digest, elsewhere.floors) == ("", {})
    graph.floors(floors, renew=True)
    assert floors.read_bytes() == first


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("measure", MEASURES)
def test_a_score_below_its_floor_is_told(
    graph: KnowledgeGraph, floors: Path, level: str, measure: str
) -> None:
    """Each of the six figures is held; the message says which, and both numbers."""
    (two, _) = graph.floors(floors)
    assert two.measured is not None
    raised = {**two.corpus.floors, level: {**two.corpus.floors[level], measure: 1.0001}}
    (problem,) = dataclasses.replace(two.corpus, floors=raised).shortfalls(two.measured)
    assert problem.startswith(f"two: {measure} of {level} is ")
    assert problem.endswith("below 1.0001")


def test_worse_extraction_falls_below(
    graph: KnowledgeGraph, floors: Path, project_dir: Path
) -> None:
    """A pattern that is taken away shows."""
    assert shortfalls(graph, floors) == []
    (project_dir / "data" / "patterns" / "calibration.yaml").unlink()
    (project_dir / "data" / "patterns" / "signatoryOf.yaml").unlink()
    with KnowledgeGraph.open(project_dir) as poorer:
        problems = shortfalls(poorer, floors)
    assert "two: recall of accepted is 0.0000, below 0.6666" in problems
    assert not any("precision" in problem for problem in problems)


def test_a_corpus_that_changed_is_told(graph: KnowledgeGraph, floors: Path) -> None:
    """Floors are for one corpus; taking out what is missed does not pass for an improvement."""
    text = ITEMS.replace(', "Ghana ledBy Peru"', "")
    floors.with_name("two.yaml").write_text(text, encoding="utf-8")
    (problem,) = shortfalls(graph, floors)
    assert "the corpus has changed" in problem
    assert "--set-floors" in problem
    graph.floors(floors, renew=True)
    assert shortfalls(graph, floors) == []


def test_a_corpus_without_floors_is_told(graph: KnowledgeGraph, floors: Path) -> None:
    """A new entry does not pass before its floors are set."""
    floors.write_text(FLOORS, encoding="utf-8")
    (problem,) = shortfalls(graph, floors)
    assert "has no floors yet" in problem


def test_the_digest_is_that_of_names_and_contents(
    graph: KnowledgeGraph, floors: Path, tmp_path: Path
) -> None:
    """A corpus has the same digest wherever it lies, and another under another name."""

    def digest(path: Path) -> str:
        return graph.evaluate(path).digest

    (tmp_path / "moved").mkdir()
    moved = tmp_path / "moved" / "two.yaml"
    moved.write_text(ITEMS, encoding="utf-8")
    assert digest(moved) == digest(floors.with_name("two.yaml"))
    assert digest(moved.rename(moved.with_name("three.yaml"))) != read_floors(floors)[0].digest


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("corpora:", "corpuses:", 1, "a file of floors has `corpora`"),
        ("texts: two.yaml", "text: two.yaml", 2, "two: a corpus has at least `texts`"),
        ("about: Two", "on: Two", 3, "unknown key 'on'"),
        ("optional: true", "optional: yes", 8, "`optional` is true or false"),
        ("optional: true", "graph: {recall: 0.5}", 8, "gives precision, recall and f1"),
        ("optional: true", "graph: {precision: 1, recall: 1.0, f1: 1.0}", 8, "0.0 to 1.0"),
        ("optional: true", "digest: [a]", 8, "'digest' is no text"),
        ("    optional: true\n", "", 5, "elsewhere: there is no nowhere here"),
    ],
)
def test_a_wrong_file_of_floors_is_told(
    graph: KnowledgeGraph, floors: Path, old: str, new: str, line: int, message: str
) -> None:
    """Each mistake is told with file and line; a corpus that must be there, too."""
    floors.write_text(FLOORS.replace(old, new), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        graph.floors(floors)
    assert str(caught.value).startswith(f"{floors}:{line}: ")
    assert message in str(caught.value)
