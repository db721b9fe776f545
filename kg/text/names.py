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
CAPITALISED = r"[^\W\d_a-z](?:[\w&-]|['’](?!s\b))*"
_NOT_A_NAME = (
    "The This That These Those It Its They He She We I A An In On At By For From With And But Or As"
    " If When While After Before Since Under Both All Some Many Most Other Another Earlier Later"
    " Last Next First Second Third Now Then There Here Also Similarly However Meanwhile Moreover"
    " What Which Who Why How Where Mr Mrs Ms Dr Prof His Her Their Our No Not Yes Only Two Three"
    " Four Five Six Seven Eight Nine Ten According During Among Between Through Until So Thus Read"
    " To Of Over Within Without About Like Near"
).split()
NAME_STARTS = rf"(?!(?:{'|'.join(_NOT_A_NAME)})\b)"
_PARTICLE = (
    r"(?:ul|al|bin|bint|ibn|binti|de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|ten|zu|zur|la"
    r"|le|y|e|el|ur|uz|ud|abu|af|av|st\.)"
)
_UPPER = "".join(c for c in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))) if c.isupper())
"""Capital letters of the Latin alphabets, of Czech, Turkish and Vietnamese too."""
_PART = rf"(?:(?:[Aa]l|[Ee]l|d|[Dd]e|[Ll]a)[-'’])?[{_UPPER}](?:[\w-]|['’](?!s\b)(?=\w))*"
_HONORIFICS = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Drs|Prof|Professor|Sir|Dame|Lord|Lady|Hon|Rt|The\sHonou?rable|Honou?rable"
    r"|Amb|Eng|Engr|Ing|Arch|Shri|Smt|Sri|Sheikh|Sheikha|Shaikh|Dato'?|Datuk|Tan\sSri|Tun|Haji|Hajj"
    r"|H\.?\s?E|H\.?\s?R\.?\s?H|His\sExcellency|Her\sExcellency|His\sHighness|Her\sHighness|Excellency"
    r"|Air\s(?:Vice\s|Chief\s)?Marshal|Air\sCommodore|Wing\sCommander|Group\sCaptain|Squadron\sLeader"
    r"|Gen|Lt|Maj|Col|Brig|Capt|Cdr|Cmdr|Adm|Rear|Vice\sAdm|Air|Sqn|Wg|Gp|Flt|General|Lieutenant|Major"
    r"|Brigadier|Colonel|Captain|Admiral|Retd|Rev|Fr|Ir|Msc|PhD)"
)
_HONORED = rf"(?:{_HONORIFICS}(?:\.,?\s*|,?\s+)(?:\((?:Dr|Prof|Retd|retd)\.?\)\s+)?){{1,4}}"
_PERSON = re.compile(
    rf"(?<![\w'’.-])(?:{_HONORED})?(?:(?:[{_UPPER}]\.\s?){{0,3}}[{_UPPER}]\.|{NAME_STARTS}{_PART}(?:\.(?=\s[{_UPPER}]))?)"
    rf"(?:\s+(?:{_PARTICLE}\s+){{0,2}}(?:(?:[{_UPPER}]\.)+|{NAME_STARTS}{_PART})){{1,4}}"
)
_HONORIFIC = re.compile(rf"^{_HONORED}")
_GIVEN_NAMES = ("Dean", "Sultan", "King", "Emir", "Prince")
"""Titles that are given names too: before a single surname they are taken for one."""
_SURNAME = re.compile(rf"\s+{_PART}(?!\s+(?:{_PARTICLE}\s+)?[{_UPPER}])")
HONORED = re.compile(rf"(?<![\w'’-]){_HONORED}$")
"""Honorifics that end a stretch: "Prof. Dr. " before a name."""
_FURTHER = re.compile(rf"(?:\s+{NAME_STARTS}{_PART}){{1,3}}(?![\w-])")
_IS_PERSON = re.compile(
    rf"{NAME_STARTS}{_PART}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{NAME_STARTS}{_PART}){{1,4}}"
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
_PROPER = rf"{NAME_STARTS}{_NOT_NAMED}[A-ZÀ-Þ][\w'’-]*(?:\s(?:{_NOT_NAMED}[A-ZÀ-Þ][\w-]+|\d{{1,3}}[A-Z]?(?![\w.]))){{0,3}}"
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
    rf"(?P<name>{_PROPER})(?:\s\([^()]{{1,30}}\))?,\s+(?:an?|the|its|their|{_MASK}+'s)\s+(?:[\w'-]+\s+){{0,5}}"
    r"(?:satellite|spacecraft|cubesat|microsatellite|nanosatellite)(?=\s*(?:[,.;)]|$)|\s+(?:that|which"
    r"|built|made|for|of|in|to|launched|developed|designed|from|by|named|with|was|is|has|will)\b)"
)
_THE_MISSION = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|{_MASK}+'s)\s+(?:first\s+|planned\s+|joint\s+)?(?P<name>{_PROPER})\s+(?:[a-z-]+\s+){{0,2}}"
    r"(?:mission|probe|lander|orbiter|rover|space\s+telescope|spaceprobe|impactor)(?![\w-])"
    r"(?!\s+(?:control|director|commander|specialist|team|statement|manager))"
)
_BESIDE_MISSION = re.compile(
    rf"(?P<name>{_PROPER})(?:\s\([^()]{{1,30}}\))?,\s+(?:an?|the|its|their|{_MASK}+'s)\s+(?:[\w'-]+\s+){{0,5}}"
    r"(?:mission|probe|lander|orbiter|rover|observatory|telescope|impactor)(?=\s*(?:[,.;)]|$)|\s+(?:that|which|by"
    r"|built|made|for|of|in|to|launched|developed|designed|from|named|with|was|is|has|will|led|run)\b)"
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


def goes_on(text: str, end: int, limit: int) -> int:
    """Return where a person's name ends that goes on behind what the registry knows of it."""
    further = _FURTHER.match(text, end, limit)
    return further.end() if further is not None else end


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
        words = rf"{CAPITALISED}(?:\s+{CAPITALISED}){{0,6}}"
        tail = (
            rf"(?:\s+(?:of|for)\s+(?:the\s+)?{NAME_STARTS}{words}"
            rf"(?:(?:,\s+{words}){{1,4}},?\s+and\s+(?:the\s+)?{words}|\s+(?:and|&)\s+(?:the\s+)?{words})?"
            r"|\s+(?:for|of)\s+(?!its\b|their\b|the\s+(?:country|state|space\s+agenc))(?:[a-z-]+,?\s+){0,7}(?:affairs|relations|policy|sciences?|exploration|operations"
            r"|technology|technologies|programmes?|programs?|cooperation|missions?|flight|research|innovation|space"
            r"|communications?|development|education|transport|industry|spaceflight|engineering|strategy|security"
            r"|observation|navigation|launchers|applications|projects?|partnerships|economy|services|defence|defense)"
            r"(?![\w-]|\s+agenc)|\s+of\s+(?!its\b|their\b|the\b)[a-z]+(?:\s+[a-z]+){0,3}(?=\s+(?:at|of|with|for|in)\s)"
            rf"|,\s+(?:the\s+)?{words}\s+(?:Directorate|Division|Department|Branch|Section|Unit|Affairs|Operations|Programs?"
            r"|Relations|Programmes?))?(?:\s+\([^()\n]{1,30}\)(?=\s+(?:in|of|at)\s))?"
        )
        topics = alternation(lexicon.lists["office-topics"])
        self._of_offices = frozenset((*lexicon.lists["office-topics"], "and", "of", "the", ""))
        self._no_people = frozenset(lexicon.lists["not-people"])
        self._topics = re.compile(rf".*(?<![\w-])(?:{topics})(?=\s+(?P<rest>\S.*))", re.IGNORECASE)
        self._title = re.compile(
            rf"(?<![\w'-])(?:(?:(?i:{modifiers})|{NAME_STARTS}{CAPITALISED})[\s-]+){{0,4}}(?i:{heads})(?![\w-]){tail}"
        )
        ends = alternation(lexicon.words["organisation-heads"])
        listed = rf"(?:(?!(?:{ends})\b){CAPITALISED})(?:\s+(?!(?:{ends})\b){CAPITALISED}){{0,6}}"
        of = (
            rf"(?:\s+(?:of|(?<!Corporation\s)(?<!Company\s)(?<!Industries\s)(?<!Systems\s)for|de|of\s+the"
            rf"|(?<!Corporation\s)(?<!Company\s)for\s+the)\s+{NAME_STARTS}{words}"
            rf"(?:(?:,\s+{listed}){{0,3}},?\s+(?:and|&)\s+{listed}(?!['’]s)(?!\w|\s+(?:{ends})\b))?)"
        )
        self._organisation = re.compile(
            rf"(?<![\w'-])(?:(?:{NAME_STARTS}{CAPITALISED}\s+){{1,6}}(?:{ends}){of}{{0,2}}|(?:{ends}){of}{{1,2}})"
            rf"(?![\w-]|\s+(?i:{heads})\b)"
        )

    def titles(self, text: str, start: int, end: int, known: list[Mention]) -> Iterator[Mention]:
        """Yield the titles of people in a stretch, apart from the mentions already known."""
        if not self._heads.fits(text, start, end):
            return
        masked = Masked.of(text, start, end, known)
        for begin, stop, words in masked.find(self._title):
            behind = masked.text[stop - start :]
            if words in _GIVEN_NAMES and _SURNAME.match(behind):
                continue
            cut = self._before_person(masked.text[begin - start : stop - start])
            if cut:
                stop, words = begin + cut, " ".join(words.split())[:cut]
            if words.lower() != "member":  # of a programme, as a rule
                yield Mention(begin, stop, "Title", value=words, kind="value")

    def _before_person(self, words: str) -> int:
        """Return how long a title or name is that runs on into a person's name, 0 if it does not.

        "Minister of Industry and Technology Ana Ruiz" ends with the last word that is a topic.
        """
        topic = self._topics.match(words)
        if topic is None or topic["rest"].split()[-1].lower() in self._no_people:
            return 0
        return topic.end() if _IS_PERSON.fullmatch(topic["rest"]) else 0

    def organisations(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """Yield organisations that their name shows to be such ("… Institute of …")."""
        for match in self._organisation.finditer(printed(text), start, end):
            stop = match.start() + (self._before_person(match.group()) or len(match.group()))
            name = " ".join(text[match.start() : stop].split())
            if all(word.lower().strip(",&") in self._of_offices for word in name.split()):
                continue
            kind = next((kind for form, kind in _ORG_TYPES if form.search(name)), "Organisation")
            entity = EntityRef(f"organisation/{slugify(name)}", name, kind)
            yield Mention(match.start(), stop, kind, entity, kind="found")

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
                kind, place = _MISSION if pattern in (_THE_MISSION, _BESIDE_MISSION) else _CRAFT
                yield Mention(start, end, kind, EntityRef(f"{place}/{slugify(name)}", name, kind), kind="found")


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


def _is_near_craft(masked: Masked, start: int, end: int) -> bool:
    begin, stop = start - masked.start - _NEAR, end - masked.start + _NEAR
    return _NEAR_CRAFT.search(masked.text, max(0, begin), max(0, stop)) is not None
