"""Further forms that name spacecraft: by what is done with them, in brackets and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.text.craftforms import (
    CRAFT,
    DESCRIPTION,
    DESIGNATED,
    EITHER,
    NO_PLACE,
    PROPER,
    WORD,
)
from kg.text.lexicon import alternation
from kg.text.masked import MASK

_MASS = r"\d[\d.,]*[\s-]?(?:kg|kilogram(?:me)?|(?:metric[\s-])?ton(?:ne)?|lb|pound)s?"
WEIGHED = re.compile(
    rf"(?:\b(?:[Tt]he|[Ii]ts|an?|[Aa])|{MASK}(?:['’]s?)?)\s+{_MASS}\s+(?P<name>{EITHER})"
)
"""A craft by its mass: "the 360-kg Abc"."""
_ITEM = rf"(?:{EITHER}|{MASK}+)"
_ITEMS = rf"{_ITEM}(?:,\s+{_ITEM})*(?:,?\s+and\s+{_ITEM})?"
_PUTS = (
    r"\b(?:put(?:s|ting)?|plac(?:e[sd]?|ing)|inject(?:s|ed|ing)?|insert(?:s|ed|ing)?|deliver(?:s|ed|ing)?"
    r"|boost(?:s|ed|ing)?|loft(?:s|ed|ing)?|sen[dt]s?|sending|carr(?:y|ies|ied|ying)|launch(?:es|ed|ing)?"
    r"|lift(?:s|ed|ing)?|hurl(?:s|ed|ing)?|propel(?:s|led|ling)?|deploy(?:s|ed|ing)?|releas(?:es|ed|ing)"
    r"|haul(?:s|ed|ing)?|took|tak(?:es|ing)|shoots?|shot|fir(?:es|ed|ing)|blast(?:s|ed|ing)|hoist(?:s|ed|ing)?"
    r"|ferr(?:y|ies|ied|ying)|shepherd(?:s|ed)?|guid(?:es|ed|ing))"
)
INTO_ORBIT = re.compile(
    rf"{_PUTS}\s+(?:(?:the|its|their|both|an?|{MASK}+(?:['’]s?)?|{_MASS}|[a-z-]+(?:ed|al|ing|ite|aft))\s+){{0,4}}"
    rf"(?P<names>{_ITEMS})(?:,\s+(?:and\s+)?\w+\s+others?,?)?\s+"
    r"(?:(?:satellites?|spacecraft|craft)\s+)?(?:in(?:to)?|to|toward)\s+(?:[\w-]+\s+){0,4}?(?:orbit|space)\b"
)
"""What is put into orbit; a bare name needs more to be a craft's."""
_ACTS = (
    r"(?:will|would|can|could|is\s+to|was\s+to|is\s+(?:designed|expected|intended|meant|built|due)\s+to"
    r"|was\s+(?:designed|expected|intended|meant|built)\s+to)\s+(?:also\s+|then\s+|soon\s+)?(?:observ|monitor|image|"
    r"watch|photograph|record|map|measur|study|orbit|circl|relay|broadcast|carry|collect|track|scan|survey|test|join|replace|take)"
)
SERVES = re.compile(
    rf"(?P<name>{DESIGNATED})(?:\s*\([^()]{{1,40}}\))?,?\s+(?:{_ACTS}|(?:carries|carried|weighs|weighed|orbits|orbited"
    r"|circles|circled|broadcasts|photographs|images|follows|followed|replaces|replaced|joins|joined|provides|provided|separated|has\s+a\s+mass)\b)"
)
"""What a craft does, if it is named by a number."""
OPENS = re.compile(
    r"(?:^[^\S\n]{0,8}|[.\"]\s{0,3})(?:Jointly\s+|Originally\s+)?(?:Developed|Built|Designed|Manufactured|Made|Assembled|Launched|Weighing"
    r"|Funded|Ordered|Operated|Carrying|Equipped|Fitted|Orbiting|Owned|Conceived|Intended|Meant|Bought|Financed|Like|Unlike)\b"
    rf"[^.;\n]{{0,100}}?,\s+(?:the\s+)?(?P<name>{DESIGNATED})\s+(?:is|was|will|can|has|had|would|carries|weighs|went|flew)\b",
    re.MULTILINE,
)
"""A sentence that opens with how a craft came to be: "Built by students, Abc-1 will"."""
IS_CRAFT = re.compile(
    rf"{NO_PLACE}(?P<name>{PROPER})(?:\s\([^()]{{1,30}}\))?\s+(?:is|was|became|becomes|will\s+(?:be|become)|has\s+become"
    rf"|would\s+(?:be|become))\s+(?:an?|the|its|their|one\s+of\s+(?:the|its)|{MASK}+['’]s?)\s+(?:{WORD}\s+){{0,6}}{CRAFT}{DESCRIPTION}"
)
NAMES_CRAFT = re.compile(
    rf"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|twin|two|three|four)|{MASK}['’]s?)\s+(?P<names>{_ITEM}(?:,\s+{_ITEM})*,?\s+and\s+{_ITEM})"
    rf"\s+(?:[a-z-]+\s+){{0,2}}(?:satellites|spacecraft|cubesats|CubeSats|nanosatellites|microsatellites|probes)"
    r"(?!\s+(?:operators|makers|companies|systems|constellations|programmes|programs|fleets))\b"
)
"""Several before the noun: "the Abc and Def-2 satellites"."""
_LONG = r"(?:[A-Z][\w-]*(?:\s+(?:and|for|of|the))?\s+){1,8}"
_SHORT = r"(?P<name>[A-Z][A-Za-z]*(?:-?[A-Z\d]+)*(?:[-\s](?:\d{1,4}[A-Z]?|[A-Z]{1,3}\d*|[IVX]+))?)"
_FULL = (
    r"(?:[Ss]atellite|[Ss]pacecraft|Probe|Orbiter|Telescope|Observatory|Sat)"
    r"(?:[\s-]?(?:No\.?\s?)?(?:\d{1,2}[A-Z]?|[IVX]+))?"
)
BRACKETED = re.compile(rf"\b{_LONG}{_FULL},?\s*\(\s*[\"']?{_SHORT}[\"']?\s*[,;)]")
"""The short name of a craft behind the long one: "Example Land Satellite 1 (ELS-1)"."""
UNFOLDED = re.compile(
    rf"(?P<name>{EITHER})\s*\(\s*(?:or\s+|the\s+)?[\"']?{_LONG}{_FULL}[\"']?\s*[,;)]"
)
"""The long name behind the short one: "ELS-1 (Example Land Satellite 1)"."""
SHIP = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|an?|{MASK}+['’]s?)\s+(?:unmanned\s+|uncrewed\s+|robotic\s+|automated\s+)?(?P<name>{EITHER})\s+(?:cargo\s+|supply\s+|resupply\s+|space\s+|crew\s+)?"
    r"(?:freighter|ship|capsule|ferry|vessel|tug|shuttle|module|lander)\b"
)
CRAFT_NOUN = re.compile(
    r"satellite|spacecraft|cube-?sat|\bprobe|payload|constellation|spaceship|\blander|\borbiter|freighter",
    re.I,
)
"""What stands in the sentence of a bare name that is a craft's."""
CALLED = re.compile(
    r"\b(?:calls?|called|named?|names|christened|dubbed|nicknamed|rename[ds])\s+"
    rf"(?:it|(?:the|its|their)\s+(?:(?:{MASK}|[a-z-])+\s+){{0,3}}(?:{CRAFT}|craft|probe|rover|lander))\s+[\"']?(?P<names>{EITHER})"
)
"""A name that somebody gives to a craft: "calls it Abc"."""
SHIPS = re.compile(
    r"(?<![\w-])(?P<name>Soyuz[\s-](?:(?:T|TM|TMA|TMA-M|MS)[\s-]?\d{1,2}M?|[1-3]\d|40|[346-9])(?!\.\d|[\w-])"
    r"|(?:Vostok[\s-][1-6]|Voskhod[\s-][12]|(?:Apollo|Gemini)[\s-]\d{1,2}|STS-\d{1,3}[A-Z]?|STS-\d\d-[A-Z]|Spacelab[\s-][1-4JD]\d?)(?![\w-]))"
)
"""Flights with a crew that bear the name of their ship and a number: "Soyuz 30"."""
IS_SATELLITE = re.compile(rf",?\s+(?:(?:is|was)\s+)?(?:an?|the)\s+(?:[\w-]+\s+){{0,4}}{CRAFT}\b")
"""What behind "Interkosmos 9" shows that the number is that of a craft."""


_SERIAL = (
    r"(?:[\s-]?(?:No\.?\s?)?(?!(?:19|20)\d\d(?!\w)|3MU?\b)\d{1,4}[A-Za-e]{0,2}(?:\s(?:West|East)\s[A-Z]|[\s-]?F\d|-\d{1,2}(?![\w.-])|\s0\d[A-Z]?)?"
    r"|[\s-][A-Z]\d{0,2}[A-Z]?(?!\.)|\s(?:I{1,3}|IV|VI{0,3})(?:-[A-Z])?)"
    r"(?![\w-]|[.,]\d|\s*%|\s+(?:satellites|spacecraft|million|billion|per\s+cent|percent|km|kg|years|employees|bus|platform|rocket|missile)\b)"
)
SERIAL = re.compile(_SERIAL)
"""The number of a craft behind the name of its series: "B2", "-3F", " 5 West A"."""


def series(words: Iterable[str]) -> re.Pattern[str]:
    """Return the form of a series' name with a number: "Palapa B2", "Fengyun-3F"."""
    return re.compile(rf"(?<![\w'’-])(?P<name>(?:{alternation(words)}){_SERIAL})")
