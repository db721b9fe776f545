"""Writing files so that a reader sees the old one or the new one, and that they last.

A file is written beside its place, synced, and renamed over it; then the directory is synced,
without which a loss of power may take back the renaming. A *sealed* file ends with a line that
has the SHA-256 of all before it, so that a flipped byte is noticed whenever it is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

_UNFINISHED = ".new"
_SEAL = '{"sha256": "'


def write_text(path: Path, text: str) -> None:
    """Write a file atomically, so that it lasts: it is synced, and so is its directory."""
    write_unlisted(path, text)
    sync_directory(path.parent)


def write_unlisted(path: Path, text: str) -> None:
    """Write a file atomically; it lasts once the caller syncs its directory.

    For many files in one directory, which then need to be synced only once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as stream:
        stream.write(text.encode())


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream whose bytes, once all is well and synced, take the place of a file.

    They last once the caller syncs the directory.
    """
    beside = path.with_name(path.name + _UNFINISHED)
    try:
        with beside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:  # such as a full disk, on which the rest is in the way
        with suppress(OSError):
            beside.unlink()
        raise


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON, keys sorted, atomically and so that it lasts."""
    write_text(path, json.dumps(value, sort_keys=True, indent=1) + "\n")


def read_json(path: Path) -> Any:
    """Return what a JSON file holds, or None where it is absent or not whole."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None


def sealed(text: str) -> str:
    """Return a text of whole lines with one more, its seal."""
    return f'{text}{_SEAL}{hashlib.sha256(text.encode()).hexdigest()}"}}\n'


def unsealed(data: bytes) -> str | None:
    """Return the text of a sealed file without its seal, or None where a byte is wrong."""
    start = data.rfind(_SEAL.encode())
    body = data[: max(start, 0)]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if start >= 0 and sealed(text).encode() == data else None


def sync_directory(path: Path) -> None:
    """Have what is listed in a directory last, where the system can do that."""
    if sys.platform == "win32":  # which cannot open directories, and keeps a journal of them
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(path: Path) -> None:
    """Have all files and directories below a directory last, and the directory itself."""
    for each in sorted(path.iterdir()):
        if each.is_dir():
            sync_tree(each)
        else:
            with each.open("rb+" if sys.platform == "win32" else "rb") as stream:
                os.fsync(stream.fileno())
    sync_directory(path)


def sweep(directory: Path) -> None:
    """Remove what writers that were killed left in a directory."""
    for path in sorted(directory.glob(f"*{_UNFINISHED}")):
        if path.is_file():
            path.unlink()
