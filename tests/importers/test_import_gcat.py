"""The General Catalog: what its rows state, what is kept of it, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.conftest import ORGS, SATCAT, Run, craft, facts, org, tsv

pytestmark = pytest.mark.usefixtures("gcat")
ALL = ("import", "gcat", "satcat.tsv", "psatcat.tsv", "--orgs", "orgs.tsv")
LAUNCHED = (*ALL, "--launches", "launch.tsv")


def test_rows_state_who_built_runs_and_launched_a_spacecraft_for_whom(kg: Run) -> None:
    result = kg(*LAUNCHED)
    assert result.exit_code == 0, result.stderr
    assert facts(kg, "Xsat-1") == {
        ("Xsat-1", "basedOn", "XB-4"),
        ("Xsat-1", "builtBy", "China"),
        ("Xsat-1", "builtBy", "Example Satellite Works"),
        ("Xsat-1", "builtFor", "Pakistan"),
        ("Xsat-1", "launchDate", "2031-01-05"),
        ("Xsat-1", "launchVehicle", "Example-3"),
        ("Xsat-1", "launchedBy", "Example Rockets"),
        ("Xsat-1", "launchedBy", "France"),
        ("Xsat-1", "operatedBy", "Example Space Office"),
        ("Xsat-1", "orbit", "geostationary orbit"),
        ("Xsat-1", "satelliteType", "communications satellite"),
    }


def test_each_fact_opens_to_its_row_and_the_licence_of_the_catalogue(gcat: Path, kg: Run) -> None:
    kg(*LAUNCHED)
    shown = kg("show", "spacecraft/2031-001a").stdout
    row = " ".join((gcat / "satcat.tsv").read_text().splitlines()[2].split())
    assert row.removesuffix(" -") in shown
    assert "until: 2032-03?" in shown
    assert "Jonathan C. McDowell, General Catalog of Artificial Space Objects, 2031-02-03" in shown
    query = "SELECT ?x ?l { ?x dcterms:license ?l FILTER(!STRENDS(STR(?x), 'dataset')) }"
    licensed = kg("query", query, "-f", "csv").stdout
    for node in ("data/gcat-satcat", "source/gcat-2031-02-03"):
        assert f"{node},https://creativecommons.org/licenses/by/4.0/" in licensed
    assert kg("check").exit_code == 0


def test_what_one_state_does_alone_is_left_out_unless_all_is_asked_for(kg: Run) -> None:
    result = kg(*ALL)
    assert "3 rows read: 2 kept, 1 of a single state left out" in result.stderr
    assert not facts(kg, "Xsat-2")
    result = kg(*ALL, "--all")
    assert "3 rows read: 3 kept" in result.stderr
    assert ("Xsat-2", "builtBy", "China") in facts(kg, "Xsat-2")
    assert not facts(kg, "Stage")


def test_what_the_catalogue_doubts_is_no_fact(kg: Run) -> None:
    kg(*ALL)
    stated = facts(kg, "Xsat-4")
    assert ("Xsat-4", "launchDate", "2031-33") in stated
    assert ("Xsat-4", "operatedBy", "Example Institute of Siam") in stated
    assert not [fact for fact in stated if fact[1] == "builtBy"]


def test_a_state_and_its_successor_are_no_two_sides(gcat: Path, kg: Run) -> None:
    rows = [craft(1, "Xsat-1", Owner="XRU", State="RU", Manufacturer="XSU")]
    (gcat / "satcat.tsv").write_text(tsv(SATCAT, *rows))
    old, new = org("XSU", "SU", "Example Design Office"), org("XRU", "RU", "Example Fleet")
    (gcat / "orgs.tsv").write_text(tsv(ORGS, old, new))
    assert "1 of a single state left out" in kg(*ALL).stderr
    kg(*ALL, "--all")
    assert ("Xsat-1", "builtBy", "Soviet Union") in facts(kg)


def test_unknown_codes_are_told_by_line_and_the_rest_of_the_row_is_kept(
    gcat: Path, kg: Run
) -> None:
    rows = [
        craft(1, "Xsat-1", State="QQ"),
        craft(2, "Xsat-2", Manufacturer="NOBODY"),
        craft(5, "Xsat-5", Manufacturer="NOBODY", LDate="2031 Par  4"),
        craft(6, "Xsat-6"),
    ]
    (gcat / "satcat.tsv").write_text(tsv(SATCAT, *rows))
    told = kg(*ALL, "--all").stderr
    assert "satcat.tsv:3: State: the state code 'QQ' is not known" in told
    assert "satcat.tsv:4: Manufacturer: the organisation 'NOBODY' is not in orgs (and on 1" in told
    assert "satcat.tsv:5: LDate: '2031 Par 4' is no date" in told
    assert ("Xsat-5", "operatedBy", "Example Space Office") in facts(kg)


def test_broken_rows_are_told_by_line_and_the_others_are_kept(gcat: Path, kg: Run) -> None:
    whole = (gcat / "satcat.tsv").read_text().splitlines()
    whole.insert(3, "S90007\t90007\t2031-001")
    (gcat / "satcat.tsv").write_text("\n".join([*whole, whole[2][:60]]))
    result = kg(*ALL, "--problems", "wrong.txt")
    assert result.exit_code == 0
    wrong = (gcat / "wrong.txt").read_text()
    assert "satcat.tsv:4: has 3 cells where the header names 42; is the file cut off?" in wrong
    assert f"satcat.tsv:{len(whole) + 1}: has" in wrong
    assert "2 cannot be used" in result.stderr
    assert facts(kg, "Xsat-1")


def test_a_second_import_changes_nothing_and_removal_leaves_nothing(kg: Run) -> None:
    kg("build")
    before = kg("export", "-o", "-", "-f", "nt").stdout
    assert "imported as data/gcat-satcat" in kg(*LAUNCHED).stderr
    once = kg("export", "-o", "-", "-f", "nt").stdout
    assert "the graph is as it was" in kg(*LAUNCHED).stderr
    assert kg("export", "-o", "-", "-f", "nt").stdout == once
    assert kg("remove", "data/gcat-satcat").exit_code == 0
    assert kg("export", "-o", "-", "-f", "nt").stdout == before


def test_a_rebuild_reads_the_frozen_rows_again(gcat: Path, kg: Run, project_dir: Path) -> None:
    kg(*LAUNCHED)
    imported = facts(kg)
    for name in ("satcat.tsv", "psatcat.tsv", "orgs.tsv", "launch.tsv"):
        (gcat / name).unlink()
    for path in (project_dir / "build" / "claims").iterdir():
        path.unlink()
    assert kg("build").exit_code == 0
    assert facts(kg) == imported


def test_a_large_catalogue_comes_and_goes_in_parts(gcat: Path, kg: Run) -> None:
    rows = [
        craft(1, f"Xsat-{n}", **{"#JCAT": f"S{n:05}", "Satcat": str(n), "Piece": "-"})
        for n in range(1, 601)
    ]
    (gcat / "satcat.tsv").write_text(tsv(SATCAT, *rows))
    assert kg(*ALL).exit_code == 0
    stats = kg("stats", "-f", "json").stdout
    assert '"data_files": 3' in stats
    (gcat / "satcat.tsv").write_text(tsv(SATCAT, *rows[:10]))
    kg(*ALL)
    assert '"data_files": 1' in kg("stats", "-f", "json").stdout
    assert len({subject for subject, _, _ in facts(kg)}) == 10
    (gcat / "satcat.tsv").write_text(tsv(SATCAT, *rows[:300]))  # two parts
    kg(*ALL)
    kg("remove", "data/gcat-satcat")
    assert '"claims": 0' in kg("stats", "-f", "json").stdout


def test_known_spacecraft_are_met_by_number_then_by_name(
    gcat: Path, kg: Run, project_dir: Path
) -> None:
    registry = project_dir / "data" / "entities" / "own.yaml"
    registry.write_text(
        "- {id: spacecraft/xsat-own, type: Satellite, label: Our Xsat, cospar: 2031-001A}\n"
        "- {id: spacecraft/xsat-two, type: Satellite, label: Xsat Two}\n"
        "- {id: spacecraft/xsat-three, type: Satellite, label: Xsat Three}\n"
    )
    rows = [
        craft(1, "Xsat-1"),
        craft(2, "XSAT  two"),
        craft(5, "Xsat Three"),
        craft(6, "Xsat Three"),
    ]
    (gcat / "satcat.tsv").write_text(tsv(SATCAT, *rows))
    kg(*ALL)
    query = "SELECT DISTINCT ?x { ?x kg:launchDate ?d } ORDER BY ?x"
    found = kg("query", query, "-f", "csv").stdout.split()[1:]
    assert [iri.rpartition("/")[2] for iri in found] == [
        "2031-001e",
        "2031-001f",
        "xsat-own",
        "xsat-two",
    ]


def test_without_orgs_nobody_can_tell_who_built_for_whom(kg: Run) -> None:
    result = kg("import", "gcat", "satcat.tsv")
    assert result.exit_code == 3
    assert "give --orgs FILE, or --all" in result.stderr
    assert kg("import", "gcat", "satcat.tsv", "--all").exit_code == 0
    assert ("Xsat-1", "operatedBy", "Pakistan") in facts(kg)


def test_wrong_files_are_refused_by_name(gcat: Path, kg: Run) -> None:
    (gcat / "empty.tsv").write_text("")
    (gcat / "news.txt").write_text("Pakistan joined.\n")
    (gcat / "picture.tsv").write_bytes(b"\x89PNG\0\0")
    for name, words in (
        ("empty.tsv", "empty.tsv: is empty"),
        ("news.txt", "news.txt: is no table of GCAT"),
        ("picture.tsv", "picture.tsv: is no text"),
        ("orgs.tsv", "orgs.tsv: holds no objects"),
        ("nowhere.tsv", "nowhere.tsv: cannot be read"),
    ):
        result = kg("import", "gcat", name, "--all")
        assert result.exit_code == 3
        assert words in result.stderr


def test_a_table_with_a_header_alone_imports_nothing(gcat: Path, kg: Run) -> None:
    (gcat / "satcat.tsv").write_text(tsv(SATCAT))
    result = kg(*ALL)
    assert result.exit_code == 0
    assert "0 rows read: 0 kept" in result.stderr
    assert "the graph is as it was" in result.stderr
