"""The cascade: sentences, mentions, phrases, anaphora, patterns, claims."""

from __future__ import annotations

import copy
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Claim, Document, EntityRef, merge
from kg.model.registry import Registry
from kg.text.anaphora import Anaphora, Discourse
from kg.text.consolidate import consolidate
from kg.text.context import Context, read_context
from kg.text.dates import dates
from kg.text.encode import Encoded, encode, tokens_of
from kg.text.gazetteer import Gazetteer
from kg.text.lexicon import Lexicon
from kg.text.match import Match, Matcher, fold_into, matches
from kg.text.mention import Mention, without_overlap
from kg.text.names import Masked, Names
from kg.text.numbers import numbers
from kg.text.patterns.files import Pattern, load, split_paths
from kg.text.phrases import Phrases
from kg.text.relevance import Relevance
from kg.text.seen import Seen
from kg.text.sentences import sentences
from kg.text.state import Stater
from kg.text.values import Values

_NEARBY = 3
"""How many sentences, with the present one, may show what an agreement is about."""
_HYPOTHETICAL = re.compile(r"\W*(?:if|unless|should|were|had)\b")
"""How a sentence opens whose plans are conditions: "If accepted, it would be …"."""
_PERSON = tokens_of(["Person"], plural=False)
_ACRONYM = re.compile(r"\s*\(\s*[\"“']?([A-Z][A-Za-z&-]{1,11})[\"”']?\s*\)")


@dataclass
class _SoFar:
    """What the sentences of one document have said up to here.

    Args:
        discourse: what has been spoken of.
        surnames: last word of a person's name -> the person.
        last_date: date with which an earlier sentence opened, or "".
        recent: where the present sentence and those shortly before it begin.
    """

    discourse: Discourse = field(default_factory=Discourse)
    surnames: dict[str, EntityRef] = field(default_factory=dict)
    last_date: str = ""
    recent: deque[int] = field(default_factory=lambda: deque(maxlen=_NEARBY))

    def remember(self, clauses: Encoded, context: Context) -> None:
        """Take in a sentence."""
        self.discourse.remember(clauses)
        self.last_date = context.date or self.last_date
        people = (one for mention in clauses.mentions for one in mention.each())
        for person in people:
            if person.type == "Person" and person.entity is not None:
                self.surnames[person.entity.label.split()[-1]] = person.entity


