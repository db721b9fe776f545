"""Writing generations of the graph: a whole one, or the earlier one with a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from kg.build.cache import Reading
from kg.build.generations import Generations
from kg.build.manifest import Manifest
from kg.build.plan import Plan
from kg.build.reader import Reader

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.graph.store import Store

_BATCH = 200_000
_DESCRIPTION = 'CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{0}")) }}'


def write_whole(
    generations: Generations, reader: Reader, plan: Plan, readings: Iterable[Reading]
) -> Manifest:
    """Make a generation of what the readings contribute, and let it count.

    Args:
        generations: of the build directory.
        reader: turns readings into triples.
        plan: complete once `readings` is exhausted.
        readings: consumed one by one, so that not all need fit into memory.
    """
    from kg.build.sentences import Sentences
    from kg.graph.confirmed import confirm
    from kg.graph.facts import count_claims
    from kg.graph.store import EmbeddedStore

    generation = generations.begin()
    with closing(EmbeddedStore(generation.store)) as store:
        for batch in _batches(reader.triples(each, plan.known) for each in readings):
            store.load(batch)
        store.load(confirm(store, Sentences(reader, plan.articles)))
        _describe(store)
        manifest = plan.result(count_claims(store), len(store), plan.failures)
    generations.publish(generation, manifest)
    return manifest


def write_change(generations: Generations, reader: Reader, plan: Plan) -> Manifest:
    """Make a generation of the current one with a change, and let it count.

    An article of the project that failed once and comes in now has not failed any more.
    """
    from kg.graph.facts import count_claims
    from kg.graph.store import EmbeddedStore

    generation = generations.begin(from_current=True)
    with closing(EmbeddedStore(generation.store)) as store:
        _change(store, reader, plan)
        _describe(store)
        origins = {entry.origin for entry in plan.articles.values()}
        failed = [each for each in plan.manifest.failures if each.origin not in origins]
        manifest = plan.result(count_claims(store), len(store), failed)
    generations.publish(generation, manifest)
    return manifest


def _change(store: Store, reader: Reader, plan: Plan) -> None:
    """Take away and add what articles contribute, then derive again what hangs on it."""
    from kg.build.retract import retract
    from kg.build.sentences import Sentences
    from kg.graph.confirmed import confirm, derived, statements

    old, leaving = plan.manifest.articles, plan.leaving()

    def contribution(id: str) -> set[Triple]:
        return reader.triples(reader.recall(id, old[id]), plan.manifest.decisions)

    coming = _union(reader.triples(each, plan.known) for each in plan.coming.values())
    going = _union(contribution(id) for id in sorted(leaving))
    touched = statements(coming | going)
    marks, plain = derived(store, touched)
    doomed = (going | plain) - coming
    gone = retract(store, doomed, sorted(old.keys() - leaving), contribution)
    store.apply(gone | marks, coming)
    store.apply((), confirm(store, Sentences(reader, plan.articles), touched))


def _describe(store: Store) -> None:
    """Bring the description of the dataset, with its counts, up to date with the graph."""
    from kg.graph.dataset import DATASET, dataset_triples

    old = set(store.query(_DESCRIPTION.format(DATASET.value)).triples())
    new = dataset_triples(store.triples())
    store.apply(old - new, new - old)


def _union(sets: Iterable[set[Triple]]) -> set[Triple]:
    return set().union(*sets)


def _batches(sets: Iterable[set[Triple]]) -> Iterator[set[Triple]]:
    """Yield unions of sets, each large enough for the bulk loader to be worth its while."""
    batch: set[Triple] = set()
    for each in sets:
        batch |= each
        if len(batch) >= _BATCH:
            yield batch
            batch = set()
    if batch:
        yield batch
