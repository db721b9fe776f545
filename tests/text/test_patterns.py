"""Pattern files: every example holds, and a mistake is reported with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import PatternError
from kg.graph.ontology import Ontology
from kg.model.registry import Registry
from kg.text.lexicon import Lexicon
from kg.text.patterns.files import load
from kg.text.patterns.lint import lint

HEAD = "predicate: signatoryOf\nabout: Test.\npatterns:\n"
GOOD = """\
  - id: signs
    text: "{subject: Country+} <sign> {object: Accord}"
    examples:
      - text: "Kenya signed the Artemis Accords."
        facts: ["Kenya signatoryOf Artemis Accords"]
    counterexamples: ["Kenya read the Artemis Accords."]
"""


def test_every_shipped_example_behaves(
    data_dir: Path, registry: Registry, ontology: Ontology
) -> None:
    """All examples match, all counter-examples stay silent."""
    paths = (data_dir / "patterns").glob("*.yaml")
    assert [str(finding) for finding in lint(paths, registry, ontology.ends)] == []


@pytest.fixture
def findings(
    tmp_path: Path, data_dir: Path, registry: Registry, ontology: Ontology
) -> Callable[[str], list[str]]:
    """What the linter says of a file with the given patterns."""

    def of(body: str) -> list[str]:
        shutil.copy(data_dir / "patterns" / "lexicon.yaml", tmp_path)
        (tmp_path / "signatoryOf.yaml").write_text(HEAD + body, encoding="utf-8")
        return [str(found) for found in lint(tmp_path.glob("*.yaml"), registry, ontology.ends)]

    return of


def test_an_example_that_does_not_match_is_reported(
    tmp_path: Path, findings: Callable[[str], list[str]]
) -> None:
    """The linter says which fact was not read, and where the example stands."""
    body = GOOD.replace("Kenya signed", "Kenya lost")
    (found,) = findings(body)
    assert found.startswith(f"{tmp_path}/signatoryOf.yaml:7: signatoryOf/signs does not read")


def test_a_counterexample_that_matches_is_reported(findings: Callable[[str], list[str]]) -> None:
    """The linter says which fact should not have been read."""
    body = GOOD.replace("Kenya read", "Kenya signed")
    (found,) = findings(body)
    assert "signatoryOf.yaml:9: " in found
    assert "which is not expected" in found


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("{subject: Country+}", "{subject: Planet+}", 5, "unknown type 'Planet'"),
        (
            "{subject: Country+}",
            "{subject: Country|Mission+}",
            4,
            "the subject of signatoryOf is never of the type 'Mission'",
        ),
        ("<sign>", "<devour>", 5, "no verb group <devour>"),
        ("<sign>", "@worlds", 5, "no word list @worlds"),
        ("<sign>", "[<sign>", 5, "'[' is never closed"),
        ("<sign>", "<sign>)", 5, "')' closes nothing"),
        ("{object: Accord}", "treaties", 5, "states 'object' but has no slot"),
        ("    counterexamples:", "    counterexample:", 9, "unknown key 'counterexample'"),
        ("facts:", "fact:", 6, "exactly `text` and `facts`"),
        ("signatoryOf Artemis", "adores Artemis", 8, "a fact reads"),
        ("    examples:", "    confidence: high\n    examples:", 6, "`confidence` is a number"),
        ("    examples:", "    status: maybe\n    examples:", 6, "unknown status 'maybe'"),
        (
            "    examples:",
            "    accompanied: no\n    examples:",
            6,
            "`accompanied` is true, or left out",
        ),
    ],
)
def test_a_mistake_is_reported_with_its_line(
    tmp_path: Path,
    findings: Callable[[str], list[str]],
    old: str,
    new: str,
    line: int,
    message: str,
) -> None:
    """Each kind of mistake names the file, the line and what is wrong."""
    (found,) = findings(GOOD.replace(old, new))
    assert found.startswith(f"{tmp_path}/signatoryOf.yaml:{line}: ")
    assert message in found


def test_one_broken_file_does_not_hide_another(
    tmp_path: Path, findings: Callable[[str], list[str]]
) -> None:
    """The linter goes on after a file that it cannot load."""
    (tmp_path / "builtBy.yaml").write_text("predicate: builtBy\n", encoding="utf-8")
    found = findings(GOOD.replace("Kenya signed", "Kenya lost"))
    assert [line.split(":")[0].rsplit("/", 1)[1] for line in found] == [
        "builtBy.yaml",
        "signatoryOf.yaml",
    ]


def test_a_pattern_id_stands_once(tmp_path: Path, lexicon: Lexicon) -> None:
    """A second pattern of the same name is refused, naming the first."""
    path = tmp_path / "signatoryOf.yaml"
    path.write_text(HEAD + GOOD + GOOD, encoding="utf-8")
    with pytest.raises(PatternError, match=r"signatoryOf.yaml:10: .*stands already at .*:4"):
        load([path], lexicon)


def test_a_region_of_a_state_that_nobody_knows_is_reported(
    tmp_path: Path, data_dir: Path, registry: Registry, ontology: Ontology
) -> None:
    """A typing error in the name of a state does not make the region smaller in silence."""
    text = (data_dir / "patterns" / "lexicon.yaml").read_text(encoding="utf-8")
    path = tmp_path / "lexicon.yaml"
    path.write_text(text.replace("baltic: [estonia", "baltic: [atlantis"), encoding="utf-8")
    (found,) = lint([path], registry, ontology.ends)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "  baltic:" in row)
    assert str(found) == f"{path}:{line}: the region 'baltic' has an unknown state 'atlantis'"


def test_a_lexicon_with_an_unknown_section_is_refused(tmp_path: Path, data_dir: Path) -> None:
    """A typing error in the name of a section does not drop the section silently."""
    text = (data_dir / "patterns" / "lexicon.yaml").read_text(encoding="utf-8")
    path = tmp_path / "lexicon.yaml"
    path.write_text(text.replace("\norbits:", "\norbit:"), encoding="utf-8")
    with pytest.raises(PatternError, match="section 'orbit'"):
        Lexicon.load(path)
