"""The forms that show a name to be that of a maker or an operator: "built by SatRev of Poland"."""

from __future__ import annotations

import re

from kg.text.nameforms import CAPITALISED, NAME_STARTS

_ENDINGS = (
    "Space|Labs?|Dynamics|Orbital|Satellites?|Electric|Aviation|Corp|Corporation|Inc|Ltd|Limited"
    "|GmbH|AG|SpA|SA|AS|Oy|AB|Systems|Technologies|Aerospace|Industries|Heavy|Technology"
    "|Astronautics|Robotics|Engineering|Initiative|Communications|Networks|Instruments"
)
_NO_MAKERS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Parliament|Congress|Cabinet"
    r"|President|Prime|Minister|King|Queen|Prince|Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Law|Cape|South"
    r"|North|West|East|State|Earth|Moon|Mars)\b"
)
"""What behind "made by" is no maker."""
_ONE = rf"{NAME_STARTS}(?!{_NO_MAKERS}){CAPITALISED}(?:\s(?:{_ENDINGS}))*"
_LONG = rf"{NAME_STARTS}(?!{_NO_MAKERS}){CAPITALISED}(?:\s{CAPITALISED}){{1,3}}"
OWNING = re.compile(
    r"\b(?:satellites?|cubesats?|nanosatellites?|microsatellites?|spacecraft|orbiter|it|craft|(?-i:[A-Z]\w*-?\d\w*))"
    r"\s*,?\s+(?:(?:is|was|are|were|which|been|being|has|have|now|also)\s+){0,4}"
    r"(?:owned|operated|built|manufactured|assembled|ordered|commissioned)"
    rf"(?:\s+and\s+\w+ed)?\s+by\s+(?P<name>{_LONG})(?=\s*[,.;:()]|\s+(?:of|in|on|for|at|and|from|with|under|using)\b)"
)
"""Whose a satellite is, in a name of several words: "it is owned by Eos Data Analytics"."""
UNDER = re.compile(
    r"\b(?:built|manufactured|made|assembled|developed|designed|produced|operated|supplied"
    r"|(?:satellite|cubesat|nanosatellite|microsatellite|spacecraft|imager|probe|lander)s?)\s+"
    rf"(?:jointly\s+|both\s+)?by\s+(?P<name>{_ONE})(?:\s+and\s+(?P<other>{_ONE}))?"
    r"(?=\s*[,.;:()]|\s+(?:of|in|on|for|at|and|from|with|under|using|is|was|has|went|flew|rode)\b)"
)
"""By whom something is made."""
ACTING = re.compile(
    r"(?<![\w'’-])(?P<name>[A-Z]{3,6}|[A-Z][a-z]+[A-Z][A-Za-z]+)\s+(?:(?:has|had|is|was)\s+)?"
    r"(?:manufactur(?:ed|es|ing)|builds|built|building|assembl(?:ed|es|ing))\s+"
    r"(?:it|the|both|an?|its)\b"
)
"""An acronym, or a word with capitals in it, that makes something."""
