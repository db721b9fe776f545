"""WARC files: every page is an article, damage is told with its place, memory stays small."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

from kg.text.reading import Item, Refused, items_in, read_item

PAGE = (
    "<html><head><title>Country {0} signs</title></head><body><article><p>Ghana signed the "
    "Artemis Accords on 3 May 2026, and country {0} has said that it will follow soon.</p>"
    "<p>{1}</p></article></body></html>"
)


def record(url: str, kind: str, body: bytes) -> bytes:
    """The answer of a server as a crawler keeps it."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-05-04T10:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def write(path: Path, pages: int, filler: str = "More of it is expected. " * 8) -> list[int]:
    """Write an archive of pages, each with a picture behind it; return where the pages begin."""
    starts = []
    with path.open("wb") as file:
        for number in range(pages):
            starts.append(file.tell())
            url = f"https://www.example.org/a/{number}.html"
            for kind, body in (
                ("text/html; charset=utf-8", PAGE.format(number, filler).encode()),
                ("image/png", b"\x89PNG" + bytes(100)),
            ):
                data = record(url, kind, body)
                file.write(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return starts


def read(path: Path) -> tuple[list[Item], list[Refused]]:
    found = list(items_in(path))
    items = [each for each in found if isinstance(each, Item)]
    return items, [each for each in found if isinstance(each, Refused)]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_each_page_is_an_article(tmp_path: Path, name: str) -> None:
    """With its address, the date of capture, and its place; pictures are counted, not read."""
    starts = write(tmp_path / name, 3)
    items, refused = read(tmp_path / name)
    assert [item.record for item in items] == [f"offset {start}" for start in starts]
    article = read_item(items[1])
    assert article.id == "example-org-a-1"
    assert (article.url, article.date) == ("https://www.example.org/a/1.html", "2026-05-04")
    assert "country 1 has said" in article.text
    assert [each.reason for each in refused] == ["3 records of it hold no article"]
    assert not refused[0].faulty


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
@pytest.mark.parametrize("at", [5, 60, 300])
def test_damage_loses_one_record_only(tmp_path: Path, name: str, at: int) -> None:
    """Bytes overwritten anywhere in a record are told with its offset; all others are read."""
    starts = write(tmp_path / name, 5)
    data = bytearray((tmp_path / name).read_bytes())
    data[starts[2] + at : starts[2] + at + 12] = b"\xff" * 12
    (tmp_path / name).write_bytes(data)
    items, refused = read(tmp_path / name)
    whole = {f"offset {start}" for number, start in enumerate(starts) if number != 2}
    assert whole <= {item.record for item in items}
    damage = [each for each in refused if each.faulty]
    if len(items) == 4:
        assert damage[0].record == f"offset {starts[2]}"
        assert "damaged" in damage[0].reason


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path, name: str) -> None:
    """The last record is incomplete and is said to be; those before it are there."""
    starts = write(tmp_path / name, 3)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: starts[2] + 300])
    items, refused = read(tmp_path / name)
    assert len(items) == 2
    assert [each.record for each in refused if each.faulty] == [f"offset {starts[2]}"]


@pytest.mark.parametrize("data", [b"", b"no archive", b"\x1f\x8b\x08" + b"x" * 99, b"WARC/1.0\r\n"])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    """Neither garbage nor an empty file stops the program."""
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(data)
    items, refused = read(path)
    assert not items
    assert bool(refused) == bool(data)


def test_a_large_archive_is_streamed(tmp_path: Path) -> None:
    """Reading an archive of 40 MB takes the memory of a few records."""
    path = tmp_path / "large.warc"
    write(path, 100, "Words of no weight. " * 20_000)
    assert path.stat().st_size > 40_000_000
    tracemalloc.start()
    count = sum(isinstance(each, Item) for each in items_in(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100
    assert peak < 8_000_000
