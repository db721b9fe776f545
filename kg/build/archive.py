"""The file of a backup: a tar archive, packed by xz, whose first member lists all others.

xz has a check on every part of the file, its headers and padding included, so a flipped byte is
always noticed. The same members give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO, Any

from kg.errors import StoreError

HEAD = "backup.json"
_FORMAT = {"format": "kg backup", "version": 1}
_PRESET = 2
_CHUNK = 1 << 20
_LARGEST_HEAD = 256 * _CHUNK
_MEMORY = 256 * _CHUNK
_FOREIGN = "is no backup that `kg backup` wrote"
_DAMAGED = "is damaged; nothing was restored; take another copy of it"
_PART = re.compile(r"[^./\\\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]*")
_PLACES = ("claims/", "articles/", "project/data/", "project/ontology/")
_SINGLE = ("manifest.json", "graph.nt", "graph.nq", "removed.json")


@dataclass(frozen=True)
class Member:
    """A file in a backup.

    Args:
        name: its path in the archive, by slashes.
        size: in bytes.
        sha256: of its bytes, in hexadecimal.
    """

    name: str
    size: int
    sha256: str


class ChangedError(Exception):
    """A file is not any more what it was when it was listed."""


def pack(
    output: IO[bytes],
    members: Iterable[tuple[Member, Callable[[], IO[bytes]]]],
    about: Mapping[str, Any],
) -> None:
    """Write an archive.

    Args:
        output: gets its bytes.
        members: with what opens each, in the order in which they are to come.
        about: more of the first member, plain JSON.

    Raises:
        ChangedError: a file is not what its member says.
    """
    listed = list(members)
    head = {**_FORMAT, **about, "members": [asdict(member) for member, _ in listed]}
    data = (json.dumps(head, sort_keys=True) + "\n").encode()
    with (
        lzma.open(output, "wb", preset=_PRESET, check=lzma.CHECK_SHA256) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        tar.addfile(_info(HEAD, len(data)), io.BytesIO(data))
        for member, opener in listed:
            with opener() as stream:
                tar.addfile(_info(member.name, member.size), _Checked(stream, member))


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)  # of nobody, at the beginning of time: the same bytes always
    info.size = size
    return info


class _Checked(io.RawIOBase):
    """Reads a file for an archive, and makes sure at its end that it is what was listed."""

    def __init__(self, stream: IO[bytes], member: Member):
        self._stream, self._member = stream, member
        self._hash, self._left = hashlib.sha256(), member.size

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._hash.update(data)
        self._left -= len(data)
        is_other = not self._left and self._hash.hexdigest() != self._member.sha256
        if is_other or (self._left and not data):
            raise ChangedError(self._member.name)
        return data


@contextmanager
def unpacking(stream: IO[bytes], name: str) -> Iterator[tuple[dict[str, Any], Iterator[Unpacked]]]:
    """Give the head of an archive, and its members one after another, each to be read in turn.

    All that is wrong shows while they are read, so let nothing count before the last was.

    Args:
        stream: the archive.
        name: of the file, for messages.

    Raises:
        StoreError: it is no backup, is damaged, or has a member that a backup never has.
    """
    try:
        with tarfile.open(fileobj=io.BufferedReader(_Plain(stream), _CHUNK), mode="r|") as tar:
            head = _head(tar, name)
            yield head, _members(tar, head, name)
    except (tarfile.TarError, EOFError, UnicodeError) as error:
        raise StoreError(f"{name} {_DAMAGED} ({error})") from error
    except lzma.LZMAError as error:
        foreign = "not supported" in str(error)
        raise StoreError(f"{name} {_FOREIGN if foreign else _DAMAGED}") from error


def _head(tar: tarfile.TarFile, name: str) -> dict[str, Any]:
    try:
        info = tar.next()
    except tarfile.ReadError as error:
        raise StoreError(f"{name} {_FOREIGN}") from error
    source = tar.extractfile(info) if info and info.isreg() else None
    if info is None or source is None or info.name != HEAD or info.size > _LARGEST_HEAD:
        raise StoreError(f"{name} {_FOREIGN}")
    try:
        head: dict[str, Any] = json.loads(source.read())
        is_ours = {key: head[key] for key in _FORMAT} == _FORMAT
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{name} {_FOREIGN}") from error
    if not is_ours:
        raise StoreError(f"{name} {_FOREIGN}, or another version of it did")
    return head


class Unpacked:
    """A member that is being read.

    Args:
        member: what the head says of it.
        source: its bytes.
    """

    def __init__(self, member: Member, source: IO[bytes]):
        self.member, self._source = member, source

    def copy(self, target: IO[bytes]) -> bool:
        """Write all bytes to a stream; return whether they are those that the head announces."""
        digest = hashlib.sha256()
        while chunk := self._source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
        return digest.hexdigest() == self.member.sha256


def _members(tar: tarfile.TarFile, head: Mapping[str, Any], name: str) -> Iterator[Unpacked]:
    try:
        found = ((each["name"], each["size"], each["sha256"]) for each in head["members"])
        listed = [Member(str(name), int(size), str(sha256)) for name, size, sha256 in found]
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"{name} {_FOREIGN}") from error
    if len({each.name for each in listed if is_ours(each)}) != len(listed):
        raise StoreError(f"{name} {_FOREIGN}: it has members that a backup never has")
    for member in listed:
        info = tar.next()
        source = tar.extractfile(info) if info and info.isreg() else None
        if info is None or source is None or (info.name, info.size) != (member.name, member.size):
            raise StoreError(f"{name} {_FOREIGN}: its members are not those of its list")
        yield Unpacked(member, source)
    if tar.next() is not None:
        raise StoreError(f"{name} {_FOREIGN}: it has more members than its list")
    assert tar.fileobj is not None
    while tar.fileobj.read(_CHUNK):  # the checks at the end of the file count as well
        pass


def is_ours(member: Member) -> bool:
    """Whether a backup may have such a member; none leads out of where it is restored."""
    name, parts = member.name, member.name.split("/")
    if not all(_PART.fullmatch(part) for part in parts):
        return False
    return name in _SINGLE or name.startswith(_PLACES)


class _Plain(io.RawIOBase):
    """Unpacks one xz stream, which must be all of a file."""

    def __init__(self, packed: IO[bytes]):
        self._packed = packed
        self._xz = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = b""
        while not data and not self._xz.eof:
            chunk = self._packed.read(_CHUNK) if self._xz.needs_input else b""
            if self._xz.needs_input and not chunk:
                raise EOFError("it ends too early")
            data = self._xz.decompress(chunk, len(buffer))
        if self._xz.eof and not data and (self._xz.unused_data or self._packed.read(1)):
            raise EOFError("something follows its end")
        buffer[: len(data)] = data
        return len(data)
