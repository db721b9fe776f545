"""PDF files, written by hand for these tests."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter

from kg.errors import DocumentError
from kg.model import Document
from kg.text.reading import read_text

MakePdf = Callable[[list[list[str]]], bytes]

PAGES = [
    [
        "The Andean Post, week 9",
        "Zambia and Peru share a satellite",
        "March 3, 2026",
        "Zambia and Peru agreed on Monday to build a small satellite together, the two",
        "space offices said in a joint note. The craft will be assembled in Lusaka in coop-",
        "eration with a Chinese-",
        "led consortium and the Chang'e-",
        "6 team of Beijing.",
        "The second paragraph begins here, and it is long enough to fill one whole line up",
        "to the end of the page, where its sentence has not come to an end and therefore it",
        "Page 1 of 2",
    ],
    [
        "The Andean Post, week 9",
        "goes on with the partners of the two countries, who have long-standing and long-",
        "standing ties.",
        "ALSO READ: Mali joins",
        "Page 2 of 2",
    ],
]


def _encrypted(data: bytes, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_the_text_layer_becomes_paragraphs(
    make_pdf: MakePdf, body: Callable[[Document], list[str]]
) -> None:
    """Running heads and page numbers go, lines and broken words are joined across pages."""
    document = read_text(make_pdf(PAGES), "note.pdf")
    assert document.title == "Zambia and Peru share a satellite"
    assert document.date == "2026-03-03"
    assert body(document) == [
        "Zambia and Peru share a satellite",
        "Zambia and Peru agreed on Monday to build a small satellite together, the two space "
        "offices said in a joint note. The craft will be assembled in Lusaka in cooperation "
        "with a Chinese-led consortium and the Chang'e-6 team of Beijing.",
        "The second paragraph begins here, and it is long enough to fill one whole line up to "
        "the end of the page, where its sentence has not come to an end and therefore it goes "
        "on with the partners of the two countries, who have long-standing and long-standing "
        "ties.",
    ]


def test_a_pdf_without_text_is_called_scanned(make_pdf: MakePdf) -> None:
    """Pictures of pages hold no text, and the message says what helps."""
    with pytest.raises(DocumentError, match=r"a\.pdf: is a PDF without text \(scanned pages\?\)"):
        read_text(make_pdf([[], []]), "a.pdf")


def test_a_locked_pdf_is_refused_an_open_one_read(make_pdf: MakePdf) -> None:
    """A password to open it stops reading, one that only forbids printing does not."""
    data = make_pdf(PAGES)
    with pytest.raises(DocumentError, match=r"a\.pdf: is locked by a password"):
        read_text(_encrypted(data, "secret"), "a.pdf")
    assert read_text(_encrypted(data, ""), "a.pdf") == read_text(data, "a.pdf")


@pytest.mark.parametrize("length", [8, 60, 300, 700])
def test_a_broken_pdf_is_a_clear_error(length: int, make_pdf: MakePdf) -> None:
    """A download that stopped half way is called damaged or empty of text."""
    with pytest.raises(DocumentError, match=r"a\.pdf: is a (damaged PDF|PDF without text)"):
        read_text(make_pdf(PAGES)[:length], "a.pdf")
