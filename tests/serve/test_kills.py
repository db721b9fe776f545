"""A server killed by SIGKILL while it takes updates: what it acknowledged is there, nothing half.

Four kills by default, a fifth of KG_KILLS (20); see `tests/build/test_kills.py`.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from tests.serve.conftest import Live, Start

KILLS = max(2, int(os.environ.get("KG_KILLS", "20")) // 5)
TRIPLES = 50
"""How many an update adds, all or none."""

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the writer by /proc")


def update(number: int) -> str:
    triples = " . ".join(f"<http://a/{number}> <http://a/has> {n}" for n in range(TRIPLES))
    return f"DELETE DATA {{ <http://a/x> <http://a/x> 1 }} ; INSERT DATA {{ {triples} }}"


def writer_of(live: Live) -> int:
    """The process that writes, a child of the server."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = path.joinpath("stat").read_text().rpartition(")")[2].split()[1]
            command = path.joinpath("cmdline").read_bytes()
        except OSError:
            continue
        if int(parent) == live.process.pid and b"kg.serve.writer" in command:
            return int(path.name)
    raise AssertionError("the server has no writer")


def counts(live: Live) -> dict[int, int]:
    """How many triples of each update there are."""
    rows = live.rows("SELECT ?s (COUNT(*) AS ?n) { ?s <http://a/has> ?o } GROUP BY ?s")
    return {int(row["s"].rpartition("/")[2]): int(row["n"]) for row in rows}


def shot(moment: float, pid: int) -> threading.Timer:
    """Kill a process after so many seconds."""
    timer = threading.Timer(moment, os.kill, (pid, signal.SIGKILL))
    timer.start()
    return timer


def sent(live: Live, numbers: Iterator[int], moment: float, pid: int) -> tuple[set[int], int]:
    """Send updates until one is not acknowledged; return those that were, and that one."""
    done: set[int] = set()
    timer = shot(moment, pid)
    try:
        for number in numbers:
            try:
                reply = live.update(update(number))
            except OSError:
                return done, number
            if reply.status != 204:
                assert reply.status == 500, reply.body
                assert b"see whether it was made" in reply.body
                return done, number
            done.add(number)
    finally:
        timer.join()
    raise AssertionError("unreachable: the numbers have no end")


def test_what_was_acknowledged_outlives_kills(start: Start, tmp_path: Path) -> None:
    """Kills of the writer and of the whole server lose no acknowledged update and halve none."""
    store, acknowledged = tmp_path / "db", set[int]()
    numbers = iter(range(1_000_000))
    options = ("--store", str(store), "--updates", "--workers", "1")
    kills, length = 0, 0.0
    while kills < KILLS:
        with start(*options) as live:
            assert_whole(live, acknowledged)
            begun = time.monotonic()
            first = next(numbers)
            assert live.update(update(first)).status == 204
            length = time.monotonic() - begun
            acknowledged.add(first)
            whole_server = kills % 4 == 3
            for _ in range(1 if whole_server else min(3, KILLS - kills)):
                part = Fraction(1 + kills % 7, 4)  # of an update: in it, or in the one after it
                pid = live.process.pid if whole_server else writer_of(live)
                done, _ = sent(live, numbers, float(part) * length, pid)
                acknowledged |= done
                kills += 1
                if not whole_server:
                    assert_whole(live, acknowledged)
    with start(*options) as live:
        assert_whole(live, acknowledged)
        assert live.update(update(next(numbers))).status == 204
        snapshots = tmp_path / "db.snapshots"
        assert len(list(snapshots.iterdir())) <= 2
    assert not snapshots.exists()
    assert not list(store.glob("*.dbtmp"))


def assert_whole(live: Live, acknowledged: set[int]) -> None:
    """Every acknowledged update is there, and every update that is there is whole."""
    found = counts(live)
    assert acknowledged <= found.keys()
    assert set(found.values()) <= {TRIPLES}
