"""What a text has spoken of so far, and what it is speaking of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from kg.model import EntityRef
from kg.text import asides
from kg.text.encode import Encoded, token_pattern
from kg.text.mention import Mention, is_a

REACH = 4
"""How many sentences back an antecedent may stand."""
_FOCUS_REACH = 3
"""How many sentences back the thing may have been named that a clause goes on to speak of."""
_TOPIC_REACH = 8
"""The same of the only mission of a text, on whose payloads it may dwell."""
_FAR_MORE = 2
"""How many times as often as any other a thing is named that a text is mostly on."""
BULLET = re.compile(r"\s*[-•·▪–‣◦*]\s")
_INDENT = 24
"""How far behind the beginning of its line a sentence may stand that opens an entry of a list."""
_BREAK = 4
"""How many characters before a sentence its paragraph may be set off."""
SUBJECTS = ("Country", "Organisation", "Programme", "Mission", "Spacecraft", "Accord")
_PREPOSITION = re.compile(
    r"\b(?:in|on|at|with|for|from|to|of|by|under|between|after|before|like|as|via|than|"
    r"according to|including|through|over|unlike|into|alongside|such as"
    r"|among(?:st)?(?:\s+them)?)\s+"
    r"(?:(?:the|a|its|their)\s+(?:(?:national|state|space)\s+)*(?:agency\s+)?)?$"
)


@dataclass
class Discourse:
    """What has been spoken of, sentence by sentence.

    Args:
        subjects: subject of each sentence read so far, None where it has none.
        latest: mentions so far, oldest first, with the number of their sentence.
        first: entity -> number of the sentence that named it first.
        distinct: type -> the entities of it that were named, each with its last mention.
        last_list: the members of the list that stands last in the sentence before.
        paragraph: number of the sentence with which the present paragraph begins.
        item: number of the sentence with which the present entry of a list begins.
        listed: number of the sentence with which that list begins, None outside of one.
        aside: what a sentence names only to compare or as a port, with the sentence's number.
        ports: what it names only as where another arrives or leaves, with that number.
        goals: the programmes, with a sentence's number, of which it says that something went there.
        spoken_for: the states and bodies whose people the sentence before names.
        signers: the two who issue the statement that the text is.
        met: the two states whose people met last, and in which sentence.
    """

    subjects: list[Mention | None] = field(default_factory=list)
    latest: list[tuple[int, Mention]] = field(default_factory=list)
    first: dict[EntityRef, int] = field(default_factory=dict)
    distinct: dict[str, dict[EntityRef, Mention]] = field(default_factory=dict)
    last_list: tuple[Mention, ...] = ()
    paragraph: int = 0
    item: int = 0
    listed: int | None = None
    aside: set[tuple[int, EntityRef]] = field(default_factory=set)
    ports: set[tuple[int, EntityRef]] = field(default_factory=set)
    goals: set[tuple[int, EntityRef]] = field(default_factory=set)
    spoken_for: set[EntityRef] = field(default_factory=set)
    signers: Mention | None = None
    met: tuple[int, Mention] | None = None

    def remember(self, encoded: Encoded) -> None:
        """Take in a sentence that has been read."""
        number = len(self.subjects)
        self.subjects.append(subject_of(encoded, len(encoded.text)))
        lists = [mention.members for mention in encoded.mentions if mention.is_list]
        self.last_list = lists[-1] if lists else ()
        ports = {(number, entity) for entity in asides.ports(encoded)}
        self.ports |= ports
        self.aside |= ports | {(number, entity) for entity in asides.compared(encoded)}
        self.goals.update((number, entity) for entity in asides.goals(encoded))
        self.spoken_for = set()
        for mention in encoded.mentions:
            for one in mention.each():
                if one.type == "Person" and one.affiliation is not None:
                    self.spoken_for.add(one.affiliation)
                    self._note_body(number, one, one.affiliation)
                if one.entity is not None:
                    self.latest.append((number, one))
                    self.distinct.setdefault(one.type, {})[one.entity] = one
                    self.first.setdefault(one.entity, number)

    def _note_body(self, number: int, person: Mention, body: EntityRef) -> None:
        """Take in the agency for which a person stands: "NASA chief Ana Ruiz … the agency"."""
        if body.type == "Agency":
            self.latest.append((number, Mention(person.start, person.end, body.type, body)))

    def recall(self, mention: Mention) -> None:
        """Take in what the sentence read last spoke of without naming it."""
        if mention.entity is not None:
            self.latest.append((len(self.subjects) - 1, mention))

    def turn_to(self, text: str, start: int) -> None:
        """Take note of where the next sentence begins: it may open a paragraph."""
        if "\n\n" in text[max(0, start - _BREAK) : start]:
            self.paragraph = len(self.subjects)
        ahead = text[max(0, start - _INDENT) : start]
        opening = ahead[ahead.rfind("\n") + 1 :] if "\n" in ahead or start <= _INDENT else None
        if opening is not None and BULLET.match(opening + text[start : start + 3]):
            self.item = len(self.subjects)
            self.listed = self.item if self.listed is None else self.listed
        elif opening is not None and not opening.strip():
            self.listed = None

    def _told(self, types: tuple[str, ...], reach: int) -> list[tuple[int, Mention]]:
        """Return what was named of some types, but not by another entry of the same list alone.

        Args:
            types: of one of which it is.
            reach: how many sentences back it was named at most.
        """
        named = [(n, m) for n, m in reversed(self._within(reach)) if is_a(m, types)]
        if self.listed is None or self.listed == self.item:
            return named
        begun, inside = self.listed, range(self.listed, self.item)
        return [(n, m) for n, m in named if n not in inside or self._known_at(m, begun)]

    def _within(self, reach: int) -> list[tuple[int, Mention]]:
        """Return what was named so many sentences back at most, the latest first."""
        oldest = len(self.subjects) - reach
        return list(takewhile(lambda pair: pair[0] >= oldest, reversed(self.latest)))

    def _known_at(self, mention: Mention, number: int) -> bool:
        """Tell whether a thing was named before a sentence."""
        return mention.entity is not None and self.first.get(mention.entity, number) < number

    def hosts(self) -> Mention | None:
        """Return the two states whose people met within reach, None if there are none."""
        near = self.met is not None and len(self.subjects) - self.met[0] <= REACH
        return self.met[1] if self.met is not None and near else None

    def last_subject(self) -> Mention | None:
        """Return the subject of the sentence before."""
        return self.subjects[-1] if self.subjects else None

    def recent(self, types: tuple[str, ...]) -> dict[EntityRef, Mention]:
        """Return the things of some types within reach, each with its first mention there."""
        return {
            m.entity: m for _, m in self._within(REACH) if m.entity is not None and is_a(m, types)
        }

    def just_named(self, types: tuple[str, ...]) -> dict[EntityRef, Mention]:
        """Return the things of some types that the sentence before names, in text order."""
        last = len(self.subjects) - 1
        near = [m for n, m in takewhile(lambda pair: pair[0] == last, reversed(self.latest))]
        return {m.entity: m for m in reversed(near) if m.entity is not None and is_a(m, types)}

    def last_of(self, types: tuple[str, ...], *, places: bool = True) -> Mention | None:
        """Return the latest mention of one of the types within reach.

        Of several programmes in the latest sentence that has any, the one is meant that the
        text speaks of most.

        Args:
            types: of one of which it is.
            places: whether it may be where a sentence only says that something went.
        """
        near = [(n, m) for n, m in self._within(REACH) if is_a(m, types)]
        near = [(n, m) for n, m in near if places or (n, m.entity) not in self.goals]
        if not near:
            return None
        last = [m for n, m in near if n == near[0][0]]
        if types == ("Programme",) and len({m.entity for m in last}) > 1:
            counts = Counter(m.entity for _, m in self.latest if is_a(m, types))
            return max(last, key=lambda m: counts[m.entity])
        return last[0]

    def mostly(self, kinds: tuple[str, ...]) -> Mention | None:
        """Return the thing of some types that the text names far more often than any other."""
        return most_named([m for _, m in self.latest if is_a(m, kinds)])

    def focus(self, kinds: tuple[str, ...], *, given: bool = False) -> Mention | None:
        """Return the one thing of these kinds that the text is speaking of, None if several.

        It is the subject of the latest sentence that names any, or the only one named there.

        Args:
            kinds: its types.
            given: whether something is given to it; the only mission of a text may then have
                been named longer ago.
        """
        recent = self._told(kinds, _FOCUS_REACH)
        if not recent:
            return self._only_mission() if given and "Mission" in kinds else None
        last = max(number for number, _ in recent)
        if given and "Programme" not in kinds and self._turned_to_programme(last):
            return None
        subject = self.subjects[last]
        if subject is not None and not subject.is_list and is_a(subject, kinds):
            return subject
        named = {mention.entity: mention for number, mention in recent if number == last}
        if len(named) != 1:
            return None
        entity, mention = next(iter(named.items()))
        # "It uses the platform of VeneSat-1" goes on to speak of what it spoke of before.
        others = (m for _, m in self.latest if is_a(m, kinds) and m.entity != entity)
        aside = (last, entity) in self.aside and next(others, None) is not None
        return None if aside or (last, entity) in self.ports else mention

    def several(self, kinds: tuple[str, ...]) -> Mention | None:
        """Return the list that is the subject of the sentence before, if it is of these kinds."""
        subject = self.last_subject()
        fits = subject is not None and subject.is_list and is_a(subject, kinds)
        return subject if fits else None

    def _turned_to_programme(self, last: int) -> bool:
        """Tell whether a programme was named behind a sentence, which may be what is given to."""
        behind = takewhile(lambda pair: pair[0] > last, reversed(self.latest))
        return any(mention.type == "Programme" for _, mention in behind)

    def _only_mission(self) -> Mention | None:
        """Return the one mission that a text has named so far, if that was not long ago.

        In a text without missions and satellites it is the only programme.
        """
        kind = "Mission" if {"Mission", "Satellite"} & self.distinct.keys() else "Programme"
        missions = self.distinct.get(kind, {})
        if len(missions) != 1:
            return None
        (mention,) = missions.values()
        told = [n for n, m in self._told((kind,), _TOPIC_REACH) if m.entity == mention.entity]
        if kind == "Programme":  # a station where something goes is not what the text is on
            told = [n for n in told if (n, mention.entity) not in self.goals]
        return mention if told else None


def most_named(mentions: Sequence[Mention]) -> Mention | None:
    """Return the latest mention of what is named far more often than anything else."""
    counts = Counter(mention.entity for mention in mentions).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < _FAR_MORE * counts[1][1]):
        return None
    return next(m for m in reversed(mentions) if m.entity == counts[0][0])


def subject_of(
    encoded: Encoded, before: int, types: tuple[str, ...] = SUBJECTS, after: int = 0
) -> Mention | None:
    """Return the first thing of a sentence that no preposition governs, or None.

    Args:
        encoded: the sentence.
        before: only what stands before this position counts.
        types: what it may be.
        after: where the clause begins that counts.
    """
    for match in token_pattern(types, plural=True).finditer(encoded.text, after, before):
        ahead = encoded.before(match.start())
        owner = encoded.text[match.end() : match.end() + 2] == "'s"
        if not owner and not _PREPOSITION.search(ahead):
            return encoded.mention(match.group())
    return None
