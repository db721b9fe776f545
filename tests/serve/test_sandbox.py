"""What the operating system holds a worker to, tried from inside one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.serve import sandbox
from tests.serve.conftest import Live
from tests.serve.trap import Trap, Victim

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the fences are those of Linux")

TRIES = """
import json, os, socket, subprocess, sys
from pathlib import Path
from kg.serve import sandbox

port, secret, mine, out = int(sys.argv[1]), *map(Path, sys.argv[2:5])
fences = sandbox.enter(64 * 1024 * 1024, [str(mine)])

def tried(what):
    try:
        return repr(what())
    except (OSError, MemoryError) as error:
        return type(error).__name__

print(json.dumps({"fences": fences, **{name: tried(what) for name, what in {
    "connect": lambda: socket.create_connection(("127.0.0.1", port), timeout=2),
    "listen": lambda: socket.create_server(("127.0.0.1", 0)),
    "name": lambda: socket.getaddrinfo("example.org", 80),
    "read": secret.read_text,
    "passwd": Path("/etc/passwd").read_text,
    "list": lambda: list(secret.parent.iterdir()),
    "mine": mine.read_text,
    "create": lambda: out.write_text("x"),
    "remove": secret.unlink,
    "run": lambda: subprocess.run(["/bin/true"], check=True),
    "grow": lambda: len(bytearray(256 * 1024 * 1024)),
    "need": lambda: len(bytearray(8 * 1024 * 1024)),
}.items()}}))
"""


def fenced(tmp_path: Path, project_root: Path, port: int) -> dict[str, Any]:
    """Return what became of each try of a process behind the fences."""
    for name in ("secret", "mine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    paths = [tmp_path / "secret" / "file", tmp_path / "mine" / "file", tmp_path / "mine" / "new"]
    done = subprocess.run(
        [sys.executable, "-c", TRIES, str(port), *map(str, paths)],
        env=os.environ | {"PYTHONPATH": str(project_root)},
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_nothing_gets_through_the_fences(tmp_path: Path, project_root: Path) -> None:
    """Neither out to the network, nor to a file, nor beyond the memory that is given."""
    trap = Trap()
    told = fenced(tmp_path, project_root, int(trap.address.split(":")[2].partition("/")[0]))
    trap.close()
    fences = told["fences"]
    assert {"files", "memory"} <= set(fences)
    assert (told["grow"], told["need"]) == ("MemoryError", str(8 * 1024 * 1024))
    assert told["mine"] == "'mine'"
    assert not (tmp_path / "mine" / "new").exists() or not (tmp_path / "mine" / "new").read_text()
    if "network" in fences:
        assert told["connect"] in ("OSError", "PermissionError")
        assert told["name"] == "gaierror"
        assert trap.visits == 0
    if "reading" in fences:
        refused = ("read", "passwd", "list", "create", "remove", "run")
        assert {name: told[name] for name in refused} == dict.fromkeys(refused, "PermissionError")


def test_a_worker_stands_behind_them(victim: Victim) -> None:
    """The system itself tells so of the processes that answer."""
    fences = victim.live.ask("/health").json["fences"]
    for pid in victim.workers():
        limits = (Path("/proc") / str(pid) / "limits").read_text()
        bounds = {line[:26].strip(): line[26:47].strip() for line in limits.splitlines()}
        assert bounds["Max file size"] == bounds["Max core file size"] == "0"
        assert int(bounds["Max data size"]) < 1.5 * 1024**3
        status = (Path("/proc") / str(pid) / "status").read_text()
        assert "NoNewPrivs:\t1" in status
        if "network" in fences:
            devices = (Path("/proc") / str(pid) / "net" / "dev").read_text().splitlines()[2:]
            assert [line.split()[1] for line in devices] in ([], ["0"])


def test_what_stands_is_told(live: Live) -> None:
    """By /health, and at the start what does not stand, in words."""
    fences = live.ask("/health").json["fences"]
    assert set(fences) <= set(sandbox.FENCES)
    assert sandbox.missing(fences) == [name for name in sandbox.FENCES if name not in fences]
    assert ("does not fence" in "".join(live.said)) is bool(sandbox.missing(fences))


def test_what_does_not_stand_is_named() -> None:
    """So that whoever runs the server knows."""
    assert sandbox.missing(["files", "memory"]) == ["network", "reading"]
