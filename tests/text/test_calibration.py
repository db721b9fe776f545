"""Confidence: measured against being right, and adjusted by what was measured."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import PatternError
from kg.graph.ontology import Ontology
from kg.model import Document
from kg.model.registry import Registry
from kg.text.evaluate.calibration import Calibration, Group, Verdict, calibration, wilson
from kg.text.extractor import Extractor
from kg.text.patterns.calibration import (
    PRIOR_WEIGHT,
    Outcome,
    adjusted,
    calibration_text,
    read_calibration,
)
from kg.text.patterns.lint import lint

CORPUS = "0" * 64
SIGNED = "Kenya signed the Artemis Accords on 5 May 2024."


@pytest.fixture
def patterns(tmp_path: Path, data_dir: Path) -> Path:
    """The bundled pattern files, to which a calibration can be added."""
    shutil.copytree(data_dir / "patterns", tmp_path / "patterns")
    (tmp_path / "patterns" / "calibration.yaml").unlink(missing_ok=True)
    return tmp_path / "patterns"


def write(patterns: Path, text: str) -> Path:
    path = patterns / "calibration.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0.0, 0.278), (81, 263, 0.255, 0.366), (15, 148, 0.062, 0.161), (5, 5, 0.566, 1.0)],
)
def test_the_interval_of_a_share(right: int, of: int, low: float, high: float) -> None:
    """Wilson's interval has the bounds that statisticians print, and never leaves 0 to 1."""
    assert wilson(right, of) == pytest.approx((low, high), abs=0.0006)


def test_steps_of_confidence_and_their_error() -> None:
    """Claims are compared by steps; the error is the mean distance, each claim counting once."""
    sure = [Verdict(0.95, ("a/x",), True)] * 3 + [Verdict(1.0, ("a/x", "a/y"), False)]
    unsure = [Verdict(0.5, ("a/y",), True)] * 4
    found = calibration([*sure, *unsure], {"a/x": (0.9, 0.8)})
    assert [(step.name, step.right, step.wrong) for step in found.steps] == [
        ("0.50–0.55", 4, 0),
        ("0.95–1.00", 3, 1),
    ]
    assert found.error == pytest.approx((4 * abs(1 - 0.5) + 4 * abs(0.75 - 0.9625)) / 8)


def test_patterns_by_themselves() -> None:
    """A claim of two patterns counts for both; the prior, not the confidence in use, is shrunk."""
    verdicts = [Verdict(0.9, ("a/x",), True), Verdict(0.9, ("a/x", "a/y"), False)]
    x, y = calibration(verdicts, {"a/x": (0.9, 0.8)}).patterns
    assert (x.name, x.stated, x.right, x.wrong) == ("a/x", 0.9, 1, 1)
    assert x.suggested == round((0.8 * PRIOR_WEIGHT + 1) / (PRIOR_WEIGHT + 2), 4)
    assert (y.name, y.right, y.wrong) == ("a/y", 0, 1)


def test_a_confidence_outside_its_interval_is_flagged() -> None:
    """Eighty right of a hundred do not fit 0.95, but fit 0.85."""
    assert not Group("high", 0.95, 80, 20).fits
    assert Group("good", 0.85, 80, 20).fits
    assert Calibration().error == 0


def test_a_measured_pattern_that_is_often_wrong_gives_candidates(
    patterns: Path, registry: Registry
) -> None:
    """The calibration beside the patterns lowers the confidence of their claims, and the tier."""
    document = Document("test", SIGNED)
    (before,) = Extractor.load(registry, patterns.glob("*.yaml")).extract(document)
    write(patterns, calibration_text({"signatoryOf/signs": Outcome(5, 20)}, CORPUS))
    (after,) = Extractor.load(registry, patterns.glob("*.yaml")).extract(document)
    assert (before.tier, after.tier) == ("accepted", "candidate")
    assert after.confidence == adjusted(before.confidence, 5, 20)


def test_what_is_written_is_read(patterns: Path) -> None:
    """A calibration file comes back as it was written, sorted by pattern."""
    outcomes = {"ledBy/led-by": Outcome(3, 1), "builtBy/builds": Outcome(0, 0)}
    path = write(patterns, calibration_text(outcomes, CORPUS))
    read = read_calibration(path)
    assert list(read) == ["builtBy/builds", "ledBy/led-by"]
    assert {id: (o.right, o.wrong) for id, o in read.items()} == {
        "builtBy/builds": (0, 0),
        "ledBy/led-by": (3, 1),
    }
    assert read_calibration(write(patterns, calibration_text({}, CORPUS))) == {}


GOOD = calibration_text({"signatoryOf/signs": Outcome(1, 2)}, CORPUS)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("signatoryOf/signs", "signatoryOf/sings", 4, "no pattern 'signatoryOf/sings'"),
        ("right: 1", "right: -1", 4, "an outcome reads"),
        ("wrong: 2", "worse: 2", 4, "an outcome reads"),
        (CORPUS, "abc", 2, "`corpus` is the SHA-256"),
        ("about:", "on:", 1, "a calibration has about, corpus and patterns"),
        ("\n  signatoryOf/signs: {right: 1, wrong: 2}", " none", 3, "`patterns` maps"),
    ],
)
def test_a_wrong_calibration_is_refused_and_linted(
    patterns: Path,
    registry: Registry,
    ontology: Ontology,
    old: str,
    new: str,
    line: int,
    message: str,
) -> None:
    """Each mistake is told with file and line, at loading and by the linter."""
    path = write(patterns, GOOD.replace(old, new))
    with pytest.raises(PatternError) as caught:
        Extractor.load(registry, patterns.glob("*.yaml"))
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert message in str(caught.value)
    # One small pattern file is enough for the linter; the others take long.
    small = [path, patterns / "lexicon.yaml", patterns / "orbit.yaml"]
    findings = [f for f in lint(small, registry, ontology.ends) if f.path == path]
    assert [f.line for f in findings] == [line]


def test_a_good_calibration_has_no_findings(
    patterns: Path, registry: Registry, ontology: Ontology
) -> None:
    """The linter is content with a calibration whose patterns are all there."""
    path = write(patterns, calibration_text({"orbit/launched-into": Outcome(1, 0)}, CORPUS))
    small = [path, patterns / "lexicon.yaml", patterns / "orbit.yaml"]
    assert lint(small, registry, ontology.ends) == []
