"""All measurements in their order, each in a process of its own, and what failed among them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.engine.cells import ROUNDS
from benchmarks.engine.made import write
from benchmarks.engine.questions import ROOT

SMALL, MIDDLE, LARGE = 3_000, 100_000, 1_000_000
"""Sizes that bars speak of: what pySHACL can be waited for, rdflib, and an engine."""
_TURNS = 2
_SECONDS = 3_600
_FASTER = 20.0
"""rdflib may take so many times as long as we do before a query of it is given up."""
_A_START = "SELECT ?name { country:nowhere rdfs:label ?name }"
_KG = "from kg.cli import main; main()"


class Run:
    """One run over some sizes.

    Args:
        folder: for graphs and stores.
        say: called with what comes next.

    Attributes:
        figures: what was measured so far, by what, size and peer.
        missing: what could not be measured, and why.
    """

    def __init__(self, folder: Path, say: Callable[[str], None]):
        self.folder = folder
        self.figures: dict[str, Any] = {}
        self.missing: list[str] = []
        self._say = say

    def everything(self, sizes: list[int], *, view: bool) -> None:
        """Measure it all; what fails is named and left out."""
        for size in sorted({*sizes, SMALL}):
            self._say(f"making {size:,} triples")
            write(self._made(size), size)
        for size in sizes:
            self._load(size)
            self._questions(size)
            self._export(size)
        if MIDDLE in sizes:
            self._saved()
            self._kept("convert", MIDDLE, ("kg", "oxigraph", "rdflib"))
        if LARGE in sizes:
            self._virtuoso()
            self._start()
        self._check(SMALL, MIDDLE if MIDDLE in sizes else 0)
        self._extract()
        if view:
            self._view()

    def _load(self, size: int) -> None:
        for turn in range(_TURNS if size <= LARGE else 1):
            for peer in _alternating(("kg", "oxigraph"), turn):
                shutil.rmtree(self._store(size, peer), ignore_errors=True)
                arguments = {"source": self._made(size), "target": self._store(size, peer)}
                self._note("load", size, peer, self._cell(f"{peer}_load", arguments))
        if size <= MIDDLE:
            self._kept("load", size, ("rdflib",))
        shutil.rmtree(self._store(size, "oxigraph"), ignore_errors=True)

    def _questions(self, size: int) -> None:
        for turn in range(_TURNS if size <= LARGE else 1):
            for peer in _alternating(("kg", "oxigraph"), turn):
                arguments = {"store": self._store(size), "kind": "questions"}
                self._note("questions", size, peer, self._cell(f"{peer}_ask", arguments))
        if size <= MIDDLE:
            self._rdflib("questions", size)
        if size <= LARGE:  # above it a naive text takes minutes
            naive = self._cell("kg_ask", {"store": self._store(size), "kind": "naive"})
            self._note("naive", size, "kg", naive)

    def _saved(self) -> None:
        for _ in range(_TURNS):
            ours = self._cell("kg_ask_memory", {"source": self._made(MIDDLE)})
            self._note("saved", MIDDLE, "kg", ours)
            stored = self._cell("kg_ask", {"store": self._store(MIDDLE), "kind": "saved"})
            self._note("saved", MIDDLE, "kg, on disk", stored)
        self._rdflib("saved", MIDDLE)

    def _rdflib(self, kind: str, size: int) -> None:
        """Ask rdflib the same, each until it is plain that it is much slower."""
        ours = self.figures.get(kind, {}).get(str(size), {}).get("kg", {})
        limits = {name: max(0.5, _FASTER * one["cpu"]) for name, one in ours.items()}
        arguments = {"source": self._made(size), "kind": kind, "limits": limits}
        self._note(kind, size, "rdflib", self._cell("rdflib_ask", arguments))

    def _export(self, size: int) -> None:
        for peer in ("kg", "oxigraph"):
            target = self.folder / f"{peer}-{size}.ttl"
            arguments = {"store": self._store(size), "target": target}
            self._note("export", size, peer, self._cell(f"{peer}_export", arguments))
        if size != MIDDLE:
            return
        first = (self.folder / f"kg-{size}.ttl").read_bytes()
        again = {"store": self._store(size), "target": self.folder / "again.ttl"}
        self._note("export", size, "kg", self._cell("kg_export", again))
        row = self.figures["export"][str(size)]["kg"]
        row["same bytes"] = first == (self.folder / "again.ttl").read_bytes()
        target = self.folder / f"rdflib-{size}.ttl"
        arguments = {"source": self._made(size), "target": target}
        self._note("export", size, "rdflib", self._cell("rdflib_export", arguments))

    def _kept(self, what: str, size: int, peers: tuple[str, ...]) -> None:
        for peer in peers:
            where = "source" if peer == "rdflib" else "store"
            place = self._made(size) if peer == "rdflib" else self._store(size)
            self._note(what, size, peer, self._cell(f"{peer}_{what}", {where: place}))

    def _virtuoso(self) -> None:
        (self.folder / "virtuoso").mkdir(exist_ok=True)
        arguments = {"source": self._made(LARGE), "target": self.folder / "virtuoso"}
        found = self._cell("virtuoso_all", arguments)
        if found is not None:
            self._note("load", LARGE, "virtuoso", found["load"])
            self._note("questions", LARGE, "virtuoso", found["questions"])
            self._note("questions", LARGE, "virtuoso, empty", {"empty": found["empty"]})

    def _check(self, small: int, middle: int) -> None:
        for peer in ("kg", "pyshacl"):
            source = {"source": self._made(small)}
            self._note("check", small, peer, self._cell(f"{peer}_check", source))
        if middle:
            found = self._cell("kg_check", {"source": self._made(middle)})
            self._note("check", middle, "kg", found)

    def _start(self) -> None:
        """Time whole processes, in turns, so that what else goes on meets them all."""
        query = ["--store", str(self._store(LARGE)), "query", _A_START]
        commands = {
            "python": ["-c", "pass"],
            "kg --help": ["-c", _KG, "--help"],
            f"kg query, {LARGE:,} triples": ["-c", _KG, *query],
        }
        self._say("start-up")
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(2 * ROUNDS):
            for name, command in commands.items():
                begun = time.perf_counter()
                subprocess.run(
                    [sys.executable, *command],
                    cwd=ROOT,
                    env=environment,  # where modules are compiled once, as in any installation
                    stdout=subprocess.DEVNULL,
                    check=True,
                )
                times[name].append(time.perf_counter() - begun)
        self.figures["start"] = {name: {"seconds": min(spent)} for name, spent in times.items()}

    def _extract(self) -> None:
        if find_spec("spacy") is None:
            self.missing.append("extraction: spaCy is not installed (make bench-engine does it)")
            return
        found = self._cell("kg_extract", {"rounds": 3})
        if found is not None:
            self.figures["extract"] = found

    def _view(self) -> None:
        """Draw as `make bench-views` does, at the sizes that do not take plain pyvis minutes."""
        self._say("view")
        output = self.folder / "views.json"
        command = ["-m", "benchmarks.views", "--edges", "500", "2000", "--output", str(output)]
        done = subprocess.run([sys.executable, *command], cwd=ROOT, check=False)
        if output.exists():
            self.figures["view"] = json.loads(output.read_text(encoding="utf-8"))
        if done.returncode:
            self.missing.append(f"view: benchmarks.views ended with {done.returncode}")

    def _cell(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return what a cell measured; None, and a note, if it failed."""
        self._say(name.replace("_", " "))
        given = json.dumps({k: str(v) if isinstance(v, Path) else v for k, v in arguments.items()})
        command = [sys.executable, "-m", "benchmarks.engine.cells", name, given]
        try:
            done = subprocess.run(
                command, cwd=ROOT, capture_output=True, text=True, timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            self.missing.append(f"{name}: not done within {_SECONDS} s")
            return None
        if done.returncode:
            last = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
            self.missing.append(f"{name.replace('_', ' ')}: {last}")
            return None
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def _note(self, what: str, size: int, peer: str, found: dict[str, Any] | None) -> None:
        """Keep figures, of several turns the least."""
        if found is None:
            return
        row = self.figures.setdefault(what, {}).setdefault(str(size), {})
        row[peer] = _least(row.get(peer), found)

    def _made(self, size: int) -> Path:
        return self.folder / f"made-{size}.nt"

    def _store(self, size: int, peer: str = "kg") -> Path:
        return self.folder / f"{peer}-{size}"


def _alternating(peers: tuple[str, ...], turn: int) -> Iterator[str]:
    return reversed(peers) if turn % 2 else iter(peers)


def _least(before: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, Any]:
    """Return, of two turns, for each thing that was timed the one that took less."""
    if before is None:
        return now
    if "seconds" in now:
        return min(before, now, key=lambda figures: float(figures["seconds"]))
    return {name: _least(before.get(name), one) for name, one in now.items()}
