"""A count opens to its list: who is on it by then, who is not, and what the number rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from kg.graph.counts import OpenedCount, open_count, open_list, reasons
from kg.graph.facts import Fact, all_facts
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model import Claim, Document, EntityRef, Literal, merge
from kg.model.registry import Registry
from tests.graph.conftest import ACCORDS, BELINTERSAT, CNSA, ILRS, Quoting, country

ARTEMIS = EntityRef("programme/artemis-programme", "Artemis programme", "Programme")
LISTED = "The station now has five nations — Russia, Belarus and Pakistan."
MANNER = ("status", "tier")

Stated = tuple[EntityRef, str, EntityRef | Literal, dict[str, Any]]


def _article(id: str, date: str | None, *stated: Stated, text: str = "So it is.") -> list[Fact]:
    """Return the facts of an article whose whole text states everything."""
    document = Document(id, text, date=date)
    quoting = Quoting(document)
    claims: list[Claim] = []
    for subject, predicate, value, more in stated:
        manner = {name: more[name] for name in MANNER if name in more}
        kept = {name: each for name, each in more.items() if name not in MANNER}
        claims.append(quoting(subject, predicate, value, text, **manner, **kept))
    with EmbeddedStore() as store:
        store.load(article_triples(document, merge(claims), Registry([])))
        return all_facts(store)


def _joins(name: str, **more: Any) -> Stated:
    return (country(name), "participatesIn", ILRS, more)


def _count(number: int, of: EntityRef = ILRS, **more: Any) -> Stated:
    return (of, "memberCount", Literal(str(number), "integer"), more)


def _opened(facts: Sequence[Fact]) -> OpenedCount:
    (count,) = (f for f in facts if f.predicate in ("memberCount", "activeSatellites"))
    return open_count(count, facts, {CNSA.id: "country/china"})


def _standings(opened: OpenedCount) -> dict[str, str]:
    return {member.entity.label: member.standing for member in opened.members}


def test_each_member_stands_where_the_dates_put_it() -> None:
    """Joined, joined later, left, planned, doubtful and undated are told apart."""
    facts = [
        *_article("count", "2023-10-27", _count(2)),
        *_article(
            "later",
            "2026-01-01",
            _joins("Russia", since="2021-03-09"),
            _joins("Egypt", since="2023-12"),
            _joins("Chad"),
            _joins("Peru", since="2020"),
            _joins("Peru", status="negated", commitment="withdrawn", date="2022"),
            _joins("Chile", tier="candidate", since="2022"),
            _joins("Oman", status="planned", since="2023-01"),
            _joins("Cuba", status="negated", date="2022"),
        ),
    ]
    assert _standings(_opened(facts)) == {
        "Russia": "in",
        "Chad": "perhaps",
        "Chile": "doubtful",
        "Oman": "planned",
        "Egypt": "later",
        "Peru": "left",
        "Cuba": "denied",
    }


def test_number_that_the_leader_makes_come_out() -> None:
    """Of five nations four are named with the leader; so one is missing, not two."""
    facts = _article(
        "news",
        "2023-10-27",
        _joins("Russia"),
        _joins("Belarus"),
        _joins("Pakistan"),
        _count(4),
        (ILRS, "ledBy", country("China"), {}),
        text=LISTED,
    )
    opened = _opened(facts)
    assert [each.label for each in opened.leaders] == ["China"]
    assert (opened.missing, len(opened.named)) == (1, 3)
    assert reasons(opened) == [
        "3 are named beside the count; with China, which leads, it is 4.",
        "The graph knows 3 by 2023-10-27; with China, which leads, the count comes out.",
    ]


def test_leader_whose_country_is_on_the_list_is_no_further_member() -> None:
    """An agency that leads adds nothing to a list with its country."""
    facts = _article("news", "2023", _joins("China"), _count(9), (ILRS, "ledBy", CNSA, {}))
    assert _opened(facts).leaders == ()


def test_missing_ones_and_who_could_fill_the_gap() -> None:
    """What is doubtful is named where it would be enough."""
    facts = _article(
        "news",
        "2024-05-01",
        _joins("Russia", since="2021"),
        _joins("Chile", tier="candidate", since="2022"),
        _joins("Peru", tier="candidate", since="2022"),
        _count(3, asOf="2024-04-01", what="nations"),
        (CNSA, "participatesIn", ILRS, {"since": "2021"}),
    )
    opened = _opened(facts)
    assert [member.entity for member in opened.others] == [CNSA]
    assert reasons(opened)[1:] == [
        "The graph knows 1 by 2024-04-01: 2 are missing.",
        "2 uncertain ones (Chile, Peru) would make it come out.",
    ]


def test_day_on_which_the_list_had_the_number() -> None:
    """A number that was overtaken is placed in time."""
    signed = [("Chad", "2020-01-01"), ("Peru", "2021-01-01"), ("Oman", "2022-01-01")]
    facts = _article(
        "news",
        "2023-06-01",
        *((country(name), "signatoryOf", ACCORDS, {"date": day}) for name, day in signed),
        _count(2, ACCORDS),
    )
    assert reasons(_opened(facts)) == [
        "3 are named beside the count.",
        "The graph knows 3 by 2023-06-01: 1 more than counted.",
        "The list had 2 from 2021-01-01 to 2021-12-31.",
    ]


def test_count_of_a_month_fits_any_day_of_it() -> None:
    """Who joined at the end of the month does not speak against a number of its middle."""
    facts = [
        *_article("news", "2024-12", _count(1, ACCORDS)),
        *_article(
            "list",
            "2025",
            (country("Chad"), "signatoryOf", ACCORDS, {"date": "2024-12-10"}),
            (country("Peru"), "signatoryOf", ACCORDS, {"date": "2024-12-20"}),
        ),
    ]
    assert reasons(_opened(facts)) == [
        "The list had 1 from 2024-12-10 to 2024-12-19: the count comes out."
    ]


def test_accord_that_bears_the_name_of_the_programme() -> None:
    """What is told of a programme may be the number of its accord."""
    facts = _article(
        "news",
        "2023-06-01",
        (country("Chad"), "signatoryOf", ACCORDS, {"date": "2020"}),
        (country("Peru"), "signatoryOf", ACCORDS, {"date": "2021"}),
        _count(2, ARTEMIS),
    )
    accords = open_list(ACCORDS, "memberCount", "2023-06-01", facts, {})
    assert reasons(_opened(facts), [accords])[-1] == (
        "The Artemis Accords had 2 signatories by then, which is the number."
    )


@pytest.mark.parametrize(
    ("what", "counted"),
    [
        ("countries", {"Chad"}),
        ("countries and international organisations", {"Chad", "ESA"}),
        ("research institutions", {"CNSA"}),
        ("members", {"Chad", "CNSA", "ESA"}),
    ],
)
def test_kind_of_member_that_is_counted(what: str, counted: set[str]) -> None:
    """Where states are counted, an agency is told beside the list."""
    esa = EntityRef("organisation/esa", "ESA", "IntergovernmentalOrganisation")
    cnsa = EntityRef(CNSA.id, "CNSA", "Agency")
    belong = [(each, "participatesIn", ILRS, {"since": "2021"}) for each in (esa, cnsa)]
    facts = _article("news", "2024", _joins("Chad", since="2021"), *belong, _count(9, what=what))
    opened = _opened(facts)
    assert {member.entity.label for member in opened.members} == counted
    assert {member.entity.label for member in opened.others} == {"Chad", "CNSA", "ESA"} - counted


def test_additions_are_not_held_against_the_list() -> None:
    """Who was added in a year is another matter than who belongs."""
    facts = _article("news", "2024", _joins("Chad"), _count(9, what="partners added in 2024"))
    assert reasons(_opened(facts)) == [
        "This counts who was added, not who belongs, so the list does not speak for or against it."
    ]


def test_satellites_are_only_those_known() -> None:
    """Few satellites are known by name, which is said, and no number is called wrong."""
    peru, china = country("Peru"), country("China")
    later = EntityRef("spacecraft/later", "Later-1", "Satellite")
    facts = _article(
        "news",
        "2020-01-01",
        (BELINTERSAT, "operatedBy", CNSA, {}),
        (BELINTERSAT, "launchDate", Literal("2016-01-15", "date"), {}),
        (later, "builtFor", china, {}),
        (later, "launchDate", Literal("2024", "gYear"), {}),
        (china, "activeSatellites", Literal("800", "integer"), {"comparator": "over"}),
    )
    opened = _opened(facts)
    assert _standings(opened) == {"Belintersat-1": "in", "Later-1": "later"}
    (sentence,) = reasons(opened)
    assert sentence.startswith("The graph knows 1 of them by name. It does not mean to know all")
    assert open_list(peru, "activeSatellites", "", facts, {}).members == ()
