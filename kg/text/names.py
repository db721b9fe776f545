"""Names that no registry knows: titles, organisations, people and spacecraft found in text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import EntityRef, slugify
from kg.model.fold import printed
from kg.text.hints import Hint
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
    rf"{_CRAFT_NOUN}(?:,)?\s+(?:named|called|dubbed|known\s+as|nicknamed|christened)\s+[\"“']?"
    r"(?P<name>[A-Z][\w-]*(?:[\s-](?:\d+[A-Z]?|[A-Z]\d?|[A-Z][\w-]+))?)"
)
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
        self._heads = Hint(lexicon.words["titles"])
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

    def titles(self, text: str, start: int, end: int, known: list[Mention]) -> Iterator[Mention]:
        """Yield the titles of people in a stretch, apart from the mentions already known."""
        if self._heads.fits(text, start, end):
            masked = Masked.of(text, start, end, known)
            for begin, stop, words in masked.find(self._title):
                yield Mention(begin, stop, "Title", value=words, kind="value")

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
        for pattern, group in ((_SAT_NAME, 0), (_BEFORE_CRAFT, "name"), (_NAMED, "name")):
            for start, end, name in masked.find(pattern, group):
                if pattern is _NAMED or _LIKE_CRAFT.search(name):
                    entity = EntityRef(f"spacecraft/{slugify(name)}", name, "Satellite")
                    yield Mention(start, end, "Satellite", entity, kind="found")
