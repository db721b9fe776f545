"""Which words a stretch holds, to leave out searches that cannot find anything in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.model.fold import lowered
from kg.text.patterns.needs import rarest

_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4)
def _letters_in(text: str, start: int, end: int) -> frozenset[str]:
    """Return the runs of letters of a stretch in lower case; it is asked for many times."""
    return frozenset(_LETTERS.findall(lowered(text), start, end))


class Hint:
    """Tells where it is worth to search for some phrases.

    Args:
        phrases: what is searched for, in any case; no letter may stand right before or
            behind them, but for the endings.
        endings: what may be joined to the last word of each.
    """

    def __init__(self, phrases: Iterable[str], endings: Iterable[str] = ("",)):
        words = {rarest(" ".join(_LETTERS.findall(phrase.lower()))) for phrase in phrases}
        self._words = frozenset(word + ending for word in words for ending in endings)
        self._anywhere = "" in words

    def fits(self, text: str, start: int, end: int) -> bool:
        """Tell whether a stretch may hold one of the phrases."""
        return self._anywhere or not self._words.isdisjoint(_letters_in(text, start, end))
