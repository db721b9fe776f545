"""What "the orbiter", "the scheme", "the kingdom" and "the academy" refer to.

A noun tells of which kind its antecedent is. The nearest sentence that names anything of the
kind decides; where it names two that fit and neither is what it speaks of, nothing is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.registry import Registry
from kg.text.antecedents import all_within, body_meant, country_meant, groups, only
from kg.text.calledso import called_so
from kg.text.described import PART
from kg.text.discourse import Discourse
from kg.text.encode import ANY_TOKEN, OPEN, Encoded, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import CRAFT, Mention, is_a
from kg.text.nouns import (
    AGENCY,
    BODY,
    COMPANY,
    COUNTRY,
    KIND,
    KIND_TOKENS,
    KINDS,
    MORE,
    OWNS,
)

_STEMS = {"ministry": "ministr", "university": "universit", "centre": "cent", "center": "cent"}
"""What the names of bodies hold that are called by a noun, where it is not the noun itself."""
_KIND_OF_CRAFT = re.compile(
    r"(?<![\w-])(?:rover|lander|orbiter|module|probe|cubesat|satellite|telescope|capsule)(?![\w-])"
)
_BESIDE = re.compile(
    r"\s*,\s+(?:an?|the|its|their)\s+(?:[\w.-]+\s+){0,4}?(?P<kind>rover|lander|orbiter|probe|telescope)\b(?!-)"
)
"""What a name is said to be right behind it: "Beresheet, the Israeli lander"."""
_CREWED = re.compile(
    r"(?:Artemis|Apollo|Soyuz|Axiom|Ax-|Crew-|Shenzhou|Polaris|Vostok|Gaganyaan)\b"
)
_UNCREWED = ("satellite", "cubesat", "probe")
"""What a flight with a crew is never called."""
_TOGETHER_WITH = re.compile(
    r"\b(?:(?:together|along)\s+with|alongside|like|unlike|besides|than|after|following|before)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands before something that a sentence only names beside what it is on."""
_NEAR = 3_000
"""How many characters away from a craft its country may be named."""
_CRAFT_TOKEN = rf"(?P<craft>{token_regex(CRAFT, plural=False)})"
_OWN_CRAFT = re.compile(
    rf"'s\s+(?:(?:[\w-]+|{ANY_TOKEN})\s+){{1,5}}?(?:satellite|spacecraft|cubesat|mission|{KIND})?\s*,?\s*"
    rf"[\"“(]?{_CRAFT_TOKEN}"
)
_OWN_BODY = re.compile(
    r"'s\s+(?:(?:own|national|space|state|civil|government|agency|authority|office)\s+){0,4},?\s*(?:the\s+)?"
    rf"(?P<craft>{token_regex(['Agency'], plural=False)})"
)
"""What else belongs to a country: "the country's space agency, X"."""
_OF_A_CRAFT = re.compile(
    rf"'s\s+(?:(?:[\w-]+|{ANY_TOKEN})\s+){{0,4}}?(?:satellite|spacecraft|cubesat|{KIND})"
)
_CRAFT_AHEAD = re.compile(rf"{_CRAFT_TOKEN}\s*(?:,|is|was|as|became)\s*$")
_GIVES = re.compile(
    r"\b(?:provid|suppl|contribut|furnish|deliver|lend|lent|giv|gave)\w*\s+(?:[^,;.]{0,50}?\band\s+)?$"
)
"""Before "the orbiter", it is a share of a mission and not the mission itself."""
_NAMED_BEHIND = re.compile(
    rf"\s*[,:]?\s+{token_regex([*CRAFT, 'Name'], plural=True)}|\s+(?:of|for|that|which)\b"
)
"""In "the cubesat Abc-1", "the cubesat of Kenya" and the like it brings in something."""
_TOLD_BEHIND = re.compile(r"\s+(?:that|which)\b")
_OTHERS_DO = re.compile(rf"\s+(?:that|which)\s+(?:the\s+)?{ANY_TOKEN}")
"""What tells of another station than was named: "the station that Washington is planning"."""
_INSTRUMENT = re.compile(
    r"\s*,\s+(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,4}?(?:instruments?|cameras?|spectrometers?|radars?"
    r"|altimeters?|radiometers?|imagers?|magnetometers?|detectors?|antennas?|receivers?|experiments?)\b"
)
"""What behind a name tells that it is borne by a craft, and is none."""
_APPOSED_TO = re.compile(rf"{token_regex(CRAFT, plural=False)}\s*,\s*$")
"""Before "the largest Philippine satellite", it describes the craft and stands for none."""
_IS_SOMEBODY = re.compile(rf"(?<!firm)(?<!company)\s+(?:is|was)\s+(?:the\s+)?{ANY_TOKEN}")
"""In "the manufacturer is OHB" the noun stands for nobody named before."""


