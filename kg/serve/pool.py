"""Worker processes: as many as the limits say, one kept for pages, each replaced when it dies."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Coroutine, Mapping
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import WorkerError
from kg.serve.limits import Limits
from kg.serve.problem import RequestError
from kg.serve.process import Answer, Worker, WorkerGoneError

_LOG = logging.getLogger(__name__)

_MODULE = "kg.serve.worker"
_PAUSES = (0.1, 1.0, 5.0)
"""Seconds to wait after each vain try to start a worker; the last also after all further ones."""

_FORGIVEN_SECONDS = 0.3
"""How long the query of a client that has gone may go on."""

PATIENCE_SECONDS = 120.0
"""How long an answer may take that nobody waits for."""

_T = TypeVar("_T")

_OUT_OF_MEMORY = (signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV, signal.SIGILL)


class Pool:
    """The workers of a server.

    Args:
        limits: on each request, and how many may wait.
        project: directory whose ontology and registry the workers use.
    """

    def __init__(self, limits: Limits, project: str | None):
        self._limits = limits
        self._settings: dict[str, Any] = {
            "project": project,
            "memory": limits.memory,
            "answer": limits.answer,
        }
        self._idle: dict[bool, list[Worker]] = {False: [], True: []}
        self._waiting = {False: 0, True: 0}
        self._turns: list[asyncio.Future[None]] = []
        self._replacing: set[asyncio.Task[Any]] = set()
        self._busy: set[Worker] = set()
        self.fences: tuple[str, ...] = ()

    async def start(self, snapshots: Path) -> None:
        """Start all workers.

        Args:
            snapshots: directory in which every snapshot lies that they will be asked about.

        Raises:
            WorkerError: one of them did not start.
        """
        self._settings["snapshots"] = str(snapshots.resolve())
        kinds = [True] + [False] * self._limits.workers
        workers = await asyncio.gather(*(Worker.start(_MODULE, self._settings) for _ in kinds))
        for worker, reserved in zip(workers, kinds, strict=True):
            self._idle[reserved].append(worker)
            self.later(self._watched(worker, reserved))
        self.fences = workers[0].fences

    async def run(
        self, request: Mapping[str, Any], body: bytes = b"", *, page: bool = False
    ) -> Answer:
        """Return the answer of a worker to a request.

        Args:
            request: what `kg.serve.answers` takes.
            body: what goes with it.
            page: whether the worker that is kept for pages may take it.

        Raises:
            RequestError: 503 where too many wait, 504 where it takes too long, 500 where it takes
                too much memory, or what the worker says is wrong.
        """
        worker, reserved = await self._take(page)
        # A task of its own: a client that goes away should not tear it in the middle.
        asked = asyncio.create_task(worker.ask(request, body))
        try:
            done, _ = await asyncio.wait((asked,), timeout=self._limits.seconds)
        except asyncio.CancelledError:  # the client went away, or the server stops
            self.later(self._abandoned(asked, worker, reserved))
            raise
        if not done:
            self.later(self._renewed(asked, worker, reserved))
            raise RequestError(504, _too_slow(self._limits.seconds))
        if isinstance(asked.exception(), WorkerGoneError):
            status = await asyncio.shield(self.later(self._ended(asked, worker, reserved)))
            raise _died(status, self._limits)
        self._give(worker, reserved)
        return asked.result()

    async def aside(self, request: Mapping[str, Any]) -> Answer:
        """Return the answer of a process that is started for it and has more time.

        Raises:
            RequestError: 504 where even that is not enough, 500 where the process ended.
        """
        worker: Worker | None = None
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                worker = await Worker.start(_MODULE, self._settings)
                return await worker.ask(request, b"")
        except TimeoutError:
            raise RequestError(504, _too_slow(PATIENCE_SECONDS)) from None
        except (WorkerError, WorkerGoneError):
            status = await worker.kill() if worker else 0
            raise _died(status, self._limits) from None
        finally:
            if worker:
                await worker.kill()

    async def close(self) -> None:
        """End all workers, whatever they are doing."""
        for task in tuple(self._replacing):
            task.cancel()
        await asyncio.gather(*self._replacing, return_exceptions=True)
        workers = [*self._idle[False], *self._idle[True], *self._busy]
        await asyncio.gather(*(worker.kill() for worker in workers))

    async def _take(self, page: bool) -> tuple[Worker, bool]:
        """Return an idle worker, and whether it is the one for pages."""
        if self._waiting[page] >= self._limits.queue:
            raise _too_many()

        self._waiting[page] += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                while not (self._idle[False] or (page and self._idle[True])):
                    await self._turn()
        except TimeoutError:
            raise _too_many() from None
        finally:
            self._waiting[page] -= 1
        reserved = not self._idle[False]
        worker = self._idle[reserved].pop()
        self._busy.add(worker)
        return worker, reserved

    async def _turn(self) -> None:
        """Wait until a worker is free; whoever waits longest wakes first."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._turns.append(turn)
        try:
            await turn
        finally:
            self._turns.remove(turn)

    def _give(self, worker: Worker, reserved: bool) -> None:
        """Have a worker free for others. It never waits, so nothing can come between."""
        self._busy.discard(worker)
        self._idle[reserved].append(worker)
        for turn in self._turns:
            if not turn.done():
                turn.set_result(None)

    def later(self, work: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
        """Do something that goes on when the request that began it has ended."""
        task = asyncio.create_task(work)
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)
        return task

    async def _abandoned(self, asked: asyncio.Task[Answer], worker: Worker, reserved: bool) -> None:
        """Let a worker whose client has gone finish, if it is quick; a new one costs more."""
        await asyncio.wait((asked,), timeout=_FORGIVEN_SECONDS)
        if asked.done() and not isinstance(asked.exception(), WorkerGoneError):
            self._give(worker, reserved)
        else:
            await self._renewed(asked, worker, reserved)

    async def _ended(self, asked: asyncio.Task[Answer], worker: Worker, reserved: bool) -> int:
        """Return the status of a worker that is gone, while another takes its place."""
        status = await worker.kill()
        self.later(self._renewed(asked, worker, reserved))
        return status

    async def _watched(self, worker: Worker, reserved: bool) -> None:
        """Start another worker in the place of one that ends while it has nothing to do."""
        await worker.ended()
        if worker in self._idle[reserved]:
            self._idle[reserved].remove(worker)
            await self._started(reserved)

    async def _renewed(self, asked: asyncio.Task[Answer], worker: Worker, reserved: bool) -> None:
        """End a worker and start another in its place."""
        await worker.kill()
        await asyncio.wait((asked,))
        asked.exception()  # that it is gone is no news
        self._busy.discard(worker)
        await self._started(reserved)

    async def _started(self, reserved: bool) -> None:
        for tries in count():
            try:
                fresh = await Worker.start(_MODULE, self._settings)
            except WorkerError:
                if tries == len(_PAUSES):
                    _LOG.error("a worker process cannot be replaced yet; the server has fewer")
                await asyncio.sleep(_PAUSES[min(tries, len(_PAUSES) - 1)])
            else:
                self.later(self._watched(fresh, reserved))
                self._give(fresh, reserved)
                return


def _too_many() -> RequestError:
    message = "too many requests are waiting; try again in a moment"
    return RequestError(503, message, headers={"Retry-After": "1"})


def _too_slow(seconds: float) -> str:
    return f"the answer takes longer than {seconds:g} seconds; ask for less, such as by LIMIT"


def _died(status: int, limits: Limits) -> RequestError:
    """Return what the end of a worker tells; the engine aborts where it gets no memory."""
    if -status in _OUT_OF_MEMORY:
        most = f"{limits.memory:,} bytes of memory"
        return RequestError(500, f"the query nests too deep, or needs more than {most}")
    return RequestError(500, "the query ended the process that answered it; please report it")
