"""What the operating system forbids a worker, as far as it can.

Memory beyond a bound, writing, reading what is no business of it, and the network.

Each fence stands on its own. Where a system does not have one, the others and the checks of the
query itself (`kg.graph.query`) still hold; `enter` tells which stand.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from kg.serve import landlock
from kg.serve.landlock import needed_by_python

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_MOST_FILES = 4096


FENCES = {
    "files": "writing to files",
    "memory": "how much memory they take",
    "network": "the network",
    "reading": "reading other files, and starting programs",
}
"""Fence -> what it holds."""


def enter(memory: int | None = None, readable: Iterable[str] = ()) -> tuple[str, ...]:
    """Fence this process in; return which of `FENCES` stand.

    Args:
        memory: bytes it may take from now on, beyond what it holds; None for a process that
            is trusted to write, which is cut off from the network alone.
        readable: files and directories that it must read besides Python's own.
    """
    trusted = memory is None
    apart = _cut_off()
    files, tcp = landlock.restrict(None if trusted else [*needed_by_python(), *readable])
    fences = [("network", apart or tcp)]
    if memory is not None:
        fences += [("reading", files), ("files", _bound_files()), ("memory", _bound_memory(memory))]
    return tuple(sorted(name for name, stands in fences if stands))


def end_with(parent: int) -> None:
    """Have this process killed when the one that started it is gone, however it ended.

    Args:
        parent: its process id; it is 1 where the server is all that runs in a container.
    """
    library = _libc()
    if library is not None:
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it was gone before the line above
            os._exit(1)


def missing(fences: Collection[str]) -> list[str]:
    """Return which fences a process should have and has not."""
    return [name for name in FENCES if name not in fences]


def _bound_memory(memory: int) -> bool:
    """Bound private memory; whoever asks for more is refused, and the engine ends the process."""
    try:
        import resource

        most = _data_size() + memory
        # Linux counts all private memory as data; elsewhere the address space is what there is.
        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        resource.setrlimit(kind, (most, most))
    except (ImportError, OSError, ValueError):
        return False
    return True


def _data_size() -> int:
    """Return how many bytes of private memory this process has mapped; 0 where nobody tells."""
    with suppress(OSError), Path("/proc/self/status").open(encoding="ascii") as lines:
        for line in lines:
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


def _bound_files() -> bool:
    """Let no file grow by this process, and leave no core behind."""
    try:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    except (ImportError, AttributeError, OSError, ValueError):
        return False
    return True


def _cut_off() -> bool:
    """Leave the network: in a name space of its own a process has no interface at all."""
    library = _libc()
    if library is None:
        return False
    # Without it neither the name space nor Landlock would hold for a program with privileges.
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    ways = (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    return any(library.unshare(flags) == 0 for flags in ways)


def _libc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    try:
        return ctypes.CDLL(None, use_errno=True)
    except OSError:
        return None
