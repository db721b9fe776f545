"""How the server and its workers talk: a line of JSON, then as many bytes as it announces."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, BinaryIO

LENGTH = "length"
"""Key of a header: how many bytes follow it."""


def encoded(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Return a message; the header must be plain JSON."""
    return json.dumps({**header, LENGTH: len(body)}).encode() + b"\n" + body


def decoded(line: bytes) -> tuple[dict[str, Any], int]:
    """Return the header of a message and the length of what follows it."""
    header: dict[str, Any] = json.loads(line)
    return header, header.pop(LENGTH)


def read(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Return the next message of a stream, None at its end."""
    line = stream.readline()
    if not line:
        return None
    header, length = decoded(line)
    return header, stream.read(length)
