"""What it costs to verify, back up and restore a graph of a given size.

python -m benchmarks.durability --triples 1000000
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Literal, Triple

from kg.api import KnowledgeGraph
from kg.build.generations import Generations
from kg.build.manifest import Manifest
from kg.graph.digest import contents
from kg.graph.namespaces import iri, term
from kg.graph.store import EmbeddedStore
from kg.project import Project

_BATCH = 100_000
_PREDICATES = ("participatesIn", "signatoryOf", "builtBy", "date")


def triples(first: int, last: int) -> Iterator[Triple]:
    """Yield made-up triples, four for each subject, as long as those of real graphs."""
    for number in range(first, last):
        subject = iri(f"spacecraft/made-up-{number // 4:08}")
        predicate = _PREDICATES[number % 4]
        day = Literal(f"20{number % 90 + 10}-{number % 12 + 1:02}-{number % 28 + 1:02}")
        value = day if predicate == "date" else iri(f"{predicate.lower()}/{number % 997:03}")
        yield Triple(subject, term(predicate), value)


def frame(root: Path) -> Path:
    """Make an empty project, and return it."""
    for name in ("data/entities", "data/patterns", "ontology"):
        (root / name).mkdir(parents=True)
    return root


def make(root: Path, count: int) -> None:
    """Make a project whose graph has so many triples and no article."""
    frame(root)
    generations = Generations(root / "build")
    generation = generations.begin()
    with closing(EmbeddedStore(generation.store)) as store:
        for first in range(0, count, _BATCH):
            store.load(triples(first, min(first + _BATCH, count)))
        found = contents(store)
    generations.publish(generation, Manifest("", {}, 0, found.triples, digest=found.digest))


def timed(what: str, work: Callable[[], object]) -> None:
    """Run something and print how long it took, by the wall and by the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{what:10} {wall:8.2f} s  ({processor:.2f} s of the processor)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--project", type=Path, help="a project that is built, in place of one")
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        root = options.project or Path(name) / "made"
        if options.project is None:
            timed("make", lambda: make(root, options.triples))
        file = Path(name) / "graph.kgb"
        with KnowledgeGraph(Project.find(root)) as graph:
            print(f"{len(graph.store):,} triples")
            with closing(EmbeddedStore(graph.snapshot, read_only=True)) as store:
                timed("digest", lambda: contents(store))
            timed("verify", graph.verify)
            timed("backup", lambda: graph.backup(file))
        print(f"{'file':10} {file.stat().st_size:12,} bytes")
        restored = frame(Path(name) / "restored")
        timed("restore", lambda: KnowledgeGraph.restore(file, restored))


if __name__ == "__main__":
    main()