class Definite:
    """Finds nouns with "the" that stand for something named before.

    Args:
        registry: knows of which country a craft is.
        lexicon: knows which states a region has.
    """

    def __init__(self, registry: Registry, lexicon: Lexicon):
        self._regions = lexicon.regions
        self._homes = registry.homes
        self._countries = {
            id: entity for id, entity in registry.entities.items() if entity.ref.type == "Country"
        }
        self._ruled = {
            form: {
                id
                for id, entity in self._countries.items()
                if any(form in name.lower().split() for name in (entity.ref.label, *entity.aliases))
            }
            for form in ("kingdom", "sultanate", "principality", "duchy")
        }
        self._nouns = [
            (
                re.compile(
                    rf"(?<![\w'-])(?P<word>(?:{articles})\s+{before}(?P<noun>{_noun(nouns)}))"
                    rf"(?!{MORE if kinds in (COUNTRY, BODY) else OWNS})"
                ),
                KIND_TOKENS if nouns == KIND else frozenset(nouns.replace("-", " ").split()),
                kinds,
            )
            for articles, before, nouns, kinds in KINDS
        ]

    def find(
        self, encoded: Encoded, discourse: Discourse
    ) -> Iterator[tuple[re.Match[str], Mention]]:
        """Yield each noun whose antecedent is beyond doubt, with that."""
        for pattern, nouns, kinds in self._nouns:
            if encoded.tokens.isdisjoint(nouns):
                continue
            for match in pattern.finditer(encoded.text):
                antecedent = self._antecedent(encoded, match, kinds, discourse)
                if antecedent is not None:
                    yield match, antecedent

    def _antecedent(
        self, encoded: Encoded, match: re.Match[str], kinds: tuple[str, ...], discourse: Discourse
    ) -> Mention | None:
        if _is_new(encoded, match, kinds):
            return None
        if kinds in (COMPANY, AGENCY):
            return body_meant(encoded, match, kinds, discourse, self._homes)
        if kinds == COUNTRY:
            owner = self._owner_of_craft(encoded, match)
            owns = encoded.text.startswith("'", match.end())
            return owner if owns or owner else self._country(encoded, match, discourse)
        return self._thing(encoded, match, kinds, discourse)

    def _thing(
        self, encoded: Encoded, match: re.Match[str], kinds: tuple[str, ...], discourse: Discourse
    ) -> Mention | None:
        """Return the craft, body, programme or accord that is meant."""
        if kinds not in (CRAFT, ("Organisation",)):
            beside = [
                m for m in all_within(encoded, match.start(), kinds) if not _aside(encoded, m)
            ]
            named = beside[-1] if beside else discourse.last_of(kinds)
            return named or called_so(encoded, match, discourse)
        passed = False
        for number, group in groups(encoded, match.start(), kinds, discourse):
            told = [m for m in group if (number, m.entity) not in discourse.aside]
            fitting = [m for m in told if self._fits(m, encoded, match)]
            if (
                passed and kinds == CRAFT
            ):  # behind a craft that is none, a mission or what bears the noun is meant
                fitting = [
                    m for m in fitting if m.type == "Mission" or _is_called(m, match["word"])
                ]
            passed = passed or any(not _CREWED.match(_label(m)) for m in group)
            if fitting:
                main = _topic(number, fitting, discourse) if kinds == CRAFT else None
                if main is not None:
                    return main if self._fits(main, encoded, match) else None
                if number is not None and match["word"].startswith("that "):
                    return fitting[0]  # the last that was named
                return only(fitting, None if number is None else discourse.subjects[number])
        return None

    def _country(self, encoded: Encoded, match: re.Match[str], said: Discourse) -> Mention | None:
        """Return the country that is meant; of kingdoms and the like, the only one named."""
        if match["noun"] not in self._ruled:
            return country_meant(encoded, match, said, self._regions)
        here = all_within(encoded, match.start(), COUNTRY)
        named = [*said.distinct.get("Country", {}).values(), *here]
        ids = self._ruled[match["noun"]]
        ruled = [m for m in named if m.entity is not None and m.entity.id in ids]
        return ruled[-1] if len({m.entity for m in ruled}) == 1 else None

    def _owner_of_craft(self, encoded: Encoded, match: re.Match[str]) -> Mention | None:
        """Return the country that is known to own the craft beside "the country's satellite".

        It must be named around, if only as an adjective or by its capital.
        """
        at = match.end()
        craft = _OWN_CRAFT.match(encoded.text, at) or _OWN_BODY.match(encoded.text, at)
        told = _OF_A_CRAFT.match(encoded.text, at) is not None
        behind = _CRAFT_AHEAD.search(encoded.before(match.start())) if told else None
        token = craft["craft"] if craft is not None else behind["craft"] if behind else None
        entity = encoded.mention(token).entity if token is not None else None
        home = self._homes.get(entity.id) if entity is not None else None
        if home is None or home not in self._countries:
            return None
        owner = self._countries[home]
        names = (owner.ref.label, *owner.aliases, *owner.demonyms, *owner.capitals)
        around = encoded.source[max(0, encoded.span[0] - _NEAR) : encoded.span[1] + _NEAR]
        if not any(name in around for name in names):
            return None
        return Mention(match.start(), match.end(), "Country", owner.ref, kind="anaphor")

    def _fits(self, mention: Mention, encoded: Encoded, match: re.Match[str]) -> bool:
        """Tell whether a thing can be called so: a lander is no rover."""
        named = match.groupdict()
        payload = named["noun"] == "payload" and is_a(mention, ("Satellite", "Mission"))
        typed = named["noun"].startswith(OPEN) and mention.type not in ("Satellite", "Spacecraft")
        borne = mention.type == "Payload" and named["noun"] not in (
            "payload",
            "instrument",
            "telescope",
        )
        if mention.entity is None or payload or typed or borne:
            return False
        if _INSTRUMENT.match(encoded.source, mention.end) and named["noun"] != "payload":
            return False
        if not is_a(mention, CRAFT):
            stem = _STEMS.get(named["noun"], named["noun"])
            return re.search(rf"\b{stem}", mention.entity.label.lower()) is not None
        if named.get("whose"):
            owner = encoded.mention(named["whose"]).entity
            if owner is None or self._homes.get(mention.entity.id) != owner.id:
                return False
        beside = _BESIDE.match(encoded.source, mention.end)
        if beside is not None and named["noun"] == beside["kind"]:
            return True
        called = _is_called(mention, match["word"])
        return called is True if named["noun"] == "lander" else called is not False


