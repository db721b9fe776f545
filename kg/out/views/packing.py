"""Data for the page, packed: JSON, compressed, as letters that no markup can be made of.

The same data gives the same text: the compressor is told no time.
"""

from __future__ import annotations

import base64
import gzip
import json

_LEVEL = 9


def packed(value: object) -> str:
    """Return a JSON value as base64 of its gzip, which the page unpacks by itself.

    Raises:
        ValueError: the value holds a number that JSON has no form for.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = gzip.compress(text.encode("utf-8", "surrogatepass"), _LEVEL, mtime=0)
    return base64.b64encode(data).decode("ascii")


def unpacked(text: str) -> object:
    """Return what `packed` was given."""
    data = gzip.decompress(base64.b64decode(text))
    return json.loads(data.decode("utf-8", "surrogatepass"))
