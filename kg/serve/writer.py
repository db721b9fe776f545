"""The process that changes a store of its own, one update after another.

It may be killed at any moment: an update is one transaction, and is answered when it is on the
disk and a snapshot with it is there to be read. After a failed write, such as on a full disk, the
engine takes no more; so the process then ends, and the next one opens the store anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from kg.build.files import sync_directory
from kg.build.full import told_if_full
from kg.errors import DiskFullError, KgError, StoreError
from kg.graph.store import EmbeddedStore
from kg.serve import frames, sandbox
from kg.serve.problem import RequestError


def main(stdin: BinaryIO, stdout: BinaryIO, settings: Mapping[str, Any]) -> None:
    """Run updates until the input ends, or the store takes no more.

    Args:
        stdin: each message carries an update as its body.
        stdout: gets, after each and at the start, where the newest snapshot is.
        settings: `store` (directory) and `snapshots` (directory, whose earlier contents go
            once the first snapshot is there).
    """
    fences = sandbox.enter()
    path = Path(settings["store"])
    try:
        with told_if_full(path), EmbeddedStore(path) as store:
            sync_directory(path.parent)  # the store itself may be new
            snapshots = _Snapshots(Path(settings["snapshots"]))
            _reply(stdout, {"fences": fences}, snapshots.take(store))
            while (message := frames.read(stdin)) is not None:
                try:
                    store.update(message[1].decode())
                    _reply(stdout, {"media_type": ""}, snapshots.take(store))
                except StoreError:
                    raise
                except KgError as error:
                    _reply(stdout, {"problem": RequestError.of(error).record()})
    except DiskFullError:
        full = DiskFullError(_FULL.format(path))
        _reply(stdout, {"problem": RequestError.of(full).record()})
    except KgError as error:
        _reply(stdout, {"problem": RequestError.of(error).record()})


_FULL = (
    "the disk that holds {0} has no room for the update (or a quota is used up); the graph can "
    "still be read; make room, see whether the update was made, and if not, send it again"
)


class _Snapshots:
    """The snapshots of a store, numbered; the last but one is kept for its readers.

    Args:
        directory: where they lie. Those of an earlier process are kept until there is a new one.
    """

    def __init__(self, directory: Path):
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        self._old: list[Path] = []
        for path in sorted(directory.iterdir()):
            if path.name.isdecimal():
                self._old.append(path)
            else:  # half a snapshot, left by a process that was killed
                shutil.rmtree(path, ignore_errors=True)
        self._number = int(self._old[-1].name) if self._old else -1

    def take(self, store: EmbeddedStore) -> bytes:
        """Put a snapshot beside the earlier ones; return where it is."""
        self._number += 1
        target = self._directory / f"{self._number:09d}"
        store.backup(target)
        while len(self._old) > 1:
            shutil.rmtree(self._old.pop(0), ignore_errors=True)
        self._old.append(target)
        return str(target).encode()


def _reply(stdout: BinaryIO, header: Mapping[str, Any], body: bytes = b"") -> None:
    stdout.write(frames.encoded(header, body))
    stdout.flush()


if __name__ == "__main__":
    frames.serve(main)
