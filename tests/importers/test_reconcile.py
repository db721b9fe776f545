"""A source held against the graph: agreement, difference, and what either lacks."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.importers.conftest import SATCAT, Run, craft, tsv, ucs_row
from tests.importers.test_import_ucs import table

GCAT = ("reconcile", "satcat.tsv", "--orgs", "orgs.tsv")
FACTS = """\
title: Spacecraft as we know them
date: 2031-01-01
states:
  - claim: craft builtBy builder
  - claim: craft launchDate launched
  - claim: craft launchVehicle rocket
rows:
  - {craft: Xsat One, builder: China, launched: 2031-01, rocket: Example, grade: B, sources: [us]}
  - {craft: Xsat Two, builder: France, launched: 2030, grade: B, sources: [us]}
  - {craft: Xsat Three, builder: China, launched: 2029, grade: B, sources: [us]}
"""


@pytest.fixture
def own(gcat: Path, project_dir: Path, kg: Run) -> Run:
    """A graph that knows three spacecraft, of which the catalogue has two."""
    assert (gcat / "satcat.tsv").is_file()
    data = project_dir / "data"
    (data / "entities" / "own.yaml").write_text(
        "- {id: spacecraft/x1, type: Satellite, label: Xsat One, cospar: 2031-001A}\n"
        "- {id: spacecraft/x2, type: Satellite, label: Xsat Two, norad: '90002'}\n"
        "- {id: spacecraft/x3, type: Satellite, label: Xsat Three}\n"
    )
    (data / "sources.yaml").write_text("- {id: us, publisher: Us, title: Our list}\n")
    (data / "facts").mkdir()
    (data / "facts" / "craft.yaml").write_text(FACTS)
    assert kg("build").exit_code == 0
    return kg


def rows(own: Run, *args: str) -> set[tuple[str, ...]]:
    stdout = own(*args, "-f", "csv").stdout
    return {tuple(row[:6]) for row in csv.reader(io.StringIO(stdout))} - {
        ("verdict", "predicate", "subject", "source says", "graph says", "reason")
    }


def test_what_agrees_differs_and_is_missing_on_either_side(own: Run) -> None:
    different = "they give different values"
    found = rows(own, *GCAT)
    assert ("agree", "builtBy", "Xsat One", "China", "China", "") in found
    assert ("agree", "launchDate", "Xsat One", "2031-01-05", "2031-01", "") in found
    assert ("differ", "launchDate", "Xsat Two", "2031-01-05", "2030", different) in found
    made = "China, Example Satellite Works"
    assert {row for row in found if row[1] == "builtBy" and row[2] == "Xsat Two"} <= {
        ("differ", "builtBy", "Xsat Two", made, "France", different),
        ("differ", "builtBy", "Xsat Two", "Example Satellite Works, China", "France", different),
    }
    assert ("source", "basedOn", "Xsat One", "XB-4", "", "") in found
    assert ("graph", "builtBy", "Xsat Three", "", "China", "") in found
    assert not [row for row in found if row[1] == "launchVehicle"]  # the source says nothing of it


def test_the_table_counts_by_predicate_and_shows_the_differences(own: Run) -> None:
    result = own(*GCAT)
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["launchDate", "1", "1", "0", "0"] in lines
    assert "they give different values" in result.stdout
    assert "1 subject of the source the graph does not have" in result.stderr
    assert "3 rows read: 3 kept" in result.stderr


def test_comparing_changes_nothing(own: Run) -> None:
    before = own("export", "-o", "-", "-f", "nt").stdout
    own(*GCAT)
    assert own("export", "-o", "-", "-f", "nt").stdout == before


def test_one_verdict_and_one_predicate_may_be_asked_for(own: Run) -> None:
    found = rows(own, *GCAT, "--list", "graph", "-p", "builtBy")
    assert found == {("graph", "builtBy", "Xsat Three", "", "China", "")}
    assert len(rows(own, *GCAT, "--list", "source")) < len(
        rows(own, *GCAT, "--list", "source", "--unknown")
    )


def test_json_holds_the_row_and_what_the_graph_rests_on(own: Run) -> None:
    stdout = own(*GCAT, "--list", "differ", "-p", "launchDate", "-f", "json").stdout
    (record,) = map(json.loads, stdout.splitlines())
    assert record["source"][0]["evidence"]["quote"].startswith("S90002")
    assert record["graph"][0]["document"] == "data/craft"


def test_a_file_of_rows_of_ones_own_is_compared_as_well(own: Run, tmp_path: Path) -> None:
    (tmp_path / "theirs.yaml").write_text(FACTS.replace("launched: 2030", "launched: 2030-05"))
    found = rows(own, "reconcile", "theirs.yaml")
    assert {row[0] for row in found} == {"agree"}


def test_the_format_is_told_by_the_file(own: Run, tmp_path: Path) -> None:
    (tmp_path / "any.txt").write_text(table(ucs_row("Xsat-1")))
    assert ("agree", "builtBy", "Xsat One", "China", "China", "") in rows(
        own, "reconcile", "any.txt"
    )
    (tmp_path / "odd.txt").write_text("something else\n")
    result = own("reconcile", "odd.txt")
    assert result.exit_code == 3
    assert "its format cannot be told; give --as" in result.stderr


def test_a_spacecraft_that_the_registry_lacks_is_met_by_its_designator(
    own: Run, gcat: Path
) -> None:
    own("import", "gcat", "satcat.tsv", "--orgs", "orgs.tsv")
    (gcat / "satcat.tsv").write_text(tsv(SATCAT, craft(4, "Other name", LDate="2031 May")))
    found = rows(own, *GCAT, "--list", "differ", "-p", "launchDate")
    assert found == {
        ("differ", "launchDate", "Other name", "2031-05", "2031-33", "they give different values")
    }
