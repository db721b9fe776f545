"""The cascade: sentences, mentions, phrases, anaphora, patterns, claims."""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Claim, Document, merge
from kg.model.registry import Registry
from kg.text.acronyms import defined
from kg.text.beside import undescribed
from kg.text.companies import Companies
from kg.text.consolidate import consolidate
from kg.text.context import Context, read_context
from kg.text.craftnames import CraftNames, same_craft
from kg.text.datelines import Dateline, find_dateline
from kg.text.dates import dates
from kg.text.described import Ahead, Described, first_craft, in_front
from kg.text.discourse import Discourse
from kg.text.encode import Encoded, encode
from kg.text.flights import Flight, Flights
from kg.text.former import Former
from kg.text.framer import Framer
from kg.text.further import further, settled
from kg.text.gazetteer import Gazetteer
from kg.text.givenup import given_up
from kg.text.home import headline_end
from kg.text.joint import Joint
from kg.text.lexicon import Lexicon
from kg.text.masked import Masked
from kg.text.match import Match, Matcher, is_within
from kg.text.mention import CRAFT, Mention, without_overlap
from kg.text.metonyms import Metonyms
from kg.text.names import Names, of_papers
from kg.text.national import NationalAgencies, behind
from kg.text.nonfinite import Nonfinite, is_shared
from kg.text.numbers import numbers
from kg.text.patterns.calibration import calibrated
from kg.text.patterns.files import Pattern, load, split_paths
from kg.text.people import People
from kg.text.phrases import Phrases
from kg.text.references import References, Thread
from kg.text.relevance import Relevance
from kg.text.samekind import last_rocket, same_kind
from kg.text.seen import Seen
from kg.text.sentences import sentences
from kg.text.sites import Sites
from kg.text.standins import Known, Scene
from kg.text.state import Stater
from kg.text.values import Values

_AGENCIES = ("Agency", "IntergovernmentalOrganisation")
_NEARBY = 3
"""How many sentences, with the present one, may show what an agreement is about."""


