"""A quick look at a text: does it hold any name at all?

Most articles of an archive are on other matters, and telling so should cost next to nothing.
Nearly every name has words with a capital, so the few words of a text that have one are held
against those that each name needs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from kg.model.entity import Surface
from kg.model.fold import fold, punctuation

_CAPITAL = re.compile(r"[A-Z](?:[A-Za-z0-9]+|[.'])")
_OPENING = re.compile(rf"(?:^|(?<=[\s-])){_CAPITAL.pattern}")
"""A capital that every spelling of a name keeps: the first letter of one of its words."""
_PRINTED = tuple("’‘“”–—…£\xa0")
"""What English without accents has beside ASCII."""
_WORD = re.compile(r"\w+")
_USUAL = frozenset("research station satellite space programme program project mission".split())


class Keys:
    """What the words with a capital in a text must be for one of many names to stand in it.

    Args:
        surfaces: names as the registry writes them; what is blocked is no name.
    """

    def __init__(self, surfaces: Iterable[Surface]):
        # By one of its words, all that a name needs.
        self._needs: dict[str, list[frozenset[str]]] = {}
        small: set[tuple[str, ...]] = set()
        openings = {s.text: list(_openings(s)) for s in surfaces if s.kind != "blocked"}
        # Names of one word first: "Beijing" is the key of "University of Beijing" as well.
        for name, words in sorted(openings.items(), key=lambda item: len(item[1])):
            if words:
                known = (word for word in words if word in self._needs)
                key = next(known, max(words, key=len))
                self._needs.setdefault(key, []).append(frozenset(words))
            else:
                small.add(tuple(sorted(_WORD.findall(name.lower()), key=_rarity)))
                for tail in _tails(name):
                    self._needs.setdefault(tail, []).append(frozenset([tail]))
        self._keys = frozenset(self._needs)
        self._small = tuple(sorted(small))

    def may_stand_in(self, text: str) -> bool:
        """Tell whether one of the names may stand in a text.

        It is told from the words with a capital, since a name without one is not taken for a
        name, and from the few names that are written without. Where a text has accents or
        other letters, which may be anywhere in a name, nothing is denied.
        """
        plain = text if text.isascii() else _ascii(text)
        if not plain.isascii():
            return True
        found = set(map(str.lower, set(_CAPITAL.findall(plain))))
        if not self._keys.isdisjoint(found):
            for key in self._keys & found:
                if any(need <= found for need in self._needs[key]):
                    return True
        small = plain.lower()
        for first, *others in self._small:
            if first in small and all(word in small for word in others):
                return True
        return False


def _ascii(text: str) -> str:
    """Return the text with its typographic marks made plain."""
    for mark in _PRINTED:
        text = text.replace(mark, "'" if mark in "’‘" else " ")
    return text


def _openings(surface: Surface) -> Iterator[str]:
    """Yield the words of a name that have a capital in every text, folded."""
    plain = unicodedata.normalize("NFKD", punctuation(surface.text))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    pattern = _CAPITAL if surface.kind == "acronym" and "." in plain else _OPENING
    for word in pattern.findall(plain):
        yield fold(word)


def _tails(name: str) -> Iterator[str]:
    """Yield the ends of a name's words, from wherever a spelling may put a capital."""
    for word in _WORD.findall(fold(name)):
        yield from (word[i:] for i in range(len(word) - 1))


def _rarity(word: str) -> tuple[bool, int]:
    """Return a rank by which the words come first that few texts have, by their look."""
    return word in _USUAL, -len(word)
