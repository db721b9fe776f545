"""Launch vehicles: one rocket has many spellings, and some are names of other things too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.fold import printed
from kg.text.hints import Hint
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention

_DESIGNATOR = (
    r"(?:\s+Launch\s+Vehicle\s+No\.\s*\d+\b)?"
    r"(?:[\s-]?(?:\d[\w.]*(?<!\.)(?:[\s/-][A-Z]{1,3}\d?\b)?|(?:Heavy|[A-Z]{1,2}\d{0,2}|A\d[A-Z])\b))*"
)
_NEAR_VEHICLE = re.compile(
    r"\s*(?:\w+\s+)?(?:rockets?|launchers?|launch\s+vehicles?|carrier|boosters?)\b"
    r"|\s+(?:carrying|blew\s+up|exploded|veered)\b"
    r"|\s+(?:(?:that|which)\s+)?(?:(?:will|is\s+to|has|had|to)\s+)?(?:carr(?:y|ies|ied)|lift(?:s|ed|ing)?|loft(?:s|ed)?|took|takes?|send|launch|place|deliver|boost|put|puts|sent|"
    r"sends|boost(?:s|ed)|haul(?:s|ed)|placed|delivered|propelled|launched|"
    r"blast(?:s|ed)\s+off|rose\s+from|thundered|orbited|raised|hurled|ferried|hoisted|started\s+from|left\s+from)\b",
    re.IGNORECASE,
)
_ON_BOARD = re.compile(
    r"\b(?:on|aboard|atop|by|with|using|via|rode|rides?|riding|(?:passengers?|flight|launch|debut)\s+(?:of|on))"
    r"\s+(?:an?\s+|the\s+)?(?:[\w'’-]+\s+){0,2}$"
    r"|\b(?:SpaceX|Rocket\s+Lab|Arianespace|ULA|ISRO)(?:['’]s)?\s+$",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\b(?:link\w*|hook\w*|dock\w*|rendezvous\w*|meet\w*|met|mat(?:e|ed|ing)|join\w*)\s+(?:up\s+)?with\s+(?:an?\s+|the\s+)?"
    r"(?:[\w'’-]+\s+){0,2}$"
)
"""What is done with a crewed craft of that name: "will link up with a Soyuz"."""
_SHUTTLE = re.compile(
    r"\b(?:(?:U\.?S\.?|American|NASA(?:[’']s)?)\s+)?(?:[Ss]pace\s+)?[Ss]huttle\s+[\"“]?"
    r"(?P<orbiter>Columbia|Challenger|Discovery|Atlantis|Endeavour)\b"
)
"""A shuttle is known by its name: "the shuttle Endeavour"."""
_IS_CRAFT = re.compile(
    r"Soyuz(?:[\s-]+(?:\d\d|TM|TMA|MS|T)(?![\w.])|[\s-]\d+[A-Z]?\s+(?:space)?craft\b)"
)
"""A crewed craft that bears the name of its rocket: "Soyuz 31", "Soyuz TM-24"."""
_NO_ROCKET = re.compile(
    r"\s+(?:(?:communications?|weather|relay|early-warning|navigation)\s+)?satellites?\b"
    r"(?!\s+(?:launch|carrier|vehicle|deploy))"
    r"|\s+(?:barges?|ships?|aircraft|carrier\s+aircraft|carrier\s+plane)\b",
    re.IGNORECASE,
)
"""What makes another thing of the name of a rocket: "a Molniya satellite", "the Pegasus barge"."""
_SERIAL = re.compile(r"^Launch Vehicle No\. ?\d+")
"""What tells which of the rockets of one kind it was: "H3 Launch Vehicle No. 3"."""
_SHORT = 2
"""Letters of a spelling that is a rocket's only before a number: "LM-3B"."""
_ONLY_ROCKET = re.compile(r"H-|[A-Z]{4}|(?:Proton|Soyuz|Molniya|Tsyklon)-[A-Z]{1,2}$")
"""How names begin that mean nothing but a rocket: "PSLV", "H-IIA"."""


def spellings(lexicon: Lexicon) -> list[str]:
    """Return all names of launch vehicles."""
    return [one for name, others in lexicon.vehicles.items() for one in (name, *others)]


class Vehicles:
    """Finds launch vehicles, by whatever spelling, and gives them their usual name."""

    def __init__(self, lexicon: Lexicon):
        known = spellings(lexicon)
        bare = [one for one in known if len(one) <= _SHORT and one.isalpha()]
        short = alternation(bare)
        long = alternation(one for one in known if one not in bare)
        self._regex = re.compile(
            rf"\b(?P<name>{long}|(?:{short})(?=[\s-]?\d))(?P<designator>{_DESIGNATOR})(?!\w)"
        )
        self._usual = {
            _words(one): name for name, others in lexicon.vehicles.items() for one in others
        }
        self._spaced = frozenset(lexicon.lists["spaced-vehicles"])
        self._hint = Hint([*known, "shuttle"])

    def may_name(self, text: str, start: int, end: int) -> bool:
        """Tell whether a stretch may name a launch vehicle."""
        return self._hint.fits(text, start, end)

    def mentions(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """Yield the launch vehicles of a stretch."""
        if not self.may_name(text, start, end):
            return
        plain = printed(text)
        for match in _SHUTTLE.finditer(plain, start, end):
            yield Mention(
                match.start(), match.end(), "Vehicle", value=match["orbiter"], kind="value"
            )
        for match in self._regex.finditer(plain, start, end):
            if _IS_CRAFT.match(plain, match.start()) or _NO_ROCKET.match(plain, match.end()):
                continue
            value = self._value(match)
            sure = any(c.isdigit() for c in value) or "Heavy" in value
            before = plain[max(start, match.start() - 30) : match.start()]
            if (
                sure
                or _ONLY_ROCKET.match(value)
                or _NEAR_VEHICLE.match(plain, match.end())
                or (_ON_BOARD.search(before) and not _MEETS.search(before))
            ):
                yield Mention(*match.span(), "Vehicle", value=value, kind="value")

    def _value(self, match: re.Match[str]) -> str:
        """Return the usual name of a rocket with what tells its kind."""
        written = _words(match["name"])
        designator = _SERIAL.sub("", _words(match["designator"]))
        name = self._usual.get(written, written)
        if not designator:
            return name
        apart = match["designator"].startswith((" ", "\n"))
        if name != written or name in self._spaced:
            apart = name in self._spaced
            designator = designator.lstrip("-")
            return f"{name} {designator}" if apart else f"{name}-{designator}"
        return f"{name} {designator}" if apart else f"{name}{designator}"


def _words(text: str) -> str:
    return " ".join(text.split())
