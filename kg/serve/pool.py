"""Worker processes: as many as the limits say, one kept for pages, each replaced when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import WorkerError
from kg.serve import frames
from kg.serve.limits import Limits
from kg.serve.problem import RequestError

_LOG = logging.getLogger(__name__)

_MODULE = "kg.serve.worker"
_LINE = 1024 * 1024
_START_SECONDS = 30.0
_PAUSES = (0.1, 1.0, 5.0, 30.0)
"""Seconds to wait after each vain try to start a worker."""

_OUT_OF_MEMORY = (signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV, signal.SIGILL)


@dataclass(frozen=True)
class Answer:
    """What a worker answered.

    Args:
        media_type: of the body.
        body: whole, never a part.
    """

    media_type: str
    body: bytes


class WorkerGoneError(Exception):
    """A worker ended before it answered."""


class Worker:
    """One process, asked one thing at a time.

    Args:
        process: as `start` made it.

    Attributes:
        fences: what the operating system forbids it.
        greeting: what it said when it was ready.
    """

    def __init__(self, process: asyncio.subprocess.Process):
        self._process = process
        self.fences: tuple[str, ...] = ()
        self.greeting = b""

    @classmethod
    async def start(cls, module: str, settings: Mapping[str, Any]) -> Worker:
        """Return a worker that is ready.

        Args:
            module: what it runs; its first message has a header `fences`.
            settings: plain JSON, its only argument.

        Raises:
            WorkerError: it did not start.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", module, json.dumps(settings)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_LINE,
            # Ctrl-C is for the server, which lets its workers finish.
            start_new_session=True,
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(_START_SECONDS):
                header, worker.greeting = await worker._message()
        except (WorkerGoneError, TimeoutError):
            await worker.kill()
            raise WorkerError("a worker process did not start; see the log above") from None
        except BaseException:
            await worker.kill()
            raise
        if "problem" in header:
            await worker.kill()
            raise WorkerError(header["problem"]["detail"])
        worker.fences = tuple(header["fences"])
        return worker

    async def ask(self, request: Mapping[str, Any], body: bytes) -> Answer:
        """Return the answer to a request.

        Raises:
            WorkerGoneError: the process ended.
            RequestError: the request has no answer.
        """
        assert self._process.stdin is not None
        with contextlib.suppress(ConnectionError):
            self._process.stdin.write(frames.encoded(request, body))
            await self._process.stdin.drain()
        header, answer = await self._message()
        problem = header.get("problem")
        if problem is not None:
            raise RequestError(problem["status"], problem["detail"], **problem["more"])
        return Answer(header["media_type"], answer)

    async def kill(self) -> int:
        """End the process at once if it has not ended; return its status, negative for a signal."""
        if self._process.returncode is None:
            # Not by `kill()` of the process object, which would take its status from asyncio.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)
        return await self._process.wait()

    async def _message(self) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdout is not None
        try:
            line = await self._process.stdout.readline()
            if not line.endswith(b"\n"):
                raise WorkerGoneError
            header, length = frames.decoded(line)
            return header, await self._process.stdout.readexactly(length)
        except asyncio.IncompleteReadError:
            raise WorkerGoneError from None


class Pool:
    """The workers of a server.

    Args:
        limits: on each request, and how many may wait.
        project: directory whose ontology and registry the workers use.
    """

    def __init__(self, limits: Limits, project: str | None):
        self._limits = limits
        self._settings = {"project": project, "memory": limits.memory, "answer": limits.answer}
        self._idle: dict[bool, list[Worker]] = {False: [], True: []}
        self._waiting = {False: 0, True: 0}
        self._free = asyncio.Condition()
        self._replacing: set[asyncio.Task[None]] = set()
        self._busy: set[Worker] = set()
        self.fences: tuple[str, ...] = ()

    async def start(self) -> None:
        """Start all workers.

        Raises:
            WorkerError: one of them did not start.
        """
        kinds = [True] + [False] * self._limits.workers
        workers = await asyncio.gather(*(Worker.start(_MODULE, self._settings) for _ in kinds))
        for worker, reserved in zip(workers, kinds, strict=True):
            self._idle[reserved].append(worker)
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
        try:
            async with asyncio.timeout(self._limits.seconds):
                answer = await worker.ask(request, body)
        except RequestError:
            await self._give(worker, reserved)
            raise
        except TimeoutError:
            self._replace(worker, reserved)
            raise RequestError(504, _too_slow(self._limits.seconds)) from None
        except WorkerGoneError:
            self._replace(worker, reserved)
            raise _died(await worker.kill(), self._limits) from None
        except BaseException:  # the client went away, or the server stops
            self._replace(worker, reserved)
            raise
        await self._give(worker, reserved)
        return answer

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

        def idle() -> bool:
            return bool(self._idle[False] or (page and self._idle[True]))

        self._waiting[page] += 1
        try:
            async with asyncio.timeout(self._limits.seconds), self._free:
                await self._free.wait_for(idle)
                reserved = not self._idle[False]
                worker = self._idle[reserved].pop()
        except TimeoutError:
            raise _too_many() from None
        finally:
            self._waiting[page] -= 1
        self._busy.add(worker)
        return worker, reserved

    async def _give(self, worker: Worker, reserved: bool) -> None:
        self._busy.discard(worker)
        async with self._free:
            self._idle[reserved].append(worker)
            self._free.notify_all()

    def _replace(self, worker: Worker, reserved: bool) -> None:
        """End a worker and start another in its place, while requests go on."""
        task = asyncio.create_task(self._renewed(worker, reserved))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _renewed(self, worker: Worker, reserved: bool) -> None:
        await worker.kill()
        self._busy.discard(worker)
        for pause in _PAUSES:
            try:
                fresh = await Worker.start(_MODULE, self._settings)
            except WorkerError:
                await asyncio.sleep(pause)
            else:
                await self._give(fresh, reserved)
                return
        _LOG.error("a worker process cannot be replaced; the server goes on with fewer")


def _too_many() -> RequestError:
    message = "too many requests are waiting; try again in a moment"
    return RequestError(503, message, headers={"Retry-After": "1"})


def _too_slow(seconds: float) -> str:
    return f"the answer takes longer than {seconds:g} seconds; ask for less, such as by LIMIT"


def _died(status: int, limits: Limits) -> RequestError:
    """Return what the end of a worker tells; the engine aborts where it gets no memory."""
    if -status in _OUT_OF_MEMORY:
        return RequestError(500, f"the answer needs more than {limits.memory:,} bytes of memory")
    return RequestError(500, "the query ended the process that answered it; please report it")
