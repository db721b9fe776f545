"""PDF: the text layer, put back into paragraphs.

A page of a PDF is lines at positions. Lines repeated at the top or bottom of most pages and
page numbers are dropped, words broken at a line's end are mended, and lines are joined until
a sentence ends short of the margin.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import DocumentError
from kg.text.reading.metadata import Metadata
from kg.text.reading.plain import Frozen
from kg.text.reading.quiet import quiet

if TYPE_CHECKING:
    from pypdf import PdfReader

_EDGE = 3
_LEAST_TEXT = 20
_FULL_LINE = 0.8

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?i)[\W_]*(?:page\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?[\W_]*")
_HYPHEN = re.compile(r"\w-$")
_BROKEN = re.compile(r"([^\W\d_]{2,})-$")
_COMPOUND = re.compile(r"(?:led|based|built|made|backed|funded|owned|run|standing|term|range)\b")

# pypdf raises all of these on files that are damaged in one way or another.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def read_pdf(data: bytes, name: str) -> Frozen:
    """Return the text of a PDF in paragraphs, and the title that it declares and prints.

    Args:
        data: the file.
        name: its name, for messages.

    Raises:
        DocumentError: the file is damaged, locked by a password, or has no text layer.
    """
    with quiet("pypdf"):
        pages, title = _read(data, name)
    text = "\n\n".join(_paragraphs([line for page in _without_edges(pages) for line in page]))
    if sum(c.isalnum() for c in text) < _LEAST_TEXT:
        raise DocumentError(
            f"{name}: is a PDF without text (scanned pages?); run OCR on it and try again"
        )
    return Frozen(text + "\n", Metadata(title=_printed(title, text)))


def _read(data: bytes, name: str) -> tuple[list[list[str]], str | None]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{name}: is locked by a password; save it without one")
        pages = [(page.extract_text() or "").split("\n") for page in reader.pages]
        return [[_clean(line) for line in page] for page in pages], _title(reader)
    except DependencyError as error:
        raise DocumentError(f"{name}: is encrypted; save it without encryption") from error
    except (PyPdfError, *_DAMAGE) as error:
        raise DocumentError(f"{name}: is a damaged PDF ({type(error).__name__})") from error


def _title(reader: PdfReader) -> str | None:
    title = reader.metadata.title if reader.metadata else None
    return " ".join(str(title).split()) if title else None


def _clean(line: str) -> str:
    return " ".join(line.encode("utf-8", "replace").decode().replace("\0", " ").split())


def _printed(title: str | None, text: str) -> str | None:
    """Return the declared title if the head prints it; others are often names of files."""
    head = " ".join(text[:2000].split()).casefold()
    return title if title and title.casefold() in head else None


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Return the lines of each page without running heads, running feet and page numbers."""
    counts = Counter(mark for page in pages for mark in {_mark(page[i]) for i in _edges(page)})
    repeated = {mark for mark, count in counts.items() if count > 1 and count * 2 >= len(pages)}
    kept = []
    for page in pages:
        edges = _edges(page)
        kept.append([x for i, x in enumerate(page) if not (i in edges and _runs(x, repeated))])
    return kept


def _edges(page: list[str]) -> set[int]:
    filled = [i for i, line in enumerate(page) if line]
    return {*filled[:_EDGE], *filled[-_EDGE:]}


def _mark(line: str) -> str:
    return _DIGITS.sub("#", line).casefold()


def _runs(line: str, repeated: set[str]) -> bool:
    return _mark(line) in repeated or bool(_PAGE_NUMBER.fullmatch(line))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    lengths = sorted(len(line) for line in lines if line)
    # A table or a formula may be wider than the column of text.
    full = _FULL_LINE * lengths[len(lengths) * 9 // 10] if lengths else 0
    words = {word.strip(".,;:()“”\"'").casefold() for line in lines for word in line.split()}
    paragraph, before = "", ""
    for line in lines:
        if line and paragraph and _goes_on(before, line, full):
            paragraph = _joined(paragraph, line, words)
        elif line:
            if paragraph:
                yield paragraph
            paragraph = line
        before = line
    if paragraph:
        yield paragraph


def _goes_on(before: str, line: str, full: float) -> bool:
    """Return whether a line belongs to the paragraph of the one above it."""
    return line[0].islower() or before.endswith("-") or len(before) >= full > 0


def _joined(paragraph: str, line: str, words: set[str]) -> str:
    if not _HYPHEN.search(paragraph):
        return f"{paragraph} {line}"
    broken = _BROKEN.search(paragraph)
    after = line.split()[0].strip(".,;:()“”\"'")
    if broken is None or not line[0].islower() or _COMPOUND.match(line):
        return paragraph + line
    left = broken[1].casefold()
    if f"{left}-{after}" in words and left + after not in words:
        return paragraph + line
    return paragraph[:-1] + line
