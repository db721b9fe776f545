"""Where an export goes: a file that appears whole or not at all, or a stream."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import ExportError

Target = Path | str | IO[bytes]
"""A path, `-` for standard output, or a binary stream that stays open."""


def path_of(target: Target) -> Path | None:
    """Return the path of a target, or None where it is a stream or `-`."""
    if isinstance(target, str):
        return None if target == "-" else Path(target)
    if isinstance(target, Path):
        return None if target == Path("-") else target
    return None


@contextmanager
def opened(target: Target) -> Iterator[IO[bytes]]:
    """Give a binary stream that writes to the target.

    A file is written beside its final place and moved there when all went well, so that a
    reader sees the earlier file or the whole new one. What exists and is no regular file
    (a pipe, `/dev/null`) is written to directly: it must not be replaced.

    Raises:
        ExportError: the target cannot be written.
    """
    path = path_of(target)
    if path is None:
        stream = sys.stdout.buffer if isinstance(target, Path | str) else target
        yield stream
        stream.flush()
        return
    try:
        path = path.resolve()
        manager = _replacing(path) if path.is_file() or not path.exists() else path.open("wb")
        with manager as stream:
            yield stream
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    stream, beside = _beside(path)
    try:
        with stream:
            yield stream
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _beside(path: Path) -> tuple[IO[bytes], Path]:
    """Create a new file in the same directory; its mode follows the umask, as a user expects."""
    for number in itertools.count():
        beside = path.with_name(f".{path.name}.{os.getpid()}-{number}.tmp")
        try:
            return beside.open("xb"), beside
        except FileExistsError:
            continue
    raise AssertionError("unreachable: the count has no end")
