"""Names of spacecraft and missions that no registry knows, shown by a noun or by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.model import EntityRef, slugify
from kg.text.masked import MASK, Masked
from kg.text.mention import Mention, is_a
from kg.text.names import NAME_STARTS

_CRAFT_NOUN = (
    r"(?:satellites?|cubesats?|spacecraft|nanosatellites?|microsatellites?|smallsats?|orbiter|rover"
    r"|lander|probe|payload|module)"
)
_SAT_NAME = re.compile(
    r"\b(?!(?:Cube|Micro|Nano|Small|Mini|Pico)[Ss]ats?\b)[A-Z][\w-]*?(?:[Ss]at|SAT|[Cc]om)(?:[\s-]?(?:\d+[A-Za-z]?|[A-Z]\d?|I{1,3}|IV)(?![\w-]))?"
    r"(?![\w-])(?!\s+(?:programme|program|Agency))"
)
_BEFORE_CRAFT = re.compile(
    rf"(?<!\w)(?P<name>{NAME_STARTS}[A-Z][\w-]*(?:[\s-](?:[A-Z]?\d+[A-Z]?|[IVX]+))?)\s+(?:[a-z-]+\s+){{0,3}}{_CRAFT_NOUN}\b"
)
_LIKE_CRAFT = re.compile(r"\d|[a-z](?:Sat|SAT)\b|[Ss]at\b")
_NAMED = re.compile(
    rf"{_CRAFT_NOUN}(?:,|[^.;:\n]{{0,40}}?\b(?:is|was|been|be|also))?\s+(?:named|called|dubbed"
    r"|known\s+as|nicknamed|christened|baptised|codenamed)\s+(?:the\s+)?[\"“']?"
    r"(?P<name>[A-Z][\w-]*(?:[\s-](?:\d+[A-Z]?|[A-Z]\d?|[A-Z][\w-]+)){0,2})"
)
_NOT_CRAFT = (
    "Earth Space National International Defence Defense First Second Observation Communications"
    " Communication Remote Sensing Science Research Navigation Weather Military European African"
    " American Asian Arab Latin Global Regional Joint State Federal Ministry Moon Mars Lunar Solar"
    " South North East West New Long March COVID COP IAC Agenda Article Resolution Expedition Crew"
    " Boeing Airbus Area Unit Phase Block Type Class Pad Site Group World Monday Tuesday Wednesday"
    " Thursday Friday Saturday Sunday January February March April May June July August September"
    " October November December Cube Micro Nano Small Sun Geo"
).split()
_NOT_NAMED = rf"(?!(?:{'|'.join(_NOT_CRAFT)})\b)"
_PROPER = (
    rf"{NAME_STARTS}{_NOT_NAMED}[A-ZÀ-Þ](?:[\w-]|['’](?!s\b))*"
    rf"(?:\s(?:{_NOT_NAMED}[A-ZÀ-Þ][\w-]+|\d{{1,3}}[A-Z]?(?![\w.]))){{0,3}}"
)
_DESIGNATED = re.compile(
    rf"(?<![\w-]){NAME_STARTS}{_NOT_NAMED}(?P<name>[A-Z][A-Za-z]{{2,}}-\d{{1,3}}[A-Z]?)(?![\w-])"
    r"(?!\s+(?:\w+\s+)?(?:bus|platform|rocket|launch|carrier|engine|aircraft|jet|fighter|missile|plane))"
)
_THE_CRAFT = re.compile(
    rf"\b(?:[Tt]he|its|their|first|an?)\s+(?P<name>{_PROPER})\s+(?:[a-z-]+\s+){{0,2}}"
    r"(?:satellite|spacecraft|cubesat|microsatellite|nanosatellite)(?!\s+(?:[a-z]+er|[a-z]+or|compan"
    r"(?:y|ies)|program(?:me)?|firm|industry|technology|data|images?|imagery|system|network|"
    r"constellation|services?|navigation|launch|communications?|project|centre|center|tv|internet))\b"
)
_BESIDE_CRAFT = re.compile(
    rf"(?P<name>{_PROPER})(?:\s\([^()]{{1,30}}\))?,\s+(?:an?|the|its|their|{MASK}+'s)\s+(?:[\w'-]+\s+){{0,5}}"
    r"(?:satellite|spacecraft|cubesat|microsatellite|nanosatellite)(?=\s*(?:[,.;)]|$)|\s+(?:that|which"
    r"|built|made|for|of|in|to|launched|developed|designed|from|by|named|with|was|is|has|will)\b)"
)
_THE_MISSION = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|{MASK}+'s)\s+(?:first\s+|planned\s+|joint\s+)?(?P<name>{_PROPER})\s+(?:[a-z-]+\s+){{0,2}}"
    r"(?:mission|probe|lander|orbiter|rover|space\s+telescope|spaceprobe|impactor)(?![\w-])"
    r"(?!\s+(?:control|director|commander|specialist|team|statement|manager))"
)
_BESIDE_MISSION = re.compile(
    rf"(?P<name>{_PROPER})(?:\s\([^()]{{1,30}}\))?,\s+(?:an?|the|its|their|{MASK}+'s)\s+(?:[\w'-]+\s+){{0,5}}"
    r"(?:mission|probe|lander|orbiter|rover|observatory|telescope|impactor)(?=\s*(?:[,.;)]|$)|\s+(?:that|which|by"
    r"|built|made|for|of|in|to|launched|developed|designed|from|named|with|was|is|has|will|led|run)\b)"
)
_ALIAS = re.compile(
    r"\s*[,(]?\s*(?:alias|a\.?k\.?a\.?|also\s+(?:known|called)(?:\s+as)?|formerly(?:\s+called)?|"
    r"previously(?:\s+called)?|or|originally\s+called)\s+[\"“']?"
)
_KINDS = ("Spacecraft", "Mission")
_NEAR_CRAFT = re.compile(r"satellite|spacecraft|cubesat|orbit|launch|probe|lifted\s+off", re.I)
_NEAR = 100
"""How many characters around a designation like "Amos-17" may show that a craft is meant."""


_CRAFT_FORMS: tuple[tuple[re.Pattern[str], int | str], ...] = (
    (_NAMED, "name"),
    (_SAT_NAME, 0),
    (_BEFORE_CRAFT, "name"),
    (_THE_CRAFT, "name"),
    (_BESIDE_CRAFT, "name"),
    (_DESIGNATED, "name"),
    (_THE_MISSION, "name"),
    (_BESIDE_MISSION, "name"),
)
_MISSION = ("Mission", "mission")
_CRAFT = ("Satellite", "spacecraft")


def spacecraft(masked: Masked) -> Iterator[Mention]:
    """Yield satellites and other craft that a noun or their form shows to be such."""
    for pattern, group in _CRAFT_FORMS:
        for start, end, name in masked.find(pattern, group):
            if pattern is _BEFORE_CRAFT and not _LIKE_CRAFT.search(name):
                continue
            if pattern is _DESIGNATED and not _is_near_craft(masked, start, end):
                continue
            kind, place = _MISSION if pattern in (_THE_MISSION, _BESIDE_MISSION) else _CRAFT
            entity = EntityRef(f"{place}/{slugify(name)}", name, kind)
            yield Mention(start, end, kind, entity, kind="found")


def same_craft(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with each craft that the text calls by two names made one."""
    same: dict[EntityRef, EntityRef] = {}
    for first, second in pairwise(mentions):
        if _are_one(text, first, second):
            known, found = (first, second) if second.kind == "found" else (second, first)
            if found.kind == "found" and known.entity is not None and found.entity is not None:
                same[found.entity] = known.entity
    return [
        replace(m, entity=same[m.entity], type=same[m.entity].type) if m.entity in same else m
        for m in mentions
    ]


def _are_one(text: str, first: Mention, second: Mention) -> bool:
    craft = is_a(first, _KINDS) and is_a(second, _KINDS)
    return craft and _ALIAS.fullmatch(text, first.end, second.start) is not None


def _is_near_craft(masked: Masked, start: int, end: int) -> bool:
    begin, stop = start - masked.start - _NEAR, end - masked.start + _NEAR
    return _NEAR_CRAFT.search(masked.text, max(0, begin), max(0, stop)) is not None
