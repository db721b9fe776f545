"""National space agencies that a text names by their country: "the Indian space agency"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.model import EntityRef
from kg.model.fold import fold
from kg.model.registry import Registry
from kg.text.encode import ANY_TOKEN, Encoded, token_regex
from kg.text.mention import Mention

_WHOSE = token_regex(["Demonym", "Country"], plural=True)
_ONE = token_regex(["Demonym", "Country"], plural=False)
_AGENCY = (
    r"(?:(?:national|state)\s+)?space\s+(?:agenc(?:y|ies)|organi[sz]ations?|authorit(?:y|ies))"
)
_NAMED = re.compile(
    rf"(?P<whose>{_WHOSE})(?:'s?)?\s+{_AGENCY}(?![\w-])(?!\s*,?\s*(?:\(\s*)?(?:the\s+)?{ANY_TOKEN})"
    rf"|space\s+agenc(?:y|ies)\s+of\s+(?:the\s+)?(?P<of>{_WHOSE})(?!\s*,\s*{_ONE}(?:\s*,|\s+and)\s)"
)

_NAMED_TWO = re.compile(
    rf"(?P<first>{_ONE})(?:'s?)?\s+and\s+(?:the\s+)?(?P<second>{_ONE})(?:'s?)?\s+"
    r"(?:national\s+)?space\s+(?:agencies|organi[sz]ations|authorities)(?![\w-])"
    rf"|space\s+agencies\s+of\s+(?:the\s+)?(?P<one>{_ONE})\s+and\s+(?:of\s+)?(?:the\s+)?(?P<other>{_ONE})(?!'s)"
)
"""Two that share one noun: "the Indian and the French space agencies"."""
_BARE = re.compile(
    rf"(?<![\w-])(?:the|its|their)\s+(?P<whose>{_ONE})\s+(?:agency|organi[sz]ation|space\s+body)(?![\w'-])"
    rf"(?!\s*,?\s*(?:\(\s*)?(?:the\s+)?{ANY_TOKEN})(?!\s+(?:for|of)\b)"
)
"""What an agency is called that was named before: "the Japanese agency"."""
_NEW = re.compile(r"\b(?:an?|another|future|possible|first|new)\s+$")
"""What stands before an agency that is not there yet: "the creation of a Kenyan space agency"."""
_ESA = "organisation/esa"
_EUROPEAN = re.compile(r"(?<![\w-])european\s+(?:space\s+)?agency(?![\w'-])(?!\s+for\b)")
_OF_ONE = re.compile(
    rf"{token_regex(['Organisation'], plural=False)}"
    r"(?:\s*[,(]|\s+(?:is|was|(?:serves|acts)\s+as))\s*(?:the\s+|an?\s+)?(?:\w+\s+)?$"
)
"""A name whose apposition the description is: "CNES, the French space agency"."""


class NationalAgencies:
    """Finds national agencies that are named by their country.

    Args:
        registry: knows which agencies a country has.
    """

    def __init__(self, registry: Registry):
        self._agencies: Mapping[str, EntityRef] = dict(_agencies(registry))
        europe = registry.entities.get(_ESA)
        self._european = europe.ref if europe is not None else None

    def find(self, encoded: Encoded) -> Iterator[Mention]:
        """Yield a mention for each, a list where several countries stand together."""
        for match in (
            m for pattern in (_NAMED_TWO, _NAMED) for m in pattern.finditer(encoded.text)
        ):
            before = encoded.before(match.start())
            if _OF_ONE.search(before) or _NEW.search(before):
                continue
            tokens = [token for token in match.groups() if token]
            owners = [one for token in tokens for one in encoded.mention(token).each()]
            members = tuple(self._agencies_of(owners))
            if len(members) != len(owners):
                continue
            start, end = encoded.start(match.start()), encoded.end(match.end())
            if len(members) > 1:
                yield Mention(start, end, "Agency", kind="list", members=members)
            else:
                yield Mention(start, end, "Agency", members[0].entity, kind="anaphor")

    def _agencies_of(self, owners: Iterable[Mention]) -> Iterator[Mention]:
        """Yield the agency of each country that has a known one."""
        for one in owners:
            agency = self._agencies.get(one.entity.id) if one.entity is not None else None
            if agency is not None:
                yield Mention(one.start, one.end, agency.type, agency, kind="anaphor")

    def again(self, encoded: Encoded, named: Container[EntityRef]) -> Iterator[Mention]:
        """Yield a mention for each "the Japanese agency", if the text has named that agency."""
        for match in _EUROPEAN.finditer(encoded.text) if self._european in named else ():
            start, end = encoded.start(match.start()), encoded.end(match.end())
            yield Mention(start, end, "Agency", self._european, kind="anaphor")
        for match in _BARE.finditer(encoded.text):
            state = encoded.mention(match["whose"]).entity
            agency = self._agencies.get(state.id) if state is not None else None
            if agency is not None and agency in named:
                start, end = encoded.start(match.start("whose")), encoded.end(match.end())
                yield Mention(start, end, "Agency", agency, kind="anaphor")


def behind(agencies: Iterable[Mention]) -> Iterator[Mention]:
    """Yield each agency as a mention of no width behind the words that mean it."""
    for agency in agencies:
        yield replace(agency, start=agency.end, kind="unsaid")


def _agencies(registry: Registry) -> Iterator[tuple[str, EntityRef]]:
    """Yield each country with its space agency: the only one, or the one known as that."""
    owned: dict[str, list[EntityRef]] = defaultdict(list)
    known: dict[str, EntityRef] = {}
    for entity in registry.entities.values():
        if entity.country is None or entity.ref.type != "Agency":
            continue
        owned[entity.country].append(entity.ref)
        demonyms = registry.entities[entity.country].demonyms
        called = {fold(f"{demonym} space agency") for demonym in demonyms}
        if any(fold(alias) in called for alias in entity.aliases):
            known[entity.country] = entity.ref
    for country, agencies in sorted(owned.items()):
        space = [agency for agency in agencies if "space" in agency.label.lower()]
        only = agencies if len(agencies) == 1 else space
        if country in known:
            yield country, known[country]
        elif len(only) == 1:
            yield country, only[0]
