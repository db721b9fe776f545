"""A store that no build made, such as of `kg serve --store DIR`: verified, backed up, restored.

Nothing but its triples is known of it. While a server changes it, what is read is the snapshot
that the server took after the last update.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import IO, TypeVar

import pyoxigraph as ox

from kg.build.archive import Member, pack, unpacking
from kg.build.backup import Kept
from kg.build.files import replacing, sync_directory, sync_tree
from kg.build.full import told_if_full
from kg.build.verify import Damage, Verified
from kg.errors import StoreError
from kg.graph.digest import Contents, digest_of
from kg.graph.results import engine_errors
from kg.graph.store import EmbeddedStore

T = TypeVar("T")

QUADS = "graph.nq"
SNAPSHOTS = ".snapshots"
"""What the directory of a server's snapshots ends in; else it is called as the store is."""
_TRIES = 5
_ANEW = "restore a backup by `kg --store NEW restore FILE`"


def verify_store(directory: Path) -> Verified:
    """Return whether all of a store can be read, and says the same by each of its indexes.

    The engine checks each block that it reads; so each index is read from end to end.

    Raises:
        StoreError: there is no store, or another program changes it.
    """
    return _read(directory, _looked_at)


def back_up_store(directory: Path, target: Path | IO[bytes]) -> Kept:
    """Write all triples of a store, in whatever graphs they are, into one file.

    Args:
        directory: of the store.
        target: a file, which appears whole or not at all, or a binary stream.

    Raises:
        StoreError: there is no store, or it is damaged, or another program changes it.
        DiskFullError: there is no room for the file.
    """
    lines, found = _read(directory, _lines)
    data = b"".join(line + b"\n" for line in lines)
    member = Member(QUADS, len(data), hashlib.sha256(data).hexdigest())
    listed = [(member, partial(io.BytesIO, data))]
    about = {"triples": found.triples, "digest": found.digest}
    if not isinstance(target, Path):
        pack(target, listed, about)
        return Kept(found.triples, len(listed))
    with told_if_full(target.parent):
        with replacing(target) as stream:
            pack(stream, listed, about)
        sync_directory(target.parent)
    return Kept(found.triples, len(listed))


def restore_store(source: Path, directory: Path) -> Kept:
    """Make a store of what `back_up_store` wrote: all of it, or, on an error, nothing.

    Args:
        source: the file.
        directory: where the store is to be; it must not be there yet, or be empty.

    Raises:
        StoreError: the file is no such backup, or is damaged, or something is there.
        DiskFullError: there is no room for it.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise StoreError(f"there is something at {directory}; restore into a new directory")
    staged = directory.with_name(directory.name + ".restoring")
    staged.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(staged, ignore_errors=True)
    try:
        with told_if_full(directory.parent):
            staged.mkdir()
            kept = _unpacked(source, staged)
            sync_tree(staged / "store")
            (staged / "store").replace(directory)
            sync_directory(directory.parent)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return kept


def _unpacked(source: Path, staged: Path) -> Kept:
    """Make a store of an archive beside where it is to be, and see that it is the right one."""
    path = staged / QUADS
    with source.open("rb") as stream, unpacking(stream, str(source)) as (head, members):
        for each in members:
            if each.member.name != QUADS:
                raise StoreError(f"{source} is the backup of a project; restore it without --store")
            with path.open("xb") as target:
                if not each.copy(target):
                    raise StoreError(f"{source} is damaged at {QUADS}")
    if not path.is_file():
        raise StoreError(f"{source} is no sound backup: it has no graph")
    with closing(EmbeddedStore(staged / "store")) as store, engine_errors():
        # Parsed here, since a file that the engine loads itself gets other blank nodes.
        store.native.bulk_extend(ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS))
        store.native.flush()
        found = digest_of(_spoken(store.native))
    if (found.triples, found.digest) != (head.get("triples"), head.get("digest")):
        raise StoreError(f"{source} is no sound backup: its graph is another one")
    return Kept(found.triples, 1)


def _read(directory: Path, look: Callable[[Path], T]) -> T:
    """Return what is seen of a store, or of its newest snapshot while a server has it."""
    for _ in range(_TRIES):
        place = _readable(directory)
        try:
            return look(place)
        except (StoreError, OSError):
            if place.exists():
                raise
    raise StoreError(f"the store {directory} changes all the time; try again in a moment")


def _readable(directory: Path) -> Path:
    """Return where a store can be read now, and nobody writes."""
    if not (directory / "CURRENT").exists():
        raise StoreError(f"there is no store at {directory}")
    if not _is_in_use(directory):
        return directory
    snapshots = directory.with_name(directory.name + SNAPSHOTS)
    found = sorted(path for path in snapshots.glob("*") if path.name.isdecimal())
    if not found:
        raise StoreError(f"the store {directory} is in use by another program; end that first")
    return found[-1]


def _is_in_use(directory: Path) -> bool:
    """Return whether a process has the engine's lock on a store."""
    import fcntl  # no server runs where there is none

    try:
        with (directory / "LOCK").open("r+b") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _lines(place: Path) -> tuple[list[bytes], Contents]:
    with closing(EmbeddedStore(place, read_only=True)) as store, engine_errors():
        lines = sorted(_spoken(store.native))
    return lines, digest_of(lines)


def _looked_at(place: Path) -> Verified:
    files = [path for path in place.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    try:
        with closing(EmbeddedStore(place, read_only=True)) as store, engine_errors():
            found = [digest_of(index) for index in _indexes(store.native)]
    except StoreError as error:
        damage = Damage(place, f"it cannot be read ({error})", _ANEW)
        return Verified(len(files), size, 0, "", (damage,))
    damages: tuple[Damage, ...] = ()
    if len(set(found)) > 1:
        told = ", ".join(f"{each.triples:,}" for each in found)
        damages = (Damage(place, f"its indexes differ from each other ({told} triples)", _ANEW),)
    return Verified(len(files), size, found[0].triples, found[0].digest, damages)


def _indexes(store: ox.Store) -> Iterator[Iterator[bytes]]:
    """Yield the lines of a store as each of its indexes has them: by subject, predicate, object."""
    yield _spoken(store)
    predicates = {quad.predicate for quad in store}
    yield _each(store.quads_for_pattern(None, each, None) for each in predicates)
    objects = {quad.object for quad in store}
    yield _each(store.quads_for_pattern(None, None, each) for each in objects)


def _spoken(store: ox.Store) -> Iterator[bytes]:
    return _each([store])


def _each(parts: Iterable[Iterable[ox.Quad]]) -> Iterator[bytes]:
    return (f"{quad} .".encode() for part in parts for quad in part)
