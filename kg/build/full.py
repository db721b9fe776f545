"""What is told when the disk is full: what was to be written, where, and what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import DiskFullError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""No space left, a file too large for a limit, and a quota that is used up."""


@contextmanager
def told_if_full(directory: Path) -> Iterator[None]:
    """Tell of a full disk in words for people, wherever in a change of a graph it shows.

    Args:
        directory: where the change is written.

    Raises:
        DiskFullError: in place of what the system or the engine raised.
    """
    try:
        yield
    except DiskFullError as error:
        raise DiskFullError(_words(directory)) from error
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(_words(directory)) from error
        raise


def _words(directory: Path) -> str:
    return (
        f"the disk that holds {directory} has no room for the change (or a quota is used up); "
        "nothing was changed, and the graph can still be read; make room and try again"
    )
