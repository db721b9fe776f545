"""What stands above an article, and what it tells of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kg.errors import DocumentError
from kg.model import Document
from kg.text.reading import Metadata, explain

Read = Callable[..., Document]
Body = Callable[[Document], list[str]]
Paragraphs = tuple[str, str, str]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("October 27, 2023", "2023-10-27"),
        ("27 October 2023", "2023-10-27"),
        ("2023-10-27", "2023-10-27"),
        ("2023-10-27T08:15:00Z", "2023-10-27"),
        ("Oct. 27, 2023", "2023-10-27"),
        ("Friday, 27th October, 2023 | 10:15 GMT", "2023-10-27"),
        ("Fri, 27 Oct 2023 10:15 +0200", "2023-10-27"),
        ("27.10.2023", "2023-10-27"),
        ("10/27/2023", "2023-10-27"),
        ("October 2023", "2023-10"),
        ("Published: 27 October 2023 | Updated: 28 October 2023", "2023-10-27"),
        ("Last updated on October 27, 2023 at 3:45 p.m. EDT", "2023-10-27"),
        ("By Ana Flores | October 27, 2023", "2023-10-27"),
        ("October 27, 2023 | Space", "2023-10-27"),
        ("October 27, 2023 · 3 min read", "2023-10-27"),
        ("10/11/2023", None),
        ("February 30, 2023", None),
        ("3 hours ago", None),
    ],
)
def test_a_date_on_a_line_of_its_own_is_the_date(
    line: str, date: str | None, read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """The forms of news sites are read, ambiguous or impossible ones are not, all are cut."""
    document = read("\n".join(["A title of it", line, "", *paragraphs]))
    assert document.date == date
    if date or "ago" in line:
        assert body(document) == ["A title of it", *paragraphs]


def test_a_date_in_a_sentence_is_not_the_date(read: Read) -> None:
    """What happened on a day does not tell when it was published."""
    sentence = "On October 27, 2023 the two agencies signed a note on a small satellite in Lima."
    assert read(f"A title of it\n\n{sentence}\n\n{sentence}").date is None


@pytest.mark.parametrize(
    ("dateline", "date", "publisher"),
    [
        ("BEIJING, Oct. 27, 2023 (Xinhua) -- ", "2023-10-27", "Xinhua"),
        ("LIMA, 27 October 2023 — ", "2023-10-27", None),
        ("San Carlos de Bariloche, 24 February 2020. ", "2020-02-24", None),
        ("SEOUL, April 8, 2024 (News Desk): ", "2024-04-08", None),
        ("BEIJING, Oct. 27 (Xinhua) -- ", None, None),
    ],
)
def test_a_dateline_gives_date_and_agency(
    dateline: str, date: str | None, publisher: str | None, read: Read, paragraphs: Paragraphs
) -> None:
    """The dateline that opens a paragraph counts where it has a year, and stays in the text."""
    document = read(f"A title of it\n\n{dateline}{paragraphs[0]}")
    assert (document.date, document.publisher) == (date, publisher)
    assert document.cuts == ()


def test_dates_of_a_chronology_stay(read: Read, paragraphs: Paragraphs) -> None:
    """Dates above one paragraph each tell when things happened: none is cut or believed."""
    lines = ["How it came", paragraphs[0], "March 9, 2021", paragraphs[1], "June 16, 2021"]
    document = read("\n\n".join([*lines, paragraphs[2]]))
    assert document.date is None
    assert document.cuts == ()


def test_head_of_a_pasted_page(read: Read, body: Body, paragraphs: Paragraphs) -> None:
    """Menu, notice, crumbs, byline and the second headline go; one headline stays."""
    head = """Skip to content
Menu
World
Space

We use cookies to improve your visit. Some of them come from Laos and Chad, others do not.
Accept all

Home > News > Space

Zambia and Peru share a satellite | The Andean Post

Zambia and Peru share a satellite

