"""For which state somebody acts whose title names none: "Prime Minister Ana Ruiz".

The words around are asked first, then the text as a whole. Where two states come into
question, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import EntityRef
from kg.model.registry import Registry
from kg.text.discourse import subject_of
from kg.text.encode import Encoded, token_regex
from kg.text.home import CLEAR, LEAD, SINGLE, Home, headline_end, opens
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention

SURE, LIKELY, UNSURE = 0.95, 0.85, 0.6
"""How often a state is the right one that was found by its own words, by a clear lead in the
text, or by a narrow one."""

_Found = tuple[EntityRef, float] | None
_OF_ONE_STATE, _SEATS = "offices-in-", "seats-in-"
_STATE = token_regex(["Country", "Place", "Demonym"], plural=False)
_FOR = rf"(?:for|on\s+behalf\s+of|in\s+the\s+name\s+of)\s+(?:the\s+)?({_STATE})"
_ACTS = (
    r"(?:sign|receiv|accept|initial|pen\b|pens\b|signature|deposit|represent|speak|spoke|append|affix"
    r"|put|ink|handed|did\s+(?:so|the\s+same|likewise)|followed\s+suit)"
)
_PERSON = token_regex(["Person", "Name"], plural=False)
_FOR_BEHIND = re.compile(rf"(?:(?!{_PERSON})[^;\n]){{0,160}}?\b{_FOR}(?!'s|\s*[a-z])")
_FOR_BEHIND_LOOSE = re.compile(
    rf"(?:(?!{_PERSON})[^;\n]){{0,160}}?\b(?:on\s+behalf\s+of|represent(?:s|ed|ing))\s+(?:the\s+)?({_STATE})(?!'s)"
)
_FOR_AHEAD = re.compile(
    rf"(?:^\W*|[;:,.]\s*|\b(?:and|while|receives|received|welcomed|welcomes)\s+)"
    rf"(?:{_FOR}|on\s+the\s+({_STATE}))"
    rf"(?!'s)(?:(?!{_PERSON}|\bfor\b)[^;\n]){{0,90}}$"
)
_PLACED = re.compile(
    r"\b(?:in|to|at|from|near|outside|via|across|visit(?:s|ed|ing)?(?:\s+to)?|with|between)\s+(?:the\s+)?$"
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)?\s+and\s+(?:the\s+)?$")
_COUNTERPART = re.compile(
    r"\s+(?:(?:counterpart|colleague|opposite\s+number|guest|host|friend|partner|neighbou?r)s?|all(?:y|ies))(?![\w-])"
)
"""A state named like this is that of somebody else."""
_EMBASSY = re.compile(r"(?:'s)?\s+(?:embassy|consulate|high\s+commission)\b", re.IGNORECASE)
"""So does one whose embassy is spoken of."""
_AT = re.compile(
    rf"\s*,\s+(?:speaking\s+)?(?:in|from)\s+({token_regex(['Place'], plural=False)})\s*,"
)
"""Where somebody is said to be, right behind the name."""
_AND_PERSON = re.compile(
    rf"(?:({token_regex(['Title'], plural=False)})\s+)?({_PERSON})\s*,?\s+and\s+(?:the\s+)?$"
)
_AND_OFFICER = re.compile(rf"\s*,?\s+and\s+(?:the\s+)?({token_regex(['Title'], plural=False)})")
_GUEST = re.compile(r"visiting\b", re.IGNORECASE)
_ABROAD = ("ambassador", "high commissioner", "consul", "attach", "charg")
_CROWNED = re.compile(r"(?<![\w-])(?:king|queen|crown\s+prince(?:ss)?)(?![\w-])", re.IGNORECASE)
"""Offices that only a kingdom has."""
_NAMES = ("Country", "Demonym", "Place")
_HERE = 2.0
"""What it weighs that the sentence itself speaks of a state, or that before is about it."""
_AT_HOME = 4.0
"""Weight of the state of the dateline, itself included, that shows the text to be about it."""


class Offices:
    """Tells the state of a title that names none.

    Args:
        lexicon: its lists `state-offices` and `offices-in-…`.
        registry: tells which organisation belongs to which state.
    """

    def __init__(self, lexicon: Lexicon, registry: Registry):
        self._entities = registry.entities
        offices = alternation(lexicon.lists["state-offices"])
        self._kinds = re.compile(
            rf"(?<![\w-])(?<!vice )(?<!vice-)(?P<kind>{offices})(?!\s+director)(?![\w-])",
            re.IGNORECASE,
        )
        officers = alternation((*lexicon.lists["state-offices"], *lexicon.lists["state-officers"]))
        self._officers = re.compile(rf"(?<![\w-])(?:{officers})(?![\w-])", re.IGNORECASE)
        self._kingdoms = {
            entity.ref
            for entity in self._entities.values()
            if any("kingdom" in n.lower().split() for n in (entity.ref.label, *entity.aliases))
        }
        crowned = {f"country/{name}" for name in lexicon.lists["states-without-president"]}
        self._without_president = {self._entities[id].ref for id in crowned & set(self._entities)}
        self._own = self._by_state(lexicon, _OF_ONE_STATE)
        self._seats = self._by_state(lexicon, _SEATS)

    def _by_state(self, lexicon: Lexicon, prefix: str) -> dict[EntityRef, re.Pattern[str]]:
        """Return the words of the lists of single states, by the state in their name."""
        lists = {
            f"country/{name.removeprefix(prefix)}": words
            for name, words in sorted(lexicon.lists.items())
            if name.startswith(prefix)
        }
        return {
            self._entities[state].ref: re.compile(
                rf"(?<![\w-])(?:{alternation(words)})(?![\w-])", re.IGNORECASE
            )
            for state, words in lists.items()
            if state in self._entities
        }

    def kind(self, title: str) -> str:
        """Return which office of a state a title is, such as `prime minister`, or ""."""
        found = self._kinds.search(title.partition(",")[0]) or self._kinds.search(
            title.rpartition(",")[2]
        )
        return " ".join(found["kind"].lower().split()) if found is not None else ""

    def is_of_state(self, title: str) -> bool:
        """Tell whether a title may be held for a state: a minister's, not a professor's."""
        return self._officers.search(title) is not None

    def country_of(self, body: EntityRef | None) -> EntityRef | None:
        """Return the state that an organisation belongs to, or that a mention means."""
        if body is None or body.type == "Country":
            return body
        entity = self._entities.get(body.id)
        if entity is None or entity.country is None or body.type == "Person":
            return None
        return self._entities[entity.country].ref

    def weigh(self, home: Home, text: str, mentions: Iterable[Mention]) -> None:
        """Take in the states of a further sentence: headline and dateline count more.

        Nobody's office is told by what comes after it, so a text may go on in any way.
        """
        until = headline_end(text)
        for mention in mentions:
            state = self.country_of(mention.entity)
            if state is None:
                continue
            named = mention.type in _NAMES
            weight = 1.0 if named else 0.5
            before = text[max(0, mention.start - 60) : mention.start]
            placed = _PLACED.search(before[-14:].lower()) or _BETWEEN.search(before)
            if placed or _COUNTERPART.match(text, mention.end):
                weight = 0.25
            if mention.start < until:
                weight += 0.5 if home.weights else 2.0
            elif mention.kind == "capital" and opens(text, mention):
                weight = 3.0
                home.dateline, home.dateline_at = state, mention.start
            home.add(state, weight)
            home.named |= {state} if named else set()

    def note(self, body: EntityRef | None, title: str, home: Home) -> None:
        """Remember that an office of a state has its holder; nobody else holds it."""
        kind = self.kind(title)
        if kind in SINGLE and body is not None and body.type == "Country":
            home.holders.setdefault(body, set()).add(SINGLE[kind])

    def state_of(
        self,
        title: str,
        person: EntityRef | None,
        view: Encoded,
        span: tuple[int, int],
        home: Home,
    ) -> tuple[EntityRef, float] | None:
        """Return the state of an office, with how sure that is, None where it stays open.

        Args:
            title: the title as stated.
            person: who holds it; of some the registry knows the state.
            view: the sentence.
            span: where title and name stand in it.
            home: the states of the text.
        """
        kind, seat = self.kind(title), self._seat(title)
        known = self._entities.get(person.id) if person is not None else None
        its = known.country if known is not None and self.is_of_state(title) else None
        if seat is not None or its is not None or not kind:
            own = seat or (self._entities[its].ref if its is not None else None)
            return self._with_office(kind, (own, SURE) if own is not None else None)
        for own, words in self._own.items():
            if words.search(title) and home.weights.get(own):
                return own, LIKELY
        spoken = self._spoken_for(view, span)
        if spoken is not None:
            return spoken, SURE
        found = None if _GUEST.match(title) else self._placed(kind, view, span, home)
        found = self._with_office(kind, found)
        if found is None or not _CROWNED.search(title) or found[0] in self._kingdoms:
            return found
        crowned = self._kingdoms & home.named
        return (min(crowned), LIKELY) if len(crowned) == 1 else None

    def _with_office(self, kind: str, found: _Found) -> _Found:
        """Return the state that was found, but not for a president where it is a kingdom."""
        barred = kind == "president" and found is not None and found[0] in self._without_president
        return None if barred else found

    def _seat(self, title: str) -> EntityRef | None:
        """Return the state whose seat of government a title names: "Kremlin spokesman"."""
        return next((state for state, seats in self._seats.items() if seats.search(title)), None)

    def _placed(
        self, kind: str, view: Encoded, span: tuple[int, int], home: Home
    ) -> tuple[EntityRef, float] | None:
        """Return the state of which the text speaks most, unless its officer is told elsewhere."""
        found = self._weighed(kind, view, home)
        beside = _AND_PERSON.search(view.text[: span[0]])
        if found is not None and beside is not None and found[0] != home.dateline:
            # "President Biden and Prime Minister Kishida": who meet are of two states.
            bodies = [view.mention(token).affiliation for token in beside.groups() if token]
            other = next(filter(None, map(self.country_of, bodies)), None)
            found = self._of_two(found[0], home) if other == found[0] else found
        behind = _AND_OFFICER.match(view.text, span[1])
        if found is not None and behind is not None:
            title = view.mention(behind[1]).value
            if any(own == found[0] and words.search(title) for own, words in self._own.items()):
                found = self._of_two(found[0], home)
        place = _AT.match(view.text, span[1])
        if place is None:
            return found
        here = self.country_of(view.mention(place[1]).entity)
        return found if found is not None and found[0] == here else None

    @staticmethod
    def _of_two(one: EntityRef, home: Home) -> tuple[EntityRef, float] | None:
        """Return the other of the only two states that a text is about."""
        named = home.named & home.weights.keys()
        others = named - {one}
        return (min(others), LIKELY) if len(named) == 2 and len(others) == 1 else None

    def _spoken_for(self, view: Encoded, span: tuple[int, int]) -> EntityRef | None:
        """Return the state for which somebody is said to sign or to receive."""
        ahead, behind = view.text[: span[0]], view.text[span[1] :]
        found = _FOR_BEHIND_LOOSE.match(behind) or _FOR_BEHIND.match(behind)
        if found is not None and re.search(_ACTS, found.group()):
            return self.country_of(view.mention(found[1]).entity)
        found = _FOR_AHEAD.search(ahead)
        if found is not None and (re.search(_ACTS, ahead) or re.search(_ACTS, behind)):
            return self.country_of(view.mention(found[1] or found[2]).entity)
        return None

    def _weighed(self, kind: str, view: Encoded, home: Home) -> tuple[EntityRef, float] | None:
        """Return the state that the text and the sentence speak of above all others."""
        named, around = self._around(view, home)
        own = home.dateline
        if own is not None and self._is_at_home(kind, view, home, around, named):
            return own, LIKELY
        if kind.startswith(_ABROAD):
            return None
        if len(named) == 1 and own is not None and own not in around:
            return min(named), LIKELY
        bonus = dict.fromkeys(around, _HERE)
        if home.lead is not None:
            bonus[home.lead] = bonus.get(home.lead, 0.0) + _HERE
        found = home.leader(kind, bonus, self._without_president if kind == "president" else ())
        if found is None or found[1] < LEAD:
            return None
        return found[0], LIKELY if found[1] >= CLEAR else UNSURE

    def _around(self, view: Encoded, home: Home) -> tuple[set[EntityRef], set[EntityRef]]:
        """Return the states that a sentence names, and all of which it speaks by their bodies."""
        named: set[EntityRef] = set()
        around: set[EntityRef] = set()
        for mention in (one for many in view.mentions for one in many.each()):
            state = self.country_of(mention.entity)
            ahead = view.source[max(0, mention.start - 14) : mention.start].lower()
            other = (
                mention.type == "Person"
                or mention.start == home.dateline_at
                or _COUNTERPART.match(view.source, mention.end) is not None
                or _EMBASSY.match(view.source, mention.end) is not None
            )
            if state is not None and not other and not _PLACED.search(ahead):
                around.add(state)
                named |= {state} if mention.type in _NAMES else set()
        return named, around

    @staticmethod
    def _is_at_home(
        kind: str, view: Encoded, home: Home, around: set[EntityRef], named: set[EntityRef]
    ) -> bool:
        """Tell whether a title needs no state since the text is written there.

        A sentence that speaks of another state only may mean a guest; and an envoy may be
        accredited there, unless the state itself is what the sentence is about.
        """
        own = home.dateline
        if own is None or SINGLE.get(kind) in home.holders.get(own, ()):
            return False
        if kind.startswith(_ABROAD):
            subject = subject_of(view, len(view.text))
            return subject is not None and subject.entity == own and subject.type == "Country"
        told = home.weights.get(own, 0.0) >= _AT_HOME
        return told and (own in around or not named)
