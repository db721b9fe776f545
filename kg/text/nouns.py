"""The nouns by which things are named again: "the orbiter", "the scheme", "the kingdom"."""

from __future__ import annotations

from kg.text.encode import token_regex, tokens_of
from kg.text.mention import CRAFT

NAMED = token_regex(["Name"], plural=False)
_ADJECTIVE = token_regex(["Demonym"], plural=False)
_PEOPLES = token_regex(["Demonym", "Peoples"], plural=True)
_PLACE = token_regex(["Place", "Name"], plural=False)
_MASS = rf"{token_regex(['Number'], plural=False)}-\w+"
KIND = token_regex(["SatelliteType"], plural=False)
COUNTRY, BODY = ("Country",), ("Organisation",)
COMPANY, AGENCY = ("Company",), ("Agency",)
_TRADE = r"(?:aerospace|space|satellite|rocket|launch|state|technology|engineering|defen[cs]e)"
KIND_TOKENS = frozenset(tokens_of(["SatelliteType"], plural=False))
MORE = r"[\w-]|\s+of\b"
OWNS = (
    r"[\w'-]|\s+(?:of|bus|body|platform|adapter|structure|avionics|electric|propulsion|hardware)\b"
)
_OTHER = (
    r"(?!other|another|second|third|new|next|two|three|first|last|launch|ground|sister|twin|smaller|larger"
    r"|bigger|older|earlier|previous|remaining|rest|of\b|and\b|or\b|in\b|to\b|for\b|with\b|from\b|on\b|by\b)"
)
_REGION = (
    r"(?:south|central|north|east|west|southern|northern|eastern|western|latin|gulf|island|land-?locked"
    r"|andean|former\s+soviet|oil-rich|small|tiny|baltic|nordic|caribbean|pacific|alpine|desert|himalayan)"
)
_CONTINENT = (
    r"(?:american\s+|african\s+|asian\s+|european\s+|arab\s+|caribbean\s+|andean\s+|caucasus\s+"
    r"|balkan\s+)?"
)
_ADJECTIVES = rf"(?:(?:{_OTHER}[\w.-]+|{_MASS}|(?P<whose>{_ADJECTIVE}))\s+){{0,2}}"
_ANY, _OWN = "the|this|that|its|their", "the|this|that"
KINDS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        _ANY,
        r"(?:moon|lunar|space|same|said|chinese|joint|international|orbital|ambitious|multinational)?\s*",
        "programme program project initiative station scheme venture undertaking outpost",
        ("Programme",),
    ),
    (_ANY, r"(?:moon|lunar|same|sample[- ]return)?\s*", "mission", ("Mission",)),
    (
        _ANY,
        _ADJECTIVES,
        "satellite spacecraft cubesat craft rover microsatellite nanosatellite minisatellite"
        " smallsat probe observer imager",
        CRAFT,
    ),
    (_OWN, _ADJECTIVES, KIND, CRAFT),
    (_ANY, r"(?:(?:same|small|tiny|new)\s+)?", "module payload", CRAFT),
    (
        _OWN,
        _ADJECTIVES,
        "orbiter lander telescope observatory apparatus",
        CRAFT,
    ),
    (_ANY, "", "accords", ("Accord",)),
    (
        _OWN,
        rf"(?:same\s+)?(?:(?P<whose>{_PEOPLES})\s+|(?:{_OTHER}[\w-]+|{_PLACE}|{_PLACE}-based)\s+)?(?:{_TRADE}\s+)?",
        "firm company manufacturer operator builder startup start-up",
        COMPANY,
    ),
    (
        _OWN,
        rf"(?:same\s+|(?={_PEOPLES}))(?:(?P<whose>{_PEOPLES})\s+)?(?:{_TRADE}\s+)?",
        "maker supplier contractor corporation enterprise giant group",
        COMPANY,
    ),
    (_OWN, r"(?:(?:space|same)\s+)?", "agency organisation organization", AGENCY),
    (
        _OWN,
        rf"(?:{_REGION}[\w-]*\s+|{NAMED}\s+)*{_CONTINENT}(?:grand\s+|city[\s-])?",
        "country nation republic kingdom emirate archipelago sultanate principality duchy monarchy"
        " federation",
        COUNTRY,
    ),
    (
        _OWN,
        rf"(?:{_REGION}\s+|{NAMED}\s+){_CONTINENT}(?:city[\s-])?",
        "state island",
        COUNTRY,
    ),
    (
        _OWN,
        rf"(?:same\s+|(?:{_PLACE}|\w+)-based\s+)?",
        "academy institute university ministry commission centre center laboratory corporation"
        " council authority administration department",
        ("Organisation",),
    ),
)
"""Which articles and adjectives stand before which nouns, and of which types they speak."""
