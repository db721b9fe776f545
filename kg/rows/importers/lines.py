"""Lines of large files: decoded one by one, each with its number and its place in the text."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import DocumentError

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FALLBACK = "cp1252"
"""What spreadsheets of the West write where they do not write Unicode."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end.

    Args:
        number: 1-based.
        start: first code point of the line in the text, each end of line counted as one.
        text: the line.
    """

    number: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one line of a file; the rest of the file is good.

    Args:
        line: 1-based; 0 for the file as a whole.
        message: what is wrong, without the place.
        file: the file, as the user named it.
    """

    line: int
    message: str
    file: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}" if place else self.message


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a text; only a line feed ends one."""
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line or start < len(text):
            yield Line(number, start, line)
        start += len(line) + 1


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file: that of its mark, UTF-8, or else Windows-1252.

    Raises:
        DocumentError: the file cannot be read, is empty or is no text.
    """
    try:
        with path.open("rb") as stream:
            return _encoding(stream, path)
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}") from error


def _encoding(stream: BinaryIO, path: Path) -> str:
    head = stream.read(_CHUNK)
    if not head.strip():
        raise DocumentError(f"{path}: is empty")
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        raise DocumentError(f"{path}: is no text; give the table itself, unpacked")
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while head:
            decoder.decode(head)
            head = stream.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _FALLBACK
    return "utf-8"


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a file without holding more than one; any end of line will do.

    Raises:
        DocumentError: the file cannot be read, is empty or is no text.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline=None) as stream:
        yield from _numbered(line.removesuffix("\n") for line in stream)


def _numbered(lines: Iterable[str]) -> Iterator[Line]:
    start = 0
    for number, line in enumerate(lines, start=1):
        yield Line(number, start, line)
        start += len(line) + 1
