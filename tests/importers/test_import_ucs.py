"""The UCS Satellite Database: text or CSV, with the traces that spreadsheets leave."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.importers.conftest import UCS, Run, facts, ucs_row

IMPORT = ("import", "ucs", "ucs.txt", "--date", "2031-06")


def table(*rows: list[str], delimiter: str = "\t") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows([UCS, *rows])
    return stream.getvalue()


@pytest.mark.parametrize(("delimiter", "encoding"), [("\t", "cp1252"), (",", "utf-8")])
def test_text_and_csv_of_any_encoding_state_the_same(
    tmp_path: Path, kg: Run, delimiter: str, encoding: str
) -> None:
    row = ucs_row("Xsat\xa01 ", maker="Ouvrages Étoilés, S.A.", made="France", note='20" dish')
    path = tmp_path / "ucs.txt"
    path.write_bytes(table(row, delimiter=delimiter).encode(encoding))
    result = kg(*IMPORT)
    assert result.exit_code == 0, result.stderr
    assert facts(kg) == {
        ("Xsat 1", "builtBy", "France"),
        ("Xsat 1", "builtBy", "Ouvrages Étoilés, S.A."),
        ("Xsat 1", "builtFor", "Pakistan"),
        ("Xsat 1", "launchDate", "2031-01-05"),
        ("Xsat 1", "launchVehicle", "Long March 3B"),
        ("Xsat 1", "launchedBy", "China"),
        ("Xsat 1", "operatedBy", "Example Space Office"),
        ("Xsat 1", "orbit", "geostationary orbit"),
        ("Xsat 1", "satelliteType", "communications satellite"),
    }


def test_an_operator_ran_it_when_the_file_was_made_and_comments_are_not_quoted(
    tmp_path: Path, kg: Run
) -> None:
    (tmp_path / "ucs.txt").write_text(table(ucs_row("Xsat-1", note="A long remark.")))
    kg(*IMPORT)
    shown = kg("show", "spacecraft/2031-001a").stdout
    assert "Example Space Office (as of: 2031-06)" in shown
    assert "2031-001A 90001”" in shown
    assert "A long remark" not in shown
    query = "SELECT ?l { source:ucs-2031-06 dcterms:rights ?l }"
    assert "credit to the Union of Concerned Scientists" in kg("query", query).stdout


def test_several_countries_and_makers_each_take_part(tmp_path: Path, kg: Run) -> None:
    row = ucs_row("Xsat-1", owner="Pakistan/UK", maker="One Works/Two Works", made="UK/France")
    (tmp_path / "ucs.txt").write_text(table(row))
    kg(*IMPORT)
    built = {o for _, p, o in facts(kg) if p == "builtBy"}
    assert built == {"One Works", "Two Works", "United Kingdom", "France"}
    assert {o for _, p, o in facts(kg) if p == "builtFor"} == {"Pakistan", "United Kingdom"}


def test_a_ministry_is_that_of_its_country(tmp_path: Path, kg: Run) -> None:
    rows = [
        ucs_row("Xsat-1", operator="Ministry of Defense"),
        ucs_row("Xsat-2", operator="Ministry of Defense", owner="Thailand", cospar="2031-001B"),
        ucs_row(
            "Xsat-3", operator="National Academy of Sciences", owner="Belarus", cospar="2031-001C"
        ),
    ]
    (tmp_path / "ucs.txt").write_text(table(*rows))
    kg(*IMPORT)
    assert {o for _, p, o in facts(kg) if p == "operatedBy"} == {
        "Ministry of Defense (Pakistan)",
        "Ministry of Defense (Thailand)",
        "National Academy of Sciences of Belarus",
    }


def test_slips_are_told_by_line_and_the_rest_is_kept(tmp_path: Path, kg: Run) -> None:
    rows = [
        ucs_row("Xsat-1", launched="11/29/018"),
        ucs_row("Xsat-2", cospar="2031-001B", made="Swizerland"),
        ucs_row("Xsat-3", cospar="", norad=""),
        ucs_row("Xsat-4", cospar="2031-001D", owner="Multinational"),
    ]
    (tmp_path / "ucs.txt").write_text(table(*rows) + "Xsat-5\tXsat-5\r\n")
    result = kg(*IMPORT, "--all")
    assert result.exit_code == 0
    for words in (
        "ucs.txt:2: Date of Launch: '11/29/018' is no date of the form month/day/year",
        "ucs.txt:3: Country of Contractor: 'Swizerland' is no country that is known",
        "ucs.txt:4: has neither a COSPAR nor a NORAD number",
        "ucs.txt:6: has 2 cells where the header names 35; is the file cut off?",
        "3 kept, 2 cannot be used",
    ):
        assert words in result.stderr
    assert "Multinational" not in result.stderr
    assert {s for s, _, _ in facts(kg)} == {"Xsat-1", "Xsat-2", "Xsat-4"}


def test_another_table_is_no_ucs_database(tmp_path: Path, kg: Run) -> None:
    (tmp_path / "ucs.txt").write_text("Satellite\tOwner\nXsat-1\tPakistan\n")
    result = kg(*IMPORT)
    assert result.exit_code == 3
    assert "ucs.txt: is no UCS database: its first line must name" in result.stderr


def test_a_date_that_is_none_is_refused(tmp_path: Path, kg: Run) -> None:
    (tmp_path / "ucs.txt").write_text(table(ucs_row("Xsat-1")))
    result = kg("import", "ucs", "ucs.txt", "--date", "last May")
    assert result.exit_code == 3
    assert "'last May' is no date" in result.stderr


def test_an_option_of_another_format_is_wrong_usage(tmp_path: Path, kg: Run) -> None:
    (tmp_path / "ucs.txt").write_text(table(ucs_row("Xsat-1")))
    result = kg("import", "ucs", "ucs.txt", "--orgs", "orgs.tsv")
    assert result.exit_code == 2
    assert "--orgs goes with gcat, not with ucs" in result.stderr
    result = kg("import", "xls", "ucs.txt")
    assert result.exit_code == 2
    assert "no format 'xls'; KIND is one of gcat, ucs, wikidata, rdf" in result.stderr
