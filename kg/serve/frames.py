"""How the server and its workers talk: a line of JSON, then as many bytes as it announces."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from kg.serve import sandbox

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


def serve(main: Callable[[BinaryIO, BinaryIO, Any], None]) -> None:
    """Run a worker on the pipes of this process, with its settings from the command line."""
    settings = json.loads(sys.argv[1])
    sandbox.end_with(settings["parent"])
    # Whatever prints goes to the log, and never into an answer.
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    main(sys.stdin.buffer, channel, settings)
