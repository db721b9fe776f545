"""Whether time grows with the length of a text and no faster, on text made to be slow."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from benchmarks.speed import timed
from benchmarks.subjects import Reader
from kg.model import Document

FACTORS = (1, 2, 4, 8)
_UNIT = 8_000
"""Characters of the shortest text."""
_OPENING = "Kenya joined the ILRS, which is led by China, with Ana Ruiz. "
"""Something to speak of, so that what follows is read as part of an article."""
_PIECES: Mapping[str, str] = {
    "one sentence": "China and Russia signed the agreement with Pakistan on the station and ",
    "names in a list": "China, Peru, Kenya, Japan, ",
    "names in a row": "China Peru NASA Artemis Accords ",
    "paragraphs": "Kenya signed the Artemis Accords on 3 May 2023. It joined the ILRS.\n\n",
    "pronouns": "Kenya met it. They said that it, which it was, and it is the mission. ",
    "no name": "the quick brown fox and the lazy dog were, as ever, at odds over it ",
    "capitals": "Alpha Beta Gamma Delta of Epsilon and Zeta ",
    "one word": "x",
    "one capital word": "X",
    "brackets": "(",
    "nested brackets": "([{<",
    "quotes": "“‘\"'",
    "full stops": ". ",
    "acronym stops": "U.S.A. ",
    "spaces": " ",
    "line ends": "\n",
    "tabs": "\t x",
    "digits": "1",
    "numbers": "1,234 2023-10-",
    "months": "on 3 May, in May, May ",
    "hyphens": "China-led-",
    "defined acronyms": "National Institute of Things (NIT) ",
    "officials": "Ana Ruiz, prime minister of Kenya, and ",
    "institutes": "Institute of the Ministry of the Agency for ",
    "accents": "e\u0301n Türkiye à ",
    "bidi": "\u202eChina\u202c \u200f",
    "emoji": "🚀🛰️ China 👩\u200d🚀 ",
    "Chinese": "中国国家航天局与俄罗斯签署了协议。",
}


def growth(reader: Reader, rounds: int) -> dict[str, dict[str, float]]:
    """Return for each kind of text the CPU seconds of the shortest, and how time grows.

    Args:
        reader: what reads them.
        rounds: how often each length is read; the median counts.

    Returns:
        kind -> `seconds` of the shortest text, and by factor (`x2`, `x4`, `x8`) the time per
        character in relation to it: 1.0 where time grows as the text does.
    """
    return {name: _row(reader, piece, rounds) for name, piece in _PIECES.items()}


def worst(rows: Mapping[str, Mapping[str, float]]) -> float:
    """Return the greatest growth of time per character at the greatest length."""
    return max(row[f"x{FACTORS[-1]}"] for row in rows.values())


def _row(reader: Reader, piece: str, rounds: int) -> dict[str, float]:
    texts = {f: _OPENING + (piece * (f * _UNIT // len(piece) + 1))[: f * _UNIT] for f in FACTORS}
    spent = {f: _median(reader, [Document("growth", t)], rounds) for f, t in texts.items()}
    base = max(spent[1], 1e-6)
    return {"seconds": spent[1]} | {f"x{f}": spent[f] / f / base for f in FACTORS[1:]}


def _median(reader: Reader, documents: Sequence[Document], rounds: int) -> float:
    return statistics.median(timed(reader, documents) for _ in range(rounds))
