"""Pages of the web, saved as HTML."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import DocumentError
from kg.model import Document
from kg.text.reading import read_text

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Zambia and Perú share a satellite | The Andean Post</title>
<meta property="og:site_name" content="The Andean Post">
<link rel="canonical" href="https://andean.example/space/zambia">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "Organization", "name": "The Andean Post"},
 {"@type": "NewsArticle", "headline": "Zambia and Perú share a satellite",
  "datePublished": "2026-03-03T10:15:00Z"}]}</script></head>
<body>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies.</p><button>OK</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/laos">Laos joins the ILRS</a></li></ul></nav>
<main><article>
<header><h1>Zambia and Perú share a satellite</h1><p class="byline">By Ana Flores</p></header>
<p>FIRST</p>
<p><strong>ALSO READ:</strong> <a href="/chad">Chad signs the accords</a></p>
<p>SECOND</p>
<ul><li>Zambia pays for the bus.</li><li>Perú pays for the launch.</li></ul>
<h2>Related articles</h2>
<ul><li><a href="/mali">Mali launches a satellite</a></li>
<li><a href="/x">Chad buys one</a></li></ul>
</article></main>
<aside><h3>Most read</h3><a href="/iran">Iran and Nepal sign</a></aside>
<footer><p>Copyright 2019 The Andean Post</p></footer>
</body></html>"""


@pytest.fixture
def page(paragraphs: tuple[str, str, str]) -> str:
    return PAGE.replace("FIRST", paragraphs[0]).replace("SECOND", paragraphs[1])


def test_the_article_of_a_page_and_nothing_else(
    page: str, body: Callable[[Document], list[str]], paragraphs: tuple[str, str, str]
) -> None:
    """Menu, banner, teasers, related links and footer yield nothing; metadata is found."""
    document = read_text(page.encode(), "page.html")
    assert document.title == "Zambia and Perú share a satellite"
    assert document.date == "2026-03-03"
    assert document.publisher == "The Andean Post"
    assert document.url == "https://andean.example/space/zambia"
    kept = body(document)
    assert kept[0] == document.title
    assert [line for line in kept if line in paragraphs] == list(paragraphs[:2])
    for name in ("Laos", "Chad", "Mali", "Iran", "cookies", "Copyright"):
        assert name not in " ".join(kept)


def test_a_page_gives_the_same_text_every_time(page: str) -> None:
    """No page read before changes what the next one gives."""
    first = read_text(page.encode(), "page.html")
    read_text(page.replace("Zambia", "Gambia").encode(), "other.html")
    assert read_text(page.encode(), "page.html") == first


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "iso-8859-15", "utf-16"])
def test_the_declared_charset_is_obeyed(charset: str, page: str) -> None:
    """Accents survive in the encodings that pages declare."""
    declared = page.replace('charset="utf-8"', f'charset="{charset}"')
    document = read_text(declared.encode(charset), "page.html")
    assert document.title == "Zambia and Perú share a satellite"


def test_a_date_in_the_body_is_not_taken(page: str) -> None:
    """Where a page declares no date, neither a sentence nor the footer gives one."""
    undated = page.replace("datePublished", "dateOfNothing").replace(
        "ALSO READ:", "On 2021-03-09 the two signed."
    )
    assert read_text(undated.encode(), "page.html").date is None


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2024-05-03T08:00:00Z">', "2024-05-03"),
        ('<meta name="DC.date.issued" content="2024-05-03">', "2024-05-03"),
        ('<meta itemprop="datePublished" content="3 May 2024">', "2024-05-03"),
        ('<script type="application/ld+json">[{"datePublished": "soon"}, 3]</script>', None),
        ('<script type="application/ld+json">{"@graph": [3, {"@graph": [3]}]}</script>', None),
        ('<script type="application/ld+json">{broken</script>', None),
    ],
)  # fmt: skip
def test_declared_dates(head: str, date: str | None, page: str) -> None:
    """Meta tags and JSON-LD are read in their usual spellings, broken ones are passed over."""
    undated = page.replace("datePublished", "dateOfNothing").replace("</head>", head + "</head>")
    assert read_text(undated.encode(), "page.html").date == date


def test_the_time_element_of_the_article_dates_it(page: str) -> None:
    """A time in the article's header counts, one in a list of other stories does not."""
    undated = page.replace("datePublished", "dateOfNothing")
    time = '<time datetime="2024-05-03">last week</time>'
    assert read_text(undated.replace("<nav>", "<nav>" + time).encode(), "a.html").date is None
    dated = undated.replace("<header>", "<header>" + time)
    assert read_text(dated.encode(), "a.html").date == "2024-05-03"


@pytest.mark.parametrize(
    "page", ["<html></html>", "<!doctype html><html><body><script>x</script></body></html>"]
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    """The message says that it is HTML and that nothing was found on it."""
    with pytest.raises(DocumentError, match=r"page\.html: no article was found"):
        read_text(page.encode(), "page.html")
