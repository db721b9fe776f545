"""A process that answers one request at a time over a snapshot of the graph, within limits.

It is started by `kg.serve.pool`, reads requests from standard input and answers on standard
output. It may be killed at any moment: it changes nothing.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, cast

from kg.errors import KgError
from kg.serve import frames
from kg.serve.problem import RequestError

Reply = tuple[str, bytes]
"""Media type and body."""

TOO_MUCH = 500

_WORTH_IT = 500
_LEVEL = 5


class Bounded(io.RawIOBase):
    """A buffer that refuses to grow beyond a number of bytes.

    Args:
        most: how many bytes it takes.
    """

    def __init__(self, most: int):
        self._most = most
        self._data = bytearray()
        self.overflowed = False

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: Any) -> int:
        """Take bytes, or raise OSError where they are too many."""
        if len(self._data) + len(data) > self._most:
            self.overflowed = True
            raise OSError("the answer is too large")
        self._data += data
        return len(data)

    def value(self) -> bytes:
        """Return all that was written."""
        return bytes(self._data)


def main(stdin: BinaryIO, stdout: BinaryIO, settings: Mapping[str, Any]) -> None:
    """Answer requests until the input ends.

    Args:
        stdin: requests, as `kg.serve.frames` writes them.
        stdout: where the answers go.
        settings: `project` (directory or None), `snapshots` (directory), `answer` (bytes) and
            `memory` (bytes).
    """
    from kg.serve import sandbox
    from kg.serve.answers import Answers

    answers = Answers(settings["project"])
    fences = sandbox.enter(settings["memory"], [settings["snapshots"], *answers.directories])
    stdout.write(frames.encoded({"fences": fences}))
    stdout.flush()
    while (message := frames.read(stdin)) is not None:
        request, body = message
        stdout.write(_answered(answers.answer, request, body, settings["answer"]))
        stdout.flush()


def _answered(
    answer: Callable[[dict[str, Any], bytes, BinaryIO], str],
    request: dict[str, Any],
    body: bytes,
    most: int,
) -> bytes:
    sink = Bounded(most)
    try:
        media_type = answer(request, body, cast(BinaryIO, sink))
        return _whole(media_type, sink.value(), gzipped=request.get("gzip", False))
    except KgError as error:
        problem = RequestError.of(error)
    except MemoryError:
        problem = RequestError(TOO_MUCH, "the answer needs more memory than a request may take")
    except OSError as error:
        problem = RequestError(500, str(error))
    if sink.overflowed:
        problem = RequestError(
            TOO_MUCH, f"the answer is larger than {most:,} bytes; ask for less, such as by LIMIT"
        )
    return frames.encoded({"problem": problem.record()})


def _whole(media_type: str, body: bytes, *, gzipped: bool) -> bytes:
    """Return the message that carries an answer; compressing it would hold up the server."""
    header = {"media_type": media_type}
    if gzipped and len(body) >= _WORTH_IT:
        body, header["encoding"] = gzip.compress(body, _LEVEL, mtime=0), "gzip"
    return frames.encoded(header, body)


if __name__ == "__main__":
    frames.serve(main)
