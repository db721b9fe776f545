"""The laws of grounding: which of a model's proposals the text bears out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from kg.model import STATUSES, SYMMETRIC, Claim, Document, EntityRef, Evidence, Literal, Value
from kg.model.agreement import event
from kg.model.dates import datatype
from kg.model.registry import Registry
from kg.text.counted import tells_of_past
from kg.text.dates import dates
from kg.text.gazetteer import Gazetteer
from kg.text.llm.answer import Proposal, Rejection, rejection
from kg.text.llm.names import Named, Naming
from kg.text.llm.places import Places, within
from kg.text.llm.schema import Relation, Schema
from kg.text.mention import Mention
from kg.text.numbers import numbers
from kg.text.qualifiers import comparator_before
from kg.text.sentences import Span

CONFIDENCE = 0.5
"""Of every claim that a model proposes: nothing has measured how often such a one is right."""

_VALUES = ("date", "number", "words")
_DATES = ("date", "since", "asOf")
_ENTITIES = ("attributedTo", "concerning", "onBehalfOf", "place")
"""Qualifiers that hold an entity where their words name one that is known."""
_COUNTED = ("memberCount", "activeSatellites")
_LONGEST_QUOTE = 500
_MOST_PLACES = 20
"""How many places are looked at where one quote stands; no statement is repeated so often."""
_LONGEST_WORDS = 120


class UngroundedError(Exception):
    """A proposal that the text does not bear out; the message is its reason in a few words."""


class Ground:
    """Holds the proposals on one document to its words.

    Args:
        document: the article as frozen.
        registry: the entities that are known.
        gazetteer: finds them in text.
        schema: what may be stated.
        pattern: names the model in the evidence.

    Attributes:
        left_out: qualifiers that the words around a quote do not state.
    """

    def __init__(
        self,
        document: Document,
        registry: Registry,
        gazetteer: Gazetteer,
        schema: Schema,
        pattern: str,
    ):
        self.left_out: list[Rejection] = []
        self._document = document
        self._schema = schema
        self._pattern = pattern
        self._places = Places(document)
        self._naming = Naming(registry, gazetteer, self._places)

    def claim(self, proposal: Proposal, part: Span) -> Claim | Rejection:
        """Return the claim that a proposal makes, or why it makes none.

        Args:
            proposal: as the model words it.
            part: the stretch of the document that the model was shown.
        """
        try:
            return self._claim(proposal, part)
        except UngroundedError as error:
            return rejection(str(error), proposal)

    def _claim(self, proposal: Proposal, part: Span) -> Claim:
        relation = self._relation(proposal)
        quotes = self._quotes(proposal.quote)
        named = [self._named("subject", proposal.subject, proposal.subject_type, relation.subjects)]
        kind = relation.objects[0]
        if kind not in _VALUES:
            object_type = proposal.object_type
            named.append(self._named("object", proposal.object, object_type, relation.objects))
        quote = self._best(quotes, named, part)
        subject = named[0].entity
        term: EntityRef | Literal = named[-1].entity
        manner: dict[str, Value] = {}
        if kind in _VALUES:
            term, manner = self._value(kind, proposal.object, quote)
        if subject == term:
            raise UngroundedError("subject and object are the same")
        found = {**self._qualifiers(proposal, quote), **manner}
        return self._state(relation.name, proposal.status, (subject, term), found, quote)

    def _relation(self, proposal: Proposal) -> Relation:
        if proposal.predicate not in self._schema.relations:
            raise UngroundedError("unknown predicate")
        if proposal.status not in STATUSES:
            raise UngroundedError("unknown status")
        return self._schema.relations[proposal.predicate]

    def _quotes(self, quote: str) -> list[Span]:
        """Return every place where a quote stands in what is left to be read."""
        if len(quote) > _LONGEST_QUOTE:
            raise UngroundedError("quote too long")
        if len(quote.split()) < 2:
            raise UngroundedError("quote too short")
        found = list(islice(self._places.find(quote), _MOST_PLACES))
        if not found:
            raise UngroundedError("quote not in the article")
        return found

    def _named(self, role: str, name: str, kind: str, types: Sequence[str]) -> Named:
        named = self._naming.settle(name, kind)
        if named is None:
            raise UngroundedError(f"{role} not named in the article")
        if named.entity.type not in types:
            raise UngroundedError(f"{role} of a type that the predicate does not take")
        return named

    def _best(self, quotes: list[Span], named: list[Named], part: Span) -> Span:
        """Return the quote whose sentence holds most of the names, in the part if it can be.

        Raises:
            UngroundedError: no place has all names in reach.
        """
        reach = self._places.reach
        reached = [q for q in quotes if all(n.stands_in(reach(q, n.is_topic)) for n in named)]
        if not reached:
            raise UngroundedError("names not near the quote")

        def rank(quote: Span) -> tuple[int, bool, int]:
            sentence = self._places.around(quote)
            held = sum(name.stands_in(sentence) for name in named)
            return -held, not within(quote, part), quote[0]

        return min(reached, key=rank)

    def _value(self, kind: str, value: str, quote: Span) -> tuple[Literal, dict[str, Value]]:
        """Return a value that stands at the quote, and how the text bounds it."""
        if kind == "words":
            return Literal(self._words(value, quote)), {}
        text = self._places.text
        if kind == "number":
            number = self._number(value, "Number", quote)
            return Literal(number.value, "integer"), comparator_before(text, number.start)
        date = self._date(value, self._places.around(quote))
        if date.value.startswith("text:"):
            raise UngroundedError("date without a calendar")
        return Literal(date.value, datatype(date.value)), comparator_before(text, date.start)

    def _number(self, value: str, kind: str, stretch: Span) -> Mention:
        """Return the number or ordinal in a stretch that a model means, in words or digits."""
        means = {value.replace(",", ""), *(m.value for m in numbers(value, 0, len(value)))}
        for mention in numbers(self._places.text, *stretch):
            if mention.type == kind and mention.value in means:
                return mention
        raise UngroundedError("number not at the quote")

    def _date(self, value: str, stretch: Span) -> Mention:
        """Return the date in a stretch that a model means, in words or in ISO 8601."""
        issued = self._document.date
        means = {value, *(mention.value for mention in dates(value, 0, len(value), issued))}
        for mention in dates(self._places.text, *stretch, issued):
            if mention.value in means:
                return mention
        raise UngroundedError("date not at the quote")

    def _words(self, value: str, quote: Span) -> str:
        """Return words that stand in the sentence of a quote."""
        sentence = self._places.around(quote)
        if len(value) <= _LONGEST_WORDS:
            for span in self._places.find(value):
                if within(span, sentence):
                    return self._places.words(span)
        raise UngroundedError("words not at the quote")

    def _qualifiers(self, proposal: Proposal, quote: Span) -> dict[str, Value]:
        """Return the qualifiers that the words around a quote bear out."""
        chosen: dict[str, Value] = {}
        for name, value in sorted(proposal.qualifiers.items()):
            try:
                chosen |= self._qualifier(name, value, quote)
            except UngroundedError:
                self.left_out.append(rejection("qualifier not at the quote", f"{name}: {value}"))
        return chosen

    def _qualifier(self, name: str, value: str, quote: Span) -> dict[str, Value]:
        sentence = self._places.around(quote)
        if name not in self._schema.qualifiers:
            raise UngroundedError("unknown qualifier")
        if name in _DATES:
            date = self._date(value, sentence)
            words = date.value.removeprefix("text:")
            return {name: words} if words == date.value else {"dateText": words}
        if name == "ordinal":
            return {name: int(self._number(value, "Ordinal", sentence).value)}
        if name in _ENTITIES:
            known = self._naming.settle(value, "")
            if known is not None and known.stands_in(sentence):
                return {name: known.entity}
        words = self._words(value, quote)
        return {name: words.lower() if name == "kind" else words}

    def _state(
        self,
        predicate: str,
        status: str,
        pair: tuple[EntityRef, EntityRef | Literal],
        found: dict[str, Value],
        quote: Span,
    ) -> Claim:
        """Return the claim in the form in which the rules state it, as a candidate."""
        subject, term = pair
        if predicate == "launchDate" and status in ("planned", "negated"):
            predicate, found = "plannedFor", {"what": "launch", **found}
        if predicate == "plannedFor" and status == "asserted":
            status = "planned"
        if predicate in SYMMETRIC and isinstance(term, EntityRef) and term < subject:
            subject, term = term, subject
        if predicate == "agreementWith" and isinstance(term, EntityRef):
            agreement = event([subject, term], found)
            found |= {"agreement": agreement} if agreement is not None else {}
        start, end = quote
        words = self._document.text[start:end]
        if predicate in _COUNTED and self._document.date and not tells_of_past(words):
            found.setdefault("asOf", self._document.date)
        return Claim(
            subject=subject,
            predicate=predicate,
            object=term,
            status=status,
            evidence=(Evidence(self._document.id, start, end, words, self._pattern),),
            qualifiers={k: v for k, v in found.items() if v not in (subject, term)},
            confidence=CONFIDENCE,
            tier="candidate",
        )
