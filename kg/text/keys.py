"""A quick look at a text: does it hold any name at all?

Most articles of an archive are on other matters, and telling so should cost next to nothing.
Nearly every name has words with a capital. One pass over the text looks whether the rarest of
them stands there; only where it does, all words with a capital are held against those that each
name needs.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product

from ahocorasick_rs import BytesAhoCorasick, Implementation

from kg.model.entity import Surface
from kg.model.fold import fold, punctuation

_CAPITAL = re.compile(r"[A-Z](?:[A-Za-z0-9]+|[.'])")
_CAPITAL_BYTES = re.compile(_CAPITAL.pattern.encode())
_OPENING = re.compile(rf"(?:^|(?<=[\s-])){_CAPITAL.pattern}")
"""A capital that every spelling of a name keeps: the first letter of one of its words."""
_PRINTED = tuple("’‘“”–—…£\xa0")
"""What English without accents has beside ASCII."""
_PRINTED_BYTES = tuple(mark.encode() for mark in _PRINTED)
_ASCII = bytes(range(128))
_WORD = re.compile(r"\w+")
_USUAL = frozenset("a an and at for in of on the to they".split())
"""Words that open sentences, looked for only if a name has no other."""
_LETTERS = 4
"""How many letters of a word in capitals are looked for."""


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
        shared = Counter(word for words in openings.values() for word in set(words))
        # Names of one word first: "Beijing" is the key of "University of Beijing" as well.
        for name, words in sorted(openings.items(), key=lambda item: len(item[1])):
            if words:
                alone = (word for word in words if frozenset([word]) in self._needs.get(word, ()))
                key = next(
                    alone, min(words, key=lambda word: (word in _USUAL, shared[word], -len(word)))
                )
                self._needs.setdefault(key, []).append(frozenset(words))
            else:
                small.add(tuple(sorted(_WORD.findall(name.lower()), key=_length)))
                for tail in _tails(name):
                    self._needs.setdefault(tail, []).append(frozenset([tail]))
        self._small = tuple(sorted(small))
        self._passed = _automaton(self._needs, {words[0] for words in small})

    def may_stand_in(self, text: str) -> bool:
        """Tell whether one of the names may stand in a text.

        It is told from the words with a capital, since a name without one is not taken for a
        name, and from the few names that are written without. Where a text has accents or
        other letters, which may be anywhere in a name, nothing is denied.
        """
        data = text.encode(errors="surrogatepass")
        if not text.isascii() and not _is_printed(data):
            return True
        lower = data.lower()
        return any(
            self._may_name(data, lower, start, end)
            for _, start, end in self._passed.find_matches_as_indexes(data)
        ) and self._stands_in(text)

    def _may_name(self, data: bytes, lower: bytes, start: int, end: int) -> bool:
        """Tell whether the word may name something of which letters have been found."""
        if not data[start : start + 1].isupper() or not data[end - 1 : end].isalnum():
            return True
        while data[start - 1 : start].isalnum():
            start -= 1
        word = _CAPITAL_BYTES.search(data, start)
        key = word[0].lower().decode() if word else ""
        return any(
            all(other == key or other.encode() in lower for other in need)
            for need in self._needs.get(key, ())
        )

    def _stands_in(self, text: str) -> bool:
        """Tell the same slowly and surely."""
        plain = text if text.isascii() else _ascii(text)
        found = set(map(str.lower, _CAPITAL.findall(plain)))
        for key in self._needs.keys() & found:
            if any(need <= found for need in self._needs[key]):
                return True
        small = plain.lower()
        return any(all(word in small for word in words) for words in self._small)


def _automaton(keys: Iterable[str], small: Iterable[str]) -> BytesAhoCorasick:
    """Return what finds the words by which a text may name something, or the opening of one.

    Args:
        keys: words that have a capital in a text, in small letters.
        small: words that may have none.
    """
    # A capital inside a word, as in "SpaceX", may be any name in an odd spelling.
    inside = product(string.ascii_lowercase + string.digits, string.ascii_uppercase)
    forms = set(map("".join, inside))
    for key in keys:
        forms.add(key.capitalize())
        opening = key[1:_LETTERS]
        forms.update(key[0].upper() + rest for rest in _mixtures(opening) if rest != opening)
    for word in small:
        forms.update(_mixtures(word))
    forms |= {form.replace("'", mark) for form in forms if "'" in form for mark in "’‘"}
    return BytesAhoCorasick(
        [form.encode() for form in sorted(forms)], implementation=Implementation.DFA
    )


def _mixtures(word: str) -> Iterator[str]:
    return map("".join, product(*({char, char.upper()} for char in word)))


def _is_printed(data: bytes) -> bool:
    """Tell whether a text has no letters but those of ASCII."""
    rest = data.translate(None, _ASCII)
    for mark in _PRINTED_BYTES:
        rest = rest.replace(mark, b"")
    return not rest


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
        yield from (word[i:] for i in range(len(word) - 1) if word[i].isalpha())


def _length(word: str) -> tuple[bool, int, str]:
    """Return a rank by which a short word comes first, but one that few texts have by chance."""
    return len(word) <= 2, len(word), word
