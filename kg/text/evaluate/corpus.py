"""Corpora: texts with the facts that people have read in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataFileError, UnknownNameError
from kg.model import Document
from kg.model.english import nearest
from kg.text.evaluate.gold import GoldFact, read_gold
from kg.text.reading import Furniture, Metadata, read_document

_ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf")


@dataclass(frozen=True)
class Item:
    """One text of a corpus.

    Args:
        document: the text.
        facts: what it states; nothing for a hard negative.
        phenomena: what of the language the whole text is an example of.
    """

    document: Document
    facts: tuple[GoldFact, ...]
    phenomena: tuple[str, ...] = ()


@dataclass(frozen=True)
class Corpus:
    """Texts to measure by.

    Args:
        items: in the order of their ids.
        files: name and hex SHA-256 of each file they came from.
    """

    items: tuple[Item, ...]
    files: tuple[tuple[str, str], ...]


def digest(files: Iterable[tuple[str, str]]) -> str:
    """Return the hex SHA-256 of the names and contents of files, whatever their order.

    Args:
        files: name and hex SHA-256 of each.
    """
    array = json.dumps(sorted(files), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(array.encode()).hexdigest()


def named(path: Path, folder: str) -> tuple[str, str]:
    """Return the name of a file, behind that of what it is for, and its hex SHA-256.

    Raises:
        DataFileError: it cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", path) from error
    return f"{folder}/{path.name}", hashlib.sha256(content).hexdigest()


def hold_to(only: Iterable[str], known: Sequence[str]) -> None:
    """Hold the names of texts that a user gives to those there are.

    Raises:
        UnknownNameError: no text has one of the names.
    """
    for name in only:
        if name not in known:
            raise UnknownNameError(f"no text is called {name!r}.", nearest(name, known))


def read_articles(
    texts: Path, gold: Path, only: Iterable[str] = (), furniture: Furniture | None = None
) -> Corpus:
    """Return articles with their gold facts.

    Args:
        texts: a text, or a folder of them; `NAME.json` beside a text holds its metadata.
        gold: a gold file, or a folder with `NAME.json` for each text.
        only: names of the texts to take; all that have gold by default.
        furniture: words of page furniture, by default those that came with `kg`.

    Raises:
        UnknownNameError: no text has a name in `only`.
        DataFileError: no text has a gold file, or a file is wrong.
    """
    wanted = set(only)
    paths = sorted(texts.iterdir()) if texts.is_dir() else [texts]
    hold_to(wanted, [path.stem for path in paths])
    items, files = [], []
    for text_path, gold_path in _pairs(paths, gold):
        if not wanted or text_path.stem in wanted:
            document = read_document(text_path, overrides=_metadata(text_path), furniture=furniture)
            items.append(Item(document, tuple(read_gold(gold_path))))
            files += [named(text_path, "texts"), named(gold_path, "gold")]
            beside = text_path.with_suffix(".json")
            files += [named(beside, "texts")] if beside.exists() else []
    if not items:
        raise DataFileError("no text here has a gold file of the same name", gold)
    return Corpus(tuple(items), tuple(files))


def _pairs(paths: Iterable[Path], gold: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each text with its gold file, in the order of the texts."""
    for path in paths:
        if path.suffix in _ENDINGS:
            facts = gold / f"{path.stem}.json" if gold.is_dir() else gold
            if facts.exists():
                yield path, facts


def _metadata(path: Path) -> Metadata | None:
    """Return the metadata that stands beside a text, if any."""
    beside = path.with_suffix(".json")
    if not beside.exists():
        return None
    try:
        data = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataFileError(f"no JSON: {error}", beside) from error
    return Metadata(title=data.get("title"), date=data.get("published"), url=data.get("url"))
