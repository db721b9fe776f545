"""Writing generations of the graph: a whole one, or the earlier one with a change.

Contributions are computed from the readings in the cache and written in batches, so that
what is in memory does not grow with the number of articles. What follows from several articles
together is derived at the end, again in batches.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from kg.build.generations import Generation, Generations
from kg.build.manifest import Failure, Manifest
from kg.build.plan import Plan
from kg.build.reader import Reader
from kg.build.report import Progress

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyoxigraph import Triple

    from kg.graph.confirmed import Statement
    from kg.graph.store import Store

Written = tuple[Generation, Manifest]
"""A generation that is finished, and what it was made from."""

_BATCH = 20_000
_LEAVING = 100_000  # triples from which on they are taken out, before more articles are
_FEW = 1_000  # changed articles, up to which only what they touch is derived again
_DESCRIPTION = 'CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{0}")) }}'


def write_whole(
    generations: Generations, reader: Reader, plan: Plan, progress: Progress
) -> Written:
    """Make a generation of all articles of a plan; it does not count yet."""
    return _write(generations, reader, plan, plan.failures, progress, whole=True)


def write_change(
    generations: Generations, reader: Reader, plan: Plan, progress: Progress
) -> Written:
    """Make a generation of the current one with a change; it does not count yet.

    An article of the project that failed once and comes in now has not failed any more.
    """
    origins = {entry.origin for entry in plan.articles.values()}
    failed = [each for each in plan.manifest.failures if each.origin not in origins]
    return _write(generations, reader, plan, failed, progress, whole=False)


def _write(
    generations: Generations,
    reader: Reader,
    plan: Plan,
    failed: list[Failure],
    progress: Progress,
    *,
    whole: bool,
) -> Written:
    generation = generations.begin(from_current=not whole)
    try:
        return generation, _fill(generation, reader, plan, failed, progress, whole=whole)
    except BaseException:
        generations.abandon(generation)
        raise


def _fill(
    generation: Generation,
    reader: Reader,
    plan: Plan,
    failed: list[Failure],
    progress: Progress,
    *,
    whole: bool,
) -> Manifest:
    """Write the store of a generation; return what it was made from."""
    from kg.build.sentences import Sentences
    from kg.graph.confirmed import confirm
    from kg.graph.digest import contents
    from kg.graph.facts import count_claims
    from kg.graph.store import EmbeddedStore

    coming = plan.coming()
    with closing(EmbeddedStore(generation.store)) as store:
        for batch in _batches(_contributions(reader, plan, coming, progress)):
            store.load(batch)
        touched = None if whole else _take_out(store, reader, plan)
        progress("writing the graph", 0, 0)
        for batch in _batches(confirm(store, Sentences(reader, plan.articles), touched)):
            store.load(batch)
        _describe(store)
        if whole:
            store.compact()
        return plan.result(count_claims(store), contents(store), failed)


def _contributions(
    reader: Reader, plan: Plan, ids: list[str], progress: Progress
) -> Iterator[set[Triple]]:
    for done, id in enumerate(ids):
        progress("writing the graph", done, len(ids))
        yield reader.triples(id, plan.articles[id], plan.judged)


def _take_out(store: Store, reader: Reader, plan: Plan) -> Collection[Statement] | None:
    """Take away what only the leaving articles contributed; those coming are in already.

    What another article shares stays, since it is found by the store; what belongs to one
    article alone stays if the article stays in another form. First goes what was derived
    from any of them.

    Returns:
        The statements for which it is to be derived again; None for all.
    """
    from kg.build.retract import retract
    from kg.graph.confirmed import derived, statements

    old, new = plan.manifest.articles, plan.articles

    def contribution(id: str) -> set[Triple]:
        return reader.triples(id, new[id], plan.judged)

    leaving = plan.leaving()
    changed = {*leaving, *plan.coming()}
    touched = statements(store, changed) if len(changed) <= _FEW else None
    marks, shared, standing = derived(store, touched)
    store.apply(marks | retract(store, shared - standing, new, contribution), ())
    going = deque(leaving)
    while going:
        doomed: set[Triple] = set()
        kept: set[Triple] = set()
        while going and len(doomed) < _LEAVING:
            id = going.popleft()
            doomed |= reader.triples(id, old[id], plan.manifest.judged)
            kept |= contribution(id) if id in new else set()
        store.apply(retract(store, doomed - kept - standing, new, contribution), ())
    return touched


def _describe(store: Store) -> None:
    """Bring the description of the dataset, with its counts, up to date with the graph."""
    from kg.graph.dataset import DATASET, dataset_triples

    old = set(store.query(_DESCRIPTION.format(DATASET.value)).triples())
    new = dataset_triples(store.triples())
    store.apply(old - new, new - old)


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
