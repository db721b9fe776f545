"""How many triples a store has, and a digest of them that does not hang on their order."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from typing import IO, Any, NamedTuple, cast

import pyoxigraph as ox

from kg.graph.results import engine_errors
from kg.graph.store import EmbeddedStore

_BUFFER = 1 << 20
_BITS = 256


class Contents(NamedTuple):
    """What a store holds.

    Attributes:
        triples: how many.
        digest: 64 hexadecimal digits; equal graphs have equal ones, in whatever order their
            triples came, and graphs that differ have different ones.
    """

    triples: int
    digest: str


def contents(store: EmbeddedStore) -> Contents:
    """Return count and digest of a store's triples, all of which are read.

    The digest is the sum of the SHA-256 of each triple's N-Triples line, modulo 2 to the 256.

    Raises:
        StoreError: the store is damaged.
    """
    sink = _Sum()
    with engine_errors(), io.BufferedWriter(sink, _BUFFER) as buffer:
        output = cast(IO[bytes], buffer)
        store.native.dump(output, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return sink.contents


def sorted_lines(store: EmbeddedStore) -> tuple[list[bytes], Contents]:
    """Return a store's triples as N-Triples lines without line ends, sorted, with their digest.

    Raises:
        StoreError: the store is damaged.
    """
    with engine_errors():
        data = store.native.dump(None, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    sink = _Sum()
    sink.write(data)
    lines = (data or b"").split(b"\n")[:-1]
    return sorted(lines), sink.contents


def digest_of(lines: Iterable[bytes]) -> Contents:
    """Return count and digest of lines without line ends, in whatever order they come."""
    count = total = 0
    for line in lines:
        count += 1
        total += int.from_bytes(hashlib.sha256(line).digest())
    return Contents(count, f"{total % (1 << _BITS):064x}")


class _Sum(io.RawIOBase):
    """Takes lines in pieces of any length, and adds up their digests."""

    def __init__(self) -> None:
        self.lines = 0
        self.sum = 0
        self._rest = b""

    @property
    def contents(self) -> Contents:
        return Contents(self.lines, f"{self.sum % (1 << _BITS):064x}")

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        *lines, self._rest = (self._rest + bytes(data)).split(b"\n")
        self.lines += len(lines)
        self.sum += sum(int.from_bytes(hashlib.sha256(line).digest()) for line in lines)
        return len(data)
