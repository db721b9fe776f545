"""Companies that only the text shows: by an officer's title, or named again in short."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import EntityRef, slugify
from kg.model.fold import printed
from kg.text import makers
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention, is_a
from kg.text.nameforms import CAPITALISED, NAME_STARTS

_PLAIN_WORDS = frozenset(
    "China Chinese Russian Indian American European Israel Japan Korea United National Global"
    " International General Advanced Virgin Blue Airbus First Great Standard Institute Center"
    " Centre".split()
)
"""First words of companies' names that say too little alone."""
_SHORTEST = 4
_FORM_OF_LAW = re.compile(
    r",?\s+(?:Co|Ltd|Inc|Corp|LLC|L\.L\.C|GmbH|S\.A|SA|PLC|plc|Pte|Pvt|Limited|AG|Oy|AB|BV|B\.V|SpA|S\.p\.A|JSC)\b"
    r"(?:\.(?=\s*[,a-z)]))?(?:,?\s+Ltd\b(?:\.(?=\s*[,a-z)]))?)?"
)


class Companies:
    """Finds companies beyond those of the registry.

    Args:
        lexicon: its list `company-titles` has titles that only companies give.
    """

    def __init__(self, lexicon: Lexicon):
        self._modifiers = frozenset(lexicon.words["title-modifiers"])
        self._field = re.compile(rf"(?:{alternation(lexicon.words['space-words'])})", re.IGNORECASE)
        titles = alternation(lexicon.lists["company-titles"])
        rank = r"(?:(?:deputy|former|acting|president\sand|chairman\sand)\s+)?"
        name = rf"{NAME_STARTS}{CAPITALISED}(?:\s{CAPITALISED}){{0,2}}"
        self._officer = re.compile(
            rf"(?<![\w'-])(?:(?i:{titles})\s+(?:of|at)\s+(?P<of>{name})(?=[,.;:)]|\s+[a-z(])"
            rf"|(?P<before>{name})(?:['’]s)?\s+(?i:{rank}(?:{titles}))"
            r"(?=,?\s+(?!of\b|at\b)[^\W\d_a-z]))(?![\w-])"
        )
        self._called = re.compile(
            r"\b(?:firm|company|manufacturer|start-?up|shipbuilder|operator|contractor)\s+"
            rf"(?P<name>{name})(?![\w-])"
        )
        self._apposed = re.compile(
            rf"(?<![\w'.-])(?P<name>{name}),\s+(?:an?|the)\s+(?:(?:[A-Z]\.){{2}}\s+|[\w-]+\s+){{0,4}}?"
            r"(?:company|firm|start-?up|subsidiary|joint\s+venture|manufacturer|satellite\s+operator)"
            r"(?=\s*[,.;]|\s+(?:of|that|which|based|established|set\s+up|founded|owned|from|in|formed|created|specialis\w+|specializ\w+)\b)"
        )

    def found(self, text: str, known: Iterable[Mention]) -> Iterator[Mention]:
        """Yield companies that their surroundings show to be such, each under its whole name.

        "SSI" is SSI Monaco where the text has both.
        """
        named = list(self._shown(text, known))
        whole: dict[str, set[EntityRef]] = {}
        for entity in (mention.entity for mention in named if mention.entity is not None):
            first, _, more = entity.label.partition(" ")
            if more:
                whole.setdefault(first, set()).add(entity)
        for mention in named:
            longer = whole.get(mention.entity.label, set()) if mention.entity is not None else set()
            yield replace(mention, entity=min(longer)) if len(longer) == 1 else mention

    def _shown(self, text: str, known: Iterable[Mention]) -> Iterator[Mention]:
        """Yield companies that a title or a noun shows to be such ("the Polish firm SatRev")."""
        taken = sorted((mention.start, mention.end) for mention in known)
        plain_text = printed(text)
        forms = (self._called, self._apposed, makers.UNDER, makers.OWNING, makers.ACTING)
        for match in (m for form in forms for m in form.finditer(plain_text)):
            for group, words in match.groupdict().items():
                if words and _is_free(taken, *match.span(group)):
                    yield _company(*match.span(group), " ".join(words.split()))
        for match in self._officer.finditer(plain_text):
            start, end = match.span("of" if match["of"] else "before")
            name = " ".join(text[start:end].split())
            plain = name.split()[0].lower() in self._modifiers
            opens = text[:start].rstrip()[-1:] in ("", ".") and name[1:].islower()
            if not plain and not opens and _is_free(taken, start, end):
                yield _company(start, end, name)

    @staticmethod
    def whole(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
        """Yield each company whose form of law stands behind its name: "Co., Ltd."."""
        for mention in mentions:
            form = _FORM_OF_LAW.match(text, mention.end) if is_a(mention, ["Company"]) else None
            if form is not None:
                yield replace(mention, end=form.end())

    def shortened(self, text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """Yield companies named again by the first word of their name alone ("Axiom").

        A word that the text also has in lower case, that is a word of the field, or that two
        companies share, is none.
        """
        short: dict[str, set[EntityRef]] = {}
        for mention in mentions:
            word, _, more = text[mention.start : mention.end].partition(" ")
            if more and mention.entity is not None and is_a(mention, ["Company"]):
                short.setdefault(word, set()).add(mention.entity)
        for word, entities in short.items():
            if len(entities) == 1 and self._is_name(word, text):
                entity = min(entities)
                for again in re.finditer(rf"(?<![\w-]){word}(?![\w-]|\s+[A-Z])", text):
                    yield Mention(*again.span(), entity.type, entity, kind="found")

    def _is_name(self, word: str, text: str) -> bool:
        """Tell whether a word names a company by itself."""
        plain = len(word) < _SHORTEST or not word.isalnum() or word.isupper()
        if plain or word in _PLAIN_WORDS or self._field.match(word):
            return False
        return re.search(rf"\b{word.lower()}\b", text) is None


def _company(start: int, end: int, name: str) -> Mention:
    entity = EntityRef(f"organisation/{slugify(name)}", name, "Company")
    return Mention(start, end, "Company", entity, kind="found")


def _is_free(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether no mention lies in a stretch."""
    at = bisect_left(taken, (start, start))
    before = at == 0 or taken[at - 1][1] <= start
    return before and (at == len(taken) or taken[at][0] >= end)
