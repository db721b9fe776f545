"""What a person means by the words they typed: entities, a predicate, a number, a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import KgError, UnknownNameError
from kg.graph.counts import COUNTS
from kg.model import EntityRef, slugify
from kg.model.english import nearest

if TYPE_CHECKING:
    from kg.api.graph import KnowledgeGraph

_COUNTED = dict.fromkeys(
    "nations countries states governments members signatories parties partners participants"
    " supporters member signatory".split(),
    "memberCount",
) | {"satellites": "activeSatellites"}
"""Words for what is counted -> the predicate of such counts."""

_COUNT_WORDS = frozenset({"count", "number", "total", "how many", *_COUNTED})
_FILLERS = frozenset("the of in has have had is are a an with and between to now its".split())
_CLAIM = re.compile(r"(?:.*\bclaim[/:])?(?P<digits>[0-9a-f]{4,32})")
_MOST_WORDS = 16


@dataclass
class Asked:
    """The words of a question, sorted by what they are.

    Attributes:
        claim: the digits of a claim's id, if one was given.
        entities: in the order in which they were named.
        predicate: local name.
        number: of a count.
        count: whether a count was asked for.
        value: words that are none of these, such as a date or the name of a rocket.
    """

    claim: str | None = None
    entities: list[EntityRef] = field(default_factory=list)
    predicate: str | None = None
    number: int | None = None
    count: bool = False
    value: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it asks for the list behind a count, not for a fact."""
        counting = self.count or self.number is not None or self.predicate in COUNTS
        return counting and self.predicate in (None, *COUNTS) and len(self.entities) < 2


def understand(graph: KnowledgeGraph, words: Sequence[str]) -> Asked:
    """Return what words mean; they may be quoted together or one by one.

    Raises:
        UnknownNameError: nothing answers to some of them; with suggestions.
        KgError: there are no words, or they make no question.
    """
    words = [word for word in (" ".join(each.split()) for each in words) if word]
    if not words:
        raise KgError("nothing was asked; give a fact such as: Pakistan participatesIn ILRS")
    reader = _Reader(graph)
    claim = _CLAIM.fullmatch(words[0])
    if len(words) == 1 and claim and ("claim" in words[0] or reader.term(words[0]) is None):
        return Asked(claim=claim["digits"])
    parts = _whole(reader, words) or _cut(reader, " ".join(words).split())
    if parts is None:
        return reader.with_value(words)
    return _sorted(parts)


Term = tuple[str, object]
"""What kind of thing some words are, and which one."""


class _Reader:
    """Tells what single terms mean."""

    def __init__(self, graph: KnowledgeGraph):
        from kg.api.names import Names

        self._names = Names(graph)
        self._predicates = _predicate_names(graph)
        self.term = cache(self._term)

    def _term(self, text: str) -> Term | None:
        """Return what a term means; None if nothing answers to it."""
        key = text.casefold()
        if key in _FILLERS:
            return ("filler", text)
        if key in _COUNT_WORDS:
            return ("count", _COUNTED.get(key))
        if slugify(text) in self._predicates:
            return ("predicate", self._predicates[slugify(text)])
        number = _number(text)
        if number is not None:
            return ("number", (number, _COUNTED.get(key.rpartition(" ")[2])))
        known = self._names.known(text)
        return None if known is None else ("entity", known)

    def with_value(self, words: Sequence[str]) -> Asked:
        """Return a question of which one term is a value; say which is none if it cannot be."""
        unknown = [word for word in words if self.term(word) is None]
        asked = _sorted([t for word in words if (t := self.term(word)) is not None])
        if len(unknown) == 1 and words[-1] == unknown[0] and asked.entities and asked.predicate:
            asked.value = unknown[0]
            return asked
        raise self._unknown(unknown[0] if unknown else " ".join(words))

    def _unknown(self, text: str) -> UnknownNameError:
        predicates = nearest(text, {*self._predicates.values(), *self._predicates})
        near = list(dict.fromkeys(self._predicates.get(name, name) for name in predicates))
        try:
            self._names.find(text)
        except UnknownNameError as error:
            if "may mean" in str(error):
                return error
            near += error.suggestions
        return UnknownNameError(f"Nothing is known by the name {text!r}.", near[:3])


def _whole(reader: _Reader, words: Sequence[str]) -> list[Term] | None:
    """Return what the words mean if each stands for one term."""
    terms = [reader.term(word) for word in words]
    found = [term for term in terms if term is not None]
    return found if len(found) == len(words) else None


def _cut(reader: _Reader, words: Sequence[str]) -> list[Term] | None:
    """Return what the words mean if they are cut into the fewest terms; None if they cannot be."""
    if len(words) > _MOST_WORDS:
        return None
    best: list[list[Term] | None] = [[]]
    for end in range(1, len(words) + 1):
        options = []
        for start in range(end):
            before, term = best[start], reader.term(" ".join(words[start:end]))
            if before is not None and term is not None:
                options.append([*before, term])
        best.append(min(options, key=len) if options else None)
    return best[-1]


def _sorted(terms: Sequence[Term]) -> Asked:
    asked = Asked()
    for kind, value in terms:
        if kind == "entity" and isinstance(value, EntityRef):
            asked.entities.append(value)
        elif kind == "predicate":
            asked.predicate = str(value)
        elif kind == "number" and isinstance(value, tuple):
            asked.number, asked.predicate = value[0], value[1] or asked.predicate
        elif kind == "count":
            asked.count = True
            asked.predicate = str(value) if value else asked.predicate
    return asked


def _predicate_names(graph: KnowledgeGraph) -> dict[str, str]:
    """Return every way to call a predicate, as a slug -> its local name."""
    found: dict[str, str] = {}
    for name, predicate in graph.ontology.predicates.items():
        called = (name, predicate.label, predicate.inverse, predicate.inverse_label)
        found |= {slugify(each): name for each in called if each}
    return found


def _number(text: str) -> int | None:
    """Return the number of a text such as `29`, `seven` or `29 nations`."""
    from kg.text.numbers import numbers

    words = text.split()
    if len(words) > 1 and words[-1].casefold() in _COUNTED:
        words = words[:-1]
    bare = " ".join(words)
    whole = (0, len(bare))
    found = (each.value for each in numbers(bare, *whole) if (each.start, each.end) == whole)
    value = next(found, None)
    return int(value) if value is not None and value.isdigit() else None