class Extractor:
    """Reads documents. Build one and use it for many; it holds no state between them.

    Args:
        registry: the entities to be recognised.
        lexicon: the shared vocabulary.
        patterns: what to look for.
    """

    def __init__(self, registry: Registry, lexicon: Lexicon, patterns: Iterable[Pattern]):
        self._gazetteer = Gazetteer(registry)
        self._values = Values(lexicon)
        self._names = Names(lexicon)
        self._phrases = Phrases(lexicon)
        self._anaphora = Anaphora(lexicon)
        self._relevance = Relevance(lexicon)
        self._use(patterns)

    def _use(self, patterns: Iterable[Pattern]) -> None:
        everything = list(patterns)
        stating = [pattern for pattern in everything if not pattern.folds]
        self._folding = Matcher(pattern for pattern in everything if pattern.folds)
        self._stating = Matcher(stating)
        self._rank = {pattern.id: rank for rank, pattern in enumerate(stating)}

    def with_patterns(self, patterns: Iterable[Pattern]) -> Extractor:
        """Return an extractor of the same registry and lexicon with other patterns."""
        other = copy.copy(self)
        other._use(patterns)
        return other

    @classmethod
    def load(cls, registry: Registry, pattern_paths: Iterable[Path]) -> Extractor:
        """Build an extractor from the files of `data/patterns` (the lexicon among them).

        Raises:
            PatternError: a file is wrong; with file and line.
        """
        lexicon_path, paths = split_paths(pattern_paths)
        lexicon = Lexicon.load(lexicon_path)
        return cls(registry, lexicon, load(paths, lexicon))

    def extract(self, document: Document) -> list[Claim]:
        """Return the claims of a document, in document order.

        Every quote stands at its offsets in the frozen text, and nothing is read from what
        was cut as page furniture.
        """
        if not self._gazetteer.may_name(document.text):
            return []
        seen = Seen.of(document)
        return seen.restored(merge(consolidate(self._read(seen.document))))

    def _read(self, document: Document) -> Iterator[Claim]:
        text = document.readable()
        known = self._whole_text_mentions(text)
        starts = [mention.start for mention in known]
        stater, so_far = Stater(document), _SoFar()
        for start, end in sentences(text):
            so_far.recent.append(start)
            within = known[bisect_left(starts, start) : bisect_left(starts, end)]
            named = [mention for mention in within if mention.end <= end]
            if named or so_far.discourse.latest:
                plain = self._plain_mentions(text, start, end, named, document.date)
                yield from self._sentence(text, start, end, plain, stater, so_far)

    def _sentence(
        self,
        text: str,
        start: int,
        end: int,
        plain: list[Mention],
        stater: Stater,
        so_far: _SoFar,
    ) -> Iterator[Claim]:
        """Yield the claims of one sentence, and take it in for those that follow."""
        plain = self._phrases.fold_names(text, start, end, plain)
        folded, people = self._fold(text, start, end, plain)
        anaphors = self._anaphora.find(encode(text, start, end, folded), so_far.discourse)
        folded = without_overlap([*folded, *anaphors])
        links = self._anaphora.find_links(encode(text, start, end, folded))
        folded = without_overlap([*folded, *links])
        clauses = encode(text, start, end, folded)
        inner = encode(text, start, end, without_overlap([*plain, *anaphors, *links]))
        context = read_context(clauses, text[start:end], so_far.surnames, so_far.last_date)
        so_far.remember(clauses, context)
        for match in people:
            yield from stater.claims(match, Context())
        for match in self._matches(clauses, inner):
            if self._relevance.admits(match, min(so_far.recent)):
                yield from stater.claims(match, context)

    def _matches(self, clauses: Encoded, inner: Encoded) -> list[Match]:
        """Return what the clauses say, and what is said inside a single noun phrase of them.

        They come in the order of the patterns.
        """
        found = list(self._stating.matches(clauses))
        if _HYPOTHETICAL.match(clauses.text) is not None:
            found = [match for match in found if match.status != "planned"]
        for match in self._stating.matches(inner):
            if any(m.start <= match.first and match.end <= m.end for m in clauses.mentions):
                found.append(match)
        return sorted(found, key=lambda match: self._rank[match.pattern.id])

    def _whole_text_mentions(self, text: str) -> list[Mention]:
        """Return the names that are found by looking at the whole text at once.

        An acronym that the text defines in brackets after a name counts as that name
        wherever it stands. A text that names nothing of the registry is on other matters.
        """
        mentions = self._gazetteer.mentions(text)
        if not mentions:
            return []
        found = self._names.organisations(text, 0, len(text))
        mentions = without_overlap([*mentions, *found])
        mentions += self._names.spacecraft(Masked.of(text, 0, len(text), mentions))
        mentions = without_overlap(mentions)
        return without_overlap([*mentions, *_defined(text, mentions)])

    def _plain_mentions(
        self, text: str, start: int, end: int, known: list[Mention], issued: str | None
    ) -> list[Mention]:
        """Return all mentions of a sentence, names and values, nothing folded yet."""
        firm = [m for m in known if m.kind != "capital"]
        found = [
            *known,
            *dates(text, start, end, issued),
            *self._values.mentions(text, start, end),
            *self._names.titles(text, start, end, firm),
        ]
        best = without_overlap(found)
        best = without_overlap([*best, *self._names.people(Masked.of(text, start, end, best))])
        return without_overlap([*best, *numbers(text, start, end)])

    def _fold(
        self, text: str, start: int, end: int, plain: list[Mention]
    ) -> tuple[list[Mention], list[Match]]:
        """Return the mentions with noun phrases folded, and the positions read on the way."""
        people: list[Match] = []
        mentions = self._phrases.fold_heads(text, start, end, plain)
        view = encode(text, start, end, mentions)
        # What an earlier pattern folds is a person for those that follow.
        for pattern in self._folding.candidates(view.tokens | _PERSON):
            found = matches(pattern, view)
            for match in found:
                target = match.slots[pattern.folds][-1]
                mentions = without_overlap([fold_into(match, target), *mentions])
            if found:
                people += found
                view = encode(text, start, end, mentions)
        return self._phrases.fold_lists(text, start, end, mentions), people


def _defined(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield mentions of acronyms that the text defines, wherever they stand."""
    done: set[tuple[str, EntityRef]] = set()
    taken = {(m.start, m.end) for m in mentions}
    for mention in mentions:
        match = _ACRONYM.match(text, mention.end)
        if match is None or mention.entity is None or mention.kind == "demonym":
            continue
        if mention.type == "Country" or (match.start(1), match.end(1)) in taken:
            continue
        if (match[1], mention.entity) in done:
            continue
        done.add((match[1], mention.entity))
        for again in re.finditer(rf"(?<![\w-]){re.escape(match[1])}(?![\w])", text):
            yield Mention(*again.span(), mention.type, mention.entity, kind="found")
