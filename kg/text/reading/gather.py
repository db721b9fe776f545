"""From what a user names, files, directories, patterns and containers, to items to be read.

Everything is found in sorted order. What is passed over, such as a hidden file, is named.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import DocumentError
from kg.text.reading.decode import ENDINGS, looks_like_html
from kg.text.reading.feed import feed_items
from kg.text.reading.item import Item, Refused
from kg.text.reading.metadata import Metadata
from kg.text.reading.reader import read_bytes
from kg.text.reading.warc import warc_items

_FEEDS = (".atom", ".rss", ".xml")
_ARCHIVES = (".warc", ".warc.gz")


def find_files(names: Iterable[str | Path]) -> list[Path | Refused]:
    """Return the files that a user names, each once, and what is passed over, with reasons.

    Args:
        names: files; directories, which are walked; patterns such as `news/*.html`.
    """
    found: dict[str, Path | Refused] = {}
    for name in names:
        for each in _named(name):
            key = str(each.resolve()) if isinstance(each, Path) else f"{each.origin}: refused"
            found.setdefault(key, each)
    return list(found.values())


def is_container(path: Path) -> bool:
    """Return whether a file may hold many articles, by its ending."""
    return path.name.lower().endswith((*_FEEDS, *_ARCHIVES))


def items_in(path: Path, given: Metadata | None = None, id: str = "") -> Iterator[Item | Refused]:
    """Yield what a file holds: itself as one article or, of a container, each record.

    Args:
        path: the file.
        given: metadata that counts more than what the file says; not for a container.
        id: of the article, in place of the file's name; not for a container.
    """
    origin = str(path.resolve())
    if path.name.lower().endswith(_ARCHIVES):
        yield from warc_items(path)
        return
    try:
        data = read_bytes(path)
        if path.name.lower().endswith(_FEEDS) and not looks_like_html(data):
            yield from feed_items(data, origin)
        else:
            yield Item(origin, data, given=given or Metadata(), id=id)
    except OSError as error:
        yield Refused(origin, f"cannot be read: {error.strerror or error}")
    except DocumentError as error:
        yield Refused(origin, str(error).removeprefix(f"{path}: ").removeprefix(f"{origin}: "))


def _named(name: str | Path) -> Iterator[Path | Refused]:
    path = Path(name)
    if path.is_dir():
        yield from _walk(path)
    elif path.exists() or not glob.has_magic(str(name)):
        yield path
    else:
        # Path.glob knows no absolute patterns.
        matches = sorted(glob.glob(str(name), recursive=True, include_hidden=True))  # noqa: PTH207
        if not matches:
            yield Refused(str(name), "no file matches this pattern")
        for match in map(Path, matches):
            if match.name.startswith("."):
                yield _hidden(match)
            elif match.is_dir():
                # `**` matches directories as well, and their files by themselves.
                yield from () if "**" in str(name) else _walk(match)
            else:
                yield match


def _walk(directory: Path) -> Iterator[Path | Refused]:
    """Yield the files below a directory, sorted by path; links to directories are not followed."""
    try:
        entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
    except OSError as error:
        yield Refused(str(directory), f"cannot be read: {error.strerror or error}")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            yield _hidden(path)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path)
        elif entry.is_dir():
            yield Refused(str(path), "is a link to a directory", faulty=False)
        elif not is_container(path) and path.suffix.lower() not in ENDINGS:
            kind = path.suffix or "no ending"
            yield Refused(str(path), f"is of no kind that is read ({kind})", faulty=False)
        else:
            yield path


def _hidden(path: Path) -> Refused:
    return Refused(str(path), "is hidden", faulty=False)
