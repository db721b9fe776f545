"""Whether memory stays flat while one extractor reads a long stream of articles."""

from __future__ import annotations

import gc
import itertools
import random
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.prose import articles
from benchmarks.subjects import Reader
from kg.model import Document

_STATUS = Path("/proc/self/status")
_ALLOWED = 1.02
"""How much more memory the last quarter may need than the first, once things are loaded."""


def memory(reader: Reader, documents: Sequence[Document], count: int) -> dict[str, object]:
    """Return how much memory the process holds while it reads articles, each another one.

    Args:
        reader: what reads them.
        documents: what the articles are made from.
        count: how many are read; a sample is taken at every thousandth, or at 40 places.

    Returns:
        `first` and `last`, the median MB in the first and last quarter of the stream, their
        ratio, and whether it is flat. Without /proc there are no samples, and no ratio.
    """
    every = max(1, min(1000, count // 40))
    samples: list[float] = []
    for number, article in enumerate(itertools.islice(_stream(documents), count), 1):
        reader([article])
        if number % every == 0 and _STATUS.exists():
            gc.collect()
            samples.append(_resident())
    quarter = len(samples) // 4
    if not quarter:
        return {"articles": count, "samples": samples}
    first, last = (statistics.median(part) for part in (samples[:quarter], samples[-quarter:]))
    ratio = last / first
    return {
        "articles": count,
        "first": first,
        "last": last,
        "ratio": ratio,
        "holds": ratio <= _ALLOWED,
        "samples": samples,
    }


def _stream(documents: Sequence[Document]) -> Iterator[Document]:
    """Yield articles without end, no two alike: real paragraphs, prose and a name of their own."""
    chance = random.Random(7)
    paragraphs = [part for document in documents for part in document.text.split("\n\n")]
    for number, prose in enumerate(articles(10**9, sentences=4)):
        unknown = f"{''.join(chance.choices('abcdefghijklmnop', k=7))}".title()
        own = f"The {unknown} Institute of {unknown[::-1].title()} built {unknown}Sat-{number}."
        parts = [own, *chance.choices(paragraphs, k=5), prose]
        yield Document(f"stream-{number}", "\n\n".join(parts), date="2024-06-01")


def _resident() -> float:
    """Return the resident memory of this process in MB."""
    line = next(row for row in _STATUS.read_text().splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1]) / 1000
