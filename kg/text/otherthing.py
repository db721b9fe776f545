"""Whether a match speaks of something beside what it seems to relate: a report, a part, a guest."""

from __future__ import annotations

import re

from kg.model import EntityRef
from kg.text.crew import sends_people
from kg.text.encode import token_regex
from kg.text.match import Match
from kg.text.mention import Mention, is_a

_MADE = ("builtBy", "developedBy", "builtFor")
_PART = re.compile(r"\b(?:rover|lander|orbiter|module|cubesat|payload)$", re.IGNORECASE)
_NO_GIFT = re.compile(
    r"\b(?:provid|suppl|contribut|deliver|develop|mak|ma[dk]|giv|gave|offer|sign|devis|design|releas|build"
    r"|prepar|produc|add|sen[dt])\w*\s+(?:\W?(?:an?|the|its|their|some|any|more|two|three)\s+)?"
    r"(?:[\"“'‘]?[\w'’-]+,?\s+(?:and\s+)?){0,3}?"
    r"[\"“'‘]?(?:coverage|broadcasts?|live\s*streams?|details?|information|updates?|advice|answers?|overviews?"
    r"|insights?|briefings?|reports?|plans?|assessments?|inputs?|corrections?|strateg(?:y|ies)|frameworks?"
    r"|deals?|courses?|agreements?|commitments?|opportunit(?:y|ies)|evidence|feedback|guidance|clues?|views?"
    r"|windows?|pathways?|foundation|glimpses?|looks?|case|progress|use|sure|headlines?|statements?|answers?"
    r"|prototypes?|mock-?ups?|concepts?|demonstrations?|decisions?|changes?|recommendations?|tours?"
    r"|discover\w+|management)"
    r"(?![\w'-]|\s+(?:modules?|systems?|instruments?|hardware)\b)",
    re.IGNORECASE,
)
"""What is given to those who listen, and no share in a mission: "will provide live coverage of"."""
_GOODS = re.compile(
    r"(?:\b(?:and|with|food|fuel|of|science|cargo)|,)\s+supplies\s+(?:to|for|aboard)\s"
)
"""The noun, which states nothing: "food and supplies for the crew"."""
_MEETS = re.compile(
    r"\b(?:dock\w*|rendezvous\w*|procedures?|meet\w*|encounter\w*|compar\w+|compatible"
    r"|identical|similar|akin|analogous)\s+(?:with|to)\b"
)
"""What comes together with a thing, or is like it, and has no part in it."""
_SOME_BODY = re.compile(
    rf"{token_regex(['Demonym'], plural=False)}\s+(?:\w+\s+)?"
    r"(?:organi[sz]ation|company|companies|firms?|start-?ups?|astronauts?|cosmonauts?|officials?"
    r"|minist\w+)\b"
)
"""Somebody of a country, who is not the country: "an American organisation has landed"."""
_LAUNCHES = re.compile(r"\b(?:launch(?:es|\s+(?:services?|vehicles?))?|rockets?|launchers?)\b")
"""What is given to a craft that goes up, and not to the programme that was spoken of."""
_MAY_BE = re.compile(r"\b(?:could|might|may)\s+(?:be|one\s+day|eventually|later)\b")
_FLIGHT = re.compile(
    r"(?:STS-|Artemis (?:[IVX]+|\d+)$|(?:SpaceX |Boeing |Northrop Grumman )?(?:Crew|CRS|NG)-\d"
    r"|Expedition \d|Axiom Mission|Ax-\d|Apollo \d)"
)
"""A flight with people or supplies: its craft is built, the flight is not."""
_VISITOR = re.compile(
    r"(?:Crew |Cargo )?Dragon|Starliner|Orion\b|Dream Chaser|Cygnus|Soyuz|Progress|Shenzhou|SZ-\d"
    r"|Tianzhou"
    r"|HTV|H-II Transfer|Automated Transfer|Space [Ss]huttle|Expedition|(?:SpaceX )?Crew-\d"
    r"|CRS-\d|STS-"
)
_STATION = re.compile(
    r"International Space Station|Tiangong|Mir\b|Salyut|Skylab|Lunar Gateway|Haven|.* Station$"
)
"""A ship that calls at a station is no part of it."""

_ONE_OF = re.compile(r"\b[Aa]n?\s+(?:[\w’'-]+\s+){0,2}$")


def is_of_other(predicate: str, match: Match) -> bool:
    """Tell whether a match speaks of something else than its predicate relates.

    Args:
        predicate: what it would state.
        match: the match.
    """
    if predicate == "contributesTo":
        return _is_no_share(match)
    if predicate == "partOf":
        return _is_guest(match)
    if predicate == "ledBy":
        return any(_is_member(match, m) for m in match.slots.get("subject", ()))
    if predicate not in _MADE:
        return False
    subjects = match.slots.get("subject", ())
    flight = any(m.entity is not None and _FLIGHT.match(m.entity.label) for m in subjects)
    owner = predicate == "builtFor" and _is_owner(match)
    return flight or owner or _is_of_part(match)


def _is_no_share(match: Match) -> bool:
    """Tell whether what is given is no part of a mission, or is only thought of."""
    words, source = _words(match), match.view.source[match.start : match.end]
    ahead = match.view.before(match.span[0])
    if sends_people(words, source) or _NO_GIFT.search(source) or _GOODS.search(ahead + words):
        return True
    framed = match.pattern.frame is not None
    if any(m.type == "Programme" for m in match.understood) and _LAUNCHES.search(words):
        return True
    somebody = framed and _SOME_BODY.search(words) is not None
    return somebody or _MEETS.search(words) is not None or _MAY_BE.search(words) is not None


def _is_guest(match: Match) -> bool:
    """Tell whether a ship is told of together with the station at which it calls."""
    guests = [m.entity for m in match.slots.get("subject", ())]
    hosts = [m.entity for m in match.slots.get("object", ())]
    return _any(_VISITOR, guests) and _any(_STATION, hosts)


def _is_member(match: Match, led: Mention) -> bool:
    """Tell whether one mission of a programme is led: "an Explorers Program mission led by"."""
    return (
        led.type == "Programme"
        and led.head in ("mission", "flight", "satellite", "project", "instrument")
        and _ONE_OF.search(match.view.source[: led.start]) is not None
    )


def _any(form: re.Pattern[str], entities: list[EntityRef | None]) -> bool:
    return any(one is not None and form.match(one.label) for one in entities)


def _is_owner(match: Match) -> bool:
    """Tell whether a body behind "for" only says whose the next thing is: "for ABC's Crew-9"."""
    return any(_goes_on(match, m) for m in match.slots.get("object", ()))


def _goes_on(match: Match, owner: Mention) -> bool:
    """Tell whether a name stands right before the name of a craft or a flight."""
    nouns = ("Spacecraft", "Mission")
    follows = (m for m in match.view.mentions if 0 <= m.start - owner.end <= 1)
    return match.pattern.frame is not None and any(is_a(m, nouns) for m in follows)


def _is_of_part(match: Match) -> bool:
    """Tell whether something is told of a part of a mission: "it is making the rover"."""
    return any(
        m.kind == "anaphor"
        and m.type == "Mission"
        and _PART.search(match.view.source[m.start : m.end])
        for m in match.slots.get("subject", ())
    )


def _words(match: Match) -> str:
    return match.view.text[slice(*match.span)]
