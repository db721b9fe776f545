"""Letting a finished generation count, and with it what later builds go on from."""

from __future__ import annotations

from contextlib import suppress

from kg.build.generations import Generation, Generations
from kg.build.manifest import Manifest
from kg.build.shelf import Shelf, Shelving


def publish(
    generations: Generations,
    shelf: Shelf,
    generation: Generation,
    manifest: Manifest,
    change: Shelving,
) -> None:
    """Let a generation count, and the shelf follow it; when this returns, both last.

    If it cannot be done, as on a full disk, both are as they were. After a kill the next builder
    settles it, see `Shelf.settle`.

    Args:
        generations: of the build directory.
        shelf: of the build directory.
        generation: finished; removed if it cannot count.
        manifest: what it was made from.
        change: of the shelf.
    """
    earlier = generations.current()
    try:
        shelf.stage(change, generation.path.name)
        generations.publish(generation, manifest)
    except BaseException:
        if generations.current() != generation:
            generations.abandon(generation)
            with suppress(OSError):
                shelf.settle(earlier.path.name if earlier else None)
        raise
    shelf.settle(generation.path.name)
