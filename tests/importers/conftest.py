"""Files in the form of each catalogue, with rows made up here, and a project to import into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli

SATCAT = (
    "#JCAT Satcat Launch_Tag Piece Type Name PLName LDate Parent SDate Primary DDate Status Dest"
    " Owner State Manufacturer Bus Motor Mass MassFlag DryMass DryFlag TotMass TotFlag Length"
    " LFlag Diameter DFlag Span SpanFlag Shape ODate Perigee PF Apogee AF Inc IF OpOrbit OQUAL"
    " AltNames"
).split()
PSATCAT = (
    "#JCAT Piece Name LDate TLast TOp TDate TF Program Plane Att Mvr Class Category Result Control"
    " Discipline UNState UNReg UNPeriod UNPerigee UNApogee UNInc DispEpoch DispPeri DispApo"
    " DispInc Comment"
).split()
ORGS = (
    "#Code UCode StateCode Type Class TStart TStop ShortName Name Location Longitude Latitude"
    " Error Parent ShortEName EName UName"
).split()
LAUNCHES = (
    "#Launch_Tag Launch_JD Launch_Date LV_Type Variant Flight_ID Flight Mission FlightCode"
    " Platform Launch_Site Launch_Pad Ascent_Site Ascent_Pad Apogee Apoflag Range RangeFlag Dest"
    " Agency Launch_Code Group Category LTCite Cite Notes"
).split()
UPDATED = "# Updated 2031 Feb  3 1200:00"
UCS = (
    "Name of Satellite, Alternate Names|Current Official Name of Satellite"
    "|Country/Org of UN Registry|Country of Operator/Owner|Operator/Owner|Users|Purpose"
    "|Detailed Purpose|Class of Orbit|Type of Orbit|Longitude of GEO (degrees)|Perigee (km)"
    "|Apogee (km)|Eccentricity|Inclination (degrees)|Period (minutes)|Launch Mass (kg.)"
    "|Dry Mass (kg.)|Power (watts)|Date of Launch|Expected Lifetime (yrs.)|Contractor"
    "|Country of Contractor|Launch Site|Launch Vehicle|COSPAR Number|NORAD Number|Comments||"
    "Source Used for Orbital Data|Source|Source|||"
).split("|")

Run = Callable[..., Result]


def tsv(columns: list[str], *rows: dict[str, str], comment: str = UPDATED) -> str:
    """Return a table of GCAT."""
    lines = ["\t".join(columns), comment]
    lines += ["\t".join(row.get(name, "-") for name in columns) for row in rows]
    return "\n".join(lines) + "\n"


def craft(number: int, name: str, **cells: str) -> dict[str, str]:
    """Return a row of satcat: built in China for Pakistan, unless it says otherwise."""
    given = {
        "#JCAT": f"S{90000 + number:05}    ",
        "Satcat": f"{90000 + number:05}",
        "Launch_Tag": "2031-001",
        "Piece": f"2031-001{chr(64 + number)}",
        "Type": "P           ",
        "Name": name,
        "LDate": "2031 Jan  5",
        "Owner": "XPAK",
        "State": "PK",
        "Manufacturer": "XCAST",
        "Bus": "XB-4",
        "OpOrbit": "GEO/S",
    }
    return given | cells


def org(code: str, state: str, name: str, kind: str = "C", **cells: str) -> dict[str, str]:
    """Return a row of orgs."""
    given = {"#Code": code, "UCode": code, "StateCode": state, "Type": "O/PL", "Class": kind}
    return given | {"ShortName": code, "Name": name} | cells


def ucs_row(name: str, **cells: str) -> list[str]:
    """Return the cells of a row of the UCS database; keywords are short for its columns."""
    short = {
        "owner": "Country of Operator/Owner",
        "operator": "Operator/Owner",
        "maker": "Contractor",
        "made": "Country of Contractor",
        "launched": "Date of Launch",
        "rocket": "Launch Vehicle",
        "cospar": "COSPAR Number",
        "norad": "NORAD Number",
        "note": "Comments",
    }
    given = {
        "Current Official Name of Satellite": name,
        "Country of Operator/Owner": "Pakistan",
        "Operator/Owner": "Example Space Office",
        "Purpose": "Communications",
        "Class of Orbit": "GEO",
        "Date of Launch": "01/05/2031",
        "Contractor": "Example Satellite Works",
        "Country of Contractor": "China",
        "Launch Vehicle": "Long March 3B",
        "COSPAR Number": "2031-001A",
        "NORAD Number": "90001",
    } | {short[key]: value for key, value in cells.items()}
    return [given.get(column, "") for column in UCS]


@pytest.fixture
def gcat(tmp_path: Path) -> Path:
    """A directory with the four tables, three payloads of two states and a rocket stage."""
    rows = [
        craft(1, "Xsat-1"),
        craft(2, "Xsat-2", Owner="XCAST", State="CN"),
        craft(3, "Stage", Type="R2          ", Owner="XCAST", State="CN"),
        craft(4, "Xsat-4", State="T", Owner="XTHAI", Manufacturer="XCAST?", LDate="2031 Q1"),
    ]
    orgs = [
        org("XPAK", "PK", "Example Space Office"),
        org("XCAST", "CN", "Xinghuo Satellite Works", "B", EName="Example Satellite Works"),
        org("XTHAI", "T", "Example Institute of Siam"),
        org("XROCK", "F", "Example Rockets", "B"),
    ]
    launches = [{"#Launch_Tag": "2031-001", "LV_Type": "Example-3", "Agency": "XROCK"}]
    payload = {"#JCAT": "S90001", "TOp": "2032 Mar?", "Category": "COM", "Result": "S"}
    (tmp_path / "satcat.tsv").write_text(tsv(SATCAT, *rows), newline="\r\n")
    (tmp_path / "orgs.tsv").write_text(tsv(ORGS, *orgs))
    (tmp_path / "launch.tsv").write_text(tsv(LAUNCHES, *launches))
    (tmp_path / "psatcat.tsv").write_text(tsv(PSATCAT, payload))
    return tmp_path


@pytest.fixture
def kg(project_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `kg` on a project without articles, in the directory of the files."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, ["--project", str(project_dir), *args])

    return run


def facts(kg: Run, of: str = "") -> set[tuple[str, str, str]]:
    """Return what the graph states plainly, as labels."""
    query = f"""SELECT ?s ?p ?o {{ ?c a kg:Claim ; kg:tier kg:accepted ; rdf:subject ?subject ;
        rdf:predicate ?predicate ; rdf:object ?object . ?subject rdfs:label ?s
        OPTIONAL {{ ?object rdfs:label ?label }}
        BIND(COALESCE(?label, STR(?object)) AS ?o) BIND(STRAFTER(STR(?predicate), "#") AS ?p)
        FILTER(CONTAINS(?s, "{of}")) }} ORDER BY ?s ?p ?o"""
    result = kg("query", query, "-f", "tsv")
    assert result.exit_code == 0, result.stderr
    rows = [line.replace('"', "").split("\t") for line in result.stdout.splitlines()[1:]]
    return {(s, p, o) for s, p, o in rows}
