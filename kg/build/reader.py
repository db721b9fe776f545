"""Reading articles: from the cache where they were read before, else by extraction.

Few articles are read in this process, many by a crew of others (`kg.build.crew`). Either way
readings come in the order of their inputs, each is kept as soon as it is there, and only a
few batches of articles are in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.build.cache import Reading, ReadingCache
from kg.build.crew import CHUNK, Crew, Effort, hire
from kg.build.inputs import Input
from kg.build.manifest import Decisions, Entry, Failure, Judged
from kg.build.worker import Answer, Tools, read, tools_of
from kg.errors import KgError, StoreError
from kg.model import Document
from kg.project import Project

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.model.registry import Registry
    from kg.model.ruling import Ruling
    from kg.text.reading import Item

FEW = 64
"""Articles that are read sooner in this process than others could be started."""
_CHUNKS = 8  # for each process in a batch: enough that none waits long for the last
_BYTES = 8_000_000  # of articles in a batch
_SLOTS = 1_000  # in a batch, with those that were read before

Result = tuple[Input, Reading | Failure]


@dataclass
class _Slot:
    """An input in a batch: to be read, done, or (with neither) read at another time."""

    each: Input
    task: Item | Document | None = None
    done: Reading | Failure | None = None


class Reader:
    """Turns articles into readings, and readings into triples.

    The registry and the patterns are loaded when they are first needed.

    Args:
        project: brings registry and patterns.
        cache: of the build directory; without one nothing is kept.
        effort: how many articles are read at a time, and where.
    """

    def __init__(self, project: Project, cache: ReadingCache | None, effort: Effort | None = None):
        self._project = project
        self._cache = cache
        self._effort = effort or Effort()

    @cached_property
    def registry(self) -> Registry:
        """The project's entities."""
        from kg.model.registry import Registry

        return Registry.load(self._project.entities)

    @cached_property
    def _tools(self) -> Tools:
        return tools_of(self._project)

    @property
    def decisions(self) -> Decisions:
        """What people decided, by article, as their files say now."""
        from kg.build.decisions import Ledger

        # Without a file of decisions a build that has nothing to do need not load the registry.
        files = self._project.decisions
        return Ledger(self._project, self.registry.entities).by_article() if files else {}

    def read(self, inputs: Iterable[Input]) -> Iterator[Result]:
        """Yield each input with its reading or why there is none, in their order.

        Whatever goes wrong with one article is reported and must not lose the others.

        Args:
            inputs: taken as they are needed, so that not all need fit into memory.

        Raises:
            DataFileError: the registry, a pattern or the furniture is wrong, which is no
                fault of the article.
            WorkerError: the processes that the effort asks for cannot be had.
        """
        rest = iter(inputs)
        while batch := self._batch(rest, FEW):
            unread = sum(slot.task is not None for slot in batch)
            if unread and (self._effort.scheduler or (self._effort.jobs > 1 and unread >= FEW)):
                yield from self._together(batch, rest)
                return
            for slot in batch:
                yield slot.each, self._outcome(slot)
                slot.done = None  # a data file may state very much

    def recall(self, id: str, entry: Entry) -> Reading:
        """Return the reading of an article that is in the graph.

        Raises:
            StoreError: the file it was kept in is damaged.
        """
        reading = self._cached(entry.key)
        if reading is None:
            raise StoreError(
                f"what was read from {id} is damaged; delete the build directory's claims/ "
                "and run `kg build`"
            )
        return reading

    @property
    def judged(self) -> Judged:
        """What people decided and ruled, as their files say now."""
        return Judged(self.decisions, self.rulings)

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """What people ruled on conflicts, as their files say now."""
        from kg.build.rulings import read_all

        files = self._project.rulings
        return read_all(self._project, self.registry.entities) if files else ()

    def triples(self, id: str, entry: Entry, judged: Judged) -> set[Triple]:
        """Return what an article contributes to the graph, given what people said of it."""
        from kg.graph.rdf import article_triples

        reading, own = self.recall(id, entry), judged.decisions.get(id, ())
        document, claims = reading.document, reading.claims
        return article_triples(document, claims, self.registry, own, entry.copy_of, judged.rulings)

    def _batch(self, inputs: Iterator[Input], most: int) -> list[_Slot]:
        """Return the next inputs, with at most so many of them to be read."""
        batch: list[_Slot] = []
        unread = size = 0
        while unread < most and size < _BYTES and len(batch) < _SLOTS:
            each = next(inputs, None)
            if each is None:
                break
            batch.append(slot := self._slot(each))
            if slot.task is not None:
                unread += 1
                size += _size(slot.task)
        return batch

    def _slot(self, each: Input) -> _Slot:
        if self._cache is not None and each.key in self._cache:
            return _Slot(each)
        try:
            return _Slot(each, each.load())
        except (KgError, OSError) as error:
            return _Slot(each, done=Failure(each.origin, str(error), each.key))

    def _cached(self, key: str) -> Reading | None:
        return None if self._cache is None else self._cache.get(key)

    def _outcome(self, slot: _Slot) -> Reading | Failure:
        """Return what is known of a slot, by reading it in this process if need be."""
        if slot.done is None and slot.task is None:
            slot.done = self._cached(slot.each.key)
            if slot.done is None:  # the file it was kept in is damaged
                slot = _Slot(slot.each, slot.each.load())
        if slot.task is not None:
            self._keep(slot, read(self._tools, slot.task, self._effort.time_limit))
        assert slot.done is not None
        return slot.done

    def _keep(self, slot: _Slot, answer: Answer) -> None:
        """Note the answer to a slot, so that it is not read again, not even after a kill."""
        slot.task = None
        if isinstance(answer, str):
            slot.done = Failure(slot.each.origin, answer, slot.each.key)
            return
        slot.done = answer
        if self._cache is not None:
            self._cache.put(slot.each.key, answer)

    def _together(self, batch: list[_Slot], rest: Iterator[Input]) -> Iterator[Result]:
        """Yield the results of a batch and of all that follow, read by a crew.

        While one batch is read, the one before it is handed on and the next one is fetched.
        """
        with ExitStack() as stack:
            background = stack.enter_context(ThreadPoolExecutor(1))
            crew = stack.enter_context(closing(hire(self._effort, self._project)))
            most = max(FEW, crew.size * _CHUNKS * CHUNK)
            before: tuple[list[_Slot], Future[None]] | None = None
            while batch or before:
                reading = (batch, background.submit(self._let_read, crew, batch))
                following = self._batch(rest, most) if batch else []
                if before is not None:
                    yield from self._delivered(*before)
                before, batch = (reading if batch else None), following

    def _let_read(self, crew: Crew, batch: list[_Slot]) -> None:
        """Have the unread slots of a batch read; each is then kept, or has failed."""
        unread = [slot for slot in batch if slot.task is not None]

        def keep(number: int, answer: Answer) -> None:
            self._keep(unread[number], answer)

        crew.read([slot.task for slot in unread if slot.task is not None], keep)

    def _delivered(self, batch: list[_Slot], done: Future[None]) -> Iterator[Result]:
        done.result()
        for slot in batch:
            yield slot.each, self._outcome(slot)
            slot.done = None


def _size(task: Item | Document) -> int:
    return len(task.text if isinstance(task, Document) else task.data)
