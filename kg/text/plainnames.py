"""Capitalised words that look like the name of a body and are none, or go before one."""

from __future__ import annotations

import re

from kg.text.lexicon import Lexicon, alternation

_SMALL = frozenset("and of for the in & ,".split())


class PlainNames:
    """Tells names from words that only a headline or a list of topics writes with a capital.

    Args:
        lexicon: its list `headline-verbs` has what a headline says that somebody does, and
            `plain-words` the words of which no body's name is made alone.
    """

    def __init__(self, lexicon: Lexicon):
        self._verb = re.compile(rf".*\b(?:{alternation(lexicon.lists['headline-verbs'])})\s+", re.S)
        self._plain = frozenset(lexicon.lists["plain-words"]) | _SMALL

    def ahead(self, words: str) -> int:
        """Return how many characters stand ahead of a name, with the verb of a headline last.

        In "Kenya Joins African Space Council" these are those of "Kenya Joins ".
        """
        verb = self._verb.match(words)
        return verb.end() if verb is not None else 0

    def are_all(self, words: str) -> bool:
        """Tell whether words name nobody: "Exploration Systems", "Working Group"."""
        return all(word.lower().strip(",") in self._plain for word in words.split())
