"""People and their offices: a name with all its titles becomes one mention.

First each title is folded with its body ("administrator of NASA"), then each name with its
titles; both are read by the patterns that fold. A title that names no body gets it from the
words around, where that is clear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.model import EntityRef
from kg.model.registry import Registry
from kg.text.apposition import Apposition, owns_noun
from kg.text.colleague import colleague
from kg.text.encode import token_regex
from kg.text.home import Home
from kg.text.lexicon import Lexicon
from kg.text.match import Match, Matcher
from kg.text.mention import Mention, without_overlap
from kg.text.names import found_person
from kg.text.offices import LIKELY, SURE, Offices
from kg.text.patterns.files import Pattern
from kg.text.phrases import Phrases
from kg.text.plurals import shared_titles
from kg.text.standins import Scene, StandIns
from kg.text.state import ACCEPTED_FROM

Folding = tuple[Pattern, Matcher]
"""A pattern that folds, ready to be matched."""
_OF_PEOPLE = ("Title", "Person", "Name")
_OF_ONE = re.compile(r"\b(?:[Ss]?[Hh]e)\s")
"""A pronoun for somebody named before."""
_COLLEAGUE = "holdsPosition/colleague"
"""The pattern of "his predecessor": body and title are those of the person before."""
_DAY = token_regex(["Date"], plural=False)
_TENURE = re.compile(
    rf"\s*,?\s+(?:until|till|since|from)\s+{_DAY}(?:\s+(?:to|until|till)\s+{_DAY})?"
    r"|\s*,?\s+(?:at\s+(?:the|that)\s+time|at\s+the\s+moment|in\s+those\s+days|for\s+many\s+years)(?=\s*,|\s+and\b)"
    r"|\s*,?\s+(?:in\s+the\s+name|on\s+behalf)\s+of\s+(?:his|her)\s+\w+"
    r"|\s*,\s+who\s+(?:has|had)\s+(?:since|meanwhile)\s+[^,;.]{4,60}(?=,)"
)
"""What tells when an office was held, and belongs to the phrase."""
_OF_GOVERNMENT = re.compile(r"\b(?:minister|secretary\s+of\s+state|ambassador)\b", re.IGNORECASE)
"""An office that is a state's, whatever body its holder heads as well."""
_OF_AGENCY = re.compile(
    r"(?:(?:acting|deputy|associate|then|former|outgoing|new|agency|executive)\s+)*"
    r"(?:administrator|director[\s-]general|programme\s+manager|program\s+manager)",
    re.IGNORECASE,
)
"""An office that only an agency has, where the title does not tell which."""
_OF_FIRM = re.compile(
    r"(?:(?:co-)?founder|chief executive|ceo|(?:vice )?president) of "
    r"(?!State\b|Republic\b)[A-Z][\w-]*$"
)
"""An office with the one word that names the firm: "president of Spaceflight"."""
_OF_ANY_AGENCY = re.compile(
    r"(?:(?:acting|deputy|vice|then|former|outgoing|new|executive)[\s-]+)*(?:president|chair(?:man|woman|person)?)",
    re.IGNORECASE,
)
"""An office that an agency may have where no state in question has it."""
_FORMER = re.compile(r"(former|ex|then|acting|outgoing|incoming|interim|new)[\s-]", re.IGNORECASE)


