"""When facts hold: each row of docs/time.md, on the days around its dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import ParameterError
from kg.model.moment import Moment, last_day, stretch
from tests.dated.conftest import article, claim, in_one, stored

Stands = Callable[..., list[str]]

JOINS = "peru participatesIn station"
SIGNS = "peru signatoryOf accords"
AGREES = "peru agreementWith china"


@pytest.mark.parametrize(
    ("statement", "qualifiers", "standing"),
    [
        (JOINS, {"since": "2020-05-03"}, {"2020-05-02": "later", "2020-05-03": "holds"}),
        (
            JOINS,
            {"date": "2020-05"},
            {"2020-04-30": "later", "2020-05-30": "uncertain", "2020-05-31": "holds"},
        ),
        (JOINS, {"date": "2020~"}, {"2020-06-01": "uncertain", "2020-12-31": "holds"}),
        (JOINS, {"since": "../2020"}, {"2019-01-01": "undated", "2021-01-01": "holds"}),
        (JOINS, {}, {"2019-01-01": "undated", "2030-01-01": "undated"}),
        (JOINS, {"date": "--05-03"}, {"2019-01-01": "undated"}),
        (JOINS, {"since": "2020", "until": "2022-06"}, {"2022-05-31": "holds"}),
        (
            JOINS,
            {"since": "2020", "until": "2022-06"},
            {"2022-06-29": "uncertain", "2022-06-30": "ended"},
        ),
        ("probe launchDate 2020-05", {}, {"2020-04-30": "later", "2020-05-31": "holds"}),
        ("station memberCount 7", {"asOf": "2020-05-03"}, {"2020-05-02": "later"}),
        ("station memberCount 7", {}, {"2023-12-31": "undated", "2024-01-01": "holds"}),
        ("ana-ruiz holdsPosition peru", {"former": "true"}, {"2023-12-31": "undated"}),
        ("ana-ruiz holdsPosition peru", {"former": "true"}, {"2024-01-01": "ended"}),
    ],
)
def test_a_fact_by_its_own_dates(
    stands: Stands, statement: str, qualifiers: dict[str, str], standing: dict[str, str]
) -> None:
    """The earliest and the latest day that a date may mean decide, whatever it is the date of."""
    store = in_one("2024-01-01", (statement, qualifiers))
    for day, how in standing.items():
        assert stands(store, day) == [how], day


@pytest.mark.parametrize("status", ["planned", "opinion"])
def test_what_is_only_spoken_of_is_there_from_when_it_is_said(stands: Stands, status: str) -> None:
    """Nobody plans or judges before a source says so; the date of a plan lies ahead."""
    store = in_one("2024-01-01", (JOINS, status, {"date": "2030"}))
    assert stands(store, "2023-12-31") == ["later"]
    assert stands(store, "2024-01-01") == ["holds"]
    assert stands(in_one(None, (JOINS, status)), "2024-01-01") == ["undated"]


def test_a_plan_ends_when_its_time_is_over(stands: Stands) -> None:
    """What was planned for 2025 is planned no longer in 2026, unless it was "not before"."""
    plans = (("probe plannedFor 2025", "planned"), (JOINS, "planned", {"date": "2025"}))
    assert stands(in_one("2024-01-01", *plans), "2025-12-31") == ["holds", "holds"]
    assert stands(in_one("2024-01-01", *plans), "2026-01-01") == ["ended", "ended"]
    open_end = ("probe plannedFor 2025", "planned", {"comparator": "not before"})
    assert stands(in_one("2024-01-01", open_end), "2030-01-01") == ["holds"]


def test_a_plan_dated_before_it_is_told_was_made_on_that_day(stands: Stands) -> None:
    """A row may say when something was announced; such a plan goes on."""
    store = in_one("2024-01-01", (JOINS, "planned", {"date": "2021-07-23"}))
    assert stands(store, "2021-07-22") == ["later"]
    assert stands(store, "2030-01-01") == ["holds"]


def test_a_plan_ends_when_it_is_carried_out(stands: Stands) -> None:
    """An accession after the plan fulfils it; one before has nothing to do with it."""
    first, second = article("first", "2024-01-01"), article("second", "2025-07-01")
    plan = (first, [claim(first, 0, JOINS, "planned")])
    done = (second, [claim(second, 0, JOINS, since="2025-06-10")])
    assert stands(stored(plan, done), "2025-06-09") == ["holds", "later"]
    assert stands(stored(plan, done), "2025-06-10") == ["ended", "holds"]
    old = (second, [claim(second, 0, JOINS, since="2020-06-10")])
    assert stands(stored(plan, old), "2025-12-31") == ["holds", "holds"]


def test_a_withdrawal_ends_what_was_before_it(stands: Stands) -> None:
    """A denial with a day ends the membership on that day, and is itself out before."""
    store = in_one(
        "2025-01-01",
        (SIGNS, {"date": "2012-07-18"}),
        (SIGNS, "negated", {"date": "2024-01-05", "commitment": "withdrawn"}),
    )
    assert stands(store, "2024-01-04") == ["holds", "later"]
    assert stands(store, "2024-01-05") == ["ended", "holds"]


def test_who_comes_back_is_in_again(stands: Stands) -> None:
    """A signature after the withdrawal stands, and the withdrawal is over."""
    store = in_one(
        "2027-01-01",
        (SIGNS, "negated", {"date": "2024-01-05", "commitment": "withdrawn"}),
        (SIGNS, {"date": "2026-03-01"}),
    )
    assert stands(store, "2026-02-28") == ["holds", "later"]
    assert stands(store, "2026-03-01") == ["ended", "holds"]


def test_an_undated_withdrawal_was_over_when_it_was_told(stands: Stands) -> None:
    """Before it is told, nobody knows on which side of the day it lies."""
    store = in_one(
        "2024-01-01",
        (SIGNS, {"date": "2012"}),
        (SIGNS, "negated", {"commitment": "withdrawn"}),
    )
    assert stands(store, "2023-12-31") == ["uncertain", "undated"]
    assert stands(store, "2024-01-01") == ["ended", "undated"]


def test_a_mere_denial_ends_nothing(stands: Stands) -> None:
    """That somebody "has not signed" is a contradiction to be shown, and no withdrawal."""
    store = in_one("2024-01-01", (SIGNS, {"date": "2020"}), (SIGNS, "negated"))
    assert stands(store, "2025-01-01") == ["holds", "undated"]


def test_a_denial_is_overtaken_by_what_it_denied(stands: Stands) -> None:
    """Who had not signed in January and signed in June has signed since."""
    first, second = article("first", "2024-01-01"), article("second", "2024-07-01")
    denial = (first, [claim(first, 0, SIGNS, "negated")])
    done = (second, [claim(second, 0, SIGNS, date="2024-06-10")])
    assert stands(stored(denial, done), "2024-06-10") == ["ended", "holds"]


def test_an_end_of_one_matter_is_none_of_another(stands: Stands) -> None:
    """An agreement on the probe outlives the end of the one on the station."""
    store = in_one(
        "2024-01-01",
        (AGREES, {"date": "2020", "concerning": "probe"}),
        (AGREES, {"date": "2020", "concerning": "station"}),
        (AGREES, {"date": "2020"}),
        (AGREES, "negated", {"date": "2022", "commitment": "withdrawn", "concerning": "station"}),
    )
    assert stands(store, "2023-01-01") == ["holds", "ended", "holds", "holds"]


def test_an_undated_claim_takes_the_date_of_one_that_states_the_same(stands: Stands) -> None:
    """One article says when, the other only that; before the day neither is true."""
    store = in_one("2024-01-01", (SIGNS, {}), (SIGNS, {"date": "2021-06-15"}))
    assert stands(store, "2021-06-14") == ["later", "later"]
    assert stands(store, "2021-06-15") == ["holds", "holds"]


def test_a_candidate_dates_nothing(stands: Stands) -> None:
    """What is not trusted itself cannot tell when something else began."""
    store = in_one("2024-01-01", (SIGNS, {}), (SIGNS, {"date": "2021", "tier": "candidate"}))
    assert stands(store, "2020-01-01") == ["undated", "later"]


def test_a_month_is_narrowed_by_a_day_within_it(stands: Stands) -> None:
    """Of two dates of one statement the more exact one counts for both."""
    store = in_one("2024-01-01", (SIGNS, {"date": "2021-06"}), (SIGNS, {"date": "2021-06-15"}))
    assert stands(store, "2021-06-14") == ["later", "later"]
    store = in_one("2024-01-01", ("sat launchDate 2021",), ("sat launchDate 2021-06-15",))
    assert stands(store, "2021-06-14") == ["later", "later"]


def test_what_is_reported_had_been_done(stands: Stands) -> None:
    """A signature of some day in June that is reported on the 10th was made by then."""
    first, second = article("first", "2021-06-10"), article("second", "2024-01-01")
    report = (first, [claim(first, 0, SIGNS)])
    dated = (second, [claim(second, 0, SIGNS, date="2021-06")])
    assert stands(stored(report, dated), "2021-06-09") == ["uncertain", "uncertain"]
    assert stands(stored(report, dated), "2021-06-10") == ["holds", "holds"]


def test_a_launch_dates_what_belongs_to_it(stands: Stands) -> None:
    """Who launched it did so that day; who built it had done so by then."""
    store = in_one(
        "2024-01-01",
        ("sat launchDate 2021-06-15",),
        ("sat launchedBy china",),
        ("sat builtBy orbital",),
        ("sat operatedBy cnsa",),
    )
    assert stands(store, "2021-06-14") == ["later", "later", "undated", "later"]
    assert stands(store, "2021-06-15") == ["holds"] * 4


def test_a_signature_is_dated_by_what_was_signed(stands: Stands) -> None:
    """A person signed when the party did, or when the agreement was made."""
    store = in_one(
        "2024-01-01",
        (SIGNS, {"date": "2021-06-15"}),
        ("accords signedBy ana-ruiz", {"onBehalfOf": "peru"}),
        (AGREES, {"agreement": "peru-china", "date": "2022-03-01"}),
        ("peru-china signedBy ana-ruiz",),
    )
    assert stands(store, "2021-06-15") == ["holds", "holds", "later", "later"]
    assert stands(store, "2022-03-01") == ["holds"] * 4


def test_what_has_happened_stays_so(stands: Stands) -> None:
    """A denial of who built a thing does not unbuild it; it is a contradiction."""
    store = in_one(
        "2024-01-01",
        ("sat builtBy orbital", {"date": "2020"}),
        ("sat builtBy orbital", "negated", {"date": "2022", "commitment": "withdrawn"}),
    )
    assert stands(store, "2023-01-01") == ["holds", "holds"]


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2024-05-03", "2024-05-03")],
)
def test_a_month_or_a_year_means_its_last_day(text: str, day: str) -> None:
    assert last_day(text).isoformat() == day


@pytest.mark.parametrize("text", ["", "May 2024", "2024-13", "2023-02-29", "203X", "2024~"])
def test_what_is_no_day_month_or_year_is_told(text: str) -> None:
    """An uncertain date would make an uncertain question."""
    with pytest.raises(ParameterError, match="is no date"):
        Moment.of(text)


def test_a_stretch_has_its_days_in_order() -> None:
    """A year after itself, or the later day first, is a slip of the user."""
    assert [day.isoformat() for day in stretch("2023", "2024-02")] == ["2023-12-31", "2024-02-29"]
    for start, end in (("2024", "2023"), ("2024", "2024-12-31")):
        with pytest.raises(ParameterError, match="earlier day first"):
            stretch(start, end)
