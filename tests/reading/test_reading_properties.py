"""What holds for any file at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataFileError, DocumentError
from kg.model import Document
from kg.text.reading import explain, load_furniture, read_text

_PROSE = "Zambia and Peru agreed on Monday to build a small satellite, their space offices said."
_PIECES = [
    *sorted(load_furniture().phrases)[::7],
    "Previous Story", "Related articles", "Comments", "Read more", "ALSO READ: Laos joins", "Tags",
    "Laos joins the ILRS", "A title of it | The Post", "A title of it", "October 27, 2023",
    "By Ana Flores", "27 October 2023", _PROSE, _PROSE, "He said…", "---", "```", "<!-- x -->",
    "[a](b)", "# A title of it", "", "", "title: x", "Home > News > Space", "read more\nabout it",
]  # fmt: skip

texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(_PIECES), max_size=25).map("\n".join),
    st.lists(st.sampled_from(_PIECES) | st.text(max_size=30), max_size=15).map("\n\n".join),
)


def _check(document: Document) -> None:
    """Assert that cuts and body cover the text, and that something is left to read."""
    spans = sorted([(cut.start, cut.end) for cut in document.cuts if cut.reason] + document.body())
    at = 0
    for start, end in spans:
        assert start == at < end
        at = end
    assert at == len(document.text)
    assert any(document.text[start:end].strip() for start, end in document.body())
    removed = explain(document)
    assert [entry.line for entry in removed] == [
        document.text[: cut.start].count("\n") + 1 for cut in document.cuts
    ]


@pytest.mark.parametrize("name", ["page.txt", "page.md", "stdin"])
@given(text=texts)
def test_cuts_and_body_cover_any_text(name: str, text: str) -> None:
    """Cuts ascend, do not overlap and lie inside; with the body they are the whole text."""
    try:
        document = read_text(text.encode("utf-8", "replace"), name)
    except (DocumentError, DataFileError):
        return
    _check(document)


@given(text=texts)
def test_reading_is_a_function_of_its_input(text: str) -> None:
    """The same bytes give the same document."""
    data = text.encode("utf-8", "replace")
    first, second = _outcome(data), _outcome(data)
    assert first == second
    if isinstance(first, Document):
        lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        assert first.text.encode() == lines.replace(b"\r", b"\n")


def _outcome(data: bytes) -> Document | str:
    try:
        return read_text(data, "page.txt")
    except DocumentError as error:
        return str(error)


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "pdf"])
@given(data=st.binary(max_size=300), start=st.sampled_from([b"", b"%PDF-1.4\n", b"<html><p>"]))
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(kind: str, data: bytes, start: bytes) -> None:
    """Whatever a file holds, it is an article or a clear error, never a crash."""
    try:
        document = read_text(start + data, "file", kind=kind)
    except (DocumentError, DataFileError):
        return
    _check(document)


@given(data=st.data())
@settings(max_examples=60)
def test_a_damaged_pdf_is_read_or_refused(data: st.DataObject, make_pdf) -> None:  # type: ignore[no-untyped-def]
    """Bytes changed anywhere in a PDF give an article or a clear error."""
    file = bytearray(make_pdf([["Peru and Zambia signed a note on a satellite."]]))
    for _ in range(data.draw(st.integers(1, 5))):
        file[data.draw(st.integers(8, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        document = read_text(bytes(file), "a.pdf")
    except DocumentError:
        return
    _check(document)
