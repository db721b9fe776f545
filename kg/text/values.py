"""Values that the lexicon names: documents, orbits, satellite types, buses; and launch vehicles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.fold import printed
from kg.text.hints import Hint
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention
from kg.text.vehicles import Vehicles

_BUS = re.compile(
    r"\b(?P<bus>(?:(?:Eurostar|Spacebus|Boeing|SSL|GEOStar|Ekspress|Express|Alphabus|Myriade)\s)?"
    r"[A-Z][A-Za-z]*[\s-]?\d[\w-]*?|[A-Z][A-Z0-9-]*\d\w*)(?=-based\b|\s+(?:satellite\s+|spacecraft\s+)?(?:bus|platform|type|model)\b"
    r"|\s+(?:(?:enhanced|extended|improved|upgraded|standard|public|common|small|large|communications?|satellite)\s+){1,4}"
    r"(?:bus|platform|structure|chassis|design)\b)"
)
_BUS_NAMED = re.compile(
    r"\b(?:on|upon|around|using|with|from|of|uses)\s+(?:its|the|their|an?)\s+"
    r"(?:(?:[\w'’-]+\s+){0,3}?(?<!\.\s))(?P<bus>[A-Z][A-Za-z]*(?:-[A-Z0-9]\w*)?(?:\s(?:Neo|NEO|Next|\d\w*|[A-Z]\b))?)"
    r"(?=\s+(?:satellite\s+|small-satellite\s+)?(?:bus|platform|model)\b)"
)
"""A bus without a number: "on the AstroBus-S platform"."""
_BUS_AFTER = re.compile(r"\b(?:bus|platform)\s+(?P<bus>[A-Z][A-Z0-9-]*\d\w*)")
_ORBITAL = re.compile(
    r"\b(?P<orbit>geostationary|geosynchronous|sun-synchronous|low[\s-]earth[\s-]orbit)(?=\s+(?:[\w-]+\s+){0,2}"
    r"(?:satellites?|spacecraft|craft)\b|\s+(?-i:[A-Z])[\w-]*?[\s-]?\d)",
    re.IGNORECASE,
)
_SLOT = re.compile(
    r"\b\d{1,3}(?:\.\d+)?\s*(?:degrees?|°)\s*(?:east|west|E|W)\b(?:\s+longitude)?", re.IGNORECASE
)
_ALTITUDE = re.compile(
    r"(?:(?<=height\sof\s)|(?<=altitude\sof\s)|(?<=\bat\s)|(?<=orbit\sof\s)|(?<=about\s)|(?<=some\s)|"
    r"(?<=works\s)|(?<=height:\s)|(?<=altitude:\s)|(?<=around\s)|(?<=roughly\s)|(?<=approximately\s)|(?<=nearly\s)|"
    r"(?<=almost\s)|(?<=from\s)|(?<=up\sto\s)|(?<=orbits\s)|(?<=orbiting\s))\d[\d,.]*\s?(?:km|kilomet(?:re|er)s|miles)"
    r"(?=\s+(?:above|up|high)|\W(?!\s*(?:away|from|long|wide|square|per|an\b)))"
    r"|\b\d[\d,.]*[\s-]?(?:km|kilomet(?:re|er)s?|miles?)(?=\s+(?:high|up|above|overhead)\b)",
    re.IGNORECASE,
)
_HIGH_ORBIT = re.compile(
    r"\b\d[\d,.]*[\s-](?:km|kilomet(?:re|er)|mile)(?:-high)?\s+(?:circular\s+|low\s+|polar\s+)?orbit\b",
    re.IGNORECASE,
)
_LIBRATION = re.compile(
    r"\s+(?:around|about|at|near)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?L[1-5](?!\w)"
    r"(?:\s+(?:Lagrange\s+|Lagrangian\s+)?point)?"
)
"""What a halo orbit goes around."""
_IN_NAME = re.compile(
    r"\s+(?:Operation|Satellite|Environment|Extended|Space|Carbon|Ocean|Lightning)\w*\b"
)
"""What makes a name of a craft of an orbit in capitals: "Geostationary Operational …"."""
_PLURALS = {
    "memoranda": "memorandum",
    "letters": "letter",
    "agreements": "agreement",
    "mou": "memorandum of understanding",
}


_FORM = "cubesat"
"""The build of a craft, which says what it is whatever it is for."""
_OBSERVER = re.compile(r"\bearth observer$")
_GENERIC = re.compile(r"^(?:high-resolution|small|hyperspectral)\s+(?=earth\s)")
"""What an Earth observation satellite is besides, and remains one."""


class Values:
    """Finds the values of a lexicon in a text."""

    def __init__(self, lexicon: Lexicon):
        kinds = lexicon.satellite_types
        modifiers, nouns = alternation(kinds["modifiers"]), alternation(kinds["nouns"])
        self._documents = _words(lexicon.words["documents"], plural="s?")
        self._orbits = _words(lexicon.words["orbits"], plural="s?")
        self._types = re.compile(
            rf"(?<![\w-])(?:(?:{modifiers})(?:(?:\s+and\s+|,?\s+)(?:{modifiers}))*\s+(?:{nouns})"
            rf"|{alternation(kinds['alone'])})\b",
            re.IGNORECASE,
        )
        self._hints = (
            Hint(lexicon.words["documents"], ("", "s")),
            Hint(lexicon.words["orbits"], ("", "s")),
            Hint((*kinds["nouns"], *kinds["alone"])),
            Hint(("based", "bus", "platform", "model", "structure", "chassis", "design")),
        )
        self._vehicles = Vehicles(lexicon)

    def may_name_rocket(self, text: str, start: int, end: int) -> bool:
        """Tell whether a stretch may name a launch vehicle."""
        return self._vehicles.may_name(text, start, end)

    def mentions(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """Yield the values of a stretch; they may overlap."""
        plain = printed(text)
        document, orbit, kind, bus = (h.fits(text, start, end) for h in self._hints)
        for match in self._documents.finditer(plain, start, end) if document else ():
            yield _value(match, "Document", _document(match.group()))
        yield from self._orbit_mentions(plain, start, end, named=orbit)
        for match in self._types.finditer(plain, start, end) if kind else ():
            yield _value(match, "SatelliteType", _satellite_type(match.group()))
        for pattern in (_BUS, _BUS_NAMED, _BUS_AFTER) if bus else ():
            for match in pattern.finditer(plain, start, end):
                begin, stop = match.span("bus")
                yield Mention(begin, stop, "Bus", value=match["bus"], kind="value")
        yield from self._vehicles.mentions(text, start, end)

    def _orbit_mentions(
        self, plain: str, start: int, end: int, *, named: bool
    ) -> Iterator[Mention]:
        """Yield orbits; a height or a slot only where none is named."""
        orbits = [*filter(_is_no_name, self._orbits.finditer(plain, start, end))] if named else []
        for match in orbits:
            around = _LIBRATION.match(plain, match.end(), end)
            stop = around.end() if around is not None else match.end()
            value = _orbit(match.group()) + " ".join(["", *plain[match.end() : stop].split()])
            yield Mention(match.start(), stop, "Orbit", value=value, kind="value")
        for match in _HIGH_ORBIT.finditer(plain, start, end):
            yield _value(match, "Orbit", " ".join(match.group().split()))
        for match in filter(_is_no_name, _ORBITAL.finditer(plain, start, end)):
            yield _value(match, "Orbit", _orbit(f"{match['orbit'].removesuffix(' orbit')} orbit"))
        for pattern in () if orbits else (_SLOT, _ALTITUDE):
            for match in pattern.finditer(plain, start, end):
                yield _value(match, "Orbit", _height(match.group()))


def _is_no_name(orbit: re.Match[str]) -> bool:
    """Tell whether an orbit is no part of a name in capitals."""
    return not (orbit.group()[0].isupper() and _IN_NAME.match(orbit.string, orbit.end()))


def _words(words: tuple[str, ...], plural: str = "") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(words)}){plural}(?![\w-])", re.IGNORECASE)


def _value(match: re.Match[str], kind: str, value: str) -> Mention:
    return Mention(match.start(), match.end(), kind, value=value, kind="value")


def _document(words: str) -> str:
    """Return the kind of a document in the singular and in lower case."""
    first, *rest = words.lower().split()
    kind = " ".join([_PLURALS.get(first, first), *rest])
    return kind.removesuffix("s")


def _orbit(words: str) -> str:
    plain = " ".join(words.lower().split()).replace("low-earth", "low earth").removesuffix("s")
    return plain.replace("earth", "Earth")


def _height(words: str) -> str:
    plain = re.sub(r"\s+longitude$", "", " ".join(words.split()), flags=re.IGNORECASE)
    return re.sub(r"[\s-]?(?:kilomet(?:re|er)s?|km)$", " km", plain)


def _satellite_type(words: str) -> str:
    plain = " ".join(words.lower().split())
    singular = re.sub(r"(?<=[a-z])s$", "", plain)
    if singular.endswith(_FORM):
        return _FORM
    singular = _OBSERVER.sub("earth observation satellite", _GENERIC.sub("", singular))
    singular = re.sub(r"\b(?:space)?craft$", "satellite", singular)
    return re.sub(r"\bearth\b", "Earth", singular)
