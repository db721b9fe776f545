"""What changed between two days, by what was true and by what was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kg.graph.changes import Change, Changes, changes
from kg.graph.facts import all_facts
from kg.graph.store import EmbeddedStore
from tests.dated.conftest import article, claim, in_one, stored

JOINS, SIGNS = "peru participatesIn station", "peru signatoryOf accords"


def diff(
    store: EmbeddedStore, predicates: Mapping[str, Any], start: str, end: str, by: str = "true"
) -> Changes:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return changes(all_facts(store), predicates, first, last, by)


def told(change: Change) -> tuple[str, str, bool]:
    return change.kind, change.date, change.sure


def test_a_change_lies_after_the_first_day_and_up_to_the_last(
    predicates: Mapping[str, Any],
) -> None:
    """The first day's own changes are not in it, those of the last day are."""
    store = in_one("2024-01-01", (SIGNS, {"date": "2021-06-15"}))
    for start, end, count in (
        ("2021-06-14", "2021-06-15", 1),
        ("2021-06-15", "2021-06-20", 0),
        ("2021-06-01", "2021-06-14", 0),
    ):
        assert len(diff(store, predicates, start, end).found) == count


def test_a_date_that_reaches_out_is_uncertain(predicates: Mapping[str, Any]) -> None:
    """Signed in 2021: perhaps in its second half, and surely within two years around it."""
    store = in_one("2024-01-01", (SIGNS, {"date": "2021"}))
    (half,) = diff(store, predicates, "2021-06-30", "2021-12-31").found
    (whole,) = diff(store, predicates, "2020-12-31", "2021-12-31").found
    assert told(half) == ("signed", "2021", False)
    assert told(whole) == ("signed", "2021", True)


def test_each_kind_of_change_has_its_name(predicates: Mapping[str, Any]) -> None:
    """Who joined, signed, agreed, ratified, withdrew, took and left office, and what flew."""
    store = in_one(
        "2024-01-01",
        (JOINS, {"since": "2021"}),
        (SIGNS, {"date": "2021"}),
        ("chad signatoryOf accords", {"date": "2021", "commitment": "ratified"}),
        ("peru agreementWith china", {"date": "2021"}),
        ("sat launchDate 2021",),
        ("ana-ruiz holdsPosition peru", {"since": "2021-02", "until": "2021-11"}),
        ("chad participatesIn station", "negated", {"date": "2021", "commitment": "withdrawn"}),
        ("cnsa participatesIn station", {"since": "2010", "until": "2021"}),
        ("station memberCount 7", {"asOf": "2021"}),
        ("academy participatesIn station", "negated", {"date": "2021"}),
    )
    found = diff(store, predicates, "2020-12-31", "2021-12-31").found
    assert [change.kind for change in found] == [
        *("joined", "signed", "ratified", "agreed", "launched"),
        *("took office", "left office", "withdrew", "ended", "denied", "counted"),
    ]


def test_several_claims_of_one_statement_are_one_change(predicates: Mapping[str, Any]) -> None:
    """Three articles tell of one signature; the most exact date counts."""
    documents = [article(id, "2024-01-01") for id in "abc"]
    dates: list[dict[str, str]] = [{"date": "2021-06"}, {"date": "2021-06-15"}, {}]
    store = stored(*((d, [claim(d, 0, SIGNS, **q)]) for d, q in zip(documents, dates, strict=True)))
    (change,) = diff(store, predicates, "2020-12-31", "2021-12-31").found
    assert told(change) == ("signed", "2021-06-15", True)
    assert {quote.article.id for fact in change.facts for quote in fact.evidence} == set("abc")


def test_an_agreement_told_with_and_without_its_matter_is_one(
    predicates: Mapping[str, Any],
) -> None:
    """What one source leaves out makes no second agreement; another kind on another day does."""
    told_by: list[dict[str, str]] = [
        {"date": "2021", "kind": "joint statement", "concerning": "station"},
        {"date": "2021-05", "kind": "joint statement"},
        {"date": "2021-09-03", "kind": "contract"},
    ]
    agrees = "peru agreementWith china"
    store = in_one("2024-01-01", *((agrees, each) for each in told_by))
    found = diff(store, predicates, "2020-12-31", "2021-12-31").found
    assert [change.date for change in found] == ["2021-05", "2021-09-03"]


def test_the_first_of_a_month_is_a_day(predicates: Mapping[str, Any]) -> None:
    """A day is not told as its month because it begins one."""
    (change,) = diff(
        in_one("2024-01-01", (SIGNS, {"date": "2021-09-01"})),
        predicates,
        *("2020-12-31", "2021-12-31"),
    ).found
    assert change.date == "2021-09-01"


def test_who_was_in_before_does_not_join_again(predicates: Mapping[str, Any]) -> None:
    """A later date of the same statement is no second accession."""
    store = in_one("2024-01-01", (JOINS, {"since": "2015"}), (JOINS, {"since": "2021"}))
    assert diff(store, predicates, "2020-12-31", "2021-12-31").found == ()


def test_signers_and_makers_stand_with_what_they_signed_and_made(
    predicates: Mapping[str, Any],
) -> None:
    """They are details of one change, and no changes of their own."""
    store = in_one(
        "2024-01-01",
        (SIGNS, {"date": "2021-06-15"}),
        ("accords signedBy ana-ruiz", {"onBehalfOf": "peru", "date": "2021-06-15"}),
        ("sat launchDate 2021-07-01",),
        ("sat builtBy orbital",),
        ("sat operatedBy cnsa", {"since": "2021-07-01", "until": "2021-09-01"}),
    )
    signed, launched, ended = diff(store, predicates, "2020-12-31", "2021-12-31").found
    assert [fact.predicate for fact in signed.details] == ["signedBy"]
    assert {fact.predicate for fact in launched.details} == {"builtBy", "operatedBy"}
    assert (ended.kind, ended.fact.predicate) == ("ended", "operatedBy")


def test_a_withdrawal_is_told_once(predicates: Mapping[str, Any]) -> None:
    """The end of the signature and the act that ended it are one thing."""
    store = in_one(
        "2024-06-01",
        (SIGNS, {"date": "2012", "until": "2024-01-05"}),
        (SIGNS, "negated", {"date": "2024-01-05", "commitment": "withdrawn"}),
    )
    assert [c.kind for c in diff(store, predicates, "2023-12-31", "2024-12-31").found] == [
        "withdrew"
    ]


def test_what_is_not_listed_is_counted(predicates: Mapping[str, Any]) -> None:
    """Nobody knows when an undated fact came to be, and a candidate is none yet."""
    store = in_one("2024-01-01", (JOINS,), (SIGNS, {"date": "2021", "tier": "candidate"}))
    found = diff(store, predicates, "2020-12-31", "2021-12-31")
    assert (found.found, found.undated, found.candidates) == ((), 1, 1)


def test_what_was_said_goes_by_the_first_source(predicates: Mapping[str, Any]) -> None:
    """An undated fact was said on a day as well; what was said before is nothing new."""
    first, second = article("first", "2022-05-03"), article("second", "2023-05-03")
    store = stored(
        (first, [claim(first, 0, JOINS)]),
        (second, [claim(second, 0, JOINS), claim(second, 1, SIGNS, date="2012")]),
    )
    early = diff(store, predicates, "2021-12-31", "2022-12-31", "said")
    late = diff(store, predicates, "2022-12-31", "2023-12-31", "said")
    assert [told(change) for change in early.found] == [("joined", "2022-05-03", True)]
    assert [told(change) for change in late.found] == [("signed", "2023-05-03", True)]
