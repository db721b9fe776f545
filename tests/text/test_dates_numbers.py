"""Dates and numbers as newspapers write them."""

from __future__ import annotations

import pytest

from kg.text.datelines import find_dateline
from kg.text.dates import dates
from kg.text.numbers import numbers


def date_values(text: str, issued: str | None = "2023-10-27") -> list[str]:
    return [mention.value for mention in dates(text, 0, len(text), issued)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on October 23", "2023-10-23"),
        ("on 23 October 2021", "2021-10-23"),
        ("the 5th of May, 2017", "2017-05-05"),
        ("on Sept. 3", "2023-09-03"),
        ("in March 2021", "2021-03"),
        ("in mid-2024", "2024"),
        ("in the 2030s", "203X"),
        ("by the end of the decade", "202X"),
        ("in the second quarter of 2024", "2024-34"),
        ("on Thursday, 12 December 2024", "2024-12-12"),
        ("on Tuesday", "2023-10-24"),
        ("next Tuesday", "2023-10-31"),
        ("yesterday", "2023-10-26"),
        ("last month", "2023-09"),
        ("next year", "2024"),
        ("in December", "2023-12"),
        ("on January 5", "2024-01-05"),
        ("2023-10-23", "2023-10-23"),
        ("2023 Dec 4", "2023-12-04"),
        ("on 4.12.2023", "2023-12-04"),
        ("in Dec. 2016", "2016-12"),
        ("will fly next spring", "2024"),
        ("was launched last summer", "2023"),
        ("is due in two years", "2025"),
        ("by the end of the year", "2023"),
        ("before the decade is out", "202X"),
        ("on the 15th of next month", "2023-11-15"),
        ("on Friday last week", "2023-10-20"),
        ("on Wednesday (25/10)", "2023-10-25"),
        ("the day before yesterday", "2023-10-25"),
    ],
)
def test_a_date_becomes_iso_or_edtf(text: str, value: str) -> None:
    """A date takes the year that lies nearest to the article's own date."""
    assert date_values(text) == [value]


def test_without_an_article_date_a_date_stays_partial() -> None:
    """A missing year is not invented, and a weekday stays words."""
    assert date_values("on October 23 and on Tuesday", None) == ["--10-23", "text:Tuesday"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("TEHRAN, July 25 - It flew on Friday.", ["--07-25", "--07-25"]),
        (
            "Dakar, 2 May (AFP) – It flew on Sunday, not on Saturday.",
            ["--05-02", "--05-02", "--05-01"],
        ),
        ("OTTAWA, Feb 3 - It will fly on Friday.", ["--02-03", "text:Friday"]),
    ],
)
def test_the_dateline_tells_the_day_of_an_article_without_a_year(
    text: str, values: list[str]
) -> None:
    """The weekday of the lead is that of the dateline, unless it is still to come."""
    assert [m.value for m in dates(text, 0, len(text), find_dateline(text))] == values


@pytest.mark.parametrize("text", ["It may join.", "on October 45", "12,345 km", "Flight 2033-7"])
def test_what_is_no_date_is_left_alone(text: str) -> None:
    """The verb "may", impossible days and plain numbers give no date."""
    assert date_values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven nations", "7"),
        ("thirty-one states", "31"),
        ("1,200 satellites", "1200"),
        ("the thirty-eighth country", "38"),
        ("the 51st", "51"),
        ("a dozen", "12"),
    ],
)
def test_a_number_becomes_digits(text: str, value: str) -> None:
    """Words, separators and ordinals give the same digits."""
    assert [mention.value for mention in numbers(text, 0, len(text))] == [value]


@pytest.mark.parametrize("text", ["Falcon-9x", "3.5 tonnes", "40%", "$600 billion", "one's own"])
def test_what_is_no_count_is_left_alone(text: str) -> None:
    """Decimals, percentages, money and names with digits are no counts."""
    assert list(numbers(text, 0, len(text))) == []


@pytest.mark.parametrize(
    ("text", "issued", "value"),
    [
        ("The probe left in January.", "2025-12-10", "2025-01"),
        ("The probe will leave in January.", "2025-12-10", "2026-01"),
        ("It flew in April last year.", "2025-12-10", "2024-04"),
        ("Both flew, in July and October 2022.", "2025-12-10", "2022-07"),
        ("It left the pad twenty years ago today.", "2023-09-27", "2003-09-27"),
    ],
)
def test_a_month_is_placed_by_what_is_said_around_it(text: str, issued: str, value: str) -> None:
    assert next(dates(text, 0, len(text), issued)).value == value


def test_a_month_behind_a_year_long_past_stays_open() -> None:
    """It may be one of that year or of the article's own."""
    text = "The first went up in 1985. The second followed in November."
    first, second = dates(text, 0, len(text), "2021-12-01")
    assert first.value == "1985"
    assert second.value.startswith("text:")