@dataclass
class _SoFar(Thread):
    """What the sentences of one document have said up to here.

    Args:
        known: the people spoken of, and the states.
        last_date: date with which an earlier sentence opened, or "".
        named: the craft that the document names first, as long as it has not done so.
        recent: where the present sentence and those shortly before it begin.
        rocket: the launch vehicle named last.
        flight: that of a rocket that was told last.
    """

    known: Known = field(default_factory=Known)
    last_date: str = ""
    named: Ahead | None = None
    recent: deque[int] = field(default_factory=lambda: deque(maxlen=_NEARBY))
    rocket: Mention | None = None
    flight: Flight | None = None

    def remember(self, clauses: Encoded, context: Context, framed: Iterable[Match]) -> None:
        """Take in a sentence, with what frames understood it to speak of."""
        self.discourse.remember(clauses)
        for match in framed:
            for mention in match.understood:
                self.discourse.recall(mention)
        self.last_date = context.date or self.last_date
        self.known.remember(clauses)


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
        self._crafts = CraftNames(lexicon)
        self._phrases = Phrases(lexicon)
        self._companies = Companies(lexicon)
        self._people = People(lexicon, registry, self._phrases)
        self._references = References(lexicon, registry)
        self._metonyms = Metonyms(lexicon)
        self._nonfinite = Nonfinite(lexicon)
        self._relevance = Relevance(lexicon)
        self._described = Described(registry)
        self._national = NationalAgencies(registry)
        self._joint = Joint(lexicon, registry)
        self._flights = Flights(lexicon)
        self._sites = Sites(lexicon)
        self._series = frozenset(id for id, one in registry.entities.items() if one.series)
        self._former = Former(registry)
        self._use(patterns)

    def _use(self, patterns: Iterable[Pattern]) -> None:
        everything = self.patterns = tuple(patterns)
        stating = [each for each in everything if not each.folds and each.frame is None]
        self._folding = [(each, Matcher([each])) for each in everything if each.folds]
        self._stating = Matcher(stating)
        self._framing = Framer(everything)
        self._visits = {pattern.id for pattern in everything if pattern.visit}
        self._rank = {pattern.id: rank for rank, pattern in enumerate(stating)}

    def with_patterns(self, patterns: Iterable[Pattern]) -> Extractor:
        """Return an extractor of the same registry and lexicon with other patterns."""
        other = copy.copy(self)
        other._use(patterns)
        return other

    @classmethod
    def load(cls, registry: Registry, pattern_paths: Iterable[Path]) -> Extractor:
        """Build an extractor from the files of `data/patterns`, with lexicon and calibration.

        Raises:
            PatternError: a file is wrong; with file and line.
        """
        files = split_paths(pattern_paths)
        lexicon = Lexicon.load(files.lexicon)
        return cls(registry, lexicon, calibrated(load(files.patterns, lexicon), files.calibration))

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
        known = self._former.of_its_time(self._whole_text_mentions(text), document.date)
        starts = [mention.start for mention in known]
        stater, dateline = Stater(document, self._sites, self._series), find_dateline(text)
        so_far = _SoFar(named=first_craft(known, headline_end(text)))
        for start, end in sentences(text):
            within = known[bisect_left(starts, start) : bisect_left(starts, end)]
            so_far.discourse.turn_to(text, start)
            so_far.recent.append(start)
            self._people.weigh(so_far.known.home, text, within)
            named = [mention for mention in within if mention.end <= end]
            spoken = named or so_far.discourse.latest
            if spoken or self._values.may_name_rocket(text, start, end):
                plain = self._plain_mentions(text, start, end, named, document.date or dateline)
                again = same_kind(text, start, end, plain, so_far.rocket)
                plain = without_overlap([*plain, *again])
                so_far.rocket = last_rocket(plain, so_far.rocket)
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
        if so_far.named is not None and so_far.named.start < end:
            so_far.named = None
        plain, folded, people = self._fold(text, start, end, plain, stater.document.id, so_far)
        clauses, inner = self._references.resolve(text, (start, end), plain, folded, so_far)
        number = len(so_far.discourse.subjects)
        clauses = self._flights.put_in(clauses, so_far.flight, number)
        clauses = self._phrases.fold_stand_ins(clauses)
        context = read_context(clauses, text[start:end], so_far.known.surnames, so_far.last_date)
        framed = self._frames(clauses, so_far.discourse)
        so_far.remember(clauses, context, framed)
        for match in people:
            yield from stater.claims(match, Context())
        earlier = min(so_far.recent)
        stated = list(self._claims(self._matches(clauses, inner), earlier, stater, context))
        said = {(claim.subject, claim.predicate) for claim in stated}
        more = self._claims(framed, earlier, stater, context)
        stated += [claim for claim in more if (claim.subject, claim.predicate) not in said]
        stated = [given_up(text, claim) for claim in stated]
        joining = [c for c in stated if not self._visits.issuperset(e.pattern for e in c.evidence)]
        self._references.take_in(so_far, clauses, joining)
        so_far.flight = self._flights.told(clauses, stated, so_far.flight, number)
        yield from stated

    def _fold(
        self,
        text: str,
        start: int,
        end: int,
        plain: list[Mention],
        document: str,
        so_far: _SoFar,
    ) -> tuple[list[Mention], list[Mention], list[Match]]:
        """Return the mentions of a sentence plain and folded, and the positions read on the way."""
        plain = self._phrases.fold_names(text, start, end, plain)
        plain = self._metonyms.fold(text, start, end, plain, so_far.discourse.last_subject())
        scene = Scene(text, start, end, so_far.known, so_far.discourse)
        known = {m.entity for m in plain if m.type in _AGENCIES and m.entity is not None}
        before = known.union(*(so_far.discourse.distinct.get(kind, ()) for kind in _AGENCIES))
        view = scene.encode(plain)
        national = [*self._national.find(view), *self._national.again(view, before)]
        named = without_overlap([*plain, *national])
        folded, people = self._people.fold(scene, named, self._folding)
        folded = self._phrases.fold_lists(text, start, end, folded)
        view = encode(text, start, end, folded)
        craft = so_far.discourse.focus(CRAFT)
        described = list(self._described.find(view, document, so_far.named, craft))
        # Several agencies together are known only now that the countries are one list.
        folded = without_overlap([*described, *folded, *self._national.find(view)])
        folded = self._phrases.fold_names(text, start, end, folded)
        plain = without_overlap(
            [*plain, *in_front(text, start, described, document), *behind(national)]
        )
        return plain, folded, people

    def _claims(
        self, matches: Iterable[Match], earlier: int, stater: Stater, context: Context
    ) -> Iterator[Claim]:
        """Yield what matches state, but for agreements on other matters than space."""
        for match in matches:
            if self._relevance.admits(match, earlier):
                yield from stater.claims(match, context)

    def _matches(self, clauses: Encoded, inner: Encoded) -> list[Match]:
        """Return what the clauses say, and what is said inside a single noun phrase of them.

        They come in the order of the patterns.
        """
        found = settled(clauses, self._stating.matches(clauses))
        shared = self._nonfinite.view(clauses)
        if shared is not None:
            matches = self._stating.matches(shared)
            found += [match for match in matches if is_shared(shared, *match.span)]
        found += further(found)
        for match in self._stating.matches(inner):
            found += [match] if any(is_within(match, m) for m in clauses.mentions) else []
        return sorted(found, key=lambda match: self._rank[match.pattern.id])

    def _frames(self, clauses: Encoded, discourse: Discourse) -> list[Match]:
        """Return what the frames read, which fill what the patterns leave open."""
        found = settled(clauses, self._framing.matches(clauses, discourse))
        return found + further(found)

    def _whole_text_mentions(self, text: str) -> list[Mention]:
        """Return the names that are found by looking at the whole text at once.

        An acronym that the text defines in brackets after a name counts as that name
        wherever it stands. A text that names nothing of the registry is on other matters.
        """
        mentions = list(undescribed(text, self._gazetteer))
        if not mentions:
            return []
        mentions = without_overlap([*mentions, *self._joint.find(text, mentions)])
        mentions = without_overlap(
            [*mentions, *self._names.organisations(text, 0, len(text), mentions)]
        )
        mentions = without_overlap([*mentions, *self._crafts.find(text, mentions)])
        mentions = without_overlap([*mentions, *self._gazetteer.further(text, mentions)])
        mentions = same_craft(text, mentions)
        mentions = without_overlap([*mentions, *defined(text, mentions)])
        mentions = without_overlap([*mentions, *self._companies.shortened(text, mentions)])
        mentions = without_overlap([*mentions, *self._companies.found(text, mentions)])
        return without_overlap([*self._companies.whole(text, mentions), *mentions])

    def _plain_mentions(
        self, text: str, start: int, end: int, known: list[Mention], issued: str | Dateline | None
    ) -> list[Mention]:
        """Return all mentions of a sentence, names and values, nothing folded yet."""
        found = [*known, *dates(text, start, end, issued), *self._values.mentions(text, start, end)]
        firm = [m for m in known if m.kind != "capital"]
        found += self._names.titles(text, start, end, firm)
        best = without_overlap(found)
        best = without_overlap([*best, *self._names.people(Masked.of(text, start, end, best))])
        return of_papers(text, without_overlap([*best, *numbers(text, start, end)]))
