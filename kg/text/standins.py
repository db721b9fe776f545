"""Who and what is meant where a person or a body is named again in short.

"Borisov", "she", "its director", "the lab's head": each becomes a mention of what it refers
to, but only beside a title or a verb of office, and only where one antecedent is in question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.model import EntityRef
from kg.text.anaphor import anaphor_of
from kg.text.discourse import Discourse, most_named, subject_of
from kg.text.encode import Encoded, encode, token_regex
from kg.text.heshe import named_before, spoken_of
from kg.text.home import Home
from kg.text.lastbody import last_body
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention, is_a, without_overlap
from kg.text.names import HONORED, found_person, goes_on
from kg.text.offices import Offices

_TITLE = token_regex(["Title"], plural=True)
_NAMED = token_regex(["Person", "Name"], plural=False)
_ITS = re.compile(rf"(?<![\w'-])(?P<word>its|their)(?=\s+(?:(?:then|current|new)\s+)?{_TITLE})")
_PARTY = token_regex(["Organisation", "Country"], plural=False)
_APART = re.compile(
    r"\b(?:while|whereas)\s|;\s|\b(?:after|before|when|since|because|until|as|that|and|but|where)\s+"
    rf"(?:the\s+)?(?P<own>{_PARTY})(?=\s+(?:\w+ly\s+)?"
    r"(?:has|had|have|is|was|will|would|said|says|told|\w+ed)\b)"
)
"""Where a clause begins that has a subject of its own."""
_WHOSE = re.compile(
    rf"(?P<owner>{_PARTY})(?:\s*,)?\s+(?P<word>whose)(?=\s+(?:(?:then|current|new)\s+)?{_TITLE})"
)
_SPEAKS = re.compile(
    rf"({_NAMED})\s+(?:said|told|says|explained|added|noted|stressed|announced|stated)\b"
    rf"|\b(?:said|told|says|explained|added)\s+({_NAMED})"
)
_HEADS = r"(?:heads?|leads?|directs?|runs?|headed|led|ran)"
_STEMS = {"lab": "laborator", "laboratory": "laborator", "centre": "cent", "center": "cent"}
_STEMS |= {"organisation": "organi", "organization": "organi"}
_KINDS = {
    "agency": ("Agency",),
    "company": ("Company",),
    "corporation": ("Agency",),
    "firm": ("Company",),
    "operator": ("Company",),
    "manufacturer": ("Company",),
    "university": ("University",),
}
_WORD = re.compile(r"(?<![\w'’.-])[^\W\d_a-z](?:[\w-]|['’](?!s\b)(?=\w))+")
_HONOR = 30
"""How many characters before a name its honorifics may begin."""
_FAMILY_FIRST = frozenset(
    "Zhang Wang Li Wu Liu Chen Yang Huang Zhao Zhou Xu Sun Zhu Hu Guo He Lin Gao Luo Xi Bian Gan"
    " Ding Peng Feng Tang Dong Deng Cao Lee Kim Park Choi Yoon Jung Cho Kang Han Lim Shin Nguyen"
    " Tran Pham Hoang Phan Bui".split()
)
"""Family names that stand before the given name."""


@dataclass
class Known:
    """Who has been spoken of in a document.

    Args:
        home: the states of the text.
        bodies: person -> whom they stand for.
        surnames: the word by which a person is named again -> the person.
        latest: the people of the last sentence that named any.
    """

    home: Home = field(default_factory=Home)
    bodies: dict[EntityRef, EntityRef] = field(default_factory=dict)
    surnames: dict[str, EntityRef] = field(default_factory=dict)
    latest: list[Mention] = field(default_factory=list)

    def remember(self, encoded: Encoded) -> None:
        """Take in a sentence that has been read: its people, and the state it is about."""
        subject = subject_of(encoded, len(encoded.text), ("Country",))
        self.home.lead = subject.entity if subject is not None else None
        people = [one for m in encoded.mentions for one in m.each() if one.type == "Person"]
        for person in people:
            if person.entity is not None:
                self.surnames[_surname(person.entity.label)] = person.entity
                if person.affiliation is not None:
                    self.bodies[person.entity] = person.affiliation
        tokens = [found[1] or found[2] for found in _SPEAKS.finditer(encoded.text)]
        said = [m for token in tokens if (m := encoded.mention(token)).type == "Name"]
        people += [replace(m, type="Person", entity=found_person(m.value)) for m in said]
        self.latest = people or self.latest


@dataclass(frozen=True)
class Scene:
    """A sentence to be read, and what went before it.

    Args:
        text: the document's text.
        start: first code point of the sentence.
        end: code point after its last one.
        known: the people spoken of.
        discourse: the things spoken of.
    """

    text: str
    start: int
    end: int
    known: Known
    discourse: Discourse

    def encode(self, mentions: list[Mention]) -> Encoded:
        """Return the sentence as patterns read it."""
        return encode(self.text, self.start, self.end, mentions)


class StandIns:
    """Finds who and what is named in short.

    Args:
        lexicon: its list `bodies` has the nouns that stand for a body.
        offices: knows which body belongs to which state.
    """

    def __init__(self, lexicon: Lexicon, offices: Offices):
        self._offices = offices
        names = lexicon.lists["agencies-without-president"]
        self._unchaired = frozenset(f"organisation/{name}" for name in names)
        nouns = alternation(lexicon.lists["bodies"])
        adjective = token_regex(["Demonym", "Country"], plural=False)
        the = (
            rf"the\s+(?:same\s+)?(?:(?P<of>{adjective})\s+)?"
            rf"(?:(?:space|state|national)\s+)?(?P<noun>{nouns})"
        )
        behind = rf"(?:{_TITLE}\s+(?:{_NAMED}\s*,?\s+)?(?:of|at|for|with|in)|\bat)\s+"
        self._bodies = [
            re.compile(rf"(?<![\w'-])(?P<word>{the})(?='s\s+(?:then\s+)?{_TITLE})"),
            re.compile(rf"\b{_HEADS}\s+(?P<word>{the})(?![\w-])"),
            re.compile(rf"{behind}(?P<word>{the})(?!'s|[\w-])"),
        ]
        self._in_title = re.compile(rf"^(?P<noun>{nouns})\s+\w", re.IGNORECASE)
        self._of_title = re.compile(rf"\s(?:of|for|at)\s+the\s+(?P<noun>{nouns})$", re.IGNORECASE)

    def named(self, scene: Scene, plain: list[Mention]) -> list[Mention]:
        """Return mentions with people's names whole, and with surnames that stand alone."""
        plain = list(_named_twice(scene.text, plain))
        whole = [*_in_short(scene, plain), *_whole(scene, plain)]
        return without_overlap([*whole, *plain, *_named_again(scene)])

    def find(self, scene: Scene, encoded: Encoded) -> list[Mention]:
        """Return a mention for "its", "she", "the lab" where a title or a verb asks whose."""
        found: list[Mention] = []
        for match in _ITS.finditer(encoded.text):
            subject = _subject_before(encoded, match.start()) or last_body(
                scene.text, scene.start, scene.known.latest, scene.discourse
            )
            if subject is None or subject.entity is None:
                continue
            if is_a(subject, ["Organisation", "Country"]):
                found += anaphor_of(encoded, match, subject)
        for match in _WHOSE.finditer(encoded.text):
            found += anaphor_of(encoded, match, encoded.mention(match["owner"]))
        for match in (m for pattern in self._bodies for m in pattern.finditer(encoded.text)):
            country = encoded.mention(match["of"]).entity if match["of"] else None
            ahead = named_before(encoded, match.start("word"))
            found += anaphor_of(encoded, match, self._body(match["noun"], country, ahead, scene))
        found += spoken_of(encoded, scene.known.latest, scene.known.bodies)
        return found

    def body_in_title(self, title: str, encoded: Encoded, at: int, scene: Scene) -> Mention | None:
        """Return the body of "Center Director" or "Commissioner": the latest so named."""
        found = self._in_title.match(title) or self._of_title.search(title)
        noun = found["noun"].lower() if found is not None else ""
        if not noun and title.lower() == "commissioner":
            noun = "commission"
        return self._body(noun, None, named_before(encoded, at), scene) if noun else None

    def only_agency(self, encoded: Encoded, at: int, scene: Scene) -> Mention | None:
        """Return the agency that the sentence or the nearest one before names, if it is one."""
        ahead = named_before(encoded, at)
        only_one = self._body("agency", None, ahead, scene)
        subject = subject_of(encoded, at, ("Organisation",)) if only_one is None else None
        if subject is None or not self._may_be(subject, "agency", None):
            return only_one
        main = most_named([m for _, m in scene.discourse.latest if is_a(m, ["Organisation"])])
        return subject if main is not None and main.entity == subject.entity else None

    def chaired_agency(self, encoded: Encoded, at: int, scene: Scene) -> Mention | None:
        """Return the only agency unless it is one that has no president, as NASA has none."""
        agency = self.only_agency(encoded, at, scene)
        barred = agency is None or agency.entity is None or agency.entity.id in self._unchaired
        return None if barred else agency

    def names_body(self, title: str) -> bool:
        """Tell whether a title is told to be of a body: "president of the Academy"."""
        return self._of_title.search(title) is not None

    def _body(
        self, noun: str, country: EntityRef | None, ahead: list[Mention], scene: Scene
    ) -> Mention | None:
        """Return the body that a noun such as "agency" means, None where several may be meant."""
        fitting = [m for m in ahead if self._may_be(m, noun, country)]
        said = [
            (number, mention)
            for number, mention in scene.discourse.latest
            if self._may_be(mention, noun, country)
        ]
        if not fitting and said:
            last = said[-1][0]
            fitting = [mention for number, mention in said if number == last]
            if last < len(scene.discourse.subjects) - 1:  # the text may be on another
                main = most_named([mention for _, mention in said])
                fitting = [main] if main is not None else fitting
        return fitting[-1] if fitting and len({m.entity for m in fitting}) == 1 else None

    def _may_be(self, mention: Mention, noun: str, country: EntityRef | None) -> bool:
        """Tell whether a noun may mean this body, and whether it is of the country."""
        entity = mention.entity
        if entity is None or not is_a(mention, ["Organisation"]):
            return False
        if country is not None and self._offices.country_of(entity) != country:
            return False
        return _STEMS.get(noun, noun) in entity.label.lower() or is_a(mention, _KINDS.get(noun, ()))


