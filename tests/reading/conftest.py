"""Pages written for these tests, and short ways to read them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kg.model import Document
from kg.text.reading import read_text

FIRST = (
    "Zambia and Peru agreed on Monday to build a small satellite together, the two space "
    "offices said in a joint note."
)
SECOND = (
    "The craft will be assembled in Lusaka and is due to fly in 2027, according to the note "
    "that both sides released."
)
THIRD = (
    "Read more about it, he said, in the note itself, which has eleven pages and a drawing of "
    "the spacecraft."
)


@pytest.fixture(scope="session")
def paragraphs() -> tuple[str, str, str]:
    """Three true paragraphs of an article; the last one begins like a link."""
    return FIRST, SECOND, THIRD


@pytest.fixture(scope="session")
def read() -> Callable[..., Document]:
    """Read a text as if it were a file of that name."""

    def read(text: str, name: str = "page.txt", **options: object) -> Document:
        return read_text(text.encode(), name, **options)  # type: ignore[arg-type]

    return read


@pytest.fixture(scope="session")
def body() -> Callable[[Document], list[str]]:
    """The lines of a document that remain to be read."""

    def body(document: Document) -> list[str]:
        parts = "".join(document.text[start:end] for start, end in document.body())
        return [line.strip() for line in parts.split("\n") if line.strip()]

    return body


@pytest.fixture(scope="session")
def make_pdf() -> Callable[[list[list[str]]], bytes]:
    """Write a PDF of pages of lines by hand, in one of the standard fonts."""
    return _pdf


def _pdf(pages: list[list[str]]) -> bytes:
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, lines in enumerate(pages):
        shown = [re.sub(r"([\\()])", r"\\\1", line) for line in lines]
        text = ["BT /F1 11 Tf 14 TL 60 780 Td", *(f"({line}) Tj T*" for line in shown), "ET"]
        stream = "\n".join(text).encode("cp1252")
        page = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>"
        )
        content = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        objects += [page.encode(), content]
    return _with_table(objects)


def _with_table(objects: list[bytes]) -> bytes:
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(file))
    return file + head + table + end
