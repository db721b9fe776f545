"""What sources disagree on besides numbers: plans, denials, days, places and memberships."""

from __future__ import annotations

from typing import Any

import pytest

from kg.graph.contradictions import KINDS, contradictions_of
from kg.graph.contradictions.found import Contradiction
from kg.graph.facts import Fact, all_facts
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model import Claim, Document, EntityRef, Evidence, Literal, Source, merge
from kg.model.registry import Registry
from tests.graph.conftest import ACCORDS, BELINTERSAT, CNSA, DECLARATION, ILRS, NASB, country

Stated = tuple[EntityRef, str, EntityRef | Literal, dict[str, Any]]

PERU, CHAD = country("Peru"), country("Chad")


def _read(
    id: str,
    date: str,
    *stated: Stated,
    row: str = "",
    tier: str = "accepted",
    disputed: bool = False,
) -> list[Fact]:
    """Return the facts of an article or, with `row`, of a row of data."""
    text = row or f"So it is said in {id}."
    cited = (Source("A Paper", date=date, id="paper"),) if row else ()
    kind = "facts" if row else "article"
    document = Document(id, text, date=date, sources=cited, kind=kind)
    evidence = Evidence(id, 0, len(text), text, "x/y", tuple(s.id for s in cited), disputed)
    claims = []
    for subject, predicate, value, more in stated:
        kept = {name: each for name, each in more.items() if name != "status"}
        status = more.get("status", "asserted")
        sure = 0.9 if tier == "accepted" else 0.5
        claims.append(Claim(subject, predicate, value, status, (evidence,), kept, sure, tier))
    with EmbeddedStore() as store:
        store.load(article_triples(document, merge(claims), Registry([])))
        return all_facts(store)


def _found(*readings: list[Fact]) -> list[Contradiction]:
    return contradictions_of([fact for facts in readings for fact in facts])


def _signs(date: str, **more: Any) -> Stated:
    return (PERU, "signatoryOf", ACCORDS, {"date": date, **more})


def _joins(**more: Any) -> Stated:
    return (PERU, "participatesIn", ILRS, more)


def test_article_and_row_that_give_other_days() -> None:
    """Both days are shown, each with its words, and the row as what it is."""
    (found,) = _found(
        _read("news", "2024-06", _signs("2024-05-30")),
        _read("data/accords", "2025", _signs("2024-05-31"), row="country: Peru"),
    )
    assert found.kind == "details"
    assert found.message == (
        "Peru: the date of “signatory of Artemis Accords” is "
        "2024-05-30 (news) or 2024-05-31 (data/accords)"
    )
    assert [side.quotes[0].article.kind for side in found.sides] == ["article", "data"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_signs("2024-05-30"), _signs("2024-05")),
        (_signs("2024-05-30"), (PERU, "signatoryOf", ACCORDS, {})),
        (_signs("2020", commitment="signed"), _signs("2024", commitment="ratified")),
        (_joins(since="2021", via="joint statement"), _joins(since="2024", via="agreement")),
    ],
    ids=["coarser", "undated", "another rung", "another instrument"],
)
def test_days_that_fit_or_are_of_other_events(one: Stated, other: Stated) -> None:
    """A coarser day, another rung of commitment and another instrument are no conflict."""
    assert _found(_read("one", "2024", one), _read("two", "2025", other)) == []


def test_text_that_tells_of_two_events_is_not_against_one_that_tells_of_one() -> None:
    """A second agreement in one article does not contradict the first in another."""
    both = _read("one", "2025", _joins(since="2021-03"), _joins(since="2024-06"))
    assert _found(both, _read("two", "2025", _joins(since="2021-03-09"))) == []


def test_agreements_of_one_kind_within_days() -> None:
    """Two days within two months are of one agreement; those of two years are of two."""
    more = {"kind": "joint declaration", "concerning": ILRS, "agreement": DECLARATION}

    def agreed(date: str) -> Stated:
        return (CNSA, "agreementWith", NASB, {**more, "date": date})

    near = _found(
        _read("a", "2024", agreed("2023-10-23")), _read("b", "2024", agreed("2023-10-25"))
    )
    assert [each.kind for each in near] == ["details"]
    far = _found(_read("a", "2024", agreed("2023-10-23")), _read("b", "2024", agreed("2021-10-25")))
    assert far == []


def test_two_parties_with_one_place_in_the_order() -> None:
    """Two countries cannot both be the forty-first."""
    rank = {"ordinal": 41}
    (found,) = _found(
        _read("one", "2024", (PERU, "signatoryOf", ACCORDS, rank)),
        _read("two", "2024", (CHAD, "signatoryOf", ACCORDS, rank)),
    )
    assert found.message == "Artemis Accords: Chad and Peru are both said to be number 41 to sign"
    assert {CHAD.id, PERU.id} <= {id for side in found.sides for id in side.entities}


def _planned(value: str, **more: Any) -> Stated:
    return (BELINTERSAT, "plannedFor", Literal(value, "gYear"), {"status": "planned", **more})


def _launched(value: str) -> Stated:
    return (BELINTERSAT, "launchDate", Literal(value, "gYear"), {})


def test_plan_whose_time_has_passed() -> None:
    """Nobody says that it was launched, though sources spoke long after."""
    (found,) = _found(
        _read("plan", "2015", _planned("2016")), _read("later", "2018-03", _joins(since="2018"))
    )
    assert (found.kind, found.subject) == ("plan", BELINTERSAT)
    assert found.message == (
        "Belintersat-1: what was planned was planned for 2016; by 2018-03-01 no source says that "
        "it was done"
    )
    assert [side.says for side in found.sides] == ["planned for 2016", "not done by 2018-03-01"]


