"""Markdown: a metadata block, and the parts of the markup that are no words.

Headings, emphasis and the words of links stay where they are, so that offsets count in the
file. What a reader of the rendered page would not see as text is cut: targets of links,
images, code in fences and HTML comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import DataFileError
from kg.model import Cut, Source
from kg.model.datafile import Record, parse_yaml
from kg.text.reading.furniture import join_cuts
from kg.text.reading.metadata import Metadata, date_problem, url_problem
from kg.text.reading.plain import Frozen

_SOURCE_KEYS = ("publisher", "title", "url", "date")
_KEYS = ("title", "date", "publisher", "url", "sources")

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"[a-z]{1,20}:")

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*(?:\n|\Z)", re.MULTILINE)
_TARGET = r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s[^()\n]{0,200})?\)"
_INLINE = (
    ("image", re.compile(rf"!\[[^\[\]\n]{{0,500}}\](?:{_TARGET}|\[[^\[\]\n]{{0,200}}\])")),
    ("link target", re.compile(rf"(?<=\]){_TARGET}")),
    ("link target", re.compile(r"(?<=\])\[[^\[\]\n]{0,200}\]")),
    ("link target", re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]:[^\n]{0,2000}\n?", re.MULTILINE)),
    ("link target", re.compile(r"<https?://[^<>\s]{1,2000}>")),
)


def read_markdown(text: str, path: Path) -> Frozen:
    """Return a Markdown file with its metadata block read and its markup cut.

    Args:
        text: the decoded file.
        path: where it is, for messages.

    Raises:
        DataFileError: the metadata block is wrong; with path and line.
    """
    start, found = _block(text, path)
    cuts = [Cut(0, start, "metadata block")] if start else []
    cuts += [*_fences(text, start), *_comments(text, start)]
    for name, form in _INLINE:
        cuts += [Cut(m.start(), m.end(), f"markup: {name}") for m in form.finditer(text, start)]
    return Frozen(text, found, tuple(join_cuts(text, cuts)), start)


def _block(text: str, path: Path) -> tuple[int, Metadata]:
    """Return where the metadata block ends and what it says."""
    opening = _OPEN.match(text)
    if opening is None:
        return 0, Metadata()
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        # A line of dashes may also be a rule above a text.
        if _KEY.match(text, opening.end()):
            raise DataFileError("the metadata block is not closed with ---", path, 1)
        return 0, Metadata()
    root = parse_yaml(text[opening.end() : closing.start()], path, first_line=2)
    if root is None:
        return closing.end(), Metadata()
    if not isinstance(root, Record):
        raise DataFileError("the metadata block must hold lines such as `title: ...`", path, 2)
    return closing.end(), _metadata(root)


def _metadata(block: Record) -> Metadata:
    _only(block, _KEYS)
    sources = block.get("sources", [])
    if not isinstance(sources, list):
        raise _wrong(block, "sources", "must be a list of `- publisher: ...`")
    return Metadata(
        title=_text(block, "title"),
        date=_text(block, "date", date_problem),
        publisher=_text(block, "publisher"),
        url=_text(block, "url", url_problem),
        sources=tuple(_source(block, item) for item in sources),
    )


def _source(block: Record, item: object) -> Source:
    if not isinstance(item, Record) or not item:
        raise _wrong(block, "sources", f"holds what is no mapping of {', '.join(_SOURCE_KEYS)}")
    _only(item, _SOURCE_KEYS)
    return Source(
        publisher=_text(item, "publisher"),
        title=_text(item, "title"),
        url=_text(item, "url", url_problem),
        date=_text(item, "date", date_problem),
    )


def _text(
    record: Record, key: str, problem: Callable[[str], str | None] = lambda _: None
) -> str | None:
    if key not in record:
        return None
    value = record[key]
    if not isinstance(value, str) or not value.strip():
        raise _wrong(record, key, "must be text; leave the line out if there is none")
    words = " ".join(value.split())
    wrong = problem(words)
    if wrong:
        raise _wrong(record, key, wrong)
    return words


def _only(record: Record, allowed: tuple[str, ...]) -> None:
    for key in record:
        if key not in allowed:
            raise _wrong(record, key, f"unknown key; known are {', '.join(allowed)}")


def _wrong(record: Record, key: str, message: str) -> DataFileError:
    return DataFileError(f"`{key}`: {message}", record.path, record.line_of(key))


def _fences(text: str, at: int) -> Iterator[Cut]:
    """Yield each block of code; one that is never closed reaches to the end."""
    opening = _FENCE.search(text, at)
    while opening:
        closing = next(
            (
                fence
                for fence in _FENCE.finditer(text, opening.end())
                if fence[1].startswith(opening[1]) and not fence[0].strip(" \n`~")
            ),
            None,
        )
        end = closing.end() if closing else len(text)
        yield Cut(opening.start(), end, "markup: code")
        opening = _FENCE.search(text, end)


def _comments(text: str, at: int) -> Iterator[Cut]:
    """Yield each HTML comment; one that is never closed is taken for text."""
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield Cut(start, end + 3, "markup: comment")
        at = end + 3
