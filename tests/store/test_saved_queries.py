"""Each saved query that is shipped, on three small articles, with the rows it must give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.graph.ontology import Ontology
from kg.graph.query import run
from kg.graph.saved import SavedQuery, load_saved
from kg.graph.store import EmbeddedStore
from kg.model.registry import Registry

Rows = list[tuple[str, ...]]
ILRS = "International Lunar Research Station"
NASB = "National Academy of Sciences of Belarus"
CNSA = "China National Space Administration"
MEMBERS = "The station has seven members, among them Pakistan and Belarus"
SIGNED = "Sweden signed the Artemis Accords on 16 April 2024, the 38th country to do so"
BUILT = "China built and launched Belintersat-1 for Belarus in 2016"
CUBE = "Pakistan is building ICUBE-Q for Chang’e-6"
THAI = "Thailand joined the station in April 2024"
DEPENDS = "Pakistan depends on China for launches, an analyst said"
SAID_IN = ("Two more for the station", "Example Weekly", "2023-10-27")

CASES: list[tuple[str, dict[str, str], str, Rows]] = [
    (
        "two-values",
        {},
        "subjectLabel one other",
        [],
    ),
    (
        "members",
        {},
        "memberLabel status role since articles article",
        [
            ("Belarus", "asserted", "member", "", "1", "article:autumn"),
            ("Pakistan", "asserted", "member", "", "2", "*"),
            ("Sweden", "planned", "", "", "1", "article:winter"),
            ("Thailand", "asserted", "", "2024-04", "1", "article:winter"),
        ],
    ),
    (
        "members",
        {"programme": "Artemis Accords"},
        "memberLabel status since ordinal quote",
        [
            ("Belarus", "negated", "", "", "Belarus will not sign the Accords"),
            ("Sweden", "asserted", "2024-04-16", "38", SIGNED),
            ("Thailand", "asserted", "2024-12", "", "*"),
        ],
    ),
    (
        "in-both",
        {},
        "member memberLabel inFirst inSecond",
        [("country:thailand", "Thailand", "signatoryOf", "participatesIn")],
    ),
    (
        "agreements",
        {},
        "agreement kind date partyLabel partnerLabel concerning",
        [("agreement:ilrs-2023", "joint declaration", "2023-10-23", NASB, CNSA, ILRS)],
    ),
    (
        "agreements",
        {"party": "CNSA"},
        "agreementLabel partyLabel partner",
        [("Joint declaration on the ILRS", CNSA, "organisation:nasb")],
    ),
    ("agreements", {"party": "Pakistan"}, "agreement", []),
    (
        "signatures",
        {"party": "China"},
        "agreement date personLabel onBehalfOf title body",
        [("agreement:ilrs-2023", "2023-10-23", "Vladimir Gusakov", NASB, "head", NASB)],
    ),
    (
        "built-for-others",
        {},
        "craftLabel did maker customerLabel launched",
        [
            ("Belintersat-1", "builtBy", "China", "Belarus", "2016"),
            ("Belintersat-1", "launchedBy", "China", "Belarus", "2016"),
        ],
    ),
    ("built-for-others", {"country": "Pakistan"}, "craft", []),
    (
        "contributions",
        {},
        "by what target status quote",
        [("Pakistan", "ICUBE-Q", "mission:change-6", "asserted", CUBE)],
    ),
    (
        "planned",
        {},
        "subjectLabel relation object when saidOn",
        [
            ("Sweden", "participatesIn", ILRS, "", "2024-12-20"),
            ("Chang’e-6", "plannedFor", "2024~", "2024~", "2023-10-27"),
        ],
    ),
    (
        "denied",
        {},
        "subjectLabel relation object how saidOn",
        [("Belarus", "signatoryOf", "Artemis Accords", "negated", "2024-04-17")],
    ),
    (
        "counts",
        {},
        "programme said asOf namedThere namedInAll quote",
        [("programme:ilrs", "7", "2023-10-27", "2", "3", "The station has seven members")],
    ),
    (
        "between",
        {},
        "subjectLabel relation objectLabel status through tier quote title publisher published",
        [
            (
                *("Pakistan", "dependsOnForLaunch", "China", "opinion", "", "accepted"),
                *(DEPENDS, *SAID_IN),
            ),
        ],
    ),
    (
        "between",
        {"one": "Belarus", "other": "CNSA"},
        "subjectLabel relation objectLabel status through",
        [(NASB, "agreementWith", CNSA, "asserted", NASB)],
    ),
    (
        "between",
        {"one": "China", "other": "Belarus"},
        "subjectLabel relation objectLabel through",
        [(NASB, "agreementWith", CNSA, f"{CNSA}; {NASB}")],
    ),
    ("between", {"one": "CNSA", "other": "China"}, "relation", []),
    (
        "between",
        {"one": "ILRS", "other": "Pakistan"},
        "relation publisher url",
        [
            ("participatesIn", "Example Weekly", ""),
            ("participatesIn", "Daily Orbit", "<https://example.org/sweden>"),
        ],
    ),
    (
        "launch-dependencies",
        {},
        "dependentLabel launcherLabel spacecraft status saidBy quote",
        [
            ("Belarus", "China", "1", "", "", ""),
            ("Pakistan", "China", "", "opinion", "an analyst", DEPENDS),
        ],
    ),
    (
        "launched-abroad",
        {},
        "dependentLabel launcherLabel spacecraftLabel status quote",
        [("Belarus", "China", "Belintersat-1", "asserted", BUILT)],
    ),
    (
        "timeline",
        {"from": "2016-01-01", "until": "2024-04-16"},
        "date subjectLabel relation object",
        [
            ("2016", "Belintersat-1", "launchDate", "2016"),
            ("2016", "Belintersat-1", "launchedBy", "China"),
            ("2023-10-23", NASB, "agreementWith", CNSA),
            ("2023-10-27", ILRS, "memberCount", "7"),
            ("2024-04", "Thailand", "participatesIn", ILRS),
            ("2024-04-16", "Sweden", "signatoryOf", "Artemis Accords"),
        ],
    ),
    (
        "timeline",
        {"from": "2024-04", "until": "2024-04"},
        "date subjectLabel",
        [("2024-04", "Thailand"), ("2024-04-16", "Sweden")],
    ),
    (
        "timeline",
        {"from": "2024-05-01"},
        "date subjectLabel relation article",
        [("2024-12", "Thailand", "signatoryOf", "article:winter")],
    ),
    (
        "articles",
        {},
        "article published claims facts sources",
        [
            ("article:autumn", "2023-10-27", "17", "16", "2"),
            ("article:spring", "2024-04-17", "3", "2", "0"),
            ("article:winter", "2024-12-20", "3", "2", "0"),
        ],
    ),
    (
        "positions",
        {},
        "personLabel title bodyLabel former asOf",
        [("Vladimir Gusakov", "head", NASB, "false", "2023-10-27")],
    ),
    (
        "partners",
        {},
        "countryLabel partners programmes",
        [
            ("Belarus", "1", "1"),
            ("China", "1", "0"),
            ("Thailand", "0", "2"),
            ("Pakistan", "0", "1"),
            ("Sweden", "0", "1"),
        ],
    ),
    (
        "overlap",
        {},
        "countryLabel isIn joinedFirst joinedSecond",
        [
            ("Thailand", "both", "2024-04", "2024-12"),
            ("Belarus", "first", "", ""),
            ("China", "first", "", ""),
            ("Pakistan", "first", "", ""),
            ("Sweden", "second", "", "2024-04-16"),
        ],
    ),
    (
        "overlap",
        {"first": "Chang’e-6"},
        "countryLabel isIn",
        [
            ("Sweden", "second"),
            ("Thailand", "second"),
            ("Belarus", "none"),
            ("China", "none"),
            ("Pakistan", "none"),
        ],
    ),
    (
        "both-leaders",
        {"second": "ILRS"},
        "countryLabel side partyLabel leaderLabel kind date",
        [
            ("Belarus", "first", NASB, CNSA, "joint declaration", "2023-10-23"),
            ("Belarus", "second", NASB, CNSA, "joint declaration", "2023-10-23"),
        ],
    ),
    (
        "connections",
        {},
        "viaLabel oneSubject oneRelation oneQuote otherSubject otherRelation otherQuote",
        [(ILRS, "Pakistan", "participatesIn", "*", ILRS, "ledBy", "China leads it")],
    ),
    (
        "ties",
        {},
        "countryLabel ties",
        [
            ("Pakistan", "3"),
            ("Belarus", "2"),
            ("China", "2"),
            ("Thailand", "2"),
            ("Sweden", "1"),
        ],
    ),
    (
        "fleets",
        {},
        "countryLabel satellites comparator quote",
        [("Pakistan", "3", "only", "it has only 3 satellites")],
    ),
    (
        "ladder",
        {},
        "partyLabel level rung step date saidOn quote",
        [
            ("Sweden", "country", "signed", "signed", "2024-04-16", "2024-04-17", SIGNED),
            ("Thailand", "country", "signed", "signed", "2024-12", "2024-12-20", "*"),
        ],
    ),
    (
        "ladder",
        {"programme": "ILRS"},
        "partyLabel level rung step date with",
        [
            ("Belarus", "country", "signed", "signed", "", ""),
            *([("Pakistan", "country", "signed", "signed", "", "")] * 2),
            ("Sweden", "country", "announced", "announced", "", ""),
            ("Thailand", "country", "signed", "signed", "2024-04", ""),
            (NASB, "institution", "signed", "signed", "2023-10-23", CNSA),
        ],
    ),
    (
        "changes",
        {"start": "2023", "end": "2024"},
        "date change subjectLabel relation object status",
        [
            ("2024-04", "began", "Thailand", "participatesIn", "*", "asserted"),
            ("2024-04-16", "began", "Sweden", "signatoryOf", "Artemis Accords", "asserted"),
            ("2024-12", "began", "Thailand", "signatoryOf", "Artemis Accords", "asserted"),
        ],
    ),
    ("changes", {"start": "2016-01", "end": "2016"}, "date", []),
    (
        "changes",
        {"start": "2015", "end": "2016"},
        "change subjectLabel",
        [("began", "Belintersat-1"), ("launched", "Belintersat-1")],
    ),
]


@pytest.fixture(scope="module")
def saved(data_dir: Path) -> dict[str, SavedQuery]:
    return load_saved([data_dir / "queries"])


@pytest.mark.parametrize(("name", "values", "columns", "expected"), CASES)
def test_saved_query(
    saved: dict[str, SavedQuery],
    store: EmbeddedStore,
    world: Any,
    ontology_dir: Path,
    name: str,
    values: dict[str, str],
    columns: str,
    expected: Rows,
) -> None:
    """The query gives these rows in this order; `*` stands for any text."""
    ontology = Ontology.load(ontology_dir)
    results = run(store, saved[name].render(values, world.registry), ontology.names)
    chosen = [results.variables.index(column) for column in columns.split()]
    rows = [tuple(row[i] for i in chosen) for row in results.cells()]
    assert len(rows) == len(expected)
    for row, want in zip(rows, expected, strict=True):
        assert tuple("*" if w == "*" else cell for cell, w in zip(row, want, strict=True)) == want


def test_every_saved_query_is_tested(saved: dict[str, SavedQuery]) -> None:
    """A query file without a case here fails, as does a case without a file."""
    assert {case[0] for case in CASES} == set(saved)


def test_every_saved_query_orders_its_rows(saved: dict[str, SavedQuery]) -> None:
    """Equal graphs must print equal tables, so each query says its order."""
    assert [name for name, query in saved.items() if "\nORDER BY " not in query.text] == []


def test_defaults_are_entities_of_the_bundled_registry(
    saved: dict[str, SavedQuery], data_dir: Path
) -> None:
    """Every saved query can be run as it is, without a value."""
    registry = Registry.load([data_dir / "entities"])
    for query in saved.values():
        assert "$" not in query.render({}, registry).partition("\nSELECT")[2]