def _topic(number: int | None, fitting: list[Mention], discourse: Discourse) -> Mention | None:
    """Return the craft on which a text is, where others were named longer ago than just before."""
    if number is None or number >= len(discourse.subjects) - 1:
        return None
    main = discourse.mostly(CRAFT)
    return main if main is not None and main.entity not in {m.entity for m in fitting} else None


def _label(mention: Mention) -> str:
    return mention.entity.label if mention.entity is not None else ""


def _aside(encoded: Encoded, mention: Mention) -> bool:
    before = encoded.source[max(0, mention.start - 40) : mention.start]
    return _TOGETHER_WITH.search(before) is not None


def _noun(nouns: str) -> str:
    """Return a regex for one of some nouns, or for the type of a satellite."""
    return nouns if nouns == KIND else alternation(nouns.split())


def _is_new(encoded: Encoded, match: re.Match[str], kinds: tuple[str, ...]) -> bool:
    """Tell whether a noun brings something in: "the maker is OHB", "it gave the orbiter"."""
    if kinds == CRAFT:
        before = encoded.before(match.start())
        several = encoded.words(*match.span("noun")).endswith("s")
        behind = (words.match(encoded.text, match.end()) for words in (_NAMED_BEHIND, PART))
        if match["noun"].startswith(OPEN) and (several or any(behind)):
            return True
        new = match["noun"] in ("module", "payload", "satellite")
        if new and (
            _TOLD_BEHIND.match(encoded.text, match.end()) or PART.match(encoded.text, match.end())
        ):
            return True
        return _GIVES.search(before) is not None or _APPOSED_TO.search(before) is not None
    if kinds == ("Programme",):
        return _OTHERS_DO.match(encoded.text, match.end()) is not None
    return kinds == ("Company",) and _IS_SOMEBODY.match(encoded.text, match.end()) is not None


def _is_called(mention: Mention, words: str) -> bool | None:
    """Tell whether a thing bears the noun by which it would be called; None if it bears none."""
    noun = _KIND_OF_CRAFT.search(words)
    label = _label(mention)
    called = _KIND_OF_CRAFT.search(f"{label} {mention.head}".lower())
    if noun is not None and _CREWED.match(label) and noun.group() in _UNCREWED:
        return False
    if called is None and mention.type == "Mission" and noun is not None:
        return False if noun.group() in ("rover", "lander", "module") else None
    return None if noun is None or called is None else called.group() == noun.group()
