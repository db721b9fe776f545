"""Flights that a text tells of before it names what was on board.

"A Falcon 9 lifted off on Friday. Aboard were A and B": behind words for what a rocket carries, a
mention without extent stands for the flight, with its rocket and its day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Claim, Literal
from kg.text.encode import Encoded, encode, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import CRAFT, Mention, without_overlap

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
    rf"|\b(?:launched|fired|sent\s+up|flew)\s+(?:an?|its|the)\s+(?:[\w-]+\s+){{0,3}}?(?P<fired>{_ROCKET})"
    rf"|\b(?:launch|lift-?off|flight|start|blast-?off)\s+of\s+(?:an?|its|the)\s+(?:[\w-]+\s+){{0,3}}?"
    rf"(?P<start>{_ROCKET}){_GAP}\b(?:took\s+place|came|was|on|at|succeeded)\b"
)
_PLANNED = re.compile(
    rf"(?P<rocket>{_ROCKET})(?:\s+{_NOUN})?\s+(?:[\w-]+\s+){{0,2}}?(?:will|is\s+(?:\w+\s+)?to|is\s+due|is\s+scheduled|is\s+set)\b"
    r"[^.;:]{0,60}?\b(?:lift|blast|take|rise|launch|fly|leave|start|carry|put|place|deliver|depart)"
)
_AHEAD = re.compile(r"\b(?:will|shall|is\s+to|are\s+to|to\s+be)\b")
_HIS_CREW = re.compile(r"\b(?:astronauts?|cosmonauts?|taikonauts?|crew|tourists?|people)\b")
_NONE = re.compile(r"\b(?:not|never|no|neither|nor|without)\b")


@dataclass(frozen=True)
class Flight:
    """The flight of a rocket that a text has told of.

    Args:
        rocket: the rocket.
        day: when, in EDTF, or "".
        sentence: number of the sentence that told it.
        ahead: whether it is still to come.
        named: whether a craft on it was named, on board which something else may be.
    """

    rocket: str
    day: str
    sentence: int
    ahead: bool = False
    named: bool = False


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
        if bool(_AHEAD.search(encoded.text)) != flight.ahead or _NONE.search(encoded.text):
            return
        for match in (self._further if flight.named else self._cues).finditer(encoded.text):
            at = encoded.end(match.end())
            yield Mention(at, at, "Flight", value=flight.rocket, head=flight.day, kind="unsaid")


def told(
    encoded: Encoded, claims: Sequence[Claim], before: Flight | None, number: int
) -> Flight | None:
    """Return the flight that a text has told of last, once a sentence has been read.

    Args:
        encoded: the sentence.
        claims: what it states.
        before: the flight told before it.
        number: which sentence of the text it is.
    """
    rockets, days = _done(claims, "launchVehicle"), _done(claims, "launchDate")
    if rockets:
        day = days.pop() if len(days) == 1 else ""
        return Flight(rockets.pop(), day, number, named=True) if len(rockets) == 1 else None
    if days - {before.day if before else ""}:
        before = None
    if len(set(re.findall(_ROCKET, encoded.text))) > 1:
        return None
    for words, ahead in ((_TOLD, False), (_PLANNED, True)):
        match = words.search(encoded.text)
        if match is not None and not _HIS_CREW.search(encoded.text):
            token = next(token for token in match.groups() if token)
            day = _day(encoded, match)
            return Flight(encoded.mention(token).value, day, number, ahead)
    return before


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
