"""Whether two articles are one text: the same words, or nearly so.

News agencies' texts are printed by many papers, each with a byline, a dateline or a closing
line of its own. Two texts are **alike** if their words are the same, or if

- nine in ten of the five-word runs of the shorter one stand in the longer one,
- the shorter one has two thirds of the longer one's length, and at least forty words, and
- neither states a relation between two things that the other does not state while the other
  does so as well: the same form of announcement for two countries is two announcements.

Only what is read counts, not what was cut as page furniture; case, punctuation and white space
do not. So that not every pair need be compared, each text has a **sketch**: 24 numbers, of
which two texts share at least one if they may be alike (MinHash, banded: Broder 1997; Indyk
and Motwani 1998). Texts of the same words share all; of pairs at the very threshold the
sketches miss one in forty, of pairs that share four in five of all runs one in a hundred
thousand.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Claim, Document, EntityRef, content_hash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN = 5
"""Words in a run."""
CONTAINED = 0.9
"""Share of the shorter text's runs that the longer one must have."""
LENGTH = 2 / 3
"""Least length of the shorter text as a share of the longer one's."""
LEAST_WORDS = 40
"""Shorter texts are alike only if their words are the same."""

BANDS, ROWS = 24, 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, eq=False)
class Likeness:
    """What is compared of an article.

    Args:
        text: hash of all words of what is read.
        length: how many words that are.
        runs: hashes of its five-word runs, sorted, each once.
        relations: subject, predicate, object and status of what it states of two entities.
    """

    text: str
    length: int
    runs: NDArray[np.uint64]
    relations: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, document: Document, claims: Sequence[Claim]) -> Likeness:
        """Return what is compared of an article."""
        import numpy as np

        words = words_of(document)
        stated = (
            (claim.subject.id, claim.predicate, claim.object.id, claim.status)
            for claim in claims
            if isinstance(claim.object, EntityRef)
        )
        runs = np.unique(np.array(_runs(words), dtype=np.uint64))
        return cls(content_hash(words), len(words), runs, frozenset(stated))

    def is_like(self, other: Likeness) -> bool:
        """Return whether both are one text; the order does not matter."""
        import numpy as np

        if self.text == other.text:
            return True
        short, long = sorted((self, other), key=lambda each: each.length)
        if short.length < max(LEAST_WORDS, LENGTH * long.length):
            return False
        common = np.intersect1d(short.runs, long.runs, assume_unique=True)
        if len(common) < CONTAINED * len(short.runs):
            return False
        return self.relations <= other.relations or other.relations <= self.relations


def words_of(document: Document) -> tuple[str, ...]:
    """Return the words of what is read, casefolded, without punctuation."""
    return tuple(_WORD.findall(document.readable().casefold()))


def sketch(document: Document) -> str:
    """Return the sketch of an article's text as 128 letters; `bands` takes it apart."""
    import numpy as np

    hashes = np.array(_runs(words_of(document)), dtype=np.uint64)
    factors, offsets = _permutations()
    with np.errstate(over="ignore"):
        mixed = hashes[None, :] * factors[:, None] + offsets[:, None]
    least = (mixed >> np.uint64(32)).min(axis=1).astype("<u4").reshape(BANDS, ROWS)
    digests = [hashlib.blake2b(row.tobytes(), digest_size=4).digest() for row in least]
    return base64.b64encode(b"".join(digests)).decode("ascii")


def bands(sketches: Sequence[str]) -> NDArray[np.uint32]:
    """Return sketches as numbers: a row for each, a column for each band."""
    import numpy as np

    data = b"".join(map(base64.b64decode, sketches))
    return np.frombuffer(data, dtype="<u4").reshape(len(sketches), BANDS)


def _runs(words: Sequence[str]) -> list[int]:
    """Return the hashes of all runs; a text shorter than a run is one."""
    ends = range(RUN, max(len(words), RUN) + 1)
    return [_hash(" ".join(words[max(0, end - RUN) : end])) for end in ends]


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return an odd factor and an offset for each row of each band, the same everywhere."""
    import numpy as np

    numbers = [_hash(f"row {number}") for number in range(2 * BANDS * ROWS)]
    factors = np.array([number | 1 for number in numbers[::2]], dtype=np.uint64)
    return factors, np.array(numbers[1::2], dtype=np.uint64)
