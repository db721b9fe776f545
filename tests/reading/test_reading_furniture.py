"""What stands between and below the paragraphs of an article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Document
from kg.text.reading import explain

Read = Callable[..., Document]
Body = Callable[[Document], list[str]]
Paragraphs = tuple[str, str, str]


@pytest.mark.parametrize(
    "line",
    [
        "ALSO READ: China plans a new base on Mars",
        "Read more: Laos joins the ILRS",
        "READ MORE | Laos joins the ILRS?",
        "» Related: Laos joins the ILRS",
        "**Also read:** Laos joins the ILRS",
        "ADVERTISEMENT",
        "Share this article",
        "Photo: ESA/NASA",
        "Image credit: China National Space Administration",
        "Sign up for our newsletter and get the news of Laos and Chad every day.",
        "Follow us on Twitter and Facebook",
        "Tags: Laos, Chad",
        "(With inputs from agencies)",
        "We use cookies to see whether people from Laos come here.",
        "Story continues below advertisement",
    ],
)
def test_a_line_of_furniture_in_the_middle_goes_alone(
    line: str, read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """A teaser or tool between two paragraphs is cut, the paragraphs around it stay."""
    document = read("\n\n".join(["A title of it", paragraphs[0], line, paragraphs[1]]))
    assert body(document) == ["A title of it", paragraphs[0], paragraphs[1]]


@pytest.mark.parametrize(
    "line",
    [
        "Read more about it, he said",
        "Read more about it, he said.",
        "Related: On May 4 Laos, which had waited for years, joined the ILRS as well.",
        "Copyright law does not reach the Moon, said the minister of Chad on Tuesday.",
        "Photo: the ministers of Laos and Chad signed the accord in Minsk on Monday.",
        "By signing up to the Artemis Accords, Chad became the 70th country to do so.",
        "By continuing to use the station, Russia keeps its word until the year 2028.",
        "Tags on the crates showed that the satellite of Laos had come from Shanghai.",
        "Reporting by Xinhua suggests that Laos and Chad have both signed the accord.",
        "Comments by the minister of Laos were awaited until late on Monday evening.",
        "Share of the cost: Laos 40 percent, Chad 60 percent.",
        "Next year Laos will join.",
        "End of mission: Laos, 2027",
        "The seven nations are:",
    ],
)
def test_true_text_that_begins_like_furniture_stays(
    line: str, read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """A sentence is never cut because it begins with the words of a link or a label."""
    document = read("\n\n".join(["A title of it", paragraphs[0], line, paragraphs[1]]))
    assert line in body(document)


def test_a_link_inside_a_wrapped_paragraph_stays(read: Read, body: Body) -> None:
    """A line that goes on with the sentence above it is text, whatever it says."""
    text = (
        "The note can be had from the space office, where people can also\n"
        "read more\n"
        "about the satellite that Laos and Chad will build together in 2027,\n"
        "according to the minister."
    )
    assert body(read(text)) == text.split("\n")


def test_a_box_of_links_ends_where_the_article_goes_on(
    read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """Titles under RELATED ARTICLES are cut, the paragraphs below the box are read."""
    box = ["Related articles", "Laos joins the ILRS", "Chad signs with NASA"]
    document = read("\n\n".join(["A title of it", paragraphs[0], *box, *paragraphs[1:]]))
    assert body(document) == ["A title of it", *paragraphs]
    document = read("\n\n".join(["A title of it", *paragraphs[:2], *box, paragraphs[2]]))
    assert body(document) == ["A title of it", *paragraphs]


def test_a_heading_above_a_paragraph_survives_a_box(
    read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """The heading that stands directly on the next paragraph does not count as a link."""
    box = "Read more\n\nLaos joins the ILRS\n\nWhat Peru wants\n" + paragraphs[1]
    document = read("\n\n".join(["A title of it", paragraphs[0], box]))
    assert body(document) == ["A title of it", paragraphs[0], "What Peru wants", paragraphs[1]]


@pytest.mark.parametrize(
    "heading",
    ["Previous Story", "Next Story", "Latest from -Top News", "Don't Miss", "Don’t miss",
     "Most read", "Trending now", "Recommended for you", "Related articles (4)",
     "You may also like", "## More from the Post"],
)  # fmt: skip
def test_teasers_with_sentences_at_the_tail_are_cut(
    heading: str, read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """Below a tail heading, titles and their one-sentence summaries yield nothing."""
    teasers = [
        heading,
        "Mali launches a satellite",
        "The satellite of Mali was built in Turkey and launched by India, officials said.",
        "Chad signs the accords",
        "Chad became the 70th country to sign them, the State Department said on Tuesday.",
    ]
    document = read("\n\n".join(["A title of it", *paragraphs, *teasers]))
    assert body(document) == ["A title of it", *paragraphs]


@pytest.mark.parametrize(
    "heading", ["Comments", "12 comments", "Leave a reply", "About the author"]
)
def test_comments_are_cut_however_long_they_are(
    heading: str, read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """Whole paragraphs of readers and authors below the article are not the article."""
    comments = [
        heading,
        "I think that Laos joined the ILRS in 2019, and nobody has told us about it so far.",
        "No, it was Chad that joined it, as everybody in our village knows since last year.",
    ]
    document = read("\n\n".join(["A title of it", *paragraphs, *comments]))
    assert body(document) == ["A title of it", *paragraphs]


def test_a_tail_heading_at_the_top_does_not_eat_the_article(
    read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """A counter of comments or a box of trends above the article costs only itself."""
    for heading in ("Comments", "Trending"):
        document = read("\n\n".join(["A title of it", paragraphs[0], heading, *paragraphs[1:]]))
        assert body(document) == ["A title of it", *paragraphs]


def test_a_page_without_blank_lines_is_cut_as_well(
    read: Read, body: Body, paragraphs: Paragraphs
) -> None:
    """One paragraph per line and nothing between them: teasers are still told from text."""
    lines = [
        paragraphs[0], "Read more", "Laos joins the ILRS", paragraphs[1],
        "ALSO READ: Chad signs", paragraphs[2], "Next story", "Mali launches a satellite",
    ]  # fmt: skip
    assert body(read("\n".join(lines))) == list(paragraphs)


def test_explain_tells_reason_line_and_first_words(read: Read, paragraphs: Paragraphs) -> None:
    """Every cut can be shown: why, on which line, and how it begins."""
    teaser = "ALSO READ: Laos and Chad and Mali and Peru and Zambia sign one accord after another"
    lines = ["A title of it", "", paragraphs[0], "", teaser, "", paragraphs[1], "", "Next story"]
    first, second = explain(read("\n".join([*lines, "Mali launches"])))
    assert first == ("body: link to another story", 5, first.words)
    assert teaser.startswith(first.words.removesuffix(" …"))
    assert first.words.endswith(" …")
    assert second == ("tail: other stories, from “Next story”", 9, "Next story Mali launches")
