"""Who is in what: the promises of the curated rows, held in the graph built from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.graph.facts import Fact
from kg.model import Claim, EntityRef

ILRS = "programme/ilrs"
ACCORDS = "accord/artemis-accords"
ILRS_COUNTRIES = set(
    "azerbaijan belarus china egypt kazakhstan nicaragua pakistan russia senegal serbia"
    " south-africa thailand venezuela".split()
)
FOUNDERS = set(
    "australia canada italy japan luxembourg united-arab-emirates united-kingdom"
    " united-states".split()
)


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[KnowledgeGraph]:
    """The bundled graph."""
    with KnowledgeGraph.open(built) as opened:
        yield opened


@pytest.fixture(scope="module")
def facts(graph: KnowledgeGraph) -> list[Fact]:
    """Everything that the graph states, facts and candidates."""
    return graph.facts()


@pytest.fixture(scope="module")
def rows(graph: KnowledgeGraph) -> list[Claim]:
    """What the rows state, whatever the articles say."""
    return [claim for path in graph.project.facts for claim in graph.read_rows(path)]


def about(claim: Claim | Fact) -> str:
    """Return the id of the object, nothing for a value."""
    return claim.object.id if isinstance(claim.object, EntityRef) else ""


def direct(graph: KnowledgeGraph, predicate: str, object: str) -> set[str]:
    """Return who stands in a plain triple with something, without the prefix of the ids."""
    prefix, _, name = object.partition("/")
    found = graph.query(f"SELECT ?s WHERE {{ ?s kg:{predicate} {prefix}:{name} }}")
    return {re.split("[:/]", str(row["s"]))[-1] for row in found}


def signatures(rows: list[Claim]) -> list[Claim]:
    """Return the accepted signatures of the Artemis Accords in the rows."""
    return [
        claim
        for claim in rows
        if claim.predicate == "signatoryOf" and about(claim) == ACCORDS and claim.is_direct
    ]


def test_each_of_the_62_signatories_has_its_day_and_its_sources(rows: list[Claim]) -> None:
    found = signatures(rows)
    assert len({claim.subject.id for claim in found}) == 62
    for claim in found:
        assert re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", str(claim.qualifiers["date"]))
        assert claim.qualifiers["commitment"] == "signed"
        assert all(evidence.sources for evidence in claim.evidence)


def test_the_numbers_9_to_62_are_given_once_each_and_in_the_order_of_days(
    rows: list[Claim],
) -> None:
    numbered = {c.qualifiers["ordinal"]: c for c in signatures(rows) if "ordinal" in c.qualifiers}
    assert sorted(numbered) == list(range(9, 63))
    days = [str(numbered[number].qualifiers["date"]) for number in range(9, 63)]
    assert [day for day in days if day < "2023-10"] == sorted(d for d in days if d < "2023-10")
    assert days[-1] == "2026-04-20"
    first = {c.subject.id.removeprefix("country/") for c in signatures(rows)}
    first -= {c.subject.id.removeprefix("country/") for c in numbered.values()}
    assert first == FOUNDERS


def test_what_is_only_told_of_later_signatures_is_no_fact(
    graph: KnowledgeGraph, rows: list[Claim]
) -> None:
    later = {c.subject.id for c in rows if c.predicate == "signatoryOf" and not c.is_direct}
    assert {"country/jordan", "country/botswana", "country/malta"} <= later
    assert len(direct(graph, "signatoryOf", ACCORDS)) == 62


def test_where_two_publications_give_two_days_both_are_there(rows: list[Claim]) -> None:
    days = Counter(claim.subject.id for claim in signatures(rows))
    twice = {id.removeprefix("country/") for id, count in days.items() if count > 1}
    assert twice == {"denmark", "estonia", "portugal"}


def test_the_countries_of_the_ilrs_are_those_with_an_instrument(graph: KnowledgeGraph) -> None:
    members = direct(graph, "participatesIn", ILRS)
    countries = graph.query(
        "SELECT ?s WHERE { ?s kg:participatesIn programme:ilrs ; a kg:Country }"
    )
    assert len(countries) == len(ILRS_COUNTRIES)
    assert members >= ILRS_COUNTRIES
    assert members >= {"apsco", "auass", "narit", "nanospace-ag", "sarao"}


@pytest.mark.parametrize("country", ["turkey", "united-arab-emirates"])
def test_a_disputed_membership_is_told_of_and_never_a_plain_triple(
    graph: KnowledgeGraph, facts: list[Fact], country: str
) -> None:
    assert country not in direct(graph, "participatesIn", ILRS)
    told = [
        fact
        for fact in facts
        if fact.subject.id == f"country/{country}"
        and fact.predicate == "participatesIn"
        and about(fact) == ILRS
    ]
    assert told
    assert not any(fact.status == "asserted" and fact.tier == "accepted" for fact in told)
    assert any(fact.disputed for fact in told)


@pytest.mark.parametrize("name", ["ILRS", "Artemis Accords", "Artemis", "Moon Agreement", "ISS"])
def test_all_lists_of_members_follow_one_rule(graph: KnowledgeGraph, name: str) -> None:
    """`kg show` counts the countries that `kg overlap` counts, but for whoever only leads."""
    overlap = [(row.party.id, row.standings[0]) for row in graph.overlap(name, "Gateway").rows]
    shown = {m.party.id: m for m in graph.ladder(name) if m.level == "country"}
    counted = {id for id, each in overlap if each.counted and set(each.roles) != {"leader"}}
    assert {id for id, each in shown.items() if each.place() == "in"} == counted
    marked = {(id, mark.kind) for id, each in overlap for mark in each.marks if mark.party.id == id}
    disputed = {id for id, each in shown.items() if each.place() == "disputed"}
    assert {id for id, kind in marked if kind == "disputed"} == disputed


def test_what_an_institution_signs_does_not_bring_its_country_in(graph: KnowledgeGraph) -> None:
    members = direct(graph, "participatesIn", ILRS)
    assert {"switzerland", "united-states", "kenya", "ethiopia", "oman"}.isdisjoint(members)


def test_each_instrument_of_the_ilrs_has_its_parties_and_its_signers(
    graph: KnowledgeGraph,
) -> None:
    found = graph.query(
        "SELECT ?kind ?signer WHERE { ?a kg:concerning programme:ilrs ; kg:date ?date ;"
        " kg:party organisation:nasb ; kg:party organisation:cnsa ; kg:agreementKind ?kind ;"
        " kg:signedBy/rdfs:label ?signer } ORDER BY ?signer"
    )
    assert [(row["kind"], row["signer"]) for row in found] == [
        ("joint declaration", "Vladimir Gusakov"),
        ("joint declaration", "Zhang Kejian"),
    ]


def test_saudi_arabia_left_the_moon_agreement(rows: list[Claim]) -> None:
    steps = {
        claim.qualifiers["commitment"]: claim
        for claim in rows
        if claim.subject.id == "country/saudi-arabia" and about(claim) == "accord/moon-agreement"
    }
    assert steps["withdrawn"].status == "negated"
    assert steps["withdrawn"].qualifiers["date"] == steps["ratified"].qualifiers["until"]


def test_the_counts_of_parties_fit_the_list(rows: list[Claim]) -> None:
    moon = [c for c in rows if about(c) == "accord/moon-agreement"]
    ratified = {c.subject.id for c in moon if c.qualifiers["commitment"] == "ratified"}
    left = {c.subject.id for c in moon if c.qualifiers["commitment"] == "withdrawn"}
    assert len(ratified - left) == 17
    assert len({c.subject.id for c in moon if c.qualifiers["commitment"] == "signed"}) == 11
    esa = {c.subject.id for c in rows if about(c) == "accord/esa-convention"}
    assert len(esa) == 23
    station = [c for c in rows if about(c) == "programme/iss" and c.predicate == "participatesIn"]
    assert len({c.subject.id for c in station if c.subject.type == "Country"}) == 15


def test_no_weak_row_has_become_a_fact(facts: list[Fact]) -> None:
    weak = [f for f in facts if f.subject.id == "country/jordan" and f.predicate == "signatoryOf"]
    assert {f.tier for f in weak if about(f) == ACCORDS} == {"candidate"}
