"""Two readers on the same texts in one run: medians of CPU time, and their ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from benchmarks.subjects import Reader
from kg.model import Document


@dataclass(frozen=True)
class Speed:
    """How two readers compare on some texts.

    Args:
        texts: how many texts there are.
        characters: how many code points they have together.
        ours: median CPU seconds for all texts.
        spacy: the same for spaCy.
        ratio: how many times as fast as spaCy ours is.
        bar: the ratio that is wanted.
    """

    texts: int
    characters: int
    ours: float
    spacy: float
    ratio: float
    bar: float

    @property
    def holds(self) -> bool:
        """Whether the bar is reached."""
        return self.ratio >= self.bar

    def to_json(self) -> dict[str, object]:
        """Return the figures for a JSON file."""
        return {**asdict(self), "holds": self.holds}


def compare(ours: Reader, spacy: Reader, rounds: Sequence[Sequence[Document]], bar: float) -> Speed:
    """Time two readers in turns, the one that begins changing from round to round.

    Args:
        ours: our reader.
        spacy: the other.
        rounds: the texts of each round; those of the first are read once before, so that
            neither reader is charged for what it makes ready only once.
        bar: the ratio that is wanted.
    """
    readers = {"ours": ours, "spacy": spacy}
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for reader in readers.values():
        reader(rounds[0])
    for number, documents in enumerate(rounds):
        for name in sorted(readers, reverse=bool(number % 2)):
            spent[name].append(timed(readers[name], documents))
    medians = {name: statistics.median(times) for name, times in spent.items()}
    return Speed(
        texts=len(rounds[0]),
        characters=sum(len(document.text) for document in rounds[0]),
        ours=medians["ours"],
        spacy=medians["spacy"],
        ratio=medians["spacy"] / medians["ours"],
        bar=bar,
    )


def timed(reader: Reader, documents: Sequence[Document]) -> float:
    """Return the CPU seconds that a reader takes, which other processes do not lengthen."""
    begun = time.process_time()
    reader(documents)
    return time.process_time() - begun
