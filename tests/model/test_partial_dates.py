"""Dates of any precision: their datatype, and the days they may mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.model.dates import bounds, datatype

_DAYS = st.dates(min_value=date(1000, 1, 1))


@pytest.mark.parametrize(
    ("value", "kind", "earliest", "latest"),
    [
        ("2016", "gYear", "2016-01-01", "2016-12-31"),
        ("2023-10", "gYearMonth", "2023-10-01", "2023-10-31"),
        ("2024-02", "gYearMonth", "2024-02-01", "2024-02-29"),
        ("2023-10-23", "date", "2023-10-23", "2023-10-23"),
        ("203X", "edtf", "2030-01-01", "2039-12-31"),
        ("20XX", "edtf", "2000-01-01", "2099-12-31"),
        ("2024~", "edtf", "2024-01-01", "2024-12-31"),
        ("2024-06?", "edtf", "2024-06-01", "2024-06-30"),
        ("2024-XX", "edtf", "2024-01-01", "2024-12-31"),
        ("2024-06-XX", "edtf", "2024-06-01", "2024-06-30"),
        ("2024-21", "edtf", "2024-03-01", "2024-05-31"),
        ("2024-24", "edtf", "2024-12-01", "2025-02-28"),
        ("2024-30", "edtf", "2024-12-01", "2025-02-28"),
        ("2024-32", "edtf", "2024-06-01", "2024-08-31"),
        ("2024-34", "edtf", "2024-04-01", "2024-06-30"),
        ("2024-39", "edtf", "2024-09-01", "2024-12-31"),
        ("2024-41", "edtf", "2024-07-01", "2024-12-31"),
        ("9999-24", "edtf", "9999-12-01", "9999-12-31"),
        ("2024/..", "edtf", "2024-01-01", None),
        ("../2030", "edtf", None, "2030-12-31"),
        ("2021/2025", "edtf", "2021-01-01", "2025-12-31"),
        ("2024-33/2024-34", "edtf", "2024-01-01", "2024-06-30"),
        ("--10-23", "gMonthDay", None, None),
        ("--02-29", "gMonthDay", None, None),
        ("--10", "gMonth", None, None),
    ],
)
def test_form_gives_datatype_and_bounds(
    value: str, kind: str, earliest: str | None, latest: str | None
) -> None:
    """Each form of ISO 8601 and EDTF has its datatype, and the days it covers."""
    found = tuple(None if day is None else day.isoformat() for day in bounds(value))
    assert (datatype(value), *found) == (kind, earliest, latest)


@pytest.mark.parametrize(
    "value",
    "-,Tuesday,2024-Q2,2023-02-29,2024-13,--13,--02-30,0000,XXXX,2025/2021,../..,2024-42,"
    "2024-21-05,2024-XX-12,24,2024-1-5,20240105,".split(","),
)
def test_what_is_no_date_is_text(value: str) -> None:
    """An impossible or unknown form is never taken for a date."""
    assert datatype(value) == "string"
    assert bounds(value) == (None, None)


@given(_DAYS)
def test_day_month_and_year_nest(day: date) -> None:
    """A day lies within its month, its month within its year, its year in its decade."""
    text = day.isoformat()
    spans = [bounds(form) for form in (text, text[:7], text[:4], text[:3] + "X")]
    starts, ends = zip(*spans, strict=True)
    assert spans[0] == (day, day)
    assert list(starts) == sorted(starts, reverse=True)
    assert list(ends) == sorted(ends)


@given(st.from_regex(r"[0-9X~?%./-]{0,11}", fullmatch=True))
@example("100XX")  # a year has four places
def test_bounds_never_fail_and_are_in_order(value: str) -> None:
    """Any string has bounds or none, and the first day is not after the last."""
    earliest, latest = bounds(value)
    assert earliest is None or latest is None or earliest <= latest
    if earliest or latest:
        assert datatype(value) in {"date", "gYear", "gYearMonth", "edtf"}
