"""The cascade: sentences, mentions, phrases, anaphora, patterns, claims."""

from __future__ import annotations

import copy
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.model import Claim, Document, EntityRef, merge
from kg.model.registry import Registry
from kg.text.anaphora import Anaphora, Discourse
from kg.text.consolidate import consolidate
from kg.text.context import Context, read_context
from kg.text.dates import dates
from kg.text.encode import Encoded, encode
from kg.text.focus import Focus, Unsaid
from kg.text.gazetteer import Gazetteer
from kg.text.lexicon import Lexicon
from kg.text.match import Match, fold_into, matches
from kg.text.mention import Mention, without_overlap
from kg.text.metonyms import Metonyms
from kg.text.names import Masked, Names
from kg.text.numbers import numbers
from kg.text.patterns.files import Pattern, load, split_paths
from kg.text.phrases import Phrases
from kg.text.relevance import Relevance
from kg.text.sentences import sentences
from kg.text.state import Stater
from kg.text.values import Values

_NEARBY = 3
"""How many sentences, with the present one, may show what an agreement is about."""
_HYPOTHETICAL = re.compile(r"\W*(?:if|unless|should|were|had)\b")
"""How a sentence opens whose plans are conditions: "If accepted, it would be …"."""
_DESCRIBED = re.compile(r"(?:'s)?\s+(?:national\s+)?space\s+agency$", re.IGNORECASE)
_BESIDE = re.compile(r"\s*,?\s*(?:the\s+)?|\s*\(\s*")
_ACRONYM = re.compile(r"\s*\(\s*[\"“']?([A-Z][A-Za-z&-]{1,11})[\"”']?\s*\)")


@dataclass
class _SoFar:
    """What the sentences of one document have said up to here.

    Args:
        discourse: what has been spoken of.
        focus: what it was last said that somebody joined or signed.
        surnames: last word of a person's name -> the person.
        last_date: date with which an earlier sentence opened, or "".
        recent: where the present sentence and those shortly before it begin.
    """

    discourse: Discourse = field(default_factory=Discourse)
    focus: Focus = field(default_factory=Focus)
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
        self._unsaid = Unsaid(lexicon)
        self._metonyms = Metonyms(lexicon)
        self._relevance = Relevance(lexicon)
        self._use(patterns)

    def _use(self, patterns: Iterable[Pattern]) -> None:
        everything = list(patterns)
        self._folding = [pattern for pattern in everything if pattern.folds]
        self._stating = [pattern for pattern in everything if not pattern.folds]

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
        return merge(consolidate(self._read(document)))

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
        plain = self._metonyms.fold(text, start, end, plain)
        folded, people = self._fold(text, start, end, plain)
        view = encode(text, start, end, folded)
        documents = list(self._unsaid.documents(view, so_far.discourse, so_far.focus))
        view = encode(text, start, end, without_overlap([*folded, *documents]))
        anaphors = [*self._anaphora.find(view, so_far.discourse), *documents]
        folded = without_overlap([*folded, *anaphors])
        view = encode(text, start, end, folded)
        anaphors += self._unsaid.find(view, so_far.discourse, so_far.focus)
        folded = without_overlap([*folded, *anaphors])
        links = self._anaphora.find_links(encode(text, start, end, folded))
        folded = without_overlap([*folded, *links])
        clauses = encode(text, start, end, folded)
        owners = self._anaphora.owners(encode(text, start, end, plain), so_far.discourse)
        within = without_overlap([*plain, *anaphors, *links, *owners])
        inner = encode(text, start, end, within)
        context = read_context(clauses, text[start:end], so_far.surnames, so_far.last_date)
        so_far.remember(clauses, context)
        for match in people:
            yield from stater.claims(match, Context())
        stated = [
            claim
            for match in self._matches(clauses, inner)
            if self._relevance.admits(match, min(so_far.recent))
            for claim in stater.claims(match, context)
        ]
        number = len(so_far.discourse.subjects) - 1
        so_far.focus.remember(stated, self._unsaid.named(clauses), number)
        yield from stated

    def _matches(self, clauses: Encoded, inner: Encoded) -> Iterator[Match]:
        """Yield what the clauses say, and what is said inside a single noun phrase of them."""
        hypothetical = _HYPOTHETICAL.match(clauses.text) is not None
        for pattern in self._stating:
            found = matches(pattern, clauses)
            yield from (m for m in found if not (hypothetical and m.status == "planned"))
            for match in matches(pattern, inner):
                if any(m.start <= match.first and match.end <= m.end for m in clauses.mentions):
                    yield match

    def _whole_text_mentions(self, text: str) -> list[Mention]:
        """Return the names that are found by looking at the whole text at once.

        An acronym that the text defines in brackets after a name counts as that name
        wherever it stands.
        """
        mentions = list(_described(text, self._gazetteer))
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
            *self._names.titles(Masked.of(text, start, end, firm)),
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
        for pattern in self._folding:
            view = encode(text, start, end, mentions)
            for match in matches(pattern, view):
                people.append(match)
                target = match.slots[pattern.folds][-1]
                mentions = without_overlap([fold_into(match, target), *mentions])
        return self._phrases.fold_lists(text, start, end, mentions), people


def _described(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the names of a text; one that only describes the name beside it is taken apart.

    In "the French space agency CNES" the agency is CNES, and that it is French is told of it.
    """
    mentions = gazetteer.mentions(text)
    for i, mention in enumerate(mentions):
        beside = [m for m in (*mentions[max(0, i - 1) : i], *mentions[i + 1 : i + 2])]
        described = _DESCRIBED.search(text[mention.start : mention.end])
        if described is not None and any(_is_beside(text, mention, m) for m in beside):
            stretch = text[mention.start : mention.start + described.start()]
            parts = gazetteer.mentions(stretch)
            shift = mention.start
            yield from (replace(p, start=p.start + shift, end=p.end + shift) for p in parts)
        else:
            yield mention


def _is_beside(text: str, described: Mention, other: Mention) -> bool:
    first, second = sorted((described, other), key=lambda m: m.start)
    between = text[first.end : second.start]
    return described.entity == other.entity and _BESIDE.fullmatch(between) is not None


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
