"""Reading an article file into a frozen `Document`."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from kg.errors import DocumentError
from kg.model import Cut, Document, content_hash, slugify
from kg.text.reading.decode import KINDS, decode, kind_of
from kg.text.reading.furniture import Page, cut_below, join_cuts
from kg.text.reading.head import read_head
from kg.text.reading.html import read_html
from kg.text.reading.markdown import read_markdown
from kg.text.reading.metadata import Metadata
from kg.text.reading.pdf import read_pdf
from kg.text.reading.plain import Frozen, read_plain
from kg.text.reading.units import HAS_WORD
from kg.text.reading.vocabulary import Furniture, load_furniture

LARGEST_FILE = 20_000_000
"""Bytes of the largest file that is read. The longest reports have a tenth of that."""


def read_document(
    path: Path, *, overrides: Metadata | None = None, furniture: Furniture | None = None
) -> Document:
    """Return the article that a file holds.

    Args:
        path: a text, Markdown, HTML or PDF file, or a pipe.
        overrides: metadata that counts more than what the file says.
        furniture: words of page furniture, by default those that came with `kg`.

    Raises:
        DocumentError: the file cannot be read or holds no article.
        DataFileError: its metadata block is wrong; with path and line.
    """
    try:
        data = read_bytes(path)
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror or error}") from error
    return _read(data, path, overrides, furniture, None)


def read_text(
    data: bytes,
    name: str,
    *,
    overrides: Metadata | None = None,
    kind: str | None = None,
    furniture: Furniture | None = None,
) -> Document:
    """Return the article in some bytes, such as those of standard input.

    Args:
        data: the content of a file.
        name: what to call it, such as `stdin`; its ending counts as that of a file.
        overrides: metadata that counts more than what the content says.
        kind: one of text, markdown, html and pdf; by default told from content and name.
        furniture: words of page furniture, by default those that came with `kg`.

    Raises:
        DocumentError: the content cannot be read or holds no article.
        DataFileError: its metadata block is wrong; with name and line.
    """
    return _read(data, Path(name), overrides, furniture, kind)


def read_bytes(path: Path) -> bytes:
    """Return the content of a file, or of a pipe, that is to be read as one article.

    Raises:
        DocumentError: it is a directory, or larger than `LARGEST_FILE`.
        OSError: it cannot be opened or read.
    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise DocumentError(f"{path}: is a directory; name the files in it")
    _check_size(status.st_size, path)
    with path.open("rb") as file:
        # What a pipe will yield is not known beforehand.
        return file.read(LARGEST_FILE + 1)


def _check_size(size: int, path: Path) -> None:
    if size > LARGEST_FILE:
        megabytes = f"{size / 1e6:.1f} MB" if size > LARGEST_FILE + 1 else "more"
        raise DocumentError(
            f"{path}: has {megabytes}; the limit for one article is "
            f"{LARGEST_FILE / 1e6:.0f} MB, so split the file"
        )


def _read(
    data: bytes,
    path: Path,
    overrides: Metadata | None,
    furniture: Furniture | None,
    kind: str | None,
) -> Document:
    _check_size(len(data), path)
    if not data.strip():
        raise DocumentError(f"{path}: is empty")
    if kind is not None and kind not in KINDS:
        raise DocumentError(f"{path}: unknown kind {kind!r}; use one of {', '.join(KINDS)}")
    frozen = _READERS[kind or kind_of(data, str(path))](data, path)
    given = overrides or Metadata()
    known = given.over(frozen.found)
    found, cuts = _cut(frozen, known, furniture or load_furniture())
    _check_body(frozen, cuts, path)
    known = known.over(found)
    return Document(
        id=slugify(path.stem) or f"article-{content_hash(frozen.text)[:8]}",
        text=frozen.text,
        title=known.title,
        date=known.date,
        publisher=known.publisher,
        url=known.url,
        cuts=cuts,
        sources=known.sources,
    )


def _cut(frozen: Frozen, known: Metadata, furniture: Furniture) -> tuple[Metadata, tuple[Cut, ...]]:
    """Return what the page tells of the article, and all that is not to be read."""
    page = Page(_blanked(frozen), furniture, frozen.start)
    head = read_head(page, known.title)
    cuts = join_cuts(frozen.text, [*frozen.cuts, *head.cuts, *cut_below(page, head.stop)])
    return head.found, tuple(cuts)


def _blanked(frozen: Frozen) -> str:
    """Return the frozen text with blanks, as many, for what its format rules out."""
    parts, at = [], 0
    for cut in frozen.cuts:
        gap = frozen.text[cut.start : cut.end]
        parts += [frozen.text[at : cut.start], "".join("\n" if c == "\n" else " " for c in gap)]
        at = cut.end
    return "".join([*parts, frozen.text[at:]])


def _check_body(frozen: Frozen, cuts: tuple[Cut, ...], path: Path) -> None:
    if not HAS_WORD.search(frozen.text):
        raise DocumentError(f"{path}: is empty: there is not one word in it")
    body = Document(id="", text=frozen.text, cuts=cuts).body()
    if not any(HAS_WORD.search(frozen.text, start, end) for start, end in body):
        raise DocumentError(f"{path}: holds no article, only page furniture or metadata")


_READERS: dict[str, Callable[[bytes, Path], Frozen]] = {
    "text": lambda data, path: read_plain(decode(data, str(path))),
    "markdown": lambda data, path: read_markdown(decode(data, str(path)), path),
    "html": lambda data, path: read_html(decode(data, str(path), html=True), str(path)),
    "pdf": lambda data, path: read_pdf(data, str(path)),
}
