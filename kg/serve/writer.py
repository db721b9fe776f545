"""The process that changes a store of its own, one update after another.

It may be killed at any moment: an update is one transaction, and is answered when it is on the
disk and a snapshot with it is there to be read.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import KgError
from kg.graph.store import EmbeddedStore
from kg.serve import frames, sandbox
from kg.serve.problem import RequestError


def main(stdin: BinaryIO, stdout: BinaryIO, settings: Mapping[str, Any]) -> None:
    """Run updates until the input ends.

    Args:
        stdin: each message carries an update as its body.
        stdout: gets, after each and at the start, where the newest snapshot is.
        settings: `store` (directory) and `snapshots` (directory, emptied at the start).
    """
    fences = sandbox.enter()
    snapshots = Path(settings["snapshots"])
    shutil.rmtree(snapshots, ignore_errors=True)
    try:
        with EmbeddedStore(Path(settings["store"])) as store:
            number = 0
            _reply(stdout, {"fences": fences}, _snapshot(store, snapshots, number))
            while (message := frames.read(stdin)) is not None:
                try:
                    store.update(message[1].decode())
                    number += 1
                    header = {"media_type": ""}
                    _reply(stdout, header, _snapshot(store, snapshots, number))
                except KgError as error:
                    _reply(stdout, {"problem": RequestError.of(error).record()})
    except KgError as error:
        _reply(stdout, {"problem": RequestError.of(error).record()})


def _snapshot(store: EmbeddedStore, directory: Path, number: int) -> bytes:
    """Put a snapshot beside the earlier ones, of which the last is kept for its readers."""
    target = directory / f"{number:09d}"
    directory.mkdir(parents=True, exist_ok=True)
    store.backup(target)
    shutil.rmtree(directory / f"{number - 2:09d}", ignore_errors=True)
    return str(target).encode()


def _reply(stdout: BinaryIO, header: Mapping[str, Any], body: bytes = b"") -> None:
    stdout.write(frames.encoded(header, body))
    stdout.flush()


if __name__ == "__main__":
    frames.serve(main)
