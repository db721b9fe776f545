"""What "the orbiter", "the scheme", "the kingdom" and "the academy" refer to.

A noun tells of which kind its antecedent is. The nearest sentence that names anything of the
kind decides; where it names two that fit and neither is what it speaks of, nothing is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from kg.model.registry import Registry
from kg.text.described import PART
from kg.text.discourse import REACH, Discourse
from kg.text.encode import ANY_TOKEN, OPEN, Encoded, token_pattern, token_regex
from kg.text.lexicon import alternation
from kg.text.mention import CRAFT, Mention, is_a
from kg.text.nouns import BODY, COUNTRY, KIND, KIND_TOKENS, KINDS, MORE, NAMED, OWNS

_REGIONAL = re.compile(r"(?:american|african|asian|european|arab|caribbean|gulf|balkan)$")
"""How the region of a country ends that was taken for a name: "South American"."""
_STEMS = {"ministry": "ministr", "university": "universit", "centre": "cent", "center": "cent"}
"""What the names of bodies hold that are called by a noun, where it is not the noun itself."""
_KIND_OF_CRAFT = re.compile(
    r"\b(?:rover|lander|orbiter|module|probe|cubesat|satellite|telescope|capsule)\b"
)
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
_APPOSED_TO = re.compile(rf"{token_regex(CRAFT, plural=False)}\s*,\s*$")
"""Before "the largest Philippine satellite", it describes the craft and stands for none."""
_IS_SOMEBODY = re.compile(rf"(?<!firm)(?<!company)\s+(?:is|was)\s+(?:the\s+)?{ANY_TOKEN}")
"""In "the manufacturer is OHB" the noun stands for nobody named before."""
_PLACED = re.compile(r"\b(?:in|to|at|from|near|visit(?:s|ed|ing)?(?:\s+to)?)\s+(?:the\s+)?$")
"""A state named behind such a word is only where something took place."""


_COMPARED = re.compile(r"\b(?:like|unlike|besides|than|alongside)\s+(?:the\s+)?$")
"""A state named behind such a word is one with which another is compared."""


class Definite:
    """Finds nouns with "the" that stand for something named before.

    Args:
        registry: knows of which country a craft is.
    """

    def __init__(self, registry: Registry):
        self._homes: Mapping[str, str | None] = {
            id: entity.country for id, entity in registry.entities.items()
        }
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
        if kinds == COUNTRY:
            owner = self._owner_of_craft(encoded, match)
            owns = encoded.text.startswith("'", match.end())
            return owner if owns or owner else self._country(encoded, match, discourse)
        here = latest_within(encoded, match.start(), kinds)
        if kinds not in (CRAFT, ("Organisation",)):
            return here or discourse.last_of(kinds)
        passed = False
        for number, group in _groups(encoded, match.start(), kinds, discourse):
            told = [m for m in group if (number, m.entity) not in discourse.aside]
            fitting = [m for m in told if self._fits(m, encoded, match)]
            if (
                passed and kinds == CRAFT
            ):  # behind a craft that is none, a mission or what bears the noun is meant
                fitting = [
                    m for m in fitting if m.type == "Mission" or _is_called(m, match["word"])
                ]
            passed = passed or bool(group)
            if fitting:
                return _only(fitting, None if number is None else discourse.subjects[number])
        return None

    def _country(self, encoded: Encoded, match: re.Match[str], said: Discourse) -> Mention | None:
        """Return the country that is meant; of kingdoms and the like, the only one named."""
        if match["noun"] not in self._ruled:
            return _country(encoded, match, said)
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
        if mention.entity is None or payload or typed:
            return False
        if not is_a(mention, CRAFT):
            stem = _STEMS.get(named["noun"], named["noun"])
            return re.search(rf"\b{stem}", mention.entity.label.lower()) is not None
        if named.get("whose"):
            owner = encoded.mention(named["whose"]).entity
            if owner is None or self._homes.get(mention.entity.id) != owner.id:
                return False
        return _is_called(mention, match["word"]) is not False


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
        return _GIVES.search(before) is not None or _APPOSED_TO.search(before) is not None
    return kinds == ("Company",) and _IS_SOMEBODY.match(encoded.text, match.end()) is not None


def _is_called(mention: Mention, words: str) -> bool | None:
    """Tell whether a thing bears the noun by which it would be called; None if it bears none."""
    noun = _KIND_OF_CRAFT.search(words)
    label = mention.entity.label if mention.entity is not None else ""
    called = _KIND_OF_CRAFT.search(f"{label} {mention.head}".lower())
    return None if noun is None or called is None else called.group() == noun.group()


def _groups(
    encoded: Encoded, before: int, kinds: tuple[str, ...], discourse: Discourse
) -> Iterator[tuple[int | None, list[Mention]]]:
    """Yield what is named of the kinds, sentence by sentence, the present one (None) first."""
    limit = encoded.start(before)
    here = [one for m in encoded.mentions if m.end <= limit for one in m.each() if is_a(one, kinds)]
    if here:
        yield None, here
    oldest = len(discourse.subjects) - REACH
    for number, pairs in groupby(reversed(discourse.latest), key=lambda pair: pair[0]):
        if number < oldest:
            return
        yield number, [m for _, m in pairs if is_a(m, kinds)]


def _only(fitting: list[Mention], subject: Mention | None) -> Mention | None:
    """Return the one thing of a sentence that fits, or among several that which it speaks of."""
    entities = {mention.entity for mention in fitting}
    if len(entities) == 1:
        return fitting[0]
    return subject if subject is not None and subject.entity in entities else None


def _country(encoded: Encoded, match: re.Match[str], discourse: Discourse) -> Mention | None:
    """Return the country that is meant: one of this sentence, but for mere places, or the last."""
    region = re.search(NAMED, match["word"])
    if region is not None:
        words = encoded.mention(region.group()).value.lower()
        if not _REGIONAL.search(words):
            return None
    latest = latest_within(encoded, match.start(), ("Country",))
    if latest is None:
        return discourse.focus(COUNTRY)
    ahead = encoded.before(_token_at(encoded, match.start()))
    if _COMPARED.search(ahead):
        return discourse.focus(COUNTRY)
    return None if _PLACED.search(ahead) else latest


def _token_at(encoded: Encoded, before: int) -> int:
    """Return where the last mention of a country before a position begins."""
    tokens = token_pattern(COUNTRY, plural=False).finditer(encoded.text, 0, before)
    return max(token.start() for token in tokens)


def latest_within(encoded: Encoded, before: int, kinds: tuple[str, ...]) -> Mention | None:
    """Return the latest mention of the kinds that stands earlier in the same sentence."""
    each = all_within(encoded, before, kinds)
    return each[-1] if each else None


def all_within(encoded: Encoded, before: int, kinds: tuple[str, ...]) -> list[Mention]:
    """Return the mentions of the kinds that stand earlier in the same sentence, in text order."""
    tokens = token_pattern(kinds, plural=False).finditer(encoded.text, 0, before)
    return [encoded.mention(token.group()) for token in tokens]
