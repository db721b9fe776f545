"""Names that no registry knows: titles, organisations and people found in text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import EntityRef, slugify
from kg.model.fold import printed
from kg.text.bodies import Bodies
from kg.text.bodynames import PLAIN_NAMES, before_another, known_as, without_seat
from kg.text.hints import Hint
from kg.text.lexicon import Lexicon, alternation
from kg.text.masked import Masked
from kg.text.mention import Mention
from kg.text.nameforms import CAPITALISED, GAP, NAME_STARTS, NO_NAME_PART, UPPER
from kg.text.plainnames import PlainNames

_PARTICLE = (
    r"(?:ul|al|bin|bint|ibn|binti|de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|ten|zu|zur|la"
    r"|le|y|e|el|ur|uz|ud|abu|af|av|[Ss]t\.)"
)
_PART = (
    rf"{NO_NAME_PART}(?:(?:[Aa]l|[Ee]l|d|[Dd]e|[Ll]a)[-'’])?[{UPPER}](?:[\w-]|['’](?!s\b)(?=\w))*"
)
_HONORIFICS = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Academician|Dr|Drs|Prof|Professor|Comrade|Sir|Dame|Lord|Lady|Hon|Rt|The\sHonou?rable|Honou?rable"
    r"|Amb|Eng|Engr|Ing|Arch|Shri|Smt|Sri|Sheikh|Sheikha|Shaikh|Dato'?|Datuk|Tan\sSri|Tun|Haji|Hajj"
    r"|H\.?\s?E|H\.?\s?R\.?\s?H|His\sExcellency|Her\sExcellency|His\sHighness|Her\sHighness|Excellency"
    r"|Air\s(?:Vice\s|Chief\s)?Marshal|Air\sCommodore|Wing\sCommander|Group\sCaptain|Squadron\sLeader"
    r"|Gen|Lt|Maj|Col|Brig|Capt|Cdr|Cmdr|Adm|Rear|Vice\sAdm|Air|Sqn|Wg|Gp|Flt|General|Lieutenant|Major"
    r"|Brigadier|Colonel|Captain|Admiral|Retd|Rev|Fr|Ir|Msc|PhD)"
)
_HONORED = rf"(?:{_HONORIFICS}(?:\.,?\s*|,?\s+)(?:\((?:Dr|Prof|Retd|retd)\.?\)\s+)?){{1,4}}"
_NUMERAL = r"\s+(?:II|III|IV|VI|VII|VIII|XIV|XVI)(?![\w-])"
"""What tells a ruler from others of the name: "Abdullah II"."""
_NICKNAME = rf"\s+[\"'][{UPPER}][\w.-]{{1,15}}[\"'](?=\s+[{UPPER}])"
"""What friends call somebody, amid the name: 'Joko "Jokowi" Widodo'."""
_PERSON = re.compile(
    rf"(?<![\w'’.-])(?:{_HONORED})?(?:(?:[{UPPER}]\.\s?){{0,3}}[{UPPER}]\.|{NAME_STARTS}{_PART}(?:\.(?=\s[{UPPER}]))?)"
    rf"(?:(?:(?:{_NICKNAME})?\s+(?:{_PARTICLE}\s+){{0,2}}(?:(?:[{UPPER}]\.)+|{NAME_STARTS}{_PART})){{1,4}}"
    rf"(?:,?\s+(?:Jr|Sr)\b\.?|{_NUMERAL})?|{_NUMERAL})"
)
_A_NICKNAME = re.compile(_NICKNAME)
_HONORIFIC = re.compile(rf"^{_HONORED}")
_GIVEN_NAMES = ("Dean", "Sultan", "King", "Emir", "Prince")
"""Titles that are given names too: before a single surname they are taken for one."""
_SURNAME = re.compile(rf"\s+{_PART}(?!\s+(?:{_PARTICLE}\s+)?[{UPPER}])")
HONORED = re.compile(rf"(?<![\w'’-]){_HONORED}$")
"""Honorifics that end a stretch: "Prof. Dr. " before a name."""
_FURTHER = re.compile(rf"(?:\s+{NAME_STARTS}{_PART}){{1,3}}(?![\w-])")
_IS_PERSON = re.compile(
    rf"{NAME_STARTS}{_PART}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{NAME_STARTS}{_PART}){{1,4}}"
)
_OF_A_COUNTRY = re.compile(r"\s+of\s+(?:the\s+)?$")
_SOME_AGENCY = re.compile(r"Space\s+(?:Agency|Cent(?:re|er)|Authority|Administration|Commission)")
"""No name: what stands before it says whose it is."""
_AT_THE = re.compile(r"\bat\s+the\s+\Z")
_AND = re.compile(r"\s+(?:and|&)\s+")
_THINGS = r"(?:Base|Station|Range|Medal|Award|Prize|Museum)\b"
"""What is named after a body: "Vandenberg Air Force Base"."""
_FOR = re.compile(r"\s+for\s")
_JOINED = re.compile(r"\s*,?\s*(?:and|&)\s+(?:the\s+)?")
_SUBJECTS_OF_PAPERS = ("Programme", "Mission", "Spacecraft", "Satellite", "Module")
"""Types of what a treaty may bear in its name."""
_ORG_TYPES = (
    (re.compile(r"\bUniversity|\bCollege|\bInstitute of Technology"), "University"),
    (re.compile(r"\bSpace (?:Agency|Administration|Commission)"), "Agency"),
    (
        re.compile(
            r"\b(?:Corporation|Company|Industries|Systems|Technologies|Dynamics|Robotics|Networks|Telecom|Ltd|Inc)\b"
        ),
        "Company",
    ),
)


def of_papers(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without names that only begin that of a document.

    In "the Technology Safeguards Agreement" nobody is called Technology Safeguards, and nobody
    signs the Gateway who signs the Gateway Treaty.
    """
    following = [*mentions[1:], None]
    return [
        one
        for one, behind in zip(mentions, following, strict=False)
        if behind is None
        or behind.type != "Document"
        or not text[one.end : behind.start].isspace()
        or not (
            one.type == "Name" or (one.type in _SUBJECTS_OF_PAPERS and text[behind.start].isupper())
        )
    ]


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
        self._bodies = Bodies(lexicon)
        self._plain = PlainNames(lexicon)
        heads = alternation(lexicon.words["titles"])
        self._heads = Hint(lexicon.words["titles"])
        modifiers = alternation(lexicon.words["title-modifiers"])
        words = rf"{CAPITALISED}(?:\s+{CAPITALISED}){{0,6}}"
        tail = (
            rf"(?:\s+(?:of|for)\s+(?:the\s+)?{NAME_STARTS}{words}"
            rf"(?:(?:,\s+{words}){{1,4}},?\s+and\s+(?:the\s+)?{words}"
            rf"|\s+(?:and|&)\s+(?:the\s+)?(?!(?:(?i:{modifiers})\s+)*(?i:{heads})\b){words})?"
            r"|\s+(?:for|of)\s+(?!its\b|their\b|the\s+(?:country|state|space\s+agenc))(?:(?!(?:an?|on|at|by|with|who|which|that|was|is|has|had|were|said|says|told|signed|will|met|to)\b)[a-z-]+,?\s+){0,7}(?:affairs|relations|policy|sciences?|exploration|operations"
            r"|technology|technologies|programmes?|programs?|cooperation|missions?|flight|research|innovation|space"
            r"|(?:tele)?communications?|transportation|transport|growth|planning|finance|trade|energy|environment|infrastructure|agriculture|transformation|development|education|transport|industry|spaceflight|engineering|strategy|security"
            r"|observation|navigation|launchers|applications|projects?|partnerships|economy|services|defence|defense)"
            r"(?![\w-]|\s+(?:agenc|organi[sz]ation|cent(?:re|er)|commission|administration|corporation|company|body))|\s+of\s+(?!its\b|their\b|the\b)[a-z]+(?:\s+[a-z]+){0,3}(?=\s+(?:at|of|with|for|in)\s)"
            rf"|,\s+(?:the\s+)?{words}\s+(?:Directorate|Division|Department|Branch|Section|Unit|Affairs|Operations|Programs?"
            rf"|Relations|Programmes?))?(?:\s+\([^()\n]{{1,30}}\)(?=\s+(?:in|of|at)\s|,?\s+[{UPPER}]))?"
        )
        topics = alternation(lexicon.lists["office-topics"])
        topic = rf"(?:(?=[{UPPER}])(?i:{topics})(?![\w-]))"
        self._of_offices = frozenset((*lexicon.lists["office-topics"], "and", "of", "the", ""))
        self._no_people = frozenset(lexicon.lists["not-people"])
        self._topics = re.compile(rf".*(?<![\w-])(?:{topics})(?=\s+(?P<rest>\S.*))", re.IGNORECASE)
        self._title = re.compile(
            rf"(?<![\w'-])(?:(?i:{modifiers})\s+and\s+(?=(?i:{modifiers})\s+(?i:{heads})\b))?(?:(?:{topic}(?:,\s+{topic})*\s+(?:and|&)\s+)(?={topic}\s+(?i:{heads})\b))?(?:(?:(?i:{modifiers})|{NAME_STARTS}{CAPITALISED})[\s-]+){{0,4}}(?i:{heads})(?![\w-]|\s+(?:cent(?:re|er)s?|corps|training|class|selection|team|office|corporation)\b){tail}"
        )
        ends = alternation(lexicon.words["organisation-heads"])
        self._closing = frozenset(lexicon.words["organisation-heads"])
        no_head = rf"(?!(?:{ends}|(?i:{heads}))\b)"
        listed = rf"(?:{no_head}{CAPITALISED})(?:{GAP}{no_head}{CAPITALISED}){{0,6}}"
        of = (
            rf"(?:{GAP}(?:of|(?<!Corporation\s)(?<!Company\s)(?<!Industries\s)(?<!Systems\s)for|de|of\s+the"
            rf"|(?<!Corporation\s)(?<!Company\s)for\s+the){GAP}{NAME_STARTS}{words}"
            rf"(?:(?:,\s+{listed}){{0,3}},?\s+(?:and|&)\s+{listed}(?!['’]s)(?!\w|\s+(?:{ends})\b))?)"
        )
        field = rf"(?:(?=[{UPPER}])(?i:{topics}))"
        joined = rf"(?:{field}(?:,\s+{field})*\s+(?:and|&)\s+(?:{CAPITALISED}{GAP}){{1,3}})"
        word = rf"{NAME_STARTS}{CAPITALISED}{GAP}"
        self._organisation = re.compile(
            rf"(?<![\w'&-])(?:(?:{word}){{0,5}}?{joined}(?:{ends}){of}{{0,2}}|(?:{word}){{1,6}}(?:{ends}){of}{{0,2}}|(?:{ends}){of}{{1,2}})"
            rf"(?![\w-]|\s+(?i:{heads})\b|\s+{_THINGS})"
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
            at_the = words.lower().startswith("head") and _AT_THE.search(text[start:begin])
            if words.lower() != "member" and not at_the:  # of a programme, as a rule
                yield Mention(begin, stop, "Title", value=words, kind="value")

    def _before_person(self, words: str) -> int:
        """Return how long a title or name is that runs on into a person's name, 0 if it does not.

        "Minister of Industry and Technology Ana Ruiz" ends with the last word that is a topic.
        """
        topic = self._topics.match(words)
        rest = _AND.split(topic["rest"], maxsplit=1)[0] if topic is not None else ""
        if topic is None or not rest or rest.split()[-1].lower() in self._no_people:
            return 0
        return topic.end() if _IS_PERSON.fullmatch(rest) else 0

    def organisations(
        self, text: str, start: int, end: int, known: Sequence[Mention] = ()
    ) -> Iterator[Mention]:
        """Yield organisations that their name shows to be such ("… Institute of …").

        A known body that opens such a name ends before "and" and another known one.
        """
        owners = {one.start: one for one in known if one.entity is not None}
        for begin, stop, name, kind in self._bodies.found(printed(text)):
            body = EntityRef(f"organisation/{slugify(name)}", name, kind)
            yield known_as(text, Mention(begin, stop, kind, body, kind="found"), owners)
        closing = {begin: mention.end for begin, mention in owners.items()}
        for match in self._organisation.finditer(printed(text), start, end):
            begin = match.start() + self._plain.ahead(match.group())
            if begin > match.start() and not self._organisation.fullmatch(text, begin, match.end()):
                continue
            stop = begin + (self._before_person(text[begin : match.end()]) or match.end() - begin)
            first = closing.get(begin, stop)
            joined = _JOINED.match(text, first, stop)
            two = joined is not None and closing.get(joined.end(), stop + 1) <= stop
            if two or (first < stop and _FOR.match(text, first, stop)):
                continue
            stop = self._before_country(text, begin, stop, known)
            stop = before_another(text, begin, stop, known)
            stop = without_seat(text, begin, stop, known)
            name = " ".join(text[begin:stop].split())
            if self._is_named(name):
                kind = next(
                    (kind for form, kind in _ORG_TYPES if form.search(name)), "Organisation"
                )
                body = EntityRef(f"organisation/{slugify(name)}", name, kind)
                found = Mention(begin, stop, kind, body, kind="found")
                yield known_as(text, found, owners)

    def _is_named(self, name: str) -> bool:
        """Tell whether words name one body, and not what many are called."""
        if _SOME_AGENCY.fullmatch(name) or self._plain.are_all(name):
            return False
        return any(word.lower().strip(",&") not in self._of_offices for word in name.split())

    def _before_country(self, text: str, start: int, stop: int, known: Sequence[Mention]) -> int:
        """Return where a name ends that is whole without the country behind it."""
        for mention in known:
            if mention.type == "Country" and start < mention.start < mention.end <= stop:
                ahead = _OF_A_COUNTRY.search(text, start, mention.start)
                words = text[start : ahead.start()].split() if ahead is not None else []
                named = any(word not in PLAIN_NAMES for word in words[:-1])
                if ahead is not None and named and words[-1] in self._closing:
                    return ahead.start()
        return stop

    @staticmethod
    def people(masked: Masked) -> Iterator[Mention]:
        """Yield capitalised names of two words or more, of nobody knows what yet."""
        for start, end, words in masked.find(_PERSON):
            if _SOME_AGENCY.fullmatch(words):
                continue
            plain = _A_NICKNAME.sub("", words)
            yield Mention(start, end, "Name", value=plain, kind="found")
