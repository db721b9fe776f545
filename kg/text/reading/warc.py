"""WARC files: web archives, one record after another, plain or each in its gzip member.

The file is streamed: no more than one record is in memory. After a damaged stretch reading
goes on at the next record that can be found, so that one bad byte does not lose the rest.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from kg.model.english import counted
from kg.text.reading.item import Item, Refused, id_of_address
from kg.text.reading.metadata import Metadata, date_problem, url_problem
from kg.text.reading.reader import LARGEST_FILE

_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}
_BLOCK = 65_536
_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"WARC/1."
# warcio raises these on headers that are damaged in one way or another.
_CONFUSED = (ArithmeticError, AttributeError, EOFError, LookupError, TypeError, ValueError)
_HELD = ("response", "resource")


class _DamageError(Exception):
    """The archive cannot be read on here."""


class _Member(io.RawIOBase):
    """One gzip member of a file, decompressed while it is read.

    Args:
        file: positioned at the first byte of the member.
    """

    def __init__(self, file: IO[bytes]):
        self._file = file
        self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._pending = b""
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, at least one before the end of the member."""
        wanted = size if size > 0 else _BLOCK
        while not self._inflate.eof:
            packed = self._inflate.unconsumed_tail or self._file.read(_BLOCK)
            try:
                data = self._inflate.decompress(packed, wanted)
            except zlib.error as error:
                raise _DamageError(f"its compression is damaged ({error})") from error
            if data:
                self._position += len(data)
                return data
            if not packed:
                raise _DamageError("the file ends within it")
        return b""

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._position

    @property
    def rest(self) -> int:
        """How many bytes after the member were taken from the file."""
        return len(self._inflate.unused_data)


def warc_items(path: Path) -> Iterator[Item | Refused]:
    """Yield the pages and documents of an archive, and what in it is damaged.

    Each record that holds an HTML page, a text or a PDF is an item, with its address. Its
    date is that of capture, unless the page itself names one. Other records (requests,
    redirects, images) hold no article; how many there are is said at the end.

    Args:
        path: a `.warc` or `.warc.gz` file.
    """
    origin, others, at = str(path.resolve()), 0, 0
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            while at < size:
                packed = _begins(file, at, _GZIP)
                run = _Run(file, at, origin, packed=packed)
                yield from run
                others, at = others + run.others, run.end
                if run.damage:
                    yield Refused(origin, f"is damaged: {run.damage}", f"offset {at}")
                    at = _next_record(file, at + 1, size)
    except OSError as error:
        yield Refused(origin, f"cannot be read: {error.strerror or error}")
    if others:
        number = counted(others, "record of it holds", "records of it hold")
        yield Refused(origin, f"{number} no article", faulty=False)


class _Run:
    """The records from a place on: to the end of the gzip member or file, or to damage.

    Iterated once; then `end` is where to go on, and `damage` is what is wrong there, if
    anything is. `others` counts the records that hold no article.
    """

    def __init__(self, file: IO[bytes], start: int, origin: str, *, packed: bool):
        self._file, self._start, self._origin, self._packed = file, start, origin, packed
        self.end, self.others, self.damage = start, 0, ""

    def __iter__(self) -> Iterator[Item | Refused]:
        from warcio.exceptions import ArchiveLoadFailed

        self._file.seek(self._start)
        stream: Any = _Member(self._file) if self._packed else self._file
        try:
            yield from self._records(stream)
        except (_DamageError, ArchiveLoadFailed) as error:
            self.damage = str(error) or "no record begins here"
            return
        except _CONFUSED as error:
            self.damage = f"no record can be made of it ({type(error).__name__})"
            return
        self.end = self._file.tell() - (stream.rest if self._packed else 0)

    def _records(self, stream: Any) -> Iterator[Item | Refused]:
        """Yield each record once it is known to be whole."""
        from warcio.archiveiterator import ArchiveIterator

        class Records(ArchiveIterator):  # type: ignore[misc]
            INC_RECORD = ""  # told below, not on the terminal

        records = Records(stream)
        for record in records:
            if not (record.rec_headers.get_header("Content-Length") or "").isdigit():
                raise _DamageError("its length is not declared")
            found = self._item(record)
            records.read_to_end()
            if records.err_count or record.raw_stream.limit:
                raise _DamageError("its length is not what it declares")
            if found is None:
                self.others += 1
            else:
                yield found
            if not self._packed:
                self.end = records.offset
        if self._packed and not stream._inflate.eof:
            stream.read()

    def _item(self, record: Any) -> Item | Refused | None:
        """Return what a record holds, or None where that is no article."""
        kind = _kind(record)
        if kind is None:
            return None
        place = f"offset {self.end}"
        data = record.content_stream().read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            limit = f"{LARGEST_FILE / 1e6:.0f} MB"
            return Refused(self._origin, f"is larger than the limit of {limit}", place)
        url = record.rec_headers.get_header("WARC-Target-URI", "").strip("<>")
        date = (record.rec_headers.get_header("WARC-Date") or "")[:10]
        return Item(
            origin=self._origin,
            data=data,
            record=place,
            kind=kind,
            id=id_of_address(url, None, data),
            given=Metadata(url=url if url_problem(url) is None else None),
            fallback=Metadata(date=date if date_problem(date) is None else None),
        )


def _kind(record: Any) -> str | None:
    """Return as what a record is to be read, None if it holds no article."""
    if record.rec_type not in _HELD:
        return None
    headers = record.http_headers or record.rec_headers
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return None
    media_type = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return _KINDS.get(media_type)


def _begins(file: IO[bytes], at: int, mark: bytes) -> bool:
    file.seek(at)
    return file.read(len(mark)) == mark


def _next_record(file: IO[bytes], at: int, size: int) -> int:
    """Return where the next record may begin, or the size of the file."""
    file.seek(at)
    before = b""
    while block := file.read(_BLOCK):
        data = before + block
        found = [data.find(mark) for mark in (_GZIP, _PLAIN)]
        nearest = min((place for place in found if place >= 0), default=-1)
        if nearest >= 0:
            return at + nearest
        before = data[-len(_PLAIN) :]
        at += len(data) - len(before)
    return size