They had talked about it for three years before they signed on Monday, a minister said.

By Ana Flores
3 March 2026
3 min read
Share
"""
    document = read(head + "\n" + "\n\n".join(paragraphs))
    assert document.title == "Zambia and Peru share a satellite"
    assert document.publisher == "The Andean Post"
    assert document.date == "2026-03-03"
    assert body(document) == [
        "Zambia and Peru share a satellite",
        "They had talked about it for three years before they signed on Monday, a minister said.",
        *paragraphs,
    ]
    assert "head: title repeated" in {removed.reason for removed in explain(document)}


def test_a_menu_of_unknown_words_is_no_headline(
    read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """Four very short lines in a row above a longer one are the menu of the site."""
    menu = ["Kitchen", "Gardens", "Chess corner", "Obituaries"]
    document = read("\n\n".join([*menu, "Zambia and Peru share a satellite", *paragraphs]))
    assert document.title == "Zambia and Peru share a satellite"
    assert body(document) == [document.title, *paragraphs]


def test_the_name_of_a_section_is_no_headline(read: Read, paragraphs: Paragraphs) -> None:
    """A line of one or two words above a longer one is passed over, but stays in the text."""
    page = "\n\n".join(["RELEASE 26-009", "Zambia and Peru share a satellite", *paragraphs])
    document = read(page)
    assert document.title == "Zambia and Peru share a satellite"
    assert document.cuts == ()
    assert read("\n\n".join(["Moon base", *paragraphs])).title == "Moon base"


def test_a_standfirst_names_the_publisher_only_if_clear(read: Read, paragraphs: Paragraphs) -> None:
    """The name after "reports" is a publisher if it sounds like one, not a reporter."""
    for name, publisher in (("Asian Lite News", "Asian Lite News"), ("Ana Flores", None)):
        text = f"A title of it\n\nTwo states share a craft…reports {name}\n\n{paragraphs[0]}"
        assert read(text).publisher == publisher


def test_the_address_in_the_head_is_the_url(read: Read, body: Body, paragraphs: Paragraphs) -> None:
    """A line that is an address, with or without a label, is taken and cut."""
    for line in ("https://andean.example/a?b=1", "Source: https://andean.example/a?b=1"):
        document = read(f"A title of it\n{line}\n\n{paragraphs[0]}")
        assert document.url == "https://andean.example/a?b=1"
        assert body(document) == ["A title of it", paragraphs[0]]


def test_overrides_count_more_than_the_page(read: Read, paragraphs: Paragraphs) -> None:
    """What a user says of an article wins; the frozen text does not change."""
    page = f"A title of it\n\nOctober 27, 2023\n\n{paragraphs[0]}"
    given = Metadata(title="Another one", date="2023-11", publisher="The Post", url="http://a.b/c")
    document = read(page, overrides=given)
    assert (document.title, document.date) == ("Another one", "2023-11")
    assert (document.publisher, document.url) == ("The Post", "http://a.b/c")
    assert document.text == page


def test_a_known_headline_is_never_furniture(
    read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """A headline that reads like a button stays if it is known to be the headline."""
    page = f"Don’t miss\n\n{paragraphs[0]}"
    assert body(read(page, overrides=Metadata(title="Don’t miss"))) == ["Don’t miss", paragraphs[0]]


@pytest.mark.parametrize(
    "values",
    [{"date": "2023-13"}, {"date": "27 October 2023"}, {"date": "203X"}, {"url": "ftp://a.b/c"},
     {"url": "javascript:alert(1)"}, {"url": "https://a b"}, {"url": "http://[::1"},
     {"url": "a.b"}],
)  # fmt: skip
def test_wrong_metadata_is_refused(values: dict[str, str]) -> None:
    """A date on no calendar and an address that is not http(s) never reach the graph."""
    [value] = values.values()
    with pytest.raises(DocumentError, match=re.escape(repr(value))):
        Metadata(date=values.get("date"), url=values.get("url"))
