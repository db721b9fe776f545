"""Whether the graph on disk is, byte for byte, what was written there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.build.cache import ReadingCache
from kg.build.files import unsealed
from kg.build.generations import MANIFEST, Generation, Generations, read_manifest
from kg.build.manifest import Manifest
from kg.build.shelf import Shelf
from kg.build.sums import SUMS, as_text, file_digest, files_of, read_sums
from kg.errors import StoreError

_TRIES = 3

_OTHER = "its bytes are not those that were written"
_ANEW = (
    "restore a backup by `kg restore FILE --replace`, or delete the directory generations/ of "
    "the build directory and run `kg build`, which makes the graph anew"
)
_READ_AGAIN = "delete this file and run `kg build`, which reads the article again"
_SHELF = "restore a backup by `kg restore FILE --replace`, or delete it and add the article again"
_IDS = "restore a backup by `kg restore FILE --replace`, or delete it and remove the articles again"


@dataclass(frozen=True)
class Damage:
    """Something on disk that is not what was written.

    Args:
        path: the file.
        what: what is wrong with it.
        remedy: what to do.
    """

    path: Path
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}; {self.remedy}"


@dataclass(frozen=True)
class Verified:
    """What was looked at, and what is wrong with it.

    Args:
        files: how many were read.
        size: bytes of these.
        triples: how many the graph has; 0 where it cannot be read.
        digest: of these, see `kg.graph.digest`; empty where they cannot be read.
        damages: none, if all is well.
    """

    files: int
    size: int
    triples: int
    digest: str
    damages: tuple[Damage, ...]


def verify(build: Path) -> Verified:
    """Return whether the graph of a build directory, and what it hangs on, is what was written.

    It takes no lock. A change meanwhile is met by looking again.

    Raises:
        StoreError: there is no graph.
    """
    generations = Generations(build)
    for _ in range(_TRIES):
        before = generations.pointed()
        found = _Look(build).result()
        if not found.damages or generations.pointed() == before:
            break
    return found


class _Look:
    """One look at all files."""

    def __init__(self, build: Path):
        self._build = build
        self._generations = Generations(build)
        self._shelf = Shelf(build)
        self._cache = ReadingCache(build / "claims")
        self._files = self._size = 0

    def result(self) -> Verified:
        pointer = self._generations.pointer
        if not pointer.exists():
            raise StoreError(f"there is no graph in {self._build}; run `kg build`")
        current = self._generations.current()
        triples, digest = 0, ""
        if current is None:
            damages = [Damage(pointer, "it names no generation that is there", _ANEW)]
        else:
            damages = list(self._generation(current))
            manifest = None if damages else read_manifest(current)
            if manifest is not None:
                triples, digest, wrong = _contents(current, manifest)
                damages += wrong
        damages += self._kept(current)
        return Verified(self._files, self._size, triples, digest, tuple(damages))

    def _generation(self, current: Generation) -> Iterator[Damage]:
        """Yield what is wrong with the files of a generation, and with the pointer to it."""
        sums, pointer = current.path / SUMS, self._generations.pointer
        digest = self._digest(sums) if sums.is_file() else ""
        wrong = list(self._listed(current))
        if pointer.read_bytes() == f"{current.path.name} {digest}\n".encode():
            yield from wrong
        elif wrong or sums.read_bytes() != as_text(read_sums(current.path)).encode():
            yield Damage(sums, "it is not the list of digests that the pointer names", _ANEW)
        else:
            yield Damage(pointer, _OTHER, _ANEW)

    def _listed(self, current: Generation) -> Iterator[Damage]:
        """Yield which files of a generation are not those of its list of digests."""
        known = read_sums(current.path)
        there = dict(files_of(current.path))
        for name in sorted(known.keys() | there.keys()):
            path = current.path / name
            if name not in there:
                yield Damage(path, "it is missing", _ANEW)
            elif name not in known:
                yield Damage(path, "it does not belong there", _ANEW)
            elif self._digest(path) != known[name]:
                yield Damage(path, _OTHER, _ANEW)

    def _kept(self, current: Generation | None) -> Iterator[Damage]:
        """Yield what is wrong with what builds go on from."""
        kept = [(path, _READ_AGAIN) for path in self._cache.paths()]
        kept += [(path, _SHELF) for path in self._shelf.paths()]
        if self._shelf.removed_path.exists():
            kept.append((self._shelf.removed_path, _IDS))
        yield from (Damage(path, _OTHER, what) for path, what in kept if self._is_broken(path))
        manifest = read_manifest(current) if current else None
        if current is None or manifest is None or self._shelf.lags(current.path.name):
            return
        for id, entry in manifest.articles.items():
            if entry.added and not self._shelf.path(id).exists():
                yield Damage(self._shelf.path(id), "it is missing", _SHELF)

    def _digest(self, path: Path) -> str:
        self._files += 1
        self._size += path.stat().st_size
        return file_digest(path)

    def _is_broken(self, path: Path) -> bool:
        try:
            data = path.read_bytes()
        except FileNotFoundError:  # a builder has just put another in its place
            return False
        self._files += 1
        self._size += len(data)
        return unsealed(data) is None


def _contents(current: Generation, manifest: Manifest) -> tuple[int, str, list[Damage]]:
    """Return count and digest of what the engine reads, and where they are not those written."""
    from kg.graph.digest import contents
    from kg.graph.store import EmbeddedStore

    try:
        with closing(EmbeddedStore(current.store, read_only=True)) as store:
            found = contents(store)
    except StoreError as error:
        return 0, "", [Damage(current.store, f"it cannot be read ({error})", _ANEW)]
    wrong = []
    if found.triples != manifest.triples:
        what = f"it has {found.triples:,} triples, and {MANIFEST} says {manifest.triples:,}"
        wrong.append(Damage(current.store, what, _ANEW))
    elif found.digest != manifest.digest:
        wrong.append(Damage(current.store, f"its triples are not those of {MANIFEST}", _ANEW))
    return found.triples, found.digest, wrong
