"""The publications that rows cite: one file, each publication with an id of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import RowError, UnknownNameError
from kg.model import Source
from kg.model.datafile import Record, read_yaml
from kg.model.dates import datatype
from kg.model.english import nearest
from kg.rows.fields import check_keys, error, text

_KEYS = frozenset({"id", "publisher", "title", "url", "date", "licence", "note"})
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_sources(path: Path) -> dict[str, Source]:
    """Return the publications of a file, by id; none where there is no such file.

    Raises:
        RowError: an entry is incomplete, ill-formed, or stands twice; with path and line.
    """
    if not path.is_file():
        return {}
    content = read_yaml(path)
    if content is None:
        return {}
    if not isinstance(content, list):
        raise RowError("must hold a list of publications, each starting with '- '", path)
    found: dict[str, Source] = {}
    for record in content:
        if not isinstance(record, Record):
            raise RowError(f"must hold mappings only, not {record!r}", path)
        source = _source(record)
        if source.id in found:
            raise error(record, "id", f"the id {source.id!r} stands twice")
        found[source.id] = source
    return found


def cited(record: Record, key: str, ids: Iterable[str], known: Mapping[str, Source]) -> None:
    """Refuse ids of publications that the file of sources does not have.

    Raises:
        RowError: with the nearest ids there are.
    """
    for id in ids:
        if id not in known:
            unknown = UnknownNameError(
                f"no publication has the id {id!r} in data/sources.yaml; add it there.",
                nearest(id, known),
            )
            raise error(record, key, str(unknown))


def _source(record: Record) -> Source:
    check_keys(record, _KEYS, ("id", "publisher", "title"))
    plain = {key: text(record, key) for key in record}
    if not _ID.fullmatch(plain["id"]):
        raise error(record, "id", f"{plain['id']!r} is no id: small letters, digits, hyphens")
    if "url" in plain and not _is_web_address(plain["url"]):
        raise error(record, "url", "an address begins with http:// or https://")
    if "date" in plain and datatype(plain["date"]) not in ("date", "gYear", "gYearMonth"):
        raise error(record, "date", f"{plain['date']!r} is no date such as 2023-10-27 or 2023")
    return Source(
        publisher=plain["publisher"],
        title=plain["title"],
        url=plain.get("url"),
        date=plain.get("date"),
        id=plain["id"],
        licence=plain.get("licence"),
    )


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
