"""A server whose disk is full: updates are refused in words, and reads go on."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import filled
from tests.serve.conftest import Live, Start

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def insert(number: int, triples: int) -> str:
    """An update that adds many triples, or one."""
    data = " . ".join(f'<http://a/{number}> <http://a/has> "{n:0100}"' for n in range(triples))
    return f"INSERT DATA {{ {data} }}"


def count(live: Live) -> int:
    return int(live.rows(COUNT)[0]["n"])


def test_reads_go_on_when_the_disk_is_full(start: Start, disk: Path) -> None:
    """The refusal says where and what to do; with room the same server takes updates again."""
    with start("--store", str(disk / "db"), "--updates", "--workers", "1") as live:
        assert live.update(insert(0, 100)).status == 204
        with filled(disk, 32_768):
            reply = live.update(insert(1, 2000))
            assert reply.status == 507, reply.body
            assert reply.media_type == "application/problem+json"
            assert f"the disk that holds {disk / 'db'} has no room" in reply.json["detail"]
            assert "make room" in reply.json["detail"]
            assert count(live) in {100, 2100}
            for number in range(2, 5):
                again = live.update(insert(number, 2000))
                assert (again.status, "make room" in again.json["detail"]) == (507, True)
            assert live.ask("/health").status == 200
            assert count(live) % 1000 == 100
        assert live.update(insert(5, 1)).status == 204
        found = count(live)
        assert found % 1000 == 101  # each of the large updates is there as a whole or not at all
    with start("--store", str(disk / "db"), "--updates", "--workers", "1") as live:
        assert count(live) == found
