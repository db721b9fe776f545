"""Sentence corpora: YAML files of short texts, each with the facts that it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import DataFileError
from kg.model import Document
from kg.model.datafile import Record, read_yaml
from kg.model.dates import datatype
from kg.text.evaluate.corpus import Corpus, Item, hold_to, named
from kg.text.evaluate.gold import GoldFact
from kg.text.patterns.facts import ExpectedFact

_KEYS = {"about", "items"}
_ITEM_KEYS = {"text", "date", "title", "phenomena", "facts", "why"}
_DATES = ("date", "gYearMonth", "gYear")


def read_sentences(source: Path, only: Iterable[str] = ()) -> Corpus:
    """Return the sentences of one file, or of all in a folder.

    Each item is a document of its own with the id `FILE/NUMBER`, numbered from 1.

    Args:
        source: a YAML file, or a folder of them.
        only: names of files, or ids of items; all by default.

    Raises:
        UnknownNameError: no file and no item has a name in `only`.
        DataFileError: no file is there, or one is wrong; with path and line.
    """
    paths = sorted(source.glob("*.yaml")) if source.is_dir() else [source]
    if not paths:
        raise DataFileError("holds no YAML file of sentences; articles need GOLD as well", source)
    wanted = set(only)
    items = [item for path in paths for item in _read_file(path)]
    ids = [item.document.id for item in items]
    hold_to(wanted, [*(path.stem for path in paths), *ids])
    chosen = [item for item in items if not wanted or wanted & _names(item.document.id)]
    stems = {item.document.id.rpartition("/")[0] for item in chosen}
    files = [named(path, "sentences") for path in paths if path.stem in stems]
    return Corpus(tuple(chosen), tuple(files))


def _names(id: str) -> set[str]:
    return {id, id.rpartition("/")[0]}


def _read_file(path: Path) -> Iterator[Item]:
    data = read_yaml(path)
    if not isinstance(data, Record):
        raise DataFileError("a file of sentences is a mapping with about and items", path, 1)
    _only(data, _KEYS)
    _text(data, "about")
    records = data.get("items")
    if not isinstance(records, list) or not records:
        message = "`items` is a list with at least one text"
        raise DataFileError(message, path, data.line_of("items"))
    for number, record in enumerate(records, 1):
        if not isinstance(record, Record):
            message = f"item {number} is no mapping with text and facts"
            raise DataFileError(message, path, data.line_of("items"))
        yield _item(record, f"{path.stem}/{number}")


def _item(record: Record, id: str) -> Item:
    _only(record, _ITEM_KEYS)
    text = _text(record, "text")
    title, date = (_text(record, key) if key in record else None for key in ("title", "date"))
    if date is not None and datatype(date) not in _DATES:
        raise _error(record, "date", f"{date!r} is no date such as 2024-05-01 or 2024-05")
    if "why" in record:
        _text(record, "why")
    phenomena = tuple(_strings(record, "phenomena")) if "phenomena" in record else ()
    facts = record.get("facts")
    if not isinstance(facts, list):
        raise _error(record, "facts", "`facts` is a list, empty where nothing is stated")
    read = tuple(_fact(fact, record, id, phenomena) for fact in facts)
    return Item(Document(id, text, title=title, date=date), read, phenomena)


def _fact(fact: object, record: Record, id: str, phenomena: tuple[str, ...]) -> GoldFact:
    """Return a gold fact; its evidence is the whole text, which is short."""
    optional, where = False, record
    if isinstance(fact, Record):
        _only(fact, {"fact", "optional"})
        if fact.get("optional", "false") not in ("true", "false"):
            raise _error(fact, "optional", "`optional` is true or false")
        optional, where = fact.get("optional") == "true", fact
        fact = _text(fact, "fact")
    try:
        parsed = ExpectedFact.parse(str(fact))
    except ValueError as error:
        raise _error(where, "facts", str(error)) from error
    return GoldFact(
        document=id,
        subject=parsed.subject,
        predicate=parsed.predicate,
        object=parsed.object,
        status=parsed.status,
        evidence=_text(record, "text"),
        optional=optional,
        qualifiers=parsed.qualifiers,
        phenomena=phenomena,
    )


def _only(record: Record, keys: set[str]) -> None:
    for key in record:
        if key not in keys:
            message = f"unknown key {key!r}; known: {', '.join(sorted(keys))}"
            raise _error(record, key, message)


def _text(record: Record, key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _error(record, key, f"{key!r} is missing or no text")
    return value


def _strings(record: Record, key: str) -> list[str]:
    value = record[key]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _error(record, key, f"{key!r} is a list of words")
    return [str(each) for each in value]


def _error(record: Record, key: str, message: str) -> DataFileError:
    return DataFileError(message, record.path, record.line_of(key))
