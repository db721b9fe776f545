"""Values as people read them, names as they are drawn, addresses that may be linked."""

from __future__ import annotations

import pytest

from kg.model import Literal
from kg.out.views.payload import literal_text
from kg.out.views.wording import acronym, date_text, drawn_name, plain, web_address


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2016", "2016"),
        ("2023-10", "Oct 2023"),
        ("2023-10-27", "27 Oct 2023"),
        ("--10-23", "23 Oct"),
        ("203X", "2030s"),
        ("20XX", "2000s"),
        ("2024~", "about 2024"),
        ("2024-22", "summer 2024"),
        ("2024-01/2024-03", "Jan 2024 to Mar 2024"),
        ("2024-13", "2024-13"),
        ("next Tuesday", "next Tuesday"),
        ("", ""),
    ],
)
def test_dates_read_as_words(value: str, words: str) -> None:
    """No one has to know EDTF, and what is no date is left alone."""
    assert date_text(value) == words


def test_numbers_are_grouped_and_text_is_left_alone() -> None:
    """12500 satellites read 12,500; a year in a text stays as it stands."""
    assert literal_text(Literal("12500", "integer")) == "12,500"
    assert literal_text(Literal("2016", "gYear")) == "2016"
    assert literal_text(Literal("203X")) == "203X"


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Peru", ["Peru"]),
        ("China National Space Administration", ["China National Space", "Administration"]),
        ("National Aeronautics and Space Administration (NASA)", ["NASA"]),
        ("Peru (the country)", ["Peru (the country)"]),
        (
            "one two three four five " * 5,
            ["one two three four", "five one two three", "four five one two…"],
        ),
        ("x" * 90, ["x" * 39 + "…"]),
        ("a\nb\x00c\u202ed", ["a b\ufffdc\ufffdd"]),
        ("\ud800", ["\ufffd"]),
        ("", []),
    ],
)
def test_names_fit_on_the_drawing(label: str, lines: list[str]) -> None:
    """Long names break, still longer ones give way to their acronym or are cut."""
    assert drawn_name(label, acronym(label)) == lines


@pytest.mark.parametrize(
    ("label", "others", "short"),
    [
        ("Japan Aerospace Exploration Agency", ["JAXA", "Japanese agency"], "JAXA"),
        ("International Lunar Research Station", ["ILRS", "IL"], "ILRS"),
        ("International Lunar Research Station (ILRS)", [], "ILRS"),
        ("China", ["PRC", "CN", "Chinese republic"], "CN"),
        ("Belarus", ["Republic of Belarus"], None),
    ],
)
def test_acronym_is_one_of_the_known_names(
    label: str, others: list[str], short: str | None
) -> None:
    """The short name on the drawing is one that the registry or the name itself gives."""
    assert acronym(label, others) == short


def test_plain_text_keeps_every_script() -> None:
    """Only what controls or reorders is replaced: letters of any language stay."""
    assert plain("Chang’e 嫦娥 شراكة é") == "Chang’e 嫦娥 شراكة é"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("https://[::1", False),
        ("https://example.org/\u202egpj", False),
        ("", False),
        (None, False),
    ],
)
def test_only_plain_web_addresses_become_links(url: str | None, linked: bool) -> None:
    """An address from an article cannot run anything."""
    assert web_address(url) == (url if linked else None)