@pytest.mark.parametrize(
    "then",
    [
        _launched("2017"),
        _planned("2030"),
        (BELINTERSAT, "plannedFor", Literal("2015", "gYear"), {"status": "planned", "x": 1}),
    ],
    ids=["done later", "put off", "no end"],
)
def test_plan_that_is_settled(then: Stated) -> None:
    """A plan that was carried out late, put off, or has no end is no conflict."""
    if "x" in then[3]:
        then = (*then[:3], {"status": "planned", "comparator": "not before"})
    assert _found(_read("plan", "2015", _planned("2016")), _read("later", "2018-03", then)) == []


def test_day_of_an_announcement_is_no_day_of_a_plan() -> None:
    """Who applied in 2020 did not plan to be in by 2020."""
    applied = _joins(status="planned", since="2020-04", commitment="announced")
    announced = _joins(status="planned", since="2020-04-01")
    for plan in (applied, announced):
        readings = _read("plan", "2020-04-20", plan), _read("later", "2024", _launched("2020"))
        assert _found(*readings) == []


def test_assertion_and_denial_of_one_time() -> None:
    """One says that Peru has joined, a later one that it has not."""
    (found,) = _found(
        _read("yes", "2023", _joins(since="2022")), _read("no", "2024", _joins(status="negated"))
    )
    assert found.kind == "denial"
    assert [side.quotes[0].article.id for side in found.sides] == ["yes", "no"]


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        (("2024", _joins(since="2024")), ("2021", _joins(status="negated"))),
        (
            ("2021", _joins(since="2020")),
            ("2024", _joins(status="negated", commitment="withdrawn", date="2023")),
        ),
        (("2024", _joins(since="2018", until="2020")), ("2024", _joins(status="negated"))),
    ],
    ids=["joined since", "withdrawn since", "ended before"],
)
def test_denial_of_another_time(yes: tuple[str, Stated], no: tuple[str, Stated]) -> None:
    """Who joins after a denial, or withdraws after joining, contradicts nobody."""
    assert _found(_read("yes", *yes), _read("no", *no)) == []


def test_still_named_after_the_withdrawal() -> None:
    """An undated membership told of after the withdrawal is worth a look."""
    gone = _joins(status="negated", commitment="withdrawn", date="2022")
    (found,) = _found(_read("gone", "2022", gone), _read("list", "2024", _joins()))
    assert found.kind == "denial"
    assert "yet still told of later" in found.message


def test_membership_that_a_row_calls_disputed_beside_a_list_without_it() -> None:
    """The row stands against the whole list of the same time that leaves it out."""
    text = "The station now has two nations: Chad and Chile, a paper reported."
    document = Document("news", text, date="2024")
    quote = (Evidence("news", 0, len(text), text, "x/y"),)
    claims = [
        *(Claim(country(n), "participatesIn", ILRS, "asserted", quote) for n in ("Chad", "Chile")),
        Claim(ILRS, "memberCount", Literal("2", "integer"), "asserted", quote),
    ]
    with EmbeddedStore() as store:
        store.load(article_triples(document, merge(claims), Registry([])))
        listed = all_facts(store)
    row = "member: Peru\n  since: 2022"
    weak: dict[str, Any] = {"row": row, "tier": "candidate"}
    disputed = _read("data/ilrs", "2023", _joins(since="2022"), **weak, disputed=True)
    (found,) = _found(listed, disputed)
    assert found.message == (
        "Peru: sources dispute “participates in International Lunar Research Station”"
    )
    assert [side.says for side in found.sides] == ["belongs", "left out of lists"]
    assert found.sides[1].quotes[0].text == text
    assert _found(_read("data/ilrs", "2023", _joins(), **weak)) == []


def _signatories(*names: str) -> list[Fact]:
    signed = ((country(name), "signatoryOf", ACCORDS, {"date": "2020"}) for name in names)
    return _read("data/accords", "2021", *signed, row="all of them")


def _counted(number: int, **more: Any) -> Stated:
    return (ACCORDS, "memberCount", Literal(str(number), "integer"), more)


@pytest.mark.parametrize(
    ("date", "count", "conflict"),
    [
        ("2024", _counted(3, asOf="2023-05-01"), False),
        ("2024", _counted(4, asOf="2023-05-01"), True),
        ("2024", _counted(2, asOf="2023-05-01"), True),
        ("2024", _counted(2, asOf="2023-05-01", comparator="over"), False),
        ("2023-05-01", _counted(2, asOf="2023-05-01"), True),
        ("2024", _counted(9, asOf="2023-05-01"), False),
        ("2024", _counted(1, asOf="2019-05-01"), False),
    ],
    ids=["fits", "one missing", "one too many", "over", "by default", "list too short", "earlier"],
)
def test_count_against_the_members_that_rows_give(date: str, count: Stated, conflict: bool) -> None:
    """A list of rows that means to be whole is held against what articles count."""
    found = _found(_read("news", date, count), _signatories("Chad", "Chile", "Peru"))
    assert [each.kind for each in found] == ["count"] * conflict


def test_count_without_a_date_of_its_own_may_be_of_an_earlier_day() -> None:
    """“Now” in an article may be old news: the list had two before the third came."""
    rows = [
        *_signatories("Chad", "Chile"),
        *_read("data/more", "2023", _signs("2022-01-01"), row="one more"),
    ]
    assert _found(_read("news", "2023-05-01", _counted(2, asOf="2023-05-01")), rows) == []


def test_ids_stay_the_same_whoever_says_so() -> None:
    """A conflict is called by what disagrees, and each kind is explained."""
    yes, no = _joins(since="2022"), _joins(status="negated")
    (one,) = _found(_read("a", "2023", yes), _read("b", "2024", no))
    (other,) = _found(_read("c", "2023", yes), _read("d", "2024", no))
    assert one.id == other.id
    assert one.kind in KINDS
