"""Processes that read articles together: on the cores of this machine, or on a cluster.

A process may die, killed from outside or by an article that no program survives. What it was
at work on is then read again, each article alone; one that kills its process once more is
given up, and all others are read.
"""

from __future__ import annotations

import os
import pickle
import signal
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, Any

from kg.build.worker import Answer, Kit, read_packed
from kg.errors import WorkerError
from kg.model import Document
from kg.project import Project

if TYPE_CHECKING:
    from kg.text.reading import Item

CHUNK = 8
"""Articles that a process is given at a time."""
DIED = "the process that read it died twice (a crash, or out of memory)"

Chunk = Sequence["Item | Document"]
Keep = Callable[[int, Sequence[Answer]], None]


@dataclass(frozen=True)
class Effort:
    """How much is spent on reading articles.

    Args:
        jobs: processes on this machine; 1 reads in this process.
        scheduler: address of a dask scheduler, whose workers then read.
        time_limit: seconds that one article may take.
    """

    jobs: int = 1
    scheduler: str | None = None
    time_limit: float | None = None


class Crew(ABC):
    """Some processes, started and ready. Close it after use.

    Attributes:
        size: how many articles it reads at the same time.
    """

    size: int

    def read(self, tasks: Chunk, keep: Callable[[int, Answer], None]) -> None:
        """Read articles and hand on each answer as soon as it is there.

        Args:
            tasks: what to read.
            keep: called with the number of a task and its answer, for every task once.

        Raises:
            WorkerError: the processes are gone, or are of another version of `kg`.
        """
        chunks = {n: tasks[n : n + CHUNK] for n in range(0, len(tasks), CHUNK)}

        def kept(first: int, answers: Sequence[Answer]) -> None:
            chunks.pop(first)
            for number, answer in enumerate(answers, first):
                keep(number, answer)

        while chunks:
            for first in self._attempt(dict(chunks), kept):
                kept(first, [self._alone(task) for task in chunks[first]])

    def _alone(self, task: Item | Document) -> Answer:
        found: list[Answer] = []
        self._attempt({0: [task]}, lambda _, answers: found.extend(answers))
        return found[0] if found else DIED

    @abstractmethod
    def _attempt(self, chunks: dict[int, Chunk], keep: Keep) -> list[int]:
        """Read chunks; return those that were being read when a process died."""

    @abstractmethod
    def close(self) -> None:
        """Let the processes end."""


def hire(effort: Effort, project: Project) -> Crew:
    """Return the processes that an effort asks for.

    Raises:
        WorkerError: they cannot be started or reached.
    """
    return OnCluster(effort, project) if effort.scheduler else OnCores(effort, project)


class OnCores(Crew):
    """Processes on this machine, under dask's scheduler for processes."""

    def __init__(self, effort: Effort, project: Project):
        self.size = effort.jobs
        self._limit = effort.time_limit
        self._kit = Kit.of(project, packed=False)
        self._pool: ProcessPoolExecutor | None = None

    def _attempt(self, chunks: dict[int, Chunk], keep: Keep) -> list[int]:
        from dask.base import compute
        from dask.callbacks import Callback
        from dask.delayed import delayed

        read = delayed(read_packed, pure=True)
        names = {f"articles-{first}": first for first in chunks}
        tasks = [
            read(pickle.dumps(chunks[first]), self._kit, self._limit, dask_key_name=name)
            for name, first in names.items()
        ]
        running: dict[str, int] = {}

        def begins(key: str, *_: Any) -> None:
            running[key] = names[key]

        def ends(key: str, answers: list[Answer], *_: Any) -> None:
            keep(running.pop(key), answers)

        try:
            with Callback(pretask=begins, posttask=ends):
                compute(*tasks, scheduler="processes", pool=self._started(), chunksize=1)
        except BrokenProcessPool:
            self.close()
        return sorted(running.values())

    def _started(self) -> ProcessPoolExecutor:
        """Return the pool; make sure that it works before articles are blamed for it."""
        if self._pool is None:
            # A fork would share the threads and locks of the store's engine.
            self._pool = ProcessPoolExecutor(
                self.size, mp_context=get_context("spawn"), initializer=_follow_parent
            )
            try:
                self._pool.submit(os.getpid).result()
            except BrokenProcessPool as error:
                raise WorkerError(
                    "no process could be started to read articles; use one job, or, in a "
                    "script, put its work below `if __name__ == '__main__':`"
                ) from error
        return self._pool

    def close(self) -> None:
        """Let the processes end once they are done with what they have."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _follow_parent() -> None:
    """Let this process end with the one that started it, even by a kill, and not before it.

    Ctrl-C reaches both; who gave out the work says what becomes of it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    Thread(target=watch, daemon=True).start()


class OnCluster(Crew):
    """The workers of a dask scheduler, on this machine or others."""

    def __init__(self, effort: Effort, project: Project):
        try:
            from distributed import Client
        except ImportError as error:
            raise WorkerError(
                "a scheduler needs the package distributed; install it with "
                "pip install 'spacekg[cluster]'"
            ) from error
        self._limit = effort.time_limit
        self._address = effort.scheduler
        try:
            self._client = Client(effort.scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise WorkerError(f"no scheduler answers at {effort.scheduler}: {error}") from error
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            self._client.close()
            raise WorkerError(f"the scheduler at {effort.scheduler} has no workers") from error
        self.size = sum(self._client.nthreads().values())
        self._kit = self._client.scatter(Kit.of(project, packed=True), broadcast=True)

    def _attempt(self, chunks: dict[int, Chunk], keep: Keep) -> list[int]:
        from distributed import as_completed

        futures = {
            self._client.submit(
                read_packed, pickle.dumps(chunk), self._kit, self._limit, pure=False
            ): first
            for first, chunk in chunks.items()
        }
        died = []
        for future in as_completed(futures, loop=self._client.loop):
            if future.status == "finished":
                keep(futures[future], future.result())
            else:
                self._excuse(future)
                died.append(futures[future])
        return sorted(died)

    def _excuse(self, future: Any) -> None:
        """Raise what is wrong with a future, unless its workers died."""
        from distributed import KilledWorker

        error = None if future.cancelled() else future.exception()
        if error is None:
            raise WorkerError(f"the scheduler at {self._address} was lost; run the command again")
        if not isinstance(error, KilledWorker):
            raise error

    def close(self) -> None:
        """Leave the cluster; it goes on without us."""
        self._client.close()


_PATIENCE = 20.0
"""Seconds until a scheduler must answer and have a worker."""