class People:
    """Folds people with their offices.

    Args:
        lexicon: the shared vocabulary.
        registry: tells which body belongs to which state.
        phrases: folds noun phrases.
    """

    def __init__(self, lexicon: Lexicon, registry: Registry, phrases: Phrases):
        self._phrases, self._offices = phrases, Offices(lexicon, registry)
        self._stand_ins = StandIns(lexicon, self._offices)
        self._apposition = Apposition(lexicon)

    def weigh(self, home: Home, text: str, mentions: Iterable[Mention]) -> None:
        """Take in the states that a further sentence names."""
        self._offices.weigh(home, text, mentions)

    def fold(
        self, scene: Scene, plain: list[Mention], patterns: Sequence[Folding]
    ) -> tuple[list[Mention], list[Match]]:
        """Fold the noun phrases of a sentence, people with their offices among them.

        Args:
            scene: the sentence.
            plain: its mentions, nothing folded yet.
            patterns: those that fold, in their order.

        Returns:
            The mentions folded, and the positions read on the way.
        """
        plain = self._stand_ins.named(scene, plain)
        plain = without_overlap([*shared_titles(scene.encode(plain)), *plain])
        named = any(mention.type in _OF_PEOPLE for mention in plain)
        if not named and not _OF_ONE.search(scene.text, scene.start, scene.end):
            return self._heads(scene, plain), []
        stand_ins = self._stand_ins.find(scene, scene.encode(plain))
        base = without_overlap([*stand_ins, *plain])
        titles = self._titles(scene, base, [f for f in patterns if f[0].folds == "title"])
        folded = self._heads(scene, base)
        whole = without_overlap([*titles, *folded])
        people, read = self._people(scene, whole, [f for f in patterns if f[0].folds != "title"])
        if stand_ins:  # away from titles, "its" and "the agency" are left to the anaphora
            folded = self._heads(scene, plain)
        return without_overlap([*map(_with_body(people), people), *folded]), read

    def _heads(self, scene: Scene, mentions: list[Mention]) -> list[Mention]:
        return self._phrases.fold_heads(scene.text, scene.start, scene.end, mentions)

    def _titles(
        self, scene: Scene, base: list[Mention], patterns: Sequence[Folding]
    ) -> list[Mention]:
        """Return titles folded with their bodies."""
        mentions, view = base, scene.encode(base)
        for _, matcher in patterns:
            found = [m for m in matcher.matches(view) if not owns_noun(m)]
            if found:
                titles = [self._title_of(match) for match in found]
                mentions = without_overlap([*titles, *mentions])
                view = scene.encode(mentions)
        return [mention for mention in mentions if mention.type == "Title"]

    def _title_of(self, match: Match) -> Mention:
        """Return the title that takes the place of a match, with the body that it names."""
        bodies, titles = match.slots.get("object", ()), match.slots["title"]
        start = min(m.start for m in (*titles, *bodies))
        if bodies:
            whose = bodies[0].entity
            body = self._office_at(whose, titles)
            nation = whose if whose is not None and whose.type == "Country" else None
            former = _FORMER.match(match.view.source, match.start, start)
            first = f"{former[1].lower()} " if former is not None else ""
            start = match.start if former is not None else start
            titles = tuple(
                replace(
                    t,
                    affiliation=self._own_body(t, body, titles),
                    value=first + t.value,
                    nation=nation,
                )
                for t in titles
            )
        elif len(titles) == 1:
            words = " ".join(match.view.source[titles[0].start : match.end].split())
            titles = (replace(titles[0], value=words),)
        if len(titles) == 1:
            return replace(titles[0], start=start, end=match.end)
        return Mention(start, match.end, "Title", kind="list", members=titles)

    def _own_body(
        self, title: Mention, body: EntityRef | None, titles: tuple[Mention, ...]
    ) -> EntityRef | None:
        """Return for whom one of several titles is held: a minister's for the body's state."""
        apart = len(titles) > 1 and title is not titles[-1] and _OF_GOVERNMENT.search(title.value)
        return self._offices.country_of(body) if apart else body

    def _office_at(self, body: EntityRef | None, titles: tuple[Mention, ...]) -> EntityRef | None:
        """Return the body where a title may be held there: a country has no professors."""
        if body is None or body.type != "Country":
            return body
        return body if any(self._offices.is_of_state(title.value) for title in titles) else None

    def _people(
        self, scene: Scene, mentions: list[Mention], patterns: Sequence[Folding]
    ) -> tuple[list[Mention], list[Match]]:
        """Return the people of a sentence with their titles, and the positions read on the way."""
        read: list[Match] = []
        led: list[Mention] = []
        view = scene.encode(mentions)
        for _, matcher in patterns:
            spans: list[tuple[int, int]] = []
            for match in matcher.matches(view):
                taken = any(match.start < stop and begin < match.end for begin, stop in spans)
                if taken or self._apposition.is_misread(match):
                    continue
                spans.append((match.start, match.end))
                read.append(self._completed(match, scene))
                person = _person_of(read[-1], scene)
                self._offices.note(person.affiliation, person.value, scene.known.home)
                led += _led(match)
                mentions = without_overlap([*_led(match), person, *mentions])
            if spans:
                view = scene.encode(mentions)
        return [m for m in mentions if m.type == "Person" or m in led], read

    def _completed(self, match: Match, scene: Scene) -> Match:
        """Return a match whose title has the body that the words around tell."""
        person = match.slots[match.pattern.folds][-1]
        if match.pattern.id == _COLLEAGUE:
            return colleague(match, person, scene.known.latest, self._offices)
        titles = match.slots.get("title", ())
        if not titles or "object" in match.slots:
            return match
        if any(t.affiliation for t in titles):
            return self._of_its_state(match, titles)
        entity = person.entity or found_person(person.value)
        if person.affiliation is not None or entity in scene.known.bodies:
            return match
        found = self._body_of(titles[0].value, match, scene)
        if found is None:
            return match
        body, sure = found
        pattern = replace(match.pattern, confidence=min(sure, match.pattern.confidence))
        whole = tuple(replace(title, affiliation=body) for title in titles)
        return replace(match, pattern=pattern, slots={**match.slots, "title": whole})

    def _of_its_state(self, match: Match, titles: tuple[Mention, ...]) -> Match:
        """Return a match in which a minister who heads a body is one of the state it belongs to."""
        states = {self._offices.country_of(t.affiliation) for t in titles if t.affiliation}
        state = next(iter(states)) if len(states) == 1 else None
        whole = tuple(
            replace(t, affiliation=state)
            if t.affiliation is None and _OF_GOVERNMENT.search(t.value)
            else t
            for t in titles
        )
        return replace(match, slots={**match.slots, "title": whole})

    def _body_of(self, title: str, match: Match, scene: Scene) -> tuple[EntityRef, float] | None:
        """Return whom a title without a body is held for, and how sure that is."""
        body = self._stand_ins.body_in_title(title, match.view, match.span[0], scene)
        if body is not None and body.entity is not None:
            return body.entity, SURE
        if self._stand_ins.names_body(title) or _OF_FIRM.match(title):
            return None
        if _OF_AGENCY.fullmatch(title):
            agency = self._stand_ins.only_agency(match.view, match.span[0], scene)
            return (agency.entity, LIKELY) if agency is not None and agency.entity else None
        person = match.slots[match.pattern.folds][-1].entity
        state = self._offices.state_of(title, person, match.view, match.span, scene.known.home)
        if state is not None or not _OF_ANY_AGENCY.fullmatch(title):
            return state
        agency = self._stand_ins.chaired_agency(match.view, match.span[0], scene)
        return (agency.entity, LIKELY) if agency is not None and agency.entity else None


