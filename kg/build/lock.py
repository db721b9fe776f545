"""One builder at a time: a lock that the system releases when its holder dies."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import StoreError


@contextmanager
def exclusive(directory: Path) -> Iterator[None]:
    """Hold the build directory against other builders.

    Raises:
        StoreError: another process holds it.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("a+b") as stream:
        try:
            _lock(stream)
        except OSError as error:
            message = f"another kg command is changing the graph in {directory}; try again later"
            raise StoreError(message) from error
        yield  # closing the file releases the lock


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
