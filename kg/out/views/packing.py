"""Data for the page, packed: JSON in columns, compressed, as letters that no markup can be made of.

A list of records with the same keys becomes a table of columns, `{"#": keys, "of": columns}`:
values of one kind stand together, which compresses and parses better. A record that has a key
`#` of its own becomes `{"#": null, "of": [[key, value], ...]}`. The same data gives the same
text: the compressor is told no time.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Sequence
from typing import Any

_LEVEL = 9
_MARK = "#"
_NESTED = (dict, list, tuple)


def packed(value: object) -> str:
    """Return a JSON value as base64 of its gzip, which the page unpacks by itself.

    Raises:
        ValueError: the value holds a number that JSON has no form for.
    """
    value = _in_columns(value)
    return compressed(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def compressed(text: str) -> str:
    """Return a text as base64 of its gzip."""
    data = gzip.compress(text.encode("utf-8", "surrogatepass"), _LEVEL, mtime=0)
    return base64.b64encode(data).decode("ascii")


def unpacked(text: str) -> object:
    """Return what `packed` was given."""
    data = gzip.decompress(base64.b64decode(text))
    return _in_rows(json.loads(data.decode("utf-8", "surrogatepass")))


def _in_columns(value: Any) -> Any:
    if isinstance(value, dict):
        if _MARK in value:
            return {_MARK: None, "of": [[key, _in_columns(each)] for key, each in value.items()]}
        return {key: _in_columns(each) for key, each in value.items()}
    if not isinstance(value, list | tuple) or not any(isinstance(e, _NESTED) for e in value):
        return value
    keys = _shared_keys(value)
    if keys is None:
        return [_in_columns(each) for each in value]
    return {_MARK: keys, "of": [_in_columns([row[key] for row in value]) for key in keys]}


def _shared_keys(rows: Sequence[Any]) -> list[str] | None:
    """Return the keys that all of some records have, in one order; None where they differ."""
    if len(rows) < 2 or not isinstance(rows[0], dict) or not rows[0]:
        return None
    keys = list(rows[0])
    alike = all(isinstance(row, dict) and list(row) == keys for row in rows)
    return keys if alike else None


def _in_rows(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_rows(each) for each in value]
    if not isinstance(value, dict):
        return value
    if _MARK not in value:
        return {key: _in_rows(each) for key, each in value.items()}
    if value[_MARK] is None:
        return {key: _in_rows(each) for key, each in value["of"]}
    columns = [_in_rows(column) for column in value["of"]]
    return [dict(zip(value[_MARK], row, strict=True)) for row in zip(*columns, strict=True)]
