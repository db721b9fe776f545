"""Articles against rows: what both say, where they differ, what one of them says alone."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kg.api import KnowledgeGraph
from kg.cli import cli
from tests.rows.conftest import HEAD, ROWS, write

LAUNCH = """\
title: Launches
states:
  - claim: craft launchDate launched
  - claim: craft launchVehicle vehicle
rows:
  - {craft: Belintersat-1, launched: 2016-01-15, vehicle: Long March 3B, grade: A, sources: [paper]}
"""


def verdicts(project: Path) -> dict[tuple[str, str, str], str]:
    with KnowledgeGraph.open(project) as graph:
        assert not graph.build().failures
        return {
            (c.fact.subject.label, c.predicate, c.fact.status): c.verdict + c.reason
            for c in graph.crosscheck()
        }


def tell(project: Path, text: str) -> None:
    (project / "data" / "articles" / "told.txt").write_text(text)


def test_the_same_statement_with_less_said_of_it_is_agreement(project: Path) -> None:
    tell(project, "Thailand signed the Artemis Accords in December 2024.\n")
    found = verdicts(project)
    assert found["Thailand", "signatoryOf", "asserted"] == "agree"
    assert found["Senegal", "signatoryOf", "asserted"] == "rows"


def test_another_date_and_a_denial_are_differences(project: Path) -> None:
    tell(
        project,
        "Thailand signed the Artemis Accords on 3 May 2023.\n\n"
        "Senegal has not signed the Artemis Accords.\n",
    )
    found = verdicts(project)
    assert found["Thailand", "signatoryOf", "asserted"].startswith("differthey give different date")
    assert found["Senegal", "signatoryOf", "negated"].startswith("differone denies it")


def test_a_less_exact_value_agrees_and_another_value_does_not(project: Path) -> None:
    write(project, LAUNCH, "launches")
    tell(project, "Belintersat-1 was launched in January 2016 by a Long March 2C rocket.\n")
    found = verdicts(project)
    assert found["Belintersat-1", "launchDate", "asserted"] == "agree"
    assert found["Belintersat-1", "launchVehicle", "asserted"] == "differthey give different values"


def test_a_plan_of_earlier_days_is_no_difference(project: Path) -> None:
    tell(project, "Thailand will sign the Artemis Accords next year.\n")
    assert verdicts(project)["Thailand", "signatoryOf", "planned"] == "articles"


def test_candidates_are_not_compared(project: Path) -> None:
    write(project, HEAD + ROWS.replace("grade: A", "grade: C"))
    found = verdicts(project)
    assert ("Thailand", "signatoryOf", "asserted") not in found
    assert found["Senegal", "signatoryOf", "asserted"] == "rows"


def test_the_command_counts_and_lists(project: Path) -> None:
    tell(project, "Thailand signed the Artemis Accords on 3 May 2023.\n")
    runner, start = CliRunner(), ["--project", str(project)]
    runner.invoke(cli, [*start, "build"])
    table = runner.invoke(cli, [*start, "crosscheck"]).stdout.splitlines()
    assert table[0].split() == ["predicate", "both", "differ", "only", "articles", "only", "rows"]
    assert table[-1].split() == ["all", "0", "1", "0", "2"]
    listed = runner.invoke(cli, [*start, "crosscheck", "--list", "differ"]).stdout
    assert "2024-12-16" in listed
    assert "(told)" in listed
    assert "(data/accords)" in listed
    records = runner.invoke(cli, [*start, "crosscheck", "-f", "json"]).stdout.splitlines()
    assert [json.loads(line)["verdict"] for line in records].count("rows") == 2


def test_a_graph_without_rows_has_nothing_to_compare(project: Path) -> None:
    tell(project, "Thailand signed the Artemis Accords in December 2024.\n")
    (project / "data" / "facts" / "accords.yaml").unlink()
    assert set(verdicts(project).values()) == {"articles"}


def test_two_values_of_two_rows_are_found_by_the_saved_query(project: Path) -> None:
    """A less exact date is no other value, another day is."""
    row = "  - {{craft: Belintersat-1, launched: {0}, vehicle: Long March 3B, {1}}}\n"
    weak = "grade: B, sources: [paper]"
    rows = LAUNCH + row.format("2016-01", weak) + row.format("2016-01-16", weak)
    write(project, rows, "launches")
    with KnowledgeGraph.open(project) as graph:
        graph.build()
        found = {(str(row["one"]), str(row["other"])) for row in graph.query("two-values")}
    assert found == {("2016-01-15", "2016-01-16")}
