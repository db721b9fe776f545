"""One worker process: started, asked one thing at a time, and ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import WorkerError
from kg.serve import frames
from kg.serve.problem import RequestError

_LINE = 1024 * 1024
_START_SECONDS = 30.0


@dataclass(frozen=True)
class Answer:
    """What a worker answered.

    Args:
        media_type: of the body.
        body: whole, never a part.
        encoding: `gzip` if it is compressed.
    """

    media_type: str
    body: bytes
    encoding: str = ""


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
            RequestError: it said why it cannot.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            # Without -P a file in the working directory could take the place of a module.
            *("-P", "-m", module, json.dumps({**settings, "parent": os.getpid()})),
            env=_environment(),
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
            _raise_told(header)
        except BaseException as error:
            await worker.kill()
            if isinstance(error, WorkerGoneError | TimeoutError):
                message = "a worker process did not start; see the log above"
                raise WorkerError(message) from None
            raise
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
        _raise_told(header)
        return Answer(header["media_type"], answer, header.get("encoding", ""))

    async def ended(self) -> None:
        """Wait until the process has ended."""
        await self._process.wait()

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
        except (asyncio.IncompleteReadError, ValueError):  # nothing more, or nonsense
            raise WorkerGoneError from None


def _raise_told(header: Mapping[str, Any]) -> None:
    """Raise the error that a message tells of, if it does."""
    problem = header.get("problem")
    if problem is not None:
        raise RequestError(problem["status"], problem["detail"], **problem["more"])


def _environment() -> dict[str, str]:
    """Return the environment of a worker, in which this very package is found."""
    package = Path(__file__).resolve().parents[2]
    if package.is_relative_to(sys.prefix):
        return dict(os.environ)
    paths = [os.environ.get("PYTHONPATH", ""), str(package)]
    return os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}