def _with_body(people: list[Mention]) -> Callable[[Mention], Mention]:
    """Return what gives "he" the body for which the sentence says that the person stands."""
    bodies = {m.entity: m.affiliation for m in people if m.entity and m.affiliation}

    def whole(person: Mention) -> Mention:
        body = person.affiliation or (bodies.get(person.entity) if person.entity else None)
        return person if body == person.affiliation else replace(person, affiliation=body)

    return whole


def _led(match: Match) -> list[Mention]:
    """Return the body that a phrase is about which only adds who leads it.

    "NASA, headed by Ana Ruiz, signed" says that NASA did.
    """
    bodies, person = match.slots.get("object", ()), match.slots[match.pattern.folds][-1]
    if not bodies or "title" in match.slots or bodies[0].start > person.start:
        return []
    return [replace(bodies[0], start=match.start, end=match.end)]


def _person_of(match: Match, scene: Scene) -> Mention:
    """Return the person that takes the place of a whole match, with whom they stand for."""
    person, titles = match.slots[match.pattern.folds][-1], match.slots.get("title", ())
    entity = person.entity or found_person(person.value)
    bodies = [m.entity for m in match.slots.get("object", ())] + [m.affiliation for m in titles]
    certain = match.status == "asserted" and match.pattern.confidence >= ACCEPTED_FROM
    body = next((b for b in bodies if b is not None and certain), None)
    tenure = _TENURE.match(match.view.text, match.span[1])
    end = match.view.end(tenure.end()) if tenure is not None else match.end
    return replace(
        person,
        start=match.start,
        end=end,
        type="Person",
        entity=entity,
        affiliation=body or person.affiliation or scene.known.bodies.get(entity),
        head="titled",
        value=" and ".join(title.value for title in titles if title.value),
        nation=next((title.nation for title in titles if title.nation is not None), None),
    )