def _subject_before(encoded: Encoded, position: int) -> Mention | None:
    """Return the subject of the clause in which a position lies, else of the sentence."""
    borders = list(_APART.finditer(encoded.text, 0, position))
    if borders and borders[-1]["own"]:
        return encoded.mention(borders[-1]["own"])
    opens = borders[-1].end() if borders else 0
    return subject_of(encoded, position, after=opens) or subject_of(encoded, position)


def _whole(scene: Scene, plain: list[Mention]) -> Iterator[Mention]:
    """Yield the people of the registry with honorifics before and further names behind."""
    limits = [*(m.start for m in plain[1:]), scene.end]
    before = [scene.start, *(m.end for m in plain[:-1])]
    for mention, limit, after in zip(plain, limits, before, strict=False):
        if mention.type == "Person" and mention.kind == "name":
            start = _honored(scene.text, after, mention.start)
            yield replace(mention, start=start, end=goes_on(scene.text, mention.end, limit))


def _in_short(scene: Scene, plain: list[Mention]) -> Iterator[Mention]:
    """Yield the names of which a person's name ends: "Dr Al Aseeri" for Mohamed Al Aseeri."""
    for mention in plain:
        words = found_person(mention.value).label.split() if mention.type == "Name" else []
        person = scene.known.surnames.get(words[-1]) if len(words) > 1 else None
        if person is not None and person.label.endswith(" " + " ".join(words)):
            body = scene.known.bodies.get(person)
            yield replace(mention, type="Person", entity=person, kind="anaphor", affiliation=body)


def _named_again(scene: Scene) -> Iterator[Mention]:
    """Yield the people who are named by their surname alone."""
    surnames = scene.known.surnames
    for match in _WORD.finditer(scene.text, scene.start, scene.end) if surnames else ():
        person = surnames.get(match.group())
        if person is not None:
            start = _honored(scene.text, scene.start, match.start())
            body = scene.known.bodies.get(person)
            yield Mention(start, match.end(), "Person", person, kind="anaphor", affiliation=body)


def _honored(text: str, after: int, start: int) -> int:
    """Return where the honorifics before a name begin."""
    ahead = HONORED.search(text[max(after, start - _HONOR) : start])
    return start - len(ahead.group()) if ahead is not None else start


def _named_twice(text: str, plain: list[Mention]) -> Iterator[Mention]:
    """Yield the mentions, those of one body side by side as one: "French space agency CNES"."""
    last: Mention | None = None
    for mention in plain:
        if last is not None:
            same = last.entity is not None and last.entity == mention.entity
            if same and text[last.end : mention.start].isspace():
                last = replace(last, end=mention.end)
                continue
            yield last
        last = mention
    if last is not None:
        yield last


def _surname(label: str) -> str:
    """Return the word by which a person is named again."""
    words = label.split()
    return words[0] if len(words) < 4 and words[0] in _FAMILY_FIRST else words[-1]
