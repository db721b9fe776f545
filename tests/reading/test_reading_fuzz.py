"""Files that are no articles, damaged, or made to break their reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DataFileError, DocumentError
from kg.text.reading import Item, Refused, items_in, read_item, read_text

SAID = "Zambia and Peru agreed on Monday to build a small satellite, their space offices said."
MARKS = """
    <html> <head> <title> </title> <body> <p> </p> <div> <table> <tr> <td> <article> <script> <!--
    --> <![CDATA[ ]]> <!DOCTYPE <?xml &amp; &#x0; &#xD800; &lt <rss> <channel> <item> <description>
    </item> <feed> <entry> <content> <link href= http://[ " ' > WARC/1.0 Content-Length: -1 \r\n\r\n
    HTTP/1.1 200 OK \0 \ufeff %PDF-1.4 endobj stream
""".split()
contents = st.one_of(
    st.binary(max_size=80),
    st.lists(st.sampled_from([*MARKS, SAID]) | st.text(max_size=4), max_size=25).map(
        lambda pieces: "\n".join(pieces).encode("utf-8", "replace")
    ),
)
some = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", ["page.html", "page.pdf", "page.md", "page"])
@given(data=contents)
@some
def test_any_bytes_are_an_article_or_an_error(name: str, data: bytes) -> None:
    """Never anything else, such as the error of a library."""
    try:
        assert read_text(data, name).text.strip()
    except (DocumentError, DataFileError) as error:
        assert name in str(error)


@pytest.mark.parametrize("ending", ["rss", "atom", "xml", "warc", "warc.gz"])
@given(data=contents)
@some
def test_any_bytes_are_a_container_or_refused(tmp_path: Path, ending: str, data: bytes) -> None:
    """What it holds is read, or refused with its place."""
    file = tmp_path / f"file.{ending}"
    file.write_bytes(data)
    for item in items_in(file):
        assert isinstance(item, Item | Refused)
        assert item.place.startswith(str(file.resolve()))
        if isinstance(item, Item):
            try:
                read_item(item)
            except (DocumentError, DataFileError):
                continue


@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=8))
@some
def test_a_damaged_pdf_is_read_or_refused(
    make_pdf: Callable[[list[list[str]]], bytes], changes: list[tuple[int, int]]
) -> None:
    """Whichever of its bytes are other ones."""
    data = bytearray(make_pdf([[SAID] * 3]))
    for place, value in changes:
        data[place % len(data)] = value
    try:
        read_text(bytes(data), "page.pdf")
    except DocumentError as error:
        assert "page.pdf" in str(error)


NESTED = {
    "divisions": ("page.html", "<html><body>" + "<div>" * 50_000 + f"<p>{SAID}</p>"),
    "tables": ("page.html", "<html><body>" + "<table><tr><td>" * 30_000 + SAID),
    "emphasis": ("page.html", "<html><body><p>" + "<em>" * 50_000 + SAID),
    "quotations": ("page.md", ">" * 100_000 + f" {SAID}"),
    "links": ("page.md", "[" * 100_000 + f"{SAID}](x)"),
    "metadata": ("page.md", "---\ntitle: " + "[" * 100_000 + f"\n---\n{SAID}\n"),
    "spaces": ("page.txt", SAID + " " * 100_000 + "x\n" + "\n \n" * 100_000),
}


@pytest.mark.parametrize(("name", "text"), NESTED.values(), ids=NESTED)
def test_nesting_ends_no_program(name: str, text: str) -> None:
    """A page of hostile depth is an article or an error like any other."""
    try:
        assert SAID in read_text(text.encode(), name).text
    except (DocumentError, DataFileError) as error:
        assert name in str(error)


def test_an_entity_of_a_page_reads_no_file(tmp_path: Path) -> None:
    """Nor does any other address on it."""
    secret = tmp_path / "secret"
    secret.write_text("c0ffee")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><article>'
        f'<p>&x; {SAID}</p><iframe src="{secret.as_uri()}"></iframe></article></body></html>'
    )
    document = read_text(page.encode(), "page.html")
    assert SAID in document.text
    assert "c0ffee" not in document.text
