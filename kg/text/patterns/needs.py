"""What a sentence must hold for a pattern to fit it, known without matching the pattern.

Most patterns have no chance in most sentences: the verb is another one, or no accord is
named. Each pattern therefore has needs, sets of tokens of which the sentence must have at
least one each, and an index from tokens to patterns leaves only those worth matching. The
needs are sound: they never keep a pattern from a sentence that it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

Need = frozenset[str]
"""Tokens, as `Encoded.tokens` has them, of which a sentence must have one."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_COMMON = frozenset(
    ", . - ' s a an the of in on at by to for from with and or as its it is are was were be been"
    " has have had that which will not".split()
)
"""What nearly every sentence has."""


@cache
def rarest(phrase: str) -> str:
    """Return the token of a phrase that fewest sentences have, by its look; "" if it has none.

    The phrase has to stand between word boundaries wherever it is found.
    """
    return min(_TOKEN.findall(phrase), key=_frequency, default="")


def _frequency(token: str) -> int:
    """Return a rough rank of how often a token is found; higher is more often."""
    if token in _COMMON or (len(token) > 1 and not token[0].isalnum()):
        return 20
    return 1 if token[0].isalnum() else 5


class Needs:
    """Gathers the needs of one pattern while its elements are read from left to right."""

    def __init__(self) -> None:
        # The groups that are open, each with its alternatives, each with what it needs.
        self._open: list[list[list[Need]]] = [[[]]]

    def add(self, tokens: Iterable[str]) -> None:
        """Note that one of some tokens must be there; "" stands for one that is not known."""
        need = frozenset(tokens)
        if need and "" not in need:
            self._open[-1][-1].append(need)

    def enter(self) -> None:
        """Note that a bracket opens."""
        self._open.append([[]])

    def either(self) -> None:
        """Note that another alternative begins."""
        self._open[-1].append([])

    def leave(self, *, optional: bool) -> None:
        """Note that the latest bracket closes; what stands in an optional one is not needed."""
        branches = self._open.pop()
        if not optional:
            self._open[-1][-1].extend(_of_either(branches))

    def all(self) -> tuple[Need, ...]:
        """Return what the pattern as a whole needs."""
        return tuple(dict.fromkeys(_of_either(self._open[0])))


def _of_either(branches: Sequence[Sequence[Need]]) -> list[Need]:
    """Return what is needed whichever alternative fits."""
    if len(branches) == 1:
        return list(branches[0])
    if not all(branches):
        return []
    rare = (min(needs, key=lambda need: sum(map(_frequency, need))) for needs in branches)
    return [frozenset().union(*rare)]


class Index:
    """From the tokens of a sentence to those of many sets of needs that it meets.

    Args:
        needs: for each candidate, in order, what it needs.
    """

    def __init__(self, needs: Sequence[Sequence[Need]]):
        # Bit i of a mask stands for candidate i. The k-th needs of all candidates are looked
        # up together, so the work depends on the sentence and hardly on how many there are.
        rounds = max(map(len, needs), default=0)
        self._free = [
            sum(1 << i for i, mine in enumerate(needs) if k >= len(mine)) for k in range(rounds)
        ]
        self._every = (1 << len(needs)) - 1
        masks: dict[str, dict[int, int]] = {}
        for i, mine in enumerate(needs):
            for k, need in enumerate(mine):
                for token in need:
                    rows = masks.setdefault(token, {})
                    rows[k] = rows.get(k, 0) | 1 << i
        self._masks = {token: tuple(rows.items()) for token, rows in masks.items()}

    def met_by(self, tokens: Iterable[str]) -> Iterator[int]:
        """Yield the numbers of the candidates whose needs some tokens meet, ascending."""
        rows = self._free.copy()
        masks = self._masks
        for token in tokens:
            for k, mask in masks.get(token, ()):
                rows[k] |= mask
        left = self._every
        for row in rows:
            left &= row
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest
