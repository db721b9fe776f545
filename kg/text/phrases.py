"""Folding noun phrases: what belongs to a name becomes one mention with it.

`the China-led International Lunar Research Station (ILRS) programme` is one thing, and so
is `A, B and C`. Patterns then read clauses in which each phrase is a single token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.text.encode import ANY_TOKEN, Encoded, encode, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.lists import coordinations, list_regex
from kg.text.longlists import whole_lists
from kg.text.mention import CRAFT, PARTIES, Mention, is_stand_in, without_overlap
from kg.text.names import found_person
from kg.text.seats import Seats, own_agencies
from kg.text.staff import staff

_THINGS = ("Programme", "Mission", "Spacecraft", "Organisation", "Agreement")
_GROUPS = (
    PARTIES,
    ("Person", "Name"),
    ("Programme", "Mission"),
    ("Spacecraft",),
    ("Agreement",),
    ("Demonym",),
)
_IN_BRACKETS = re.compile(rf"({ANY_TOKEN})\s*\(\s*\"?(?:or\s+)?({ANY_TOKEN})\"?\s*\)")
_TWICE = re.compile(rf"({ANY_TOKEN}),?\s+(?:the\s+)?({ANY_TOKEN})")
"""A name and its acronym right behind it: "the Indian Space Research Organisation, ISRO"."""
_SMALL = (
    "the a an of in on at by to for from with and or but as its their his her this that which who"
    " is are was were be been has have had will would not into under over than up out about"
    " between among against during after before through via within without towards alongside behind"
    " aboard atop since until when while where"
).split()
_MODIFIER = rf"(?!(?:{'|'.join(_SMALL)})\b)[\w'-]+"
_MADE = (
    "led based built made backed funded operated owned designed developed run headed launched"
    " manufactured supplied sponsored proposed"
).split()
_PREMODIFIER = rf"(?:(?:{ANY_TOKEN})-(?:{'|'.join(_MADE)})\s+(?:and\s+)?)+"
_ENDS = r"(?=\s*(?:[,.;:)]|—|$)|\s+(?:that|which|on|for|built|due|aboard|to|in|from|with|by)\b)"
_TAIL = (
    r"\s+(?:in|on|to|from|of|with|by|led|built|made|operated|developed)\b[^,;:\n\ue000]{1,80}(?=,)"
)
"""What more an apposition may say before the comma that closes it."""
_GOVERNMENT = r"(?:government|cabinet|parliament|council\s+of\s+ministers|side)(?![\w'-])"
_BODY_NOUN = (
    r"(?:counterpart|agency|authority|company|firm|operator|manufacturer|maker|contractor|corporation"
    r"|institute|institution|subsidiary|organi[sz]ation|body|entity|provider|start-?up|enterprise|giant)"
)
_BARE_AGENCY = r"(?:its|the|their)\s+(?:(?:national|state|space)\s+)*agency\b"
_STATED_AS = (
    rf"(?:(?:an?|the|its|their|his|her)\s+(?:(?:{ANY_TOKEN}(?:'s|-based)?|{_MODIFIER})\s+){{0,4}}?"
    rf"|(?<=\bby\s){ANY_TOKEN}-based\s+(?:{_MODIFIER}\s+){{0,2}}?)"
)
_CRAFT_NOUN = r"(?<![\w-])(?:satellite|cubesat|microsatellite|nanosatellite)"
_PLAIN_ADJECTIVE = (
    r"(?:new|newest|own|only|big|large|small|latest|next|national|military|civil|joint|modern|advanced"
    r"|home-grown|high-resolution|multi-mission)"
)
_HONOUR = r"(?:dr|mr|mrs|ms|prof|professor|col|gen|amb|hon|sir|h\.e)\.?\s+"
_ONE = token_regex(["Person", "Name"], plural=False)
_OFFICE = token_regex(["Title"], plural=False)
_TITLED = re.compile(
    rf"(?:{_OFFICE}\s*,?\s+(?:{_HONOUR})?(?P<after>{_ONE})"
    rf"|(?:{_HONOUR})?(?P<before>{_ONE}),\s+(?:the\s+)?{_OFFICE}(?=\s*(?:[,.;]|$|and\b))"
    rf"|{_HONOUR}(?P<plain>{_ONE}))"
)
_CALLED = (
    r"(?:programme|program|project|initiative|scheme|venture|mission|probe|lander|orbiter|flight"
    r"|station|outpost|constellation|agreement|treaty|convention)"
)
"""What a name may be called right before it: "the Soviet programme Interkosmos"."""
_ORGAN = (
    r"(?:(?:governing|executive|ruling|ministerial|supervisory|management)\s+)?"
    r"(?:council|board(?:\s+of\s+(?:directors|governors))?|management|leadership)"
)
"""What decides for a body: "the council of ESA", "CNSA's leadership"."""
_SPACE_ADJECTIVE = r"(?:lunar|moon|mars|space|joint|international|navigation|satellite)"


class Phrases:
    """Folds the phrases of one sentence."""

    def __init__(self, lexicon: Lexicon):
        self._heads, self._appositions = [], []
        for kind, nouns in sorted(lexicon.heads.items()):
            core = rf"(?P<core>{token_regex([kind], plural=False)})"
            noun = rf"(?:(?:{alternation(nouns)})(?![\w'-])|{_satellite_type(kind)})"
            self._heads.append(re.compile(rf"{core}\s+(?:{_MODIFIER}\s+){{0,3}}{noun}"))
            beside = rf"(?:an?|the|its)\s+(?:{_MODIFIER}\s+){{0,4}}{noun}(?:{_TAIL}|{_ENDS})"
            self._appositions.append(re.compile(rf"{core},\s+{beside}"))
        things = token_regex(_THINGS, plural=False)
        adjective = token_regex(("Demonym",), plural=False)
        owner = token_regex(PARTIES, plural=False)
        body, country = (token_regex([kind], plural=False) for kind in PARTIES[::-1])
        word = rf"(?:{_MODIFIER}|{token_regex(['Name'], plural=False)})\s+"
        self._states = re.compile(
            rf"(?:the\s+)?(?:{word}){{0,3}}(?:nation|country|state|kingdom|republic|sultanate|emirate"
            rf"|archipelago|island|principality)\s+of\s+(?:the\s+)?(?P<core>{country})"
        )
        self._of_country = re.compile(rf"(?P<core>{body})\s+of\s+(?:the\s+)?{country}")
        self._seats = Seats(lexicon)
        self._before = re.compile(
            rf"(?P<before>{_PREMODIFIER}|{adjective}\s+|{owner}'s?\s+)(?P<core>{things})"
        )
        joinable = token_regex(("Programme", "Mission", "Accord"), plural=False)
        self._called = re.compile(
            rf"(?<![\w-])(?:(?:{adjective}|{_SPACE_ADJECTIVE})\s+){{0,3}}{_CALLED}\s+(?P<core>{joinable})"
        )
        craft = token_regex(("Spacecraft",), plural=False)
        ordinal = token_regex(("Ordinal",), plural=False)
        kind = rf"(?P<kind>{token_regex(('SatelliteType',), plural=False)}|{_CRAFT_NOUN})"
        self._kinds = re.compile(
            rf"(?:(?:{owner}'s?|{adjective})\s+(?:(?:{ordinal}|{_PLAIN_ADJECTIVE})\s+){{0,2}})?"
            rf"(?:{token_regex(('Orbit',), plural=False)}\s+)?{kind}\s+(?P<core>{craft})"
        )
        number = token_regex(("Number",), plural=False)
        self._nth = re.compile(
            rf"(?<![\w'-])(?:the\s+(?:{ordinal}|other|latest|newest|last)(?:\s+(?:one|of\s+(?:them|these|the\s+{number})))?"
            rf"|(?:the\s+)?{number})\s*,\s*(?:the\s+)?(?P<core>{craft})\s*,(?=\s+(?!and\b|or\b)\w)"
        )
        people = token_regex(("Demonym",), plural=False)
        self._governments = re.compile(
            rf"(?:(?:\w+\s+)?government\s+of\s+(?:the\s+)?(?P<of>{country})"
            rf"|(?P<own>{country})(?:'s?)?\s+{_GOVERNMENT}|(?P<adjective>{people})\s+{_GOVERNMENT})"
        )
        self._governments_of = re.compile(
            rf"(?:the\s+)?governments\s+of\s+(?:the\s+)?({country})\s+and\s+(?:of\s+)?(?:the\s+)?({country})"
        )
        self._two_governments = re.compile(
            rf"({people})\s+and\s+(?:the\s+)?({people})\s+(?:governments?|cabinets|sides?)(?![\w'-])"
        )
        owned = rf"(?:(?:{ANY_TOKEN}|\w+)-(?:owned|run|based|controlled|headquartered|backed)\s+)"
        self._described = re.compile(
            rf"(?<![\w'-])(?!{_BARE_AGENCY})(?:{_STATED_AS}{_BODY_NOUN}\s+|{_STATED_AS}(?:counterpart|subsidiary)\s*,"
            rf"\s+(?:the\s+(?:space\s+)?agency\s+)?|(?:an?|the)\s+{owned}+)(?P<core>{body})"
        )
        self._own_agency = re.compile(
            rf"(?:the\s+)?{country}'s\s+(?:own\s+|national\s+)?space\s+agency(?P<apart>,)?"
            rf"\s+(?:the\s+)?(?P<core>{body})(?(apart)(?=\s*,)|(?!'s))"
        )
        self._organs = re.compile(
            rf"(?<![\w'-])(?:the\s+)?{_ORGAN}\s+of\s+(?:the\s+)?(?P<core>{body})(?!'s)"
        )
        self._own_organ = re.compile(
            rf"(?P<core>{body})'s\s+{_ORGAN}(?<!leadership)(?<!management)(?![\w'-]|\s+(?:of|for)\b)"
        )
        self._lists = [(list_regex(group), group) for group in _GROUPS]

    def fold_names(self, text: str, start: int, end: int, mentions: list[Mention]) -> list[Mention]:
        """Fold an acronym in brackets into the name that it abbreviates."""
        encoded = encode(text, start, end, mentions)
        folded = []
        for match in _TWICE.finditer(encoded.text):
            name, again = encoded.mention(match[1]), encoded.mention(match[2])
            if name.entity is not None and name.entity == again.entity and name.type != "Country":
                folded.append(replace(name, end=encoded.end(match.end())))
        for match in _IN_BRACKETS.finditer(encoded.text):
            name, acronym = encoded.mention(match[1]), encoded.mention(match[2])
            if name.entity is not None and name.entity == acronym.entity:
                folded.append(replace(name, end=encoded.end(match.end())))
        return without_overlap([*folded, *mentions])

    def fold_heads(self, text: str, start: int, end: int, mentions: list[Mention]) -> list[Mention]:
        """Fold what belongs to a name: nouns behind, "a satellite" beside, adjectives before."""
        for patterns in (self._heads, self._appositions, [self._of_country]):
            encoded = encode(text, start, end, mentions)
            mentions = without_overlap([*_widened(encoded, patterns), *mentions])
        seated = self._seats.find(encode(text, start, end, mentions))
        mentions = without_overlap([*seated, *mentions])
        mentions = self._fold_governments(encode(text, start, end, mentions), mentions)
        mentions = without_overlap([*staff(encode(text, start, end, mentions)), *mentions])
        for pattern in (
            self._called,
            self._described,
            self._kinds,
            self._states,
            self._before,
            self._nth,
            self._own_agency,
            self._organs,
            self._own_organ,
        ):
            encoded = encode(text, start, end, mentions)
            wider = []
            for match in pattern.finditer(encoded.text):
                if pattern is self._kinds and encoded.words(*match.span("kind"))[-1] == "s":
                    continue  # "the radar satellites A and B"
                mention = encoded.mention(match["core"])
                whole = pattern in (self._nth, self._own_organ)
                stop = encoded.end(match.end()) if whole else mention.end
                wider.append(replace(mention, start=encoded.start(match.start()), end=stop))
            mentions = without_overlap([*wider, *mentions])
        return mentions

    def _fold_governments(self, encoded: Encoded, mentions: list[Mention]) -> list[Mention]:
        """Let a government stand for its country."""
        folded = []
        pairs = (self._two_governments, self._governments_of)
        for match in (m for pattern in pairs for m in pattern.finditer(encoded.text)):
            start, end = encoded.start(match.start()), encoded.end(match.end())
            two = tuple(replace(encoded.mention(match[n]), type="Country") for n in (1, 2))
            folded.append(Mention(start, end, "Country", kind="list", members=two))
        for match in self._governments.finditer(encoded.text):
            token = match["of"] or match["own"] or match["adjective"]
            start, end = encoded.start(match.start()), encoded.end(match.end())
            folded.append(replace(encoded.mention(token), start=start, end=end, type="Country"))
        return without_overlap([*folded, *mentions])

    def fold_lists(self, text: str, start: int, end: int, mentions: list[Mention]) -> list[Mention]:
        """Fold coordinations of like things ("A, B and C") into one mention each."""
        mentions = self._fold_titles(encode(text, start, end, mentions), mentions)
        agencies = own_agencies(encode(text, start, end, mentions))
        mentions = without_overlap([*agencies, *mentions])
        for pattern, types in self._lists:
            encoded = encode(text, start, end, mentions)
            lists = list(coordinations(encoded, pattern, types))
            mentions = without_overlap([*lists, *mentions])
        return without_overlap([*whole_lists(encode(text, start, end, mentions)), *mentions])

    def fold_stand_ins(self, encoded: Encoded) -> Encoded:
        """Return a sentence with "the commission and the firm" as one, once they are known."""
        if not any(map(is_stand_in, encoded.mentions)):
            return encoded
        pattern, types = self._lists[0]
        lists = []
        for many in coordinations(encoded, pattern, types):
            within = [m for m in encoded.mentions if many.start <= m.start and m.end <= many.end]
            linked = any(m.head == "relative" or m.start == m.end for m in within)
            if any(map(is_stand_in, within)) and not linked:
                lists.append(many)
        mentions = without_overlap([*lists, *encoded.mentions])
        return encode(encoded.source, *encoded.span, mentions)

    @staticmethod
    def _fold_titles(encoded: Encoded, mentions: list[Mention]) -> list[Mention]:
        """Fold a title without a body into its person: "Ambassador X", "X, minister of Y"."""
        folded = []
        for match in _TITLED.finditer(encoded.text):
            person = encoded.mention(match["after"] or match["before"] or match["plain"])
            entity = person.entity or found_person(person.value)
            start, end = encoded.start(match.start()), encoded.end(match.end())
            folded.append(replace(person, start=start, end=end, type="Person", entity=entity))
        return without_overlap([*folded, *mentions])


def _widened(encoded: Encoded, patterns: Iterable[re.Pattern[str]]) -> Iterator[Mention]:
    """Yield each mention with the words that a pattern adds behind it."""
    for pattern in patterns:
        for match in pattern.finditer(encoded.text):
            mention, stop = encoded.mention(match["core"]), encoded.end(match.end())
            head = " ".join(encoded.source[mention.end : stop].split())
            yield replace(mention, end=stop, head=head)


def _satellite_type(kind: str) -> str:
    """Return a regex for a satellite type as the head of a spacecraft's name, else nothing."""
    return token_regex(("SatelliteType",), plural=False) if kind in CRAFT else "(?!)"
