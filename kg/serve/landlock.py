"""Landlock: a process of Linux gives up what it does not need, without being root.

https://docs.kernel.org/userspace-api/landlock.html. Whatever follows cannot be taken back, and
holds for every thread and process that is started afterwards.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""System calls; their numbers are the same on every architecture but alpha."""

_VERSION_FLAG = 1
_BENEATH = 1
_READ_FILE, _READ_DIRECTORY = 1 << 2, 1 << 3
_CONNECT_OR_BIND = 0b11
_SIGNALS_AND_SOCKETS = 0b11
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""Version of Landlock -> how many kinds of access to files it knows since then."""

_NETWORK_SINCE, _SCOPES_SINCE = 4, 6


def restrict(readable: Iterable[str] | None) -> tuple[bool, bool]:
    """Give up files and the network; return whether (files, TCP) are now out of reach.

    No program can be started any more either, nothing be written, created or removed, and no
    other process be signalled.

    Args:
        readable: files and directories that may still be read; None leaves all files as they
            are. What is not there is passed over.
    """
    if sys.platform != "linux":
        return False, False
    library = ctypes.CDLL(None, use_errno=True)
    version = library.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION_FLAG)
    if version < 1:
        return False, False
    files = _file_rights(version) if readable is not None else 0
    network = _CONNECT_OR_BIND if version >= _NETWORK_SINCE else 0
    scopes = _SIGNALS_AND_SOCKETS if version >= _SCOPES_SINCE and readable is not None else 0
    # An older kernel takes the longer record as long as what it does not know is zero.
    attributes = struct.pack("QQQ", files, network, scopes)
    if not (files or network):
        return False, False
    ruleset = library.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        return False, False
    try:
        for path in readable or ():
            _allow(library, ruleset, path)
        stands = library.syscall(_RESTRICT, ruleset, 0) == 0
    finally:
        os.close(ruleset)
    return stands and bool(files), stands and bool(network)


def needed_by_python() -> list[str]:
    """Return what the interpreter reads while it runs: its library, packages, and `/proc`."""
    here = str(Path.cwd())
    paths = [path for path in sys.path if path and path != here]
    package = str(Path(__file__).resolve().parents[1])
    system = ("/usr/lib", "/lib", "/lib64", "/proc", "/sys/devices/system", "/dev/urandom")
    return [package, sys.prefix, sys.base_prefix, *paths, *system]


def _file_rights(version: int) -> int:
    known = max(count for since, count in _FILE_RIGHTS.items() if since <= version)
    return (1 << known) - 1


def _allow(library: ctypes.CDLL, ruleset: int, path: str) -> None:
    """Let what is beneath a path be read."""
    with suppress(OSError):
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rights = _READ_FILE | (_READ_DIRECTORY if Path(path).is_dir() else 0)
            library.syscall(_ADD, ruleset, _BENEATH, struct.pack("=Qi", rights, handle), 0)
        finally:
            os.close(handle)
