"""Adjectives of several states in one word: "Franco-German", "Sino-French", "Chinese-Brazilian"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import EntityRef
from kg.model.registry import Registry
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention

_PREFIXES = "prefixes-of-"
"""How the word lists are called that hold the first parts of such words; an id's tail follows."""
_HYPHEN = re.compile(r"[-‐‑–]")
_STATES = ("Demonym", "Country")


class Joint:
    """Finds such adjectives.

    Args:
        lexicon: its lists `prefixes-of-…` tell which state "Sino" is.
        registry: knows the states.
    """

    def __init__(self, lexicon: Lexicon, registry: Registry):
        self._states: dict[str, EntityRef] = {}
        for name, words in lexicon.lists.items():
            place = f"country/{name.removeprefix(_PREFIXES)}"
            known = registry.entities.get(place)
            if name.startswith(_PREFIXES) and known is not None:
                state = known.ref
                self._states |= {word.lower(): state for word in words}
        self._prefix = re.compile(rf"(?<![\w-])({alternation(self._states)})[-‐‑–]$", re.IGNORECASE)

    def find(self, text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """Yield a list of states for each, of type `Peoples`.

        Args:
            text: the document.
            mentions: what is named in it, in text order.
        """
        for before, mention in zip([None, *mentions], mentions, strict=False):
            if mention.type != "Demonym":
                continue
            prefix = self._prefix.search(text, max(0, mention.start - 20), mention.start)
            if prefix is not None:
                state = self._states[prefix[1].lower()]
                yield _both(Mention(*prefix.span(1), "Demonym", state), mention)
            elif (
                before is not None
                and before.type in _STATES
                and _HYPHEN.fullmatch(text, before.end, mention.start)
            ):
                yield _both(before, mention)


def _both(first: Mention, second: Mention) -> Mention:
    members = tuple(replace(one, type="Peoples") for one in (first, second))
    return Mention(first.start, second.end, "Peoples", kind="list", members=members)
