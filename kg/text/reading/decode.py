"""From bytes to text: what kind of file it is, and in which encoding.

The kind is told by content first (`%PDF-`, `<!doctype html`) and by the ending second. The
encoding is told by a byte order mark, then by what an HTML page declares; without either it
is UTF-8 or, where the bytes are not, Windows-1252, in which Western text was written before.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from kg.errors import DocumentError

KINDS = ("text", "markdown", "html", "pdf")
"""What an article can be."""

_ENDINGS = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
}
ENDINGS = frozenset(ending for ending in _ENDINGS if ending)
"""Endings by which an article is known in a directory."""

_DATA_ENDINGS = (".csv", ".json", ".jsonl", ".rdf", ".tsv", ".ttl", ".xml", ".yaml", ".yml")

_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive or an office document (.docx, .odt, .epub)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc, .xls)"),
    (b"{\\rtf", "a rich text document (.rtf)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_ADVICE = "save the article as text, Markdown, HTML or PDF"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTML = re.compile(
    rb"\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--[^>]{0,2000}-->\s{0,99}){0,9}"
    rb"<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)
_BLOCK = re.compile(rb"---[ \t]*\r?\n[a-z]{1,20}:")
_CHARSET = re.compile(rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)\s?=\s?"
                      rb"[\"']?([\w.:-]{2,40})", re.IGNORECASE)  # fmt: skip
# Labels that Python would decode but that are no encoding of a page.
_NO_CHARSET = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "utf_7"})
_LATIN = frozenset({"ascii", "iso8859-1", "cp1252"})
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


def kind_of(data: bytes, name: str) -> str:
    """Return which of `KINDS` a file is.

    Args:
        data: its bytes.
        name: its name, for the ending and for messages.

    Raises:
        DocumentError: it is of a known kind that holds no article, such as an image.
    """
    plain = data.removeprefix(codecs.BOM_UTF8)
    if data.startswith(b"%PDF-"):
        return "pdf"
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(f"{name}: is {what}; {_ADVICE}")
    if looks_like_html(data):
        return "html"
    ending = PurePath(name).suffix.lower()
    if ending in _DATA_ENDINGS:
        raise DocumentError(f"{name}: holds data ({ending}), not an article; {_ADVICE}")
    kind = _ENDINGS.get(ending, "text")
    if kind == "pdf" and b"%PDF-" not in data[:1024]:
        raise DocumentError(f"{name}: ends in .pdf but is no PDF; rename it or save it again")
    # What comes from a pipe has no ending.
    return "markdown" if ending == "" and _BLOCK.match(plain) else kind


def looks_like_html(data: bytes) -> bool:
    """Return whether a file is a web page, whatever its name says."""
    return _HTML.match(data.removeprefix(codecs.BOM_UTF8)) is not None


def decode(data: bytes, name: str, *, html: bool = False) -> str:
    """Return the text of a file, without byte order mark and with line feeds as line ends.

    Args:
        data: the bytes of a text file.
        name: its name, for messages.
        html: whether to obey the encoding that an HTML page declares.

    Raises:
        DocumentError: the bytes are no text, or in no encoding that can be told.
    """
    text = _marked(data, name)
    if text is None:
        _refuse_binary(data, name)
        text = _declared(data) if html else None
    if text is None:
        text = _undeclared(data, name)
    if len(_CONTROL.findall(text)) * 50 > len(text) or "\0" in text:
        raise DocumentError(f"{name}: is no text but a binary file; {_ADVICE}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(data: bytes, name: str) -> str | None:
    """Return the text of a file that begins with a byte order mark."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise DocumentError(
                    f"{name}: begins as {encoding.upper()} but byte {error.start + len(bom)} "
                    "is not; save it again as UTF-8"
                ) from error
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    at = data.find(b"\0")
    if at >= 0:
        raise DocumentError(
            f"{name}: is a binary file, or UTF-16 without byte order mark (byte {at} is zero); "
            f"{_ADVICE}, as UTF-8"
        )


def _declared(data: bytes) -> str | None:
    """Return the text in the encoding that the page declares, if it is true."""
    found = _CHARSET.search(data[:4096])
    if found is None:
        return None
    try:
        label = codecs.lookup(found[1].decode("ascii")).name
        # Browsers read both of the older labels as Windows-1252, and so pages mean it.
        if label in _LATIN or label.replace("-", "_") in _NO_CHARSET:
            return None
        return data.decode(label)
    except (LookupError, UnicodeError):
        return None


def _undeclared(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error, name)
    text = data.decode("windows-1252", "replace")
    foreign = sum(not c.isascii() for c in text)
    # One letter in five is far above French or Portuguese, and far below Cyrillic or Chinese.
    if "\ufffd" in text or foreign * 5 > len(text):
        raise DocumentError(
            f"{name}: its encoding cannot be told (neither UTF-8 nor Western); save it as UTF-8"
        )
    return text


def _refuse_damaged(data: bytes, error: UnicodeDecodeError, name: str) -> None:
    """Refuse what is UTF-8 but for a few bytes, which no other encoding would mend."""
    rough = data.decode("utf-8", "replace")
    wrong = rough.count("\ufffd")
    if sum(not c.isascii() for c in rough) - wrong >= wrong:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"{name}:{line}: is UTF-8 with a damaged character (byte {error.start}); "
            "mend it or save the file again"
        )
