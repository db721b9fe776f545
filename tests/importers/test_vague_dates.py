"""Dates of catalogues: what each form means, and that nothing but dates is taken for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.dates import bounds, datatype
from kg.rows.importers.vague import slashed_date, vague_date

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
DOUBT = st.sampled_from(["", "?"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2017 Mar", "2017-03"),
        ("2018 Jan 16?", "2018-01-16?"),
        ("2004 Q3", "2004-35"),
        ("2021 Q2?", "2021-34?"),
        ("1998s", "1998~"),
        ("1990s", "199X"),
        ("1990s?", "199X?"),
        ("21C", "20XX"),
        ("3M?", "2XXX?"),
        (" 700?", "0700?"),
        ("1957 Oct  4 1933", "1957-10-04"),
        ("1958 Dec  1 1000?", "1958-12-01"),
        ("2016 Jun  8 2355:57.345", "2016-06-08"),
        ("2016 Jun  8 23h", "2016-06-08"),
        ("2016 Jun  8.98", "2016-06-08"),
        ("2025 jan  3?", "2025-01-03?"),
        ("-", None),
        ("*", None),
        ("", None),
    ],
)
def test_each_form_of_a_vague_date_has_its_meaning(written: str, meant: str | None) -> None:
    assert vague_date(written) == meant


@pytest.mark.parametrize(
    "written", ["1954 Jan 00", "2025 Par  4", "2016 Jun 31", "2016 Q5", "soon"]
)
def test_what_is_no_date_is_refused_with_its_words(written: str) -> None:
    with pytest.raises(ValueError, match=written.split()[0]):
        vague_date(written)


@given(day=DAYS, doubt=DOUBT)
def test_a_day_comes_back_as_that_day(day: date, doubt: str) -> None:
    found = vague_date(f"{day.year} {day:%b} {day.day:2}{doubt}")
    assert found == day.isoformat() + doubt
    assert bounds(found) == (day, day)


@given(day=DAYS, doubt=DOUBT)
def test_a_month_and_a_quarter_hold_each_of_their_days(day: date, doubt: str) -> None:
    quarter = (day.month + 2) // 3
    for written in (f"{day.year} {day:%b}{doubt}", f"{day.year} Q{quarter}{doubt}"):
        first, last = bounds(vague_date(written) or "")
        assert first is not None
        assert last is not None
        assert first <= day <= last


@given(st.text(max_size=30))
def test_any_text_is_a_date_of_a_known_form_or_refused(text: str) -> None:
    for read in (vague_date, slashed_date):
        try:
            found = read(text)
        except ValueError:
            continue
        assert found is None or datatype(found) in ("date", "gYear", "gYearMonth", "edtf")


@given(day=DAYS)
def test_dates_with_slashes_have_the_month_first(day: date) -> None:
    assert slashed_date(f"{day.month}/{day.day}/{day.year}") == day.isoformat()
    assert slashed_date(f"{day:%m/%d/%Y}") == day.isoformat()


def test_two_digits_of_a_year_are_of_the_space_age() -> None:
    assert slashed_date("10/4/57") == "1957-10-04"
    assert slashed_date("1/2/23") == "2023-01-02"


@pytest.mark.parametrize("written", ["11/29/018", "1/9//2023", "13/01/2020", "2020-01-02"])
def test_a_slip_of_the_pen_is_no_date(written: str) -> None:
    with pytest.raises(ValueError, match="month/day/year"):
        slashed_date(written)
