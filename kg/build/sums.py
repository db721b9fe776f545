"""The digests of a generation's files, in the form that `sha256sum -c` reads.

The pointer to the generation has the digest of this list. So whatever byte of the graph on disk
is flipped, one of the digests tells where.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

SUMS = "SHA256SUMS"


def files_of(directory: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a generation but its list of digests: name and path, sorted by name."""
    found = [path for path in directory.rglob("*") if path.is_file()]
    named = sorted((path.relative_to(directory).as_posix(), path) for path in found)
    yield from ((name, path) for name, path in named if name != SUMS)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sums_text(directory: Path, earlier: Path | None) -> str:
    """Return the list of a generation.

    Args:
        directory: of the generation.
        earlier: a generation of which this one has files in common, by hard links; they are
            not read again, and keep the digest that they had when they were written.
    """
    known = read_sums(earlier) if earlier is not None else {}
    digests = {}
    for name, path in files_of(directory):
        digest = known.get(name, "")
        if not digest or earlier is None or not _same(path, earlier / name):
            digest = file_digest(path)
        digests[name] = digest
    return as_text(digests)


def as_text(digests: Mapping[str, str]) -> str:
    """Return the list that holds these digests, by name."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))


def read_sums(directory: Path) -> Mapping[str, str]:
    """Return name -> digest of a generation, empty where there is no list that can be read."""
    try:
        lines = (directory / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    pairs = (line.partition("  ") for line in lines)
    return {name: digest for digest, gap, name in pairs if gap}


def _same(path: Path, other: Path) -> bool:
    return other.exists() and path.samefile(other)
