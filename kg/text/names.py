"""Names that no registry knows: titles, organisations, people and spacecraft found in text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import EntityRef, slugify
from kg.model.fold import printed
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention

_MASK = "\ue002"
_CAP = r"[^\W\d_a-z](?:[\w&-]|['’](?!s\b))*"
_NOT_A_NAME = (
    "The This That These Those It Its They He She We I A An In On At By For From With And But Or As"
    " If When While After Before Since Under Both All Some Many Most Other Another Earlier Later"
    " Last Next First Second Third Now Then There Here Also Similarly However Meanwhile Moreover"
    " What Which Who Why How Where Mr Mrs Ms Dr Prof His Her Their Our No Not Yes Only Two Three"
    " Four Five Six Seven Eight Nine Ten According During Among Between Through Until So Thus Read"
    " To Of Over Within Without About Like Near"
).split()
_START = rf"(?!(?:{'|'.join(_NOT_A_NAME)})\b)"
_PARTICLE = (
    r"(?:ul|al|bin|bint|ibn|de|da|do|dos|das|del|della|di|du|van|von|der|den|la|le|y|e|el|ur)"
)
_PERSON = re.compile(
    rf"(?<![\w'’.-]){_START}[A-ZÀ-ÞĀ-Ž][\w'’-]*(?:\.(?=\s[A-Z]))?"
    rf"(?:\s+(?:{_PARTICLE}\s+){{0,2}}(?:[A-Z]\.|{_START}[A-ZÀ-ÞĀ-Ž][\w'’-]+)){{1,4}}"
)
_SURNAME_AFTER_TITLE = re.compile(rf"\s+({_START}[A-ZÀ-Þ][\w'’-]+)(?!\w)")
_HONORIFIC = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Gen|Lt|Col|Major|General|Colonel|H\.?E)\.?\s+"
)
_CRAFT_NOUN = (
    r"(?:satellites?|cubesats?|spacecraft|nanosatellites?|microsatellites?|smallsats?|orbiter|rover"
    r"|lander|probe|payload|module)"
)
_SAT_NAME = re.compile(
    r"\b(?!(?:Cube|Micro|Nano|Small|Mini|Pico)[Ss]ats?\b)[A-Z][\w-]*?(?:[Ss]at|SAT|[Cc]om)(?:[\s-]?(?:\d+[A-Za-z]?|[A-Z]\d?|I{1,3}|IV)(?![\w-]))?"
    r"(?![\w-])(?!\s+(?:programme|program|Agency))"
)
_BEFORE_CRAFT = re.compile(
    rf"(?<!\w)(?P<name>{_START}[A-Z][\w-]*(?:[\s-](?:[A-Z]?\d+[A-Z]?|[IVX]+))?)\s+(?:[a-z-]+\s+){{0,3}}{_CRAFT_NOUN}\b"
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
_PROPER = rf"{_START}{_NOT_NAMED}[A-ZÀ-Þ][\w'’-]*(?:\s(?:{_NOT_NAMED}[A-ZÀ-Þ][\w-]+|\d{{1,3}}[A-Z]?(?![\w.]))){{0,3}}"
_DESIGNATED = re.compile(
    rf"(?<![\w-]){_START}{_NOT_NAMED}(?P<name>[A-Z][A-Za-z]{{2,}}-\d{{1,3}}[A-Z]?)(?![\w-])"
    r"(?!\s+(?:\w+\s+)?(?:bus|platform|rocket|launch|carrier|engine|aircraft|jet|fighter|missile|plane))"
)
_THE_CRAFT = re.compile(
    rf"\b(?:[Tt]he|its|their|first|an?)\s+(?P<name>{_PROPER})\s+(?:[a-z-]+\s+){{0,2}}"
    r"(?:satellite|spacecraft|cubesat|microsatellite|nanosatellite)(?!\s+(?:[a-z]+er|[a-z]+or|compan"
    r"(?:y|ies)|program(?:me)?|firm|industry|technology|data|images?|imagery|system|network|"
    r"constellation|services?|navigation|launch|communications?|project|centre|center|tv|internet))\b"
)
_BESIDE_CRAFT = re.compile(
    rf"(?P<name>{_PROPER})(?:\s\([^()]{{1,30}}\))?,\s+(?:an?|the|its|their|{_MASK}+'s)\s+(?:[\w'-]+\s+){{0,5}}"
    r"(?:satellite|spacecraft|cubesat|microsatellite|nanosatellite)(?=\s*(?:[,.;)]|$)|\s+(?:that|which"
    r"|built|made|for|of|in|to|launched|developed|designed|from|by|named|with|was|is|has|will)\b)"
)
_NEAR_CRAFT = re.compile(r"satellite|spacecraft|cubesat|orbit|launch|probe|lifted\s+off", re.I)
_NEAR = 100
"""How many characters around a designation like "Amos-17" may show that a craft is meant."""
_ORG_TYPES = (
    (re.compile(r"\bUniversity|\bCollege|\bInstitute of Technology"), "University"),
    (re.compile(r"\bSpace (?:Agency|Administration|Commission)"), "Agency"),
    (re.compile(r"\b(?:Corporation|Company|Industries|Systems|Technologies|Ltd|Inc)\b"), "Company"),
)


@dataclass(frozen=True)
class Masked:
    """A stretch of a document in which the mentions are blotted out, length kept.

    Args:
        text: the stretch.
        start: document offset of its first code point.
    """

    text: str
    start: int

    @classmethod
    def of(cls, text: str, start: int, end: int, mentions: Iterable[Mention]) -> Masked:
        """Blot the mentions that lie in `text[start:end]`."""
        chars = list(printed(text)[start:end])
        for mention in mentions:
            if start <= mention.start and mention.end <= end:
                blot = _MASK * (mention.end - mention.start)
                chars[mention.start - start : mention.end - start] = blot
        return cls("".join(chars), start)

    def find(
        self, pattern: re.Pattern[str], group: int | str = 0
    ) -> Iterator[tuple[int, int, str]]:
        """Yield document offsets and words, spaces made single, of a group in each match."""
        for match in pattern.finditer(self.text):
            begin, stop = match.span(group)
            yield self.start + begin, self.start + stop, " ".join(match[group].split())


def found_person(name: str) -> EntityRef:
    """Return the entity of a person known only from a text."""
    plain = _HONORIFIC.sub("", " ".join(name.split()))
    return EntityRef(f"person/{slugify(plain)}", plain, "Person")


class Names:
    """Finds titles and unknown names by their form and surroundings."""

    def __init__(self, lexicon: Lexicon):
        heads = alternation(lexicon.words["titles"])
        modifiers = alternation(lexicon.words["title-modifiers"])
        words = rf"{_CAP}(?:\s+{_CAP}){{0,6}}"
        tail = (
            rf"(?:\s+(?:of|for)\s+(?:the\s+)?{_START}{words}"
            rf"(?:(?:,\s+{words}){{1,4}},?\s+and\s+(?:the\s+)?{words}|\s+(?:and|&)\s+(?:the\s+)?{words})?"
            r"|\s+for\s+(?:[a-z-]+\s+){0,5}(?:affairs|relations|policy|science|exploration|operations"
            r"|technology|programmes|programs|cooperation|missions|flight|research|innovation|space)"
            r"|\s+of\s+[a-z]+(?:\s+[a-z]+){0,3}(?=\s+(?:at|of|with)\s))?"
        )
        self._title = re.compile(
            rf"(?<![\w'-])(?:(?:(?i:{modifiers})|{_START}{_CAP})[\s-]+){{0,4}}(?i:{heads})(?![\w-]){tail}"
        )
        ends = alternation(lexicon.words["organisation-heads"])
        of = (
            rf"(?:\s+(?:of|for|de|for\s+the|of\s+the)\s+{_START}{words}"
            rf"(?:(?:,\s+{words}){{0,3}},?\s+(?:and|&)\s+{words})?)"
        )
        self._organisation = re.compile(
            rf"(?<![\w'-])(?:(?:{_START}{_CAP}\s+){{1,6}}(?:{ends}){of}{{0,2}}|(?:{ends}){of}{{1,2}})"
            rf"(?![\w-]|\s+(?i:{heads})\b)"
        )

    def titles(self, masked: Masked) -> Iterator[Mention]:
        """Yield the titles of people in a stretch."""
        for start, end, words in masked.find(self._title):
            yield Mention(start, end, "Title", value=words, kind="value")

    def organisations(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """Yield organisations that their name shows to be such ("… Institute of …")."""
        for match in self._organisation.finditer(printed(text), start, end):
            name = " ".join(text[match.start() : match.end()].split())
            kind = next((kind for form, kind in _ORG_TYPES if form.search(name)), "Organisation")
            entity = EntityRef(f"organisation/{slugify(name)}", name, kind)
            yield Mention(*match.span(), kind, entity, kind="found")

    @staticmethod
    def people(masked: Masked) -> Iterator[Mention]:
        """Yield capitalised names of two words or more, of nobody knows what yet."""
        for start, end, words in masked.find(_PERSON):
            yield Mention(start, end, "Name", value=words, kind="found")

    @staticmethod
    def spacecraft(masked: Masked) -> Iterator[Mention]:
        """Yield satellites and other craft that a noun or their form shows to be such."""
        for pattern, group in _CRAFT_FORMS:
            for start, end, name in masked.find(pattern, group):
                if pattern is _BEFORE_CRAFT and not _LIKE_CRAFT.search(name):
                    continue
                if pattern is _DESIGNATED and not _is_near_craft(masked, start, end):
                    continue
                entity = EntityRef(f"spacecraft/{slugify(name)}", name, "Satellite")
                yield Mention(start, end, "Satellite", entity, kind="found")


_CRAFT_FORMS: tuple[tuple[re.Pattern[str], int | str], ...] = (
    (_NAMED, "name"),
    (_SAT_NAME, 0),
    (_BEFORE_CRAFT, "name"),
    (_THE_CRAFT, "name"),
    (_BESIDE_CRAFT, "name"),
    (_DESIGNATED, "name"),
)


def _is_near_craft(masked: Masked, start: int, end: int) -> bool:
    begin, stop = start - masked.start - _NEAR, end - masked.start + _NEAR
    return _NEAR_CRAFT.search(masked.text, max(0, begin), max(0, stop)) is not None
