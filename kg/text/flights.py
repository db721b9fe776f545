"""Flights that a text tells of before it names what was on board.

"SpaceX launched 50 satellites on Friday. Among them were A and B": behind words for what a rocket
carries, a mention without extent stands for the flight, with its rocket, its day and whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Claim, EntityRef, Literal
from kg.text.encode import Encoded, encode, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import CRAFT, PARTIES, Mention, without_overlap

_REACH = 4
"""How many sentences behind a flight may go on with what was on board."""
_ROCKET = token_regex(["Vehicle"], plural=False)
_DATE = re.compile(token_regex(["Date"], plural=False))
_CRAFT = re.compile(token_regex(CRAFT, plural=True))
_NOUN = r"(?:carrier\s+rocket|launch\s+vehicle|rocket|launcher|booster|carrier|vehicle)"
_GAP = (
    r"(?:(?!\b(?:will|would|to|due|not|never|may|might|could|after|before|because|failed)\b)"
    r"[^.;:]){0,110}?"
)
_UP = (
    r"\b(?:lifted\s+off|blasted\s+off|took\s+off|went\s+up|set\s+off|rose|roared|soared|thundered|left|"
    r"departed|started|climbed|streaked|flew|carried|lofted|put|placed|delivered|sent|orbited|boosted|"
    r"launched|took|lifts\s+off|blasts\s+off|carries|puts|lofts|lifted)\b"
)
_TOLD = re.compile(
    rf"(?P<rocket>{_ROCKET})(?:\s+{_NOUN})?{_GAP}{_UP}"
    rf"|\b(?:launched|fired|sent(?:\s+up)?|flew)\s+(?:an?|its|the)\s+(?:[\w-]+\s+){{0,3}}?(?P<fired>{_ROCKET})"
    rf"|\b(?:launched|lofted|orbited|put|placed|sent|delivered|carried|injected|lifted|boosted|took)\s{_GAP}"
    rf"\b(?:on|aboard|atop|with|by|using|of)\s+(?:an?|its|the|one|single)\s+(?:[\w-]+\s+){{0,3}}?(?P<used>{_ROCKET})"
    rf"|\b(?:launch|lift-?off|flight|start|blast-?off)\s+of\s+(?:an?|its|the)\s+(?:[\w-]+\s+){{0,3}}?"
    rf"(?P<start>{_ROCKET}){_GAP}\b(?:took\s+place|came|was|on|at|succeeded)\b"
)
_NUMBER, _PEOPLE, _KIND = (
    token_regex(types, plural=False)
    for types in (["Number"], ["Demonym", "Peoples"], ["SatelliteType"])
)
_PARTY = rf"(?P<party>{token_regex(PARTIES, plural=False)})"
_SEVERAL = (
    rf"(?:(?:{_NUMBER}|several|dozens\s+of|a\s+(?:batch|group|cluster|set|fleet)\s+of)\s+"
    rf"(?:(?:[\w-]+|{_PEOPLE})\s+){{0,4}}?"
    rf"(?:satellites|spacecraft|craft|cubesats|nanosatellites|payloads|passengers|{_KIND}))"
)
_SENT = re.compile(
    r"\b(?:launched|lofted|orbited|put|placed|sent(?:\s+up)?|delivered|injected|lifted|boosted|carried|flew)\s+"
    rf"{_SEVERAL}"
)
"""What is told of a flight without its rocket: "China put five satellites into orbit"."""
_BY = (
    re.compile(
        rf"{_PARTY}(?:\s+(?:on|late|early|today|yesterday|has|had|successfully|then|also|again|again\s+on)"
        rf"|\s*{_DATE.pattern}){{0,4}}\s+(?:launched|lofted|orbited|put|placed|sent|delivered|injected|boosted|fired|flew)\s"
    ),
    re.compile(rf"{_PARTY}'s\s+(?:[\w-]+\s+){{0,2}}?{_ROCKET}"),
    re.compile(
        rf"{_ROCKET}(?:\s+{_NOUN})?\s+(?:of|from|belonging\s+to|operated\s+by|owned\s+by)\s+(?:the\s+)?"
        rf"(?:(?:company|firm|start-?up)\s+)?{_PARTY}"
    ),
    re.compile(
        rf"\b(?:launched|flown|operated|sent\s+up|lofted|fired)\s+(?:\w+\s+)?by\s+(?:the\s+)?(?:company\s+|firm\s+)?{_PARTY}"
    ),
)
"""Who launched a rocket."""
_CONDUCTED = re.compile(
    r"\b(?:flight|launch|mission|lift-?off)\b[^.;:,]{0,40}?(?:\band\s)?\b(?:was|were|had\s+been|has\s+been)\s+(?:\w+ly\s+)?"
    r"(?:conducted|carried\s+out|performed|executed|handled|provided|operated|run|managed|organi[sz]ed|undertaken)\s+"
    rf"(?:[\w-]+\s+){{0,2}}?by\s+(?:the\s+)?(?:company\s+|firm\s+)?{_PARTY}"
)
_PLANNED = re.compile(
    rf"(?P<rocket>{_ROCKET})(?:\s+{_NOUN})?\s+(?:[\w-]+\s+){{0,2}}?(?:will|is\s+(?:\w+\s+)?to|is\s+due|is\s+scheduled|is\s+set)\b"
    r"[^.;:]{0,60}?\b(?:lift|blast|take|rise|launch|fly|leave|start|carry|put|place|deliver|depart)"
    rf"|\b(?:flights|launches|missions|lift-?offs)\s+of\s+(?:an?|its|the)\s+(?P<start>{_ROCKET})\s+(?:are|is)\s+(?:\w+\s+)?"
    r"(?:expected|planned|due|scheduled|foreseen|set|to\s+(?:come|follow))\b"
    r"|\b(?:will|is\s+(?:\w+\s+)?to|plans\s+to|intends\s+to)\s+(?:launch|put|place|send|deliver|carry|loft)\s"
    rf"[^.;:]{{0,90}}?\b(?:on|aboard|atop|with|using)\s+(?:an?|its|the|one|single)\s+(?:[\w-]+\s+){{0,3}}?(?P<used>{_ROCKET})"
)
_BULLET = re.compile(r"\s*(?:[-•·▪–‣◦*]|\d+[.)]|\([a-z\d]+\))\s+")
_ITEMS = re.compile(r"[:;]\s*\n\s*[-•·▪–‣◦*]\s+")
"""Where the entries of a list begin that one sentence holds."""
_OPENS_LIST = re.compile(r":\W*$")
_HOST = re.compile(rf"\s+(?:the\s+)?{_CRAFT.pattern}")
"""What behind "on board" is what something is on board of, and no rocket left unsaid."""
_AHEAD = re.compile(r"\b(?:will|shall|is\s+to|are\s+to|to\s+be)\b")
_HIS_CREW = re.compile(r"\b(?:astronauts?|cosmonauts?|taikonauts?|crew|tourists?|people)\b")
_NONE = re.compile(r"\b(?:not|never|no|neither|nor|without|(?:was|were)\s+to)\b")


@dataclass(frozen=True)
class Flight:
    """The flight of a rocket that a text has told of.

    Args:
        rocket: the rocket.
        day: when, in EDTF, or "".
        sentence: number of the sentence that told it.
        ahead: whether it is still to come.
        named: whether a craft on it was named, on board which something else may be.
        by: who launched it, None if that was not told.
        lists: whether the text goes on with bullets for what was on board.
    """

    rocket: str
    day: str
    sentence: int
    ahead: bool = False
    named: bool = False
    by: EntityRef | None = None
    lists: bool = False


class Flights:
    """Finds where a text goes on with what a rocket carried.

    Args:
        lexicon: its lists `flight-cues`, `flight-company` and `flight-rockets` hold the words.
    """

    def __init__(self, lexicon: Lexicon):
        lists = lexicon.lists
        further = (*lists["flight-company"], *lists["flight-rockets"])
        self._further, self._cues = (
            re.compile(rf"(?<![\w'-])(?:{alternation(words)})(?![\w'-])")
            for words in (further, (*further, *lists["flight-cues"]))
        )

    def put_in(self, encoded: Encoded, flight: Flight | None, number: int) -> Encoded:
        """Return a sentence with a mention of a flight behind each word for what is on board.

        Args:
            encoded: the sentence.
            flight: the one told last.
            number: which sentence of the text it is.
        """
        aboard = list(self._find(encoded, flight, number)) if flight is not None else []
        if not aboard:
            return encoded
        return encode(encoded.source, *encoded.span, without_overlap([*encoded.mentions, *aboard]))

    def _find(self, encoded: Encoded, flight: Flight, number: int) -> Iterator[Mention]:
        if not 0 < number - flight.sentence <= _REACH:
            return
        if not _CRAFT.search(encoded.text) or re.search(_ROCKET, encoded.text):
            return
        bullet = _BULLET.match(encoded.source, encoded.span[0]) if flight.lists else None
        ahead = _AHEAD.search(encoded.text) is not None and bullet is None
        if ahead != flight.ahead or _NONE.search(encoded.text):
            return
        ends, stop = [bullet.end() - 1] if bullet is not None else [], encoded.span[1]
        for match in (self._further if flight.named else self._cues).finditer(encoded.text):
            if not _HOST.match(encoded.text, match.end()):
                ends.append(encoded.end(match.end()))
                ends += [item.end() - 1 for item in _ITEMS.finditer(encoded.source, ends[-1], stop)]
        for at in dict.fromkeys(ends):
            yield Mention(
                at,
                at,
                "Flight",
                None,
                flight.rocket,
                "unsaid",
                head=flight.day,
                affiliation=flight.by,
            )

    def opens_list(self, encoded: Encoded) -> bool:
        """Tell whether a sentence ends in a colon behind words for what is on board."""
        cue = _OPENS_LIST.search(encoded.text) and self._cues.search(encoded.text)
        return cue is not None and not _CRAFT.search(encoded.text)

    def told(
        self, encoded: Encoded, claims: Sequence[Claim], before: Flight | None, number: int
    ) -> Flight | None:
        """Return the flight that a text has told of last, once a sentence has been read.

        Args:
            encoded: the sentence.
            claims: what it states.
            before: the flight told before it.
            number: which sentence of the text it is.
        """
        if before is not None and 0 < number - before.sentence <= _REACH:
            if before.lists and _BULLET.match(encoded.source, encoded.span[0]):
                return replace(before, sentence=number)
            if self.opens_list(encoded):
                return replace(before, sentence=number, lists=True)
        rockets, days = _done(claims, "launchVehicle"), _done(claims, "launchDate")
        if rockets:
            day = days.pop() if len(days) == 1 else ""
            one = Flight(rockets.pop(), day, number, named=True, by=_launcher(claims))
            return one if not rockets else None
        other = days - {before.day if before else ""}
        return _unnamed(encoded, None if other else before, number)


def _unnamed(encoded: Encoded, before: Flight | None, number: int) -> Flight | None:
    """Return the flight that a sentence tells of without a craft, else the one before."""
    named = {encoded.mention(token).value for token in re.findall(_ROCKET, encoded.text)}
    kinds = {
        one for one in named if not any(one != kind and one.startswith(kind) for kind in named)
    }
    if len(kinds) > 1:
        return None
    if _HIS_CREW.search(encoded.text):
        return before
    for words, ahead in ((_TOLD, False), (_PLANNED, True), (_SENT, False)):
        match = words.search(encoded.text)
        if match is not None:
            token = next((token for token in match.groups() if token), "")
            rocket = encoded.mention(token).value if token else ""
            found = Flight(rocket, _day(encoded, match), number, ahead, by=_by(encoded))
            return _one_flight(before, found)
    conducted = _CONDUCTED.search(encoded.text)
    if conducted is not None and before is not None and number - before.sentence <= _REACH:
        return replace(before, by=encoded.mention(conducted["party"]).entity)
    return before


def _one_flight(before: Flight | None, found: Flight) -> Flight:
    """Return a flight with what the sentence before told of it, which named no rocket."""
    if before is None or before.rocket or before.sentence != found.sentence - 1:
        return found
    if before.day and found.day and before.day != found.day:
        return found
    return replace(found, day=found.day or before.day, by=found.by or before.by)


def _by(encoded: Encoded) -> EntityRef | None:
    """Return who launched a rocket, None where that is not told or open."""
    found = {encoded.mention(m["party"]).entity for way in _BY for m in way.finditer(encoded.text)}
    return found.pop() if len(found) == 1 else None


def _launcher(claims: Sequence[Claim]) -> EntityRef | None:
    """Return the one who claims say launched something."""
    found = {c.object for c in claims if c.predicate == "launchedBy" and c.status == "asserted"}
    one = found.pop() if len(found) == 1 else None
    return one if isinstance(one, EntityRef) else None


def _done(claims: Sequence[Claim], predicate: str) -> set[str]:
    """Return the values that claims assert."""
    told = (c.object for c in claims if c.predicate == predicate and c.status == "asserted")
    return {one.value for one in told if isinstance(one, Literal)}


def _day(encoded: Encoded, match: re.Match[str]) -> str:
    """Return the first date behind the words for a flight, else the last before; "" if vague."""
    dates = [(m.start(), encoded.mention(m.group()).value) for m in _DATE.finditer(encoded.text)]
    behind = [value for at, value in dates if at > match.start() + 1]
    value = behind[0] if behind else dates[-1][1] if dates else ""
    return "" if value.startswith("text:") else value
