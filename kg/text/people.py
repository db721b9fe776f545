"""People and their offices: a name with all its titles becomes one mention.

First each title is folded with its body ("administrator of NASA"), then each name with its
titles. Both are read by the patterns that fold; here is what they need from the context:
which body "its director" means, whose title stands between two names, and the state of
"Prime Minister Ana Ruiz".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.model import EntityRef
from kg.model.registry import Registry
from kg.text.anaphora import Discourse, subject_of
from kg.text.encode import Encoded, encode, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.match import Match, Matcher
from kg.text.mention import Mention, is_a, without_overlap
from kg.text.names import HONORED, found_person, goes_on
from kg.text.offices import SURE, Home, Offices
from kg.text.patterns.files import Pattern
from kg.text.phrases import Phrases

Folding = tuple[Pattern, Matcher]
"""A pattern that folds, ready to be matched."""
_COLLEAGUE = "holdsPosition/colleague"
_TITLE = token_regex(["Title"], plural=True)
_NAMED = token_regex(["Person", "Name"], plural=False)
_BODY = token_regex(["Organisation", "Country", "Demonym"], plural=False)
_ITS = re.compile(rf"(?<![\w'-])(?P<word>its|their)(?=\s+(?:(?:then|current|new)\s+)?{_TITLE})")
_SHE = re.compile(
    r"(?:^|(?<=[.;:,]\s)|(?<=\band\s))\W*(?P<word>he|she)(?=\s+(?:is|was|has|had|heads?|headed|leads?|led|chairs?"
    r"|chaired|directs?|directed|runs?|ran|took|became|becomes|serves?|served|will)\b)"
)
_LISTED = re.compile(rf"(?:\s*,|\s+and)\s+(?:and\s+)?(?:the\s+)?{_BODY}|\s+[a-z]+(?<!and)\s")
_NEXT = re.compile(rf"\s*,?\s*{_NAMED}(?!\s*,\s*(?:the\s+|an?\s+)?{_TITLE})")
_TITLE_AHEAD = re.compile(rf"{_TITLE}\s*,\s*(?:and\s+)?$")
_NAMED_AHEAD = re.compile(rf"{_NAMED}\s*,\s*(?:the\s+|an?\s+)?{_TITLE}\s*,\s*(?:and\s+)?$")
_NOUN_BEHIND = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:staff|teams?|officials?|[a-z]+(?:eers|tists|nauts|ists|ians|ants)|engineer|scientist|experts?"
    r"|programmes?|programs?|projects?|missions?|satellites?|spacecraft|modules?|rockets?|effort|efforts|delegations?"
    r"|campaigns?|work|research|activities|operations|contracts?|contractors?|contributions?|facilit\w+|labs?"
    r"|directorates?|departments?|divisions?|offices?|lander|rover|probe|astronauts?|sites?|partners?)(?![\w-])"
)
_SPEAKS = re.compile(
    rf"({_NAMED})\s+(?:said|told|says|explained|added|noted|stressed|announced|stated)\b"
    rf"|\b(?:said|told|says|explained|added)\s+({_NAMED})"
)
_STANDS_FOR = {"lab": "laborator", "laboratory": "laborator", "centre": "cent", "center": "cent"}
_NOT_YET = re.compile(
    r"\b(?:incoming|designate|designated|elect|nominee|nominated|would-be|aspiring|next|future|proposed)\b",
    re.IGNORECASE,
)
"""A title that somebody does not hold as yet."""
_FORMER = re.compile(r"(former|ex|then|acting|outgoing|incoming|interim|new)[\s-]", re.IGNORECASE)
_RANKS = frozenset(
    (
        "chief",
        "professor",
        "engineer",
        "general",
        "colonel",
        "senator",
        "academician",
        "astronaut",
        "king",
    )
)
"""Titles that may stand right before a name although its office is told beside it."""
_CAPITAL = re.compile(r"\s+[^\W\d_a-z]\w")
_WORD = re.compile(r"(?<![\w'’.-])[^\W\d_a-z](?:[\w-]|['’](?!s\b)(?=\w))+")
_FAMILY_FIRST = frozenset(
    "Zhang Wang Li Wu Liu Chen Yang Huang Zhao Zhou Xu Sun Zhu Hu Guo He Lin Gao Luo Xi Bian Gan Ding Peng"
    " Feng Tang Dong Deng Cao Lee Kim Park Choi Yoon Jung Cho Kang Han Lim Shin Nguyen Tran Pham Hoang"
    " Phan Bui".split()
)


@dataclass
class Known:
    """Who has been spoken of in a document.

    Args:
        home: the states of the text.
        bodies: person -> whom they stand for.
        surnames: the word by which a person is named again -> the person.
        latest: the people of the last sentence that named any.
    """

    home: Home
    bodies: dict[EntityRef, EntityRef] = field(default_factory=dict)
    surnames: dict[str, EntityRef] = field(default_factory=dict)
    latest: list[Mention] = field(default_factory=list)

    def remember(self, encoded: Encoded) -> None:
        """Take in the people of a sentence that has been read."""
        people = [one for m in encoded.mentions for one in m.each() if one.type == "Person"]
        tokens = [found[1] or found[2] for found in _SPEAKS.finditer(encoded.text)]
        said = [m for token in tokens if (m := encoded.mention(token)).type == "Name"]
        people += [replace(m, type="Person", entity=found_person(m.value)) for m in said]
        for person in people:
            if person.entity is not None:
                self.surnames[_surname(person.entity.label)] = person.entity
                if person.affiliation is not None:
                    self.bodies[person.entity] = person.affiliation
        self.latest = people or self.latest


class People:
    """Folds people with their offices."""

    def __init__(self, lexicon: Lexicon, registry: Registry, phrases: Phrases):
        self._phrases, self._offices = phrases, Offices(lexicon, registry)
        nouns = alternation(lexicon.lists["bodies"])
        adjective = token_regex(["Demonym", "Country"], plural=False)
        the = (
            rf"(?<![\w'-])(?P<word>the\s+(?:(?P<of>{adjective})\s+)?(?:space\s+)?(?P<noun>{nouns}))"
        )
        self._the_body = re.compile(
            rf"{the}(?='s\s+(?:then\s+)?{_TITLE})"
            rf"|(?:heads?|leads?|directs?|runs?|headed|led|ran)\s+{the.replace('?P<', '?P<c_')}(?='s\s)"
            rf"|(?:{_TITLE}\s+(?:of|at|for|with|in)|\bat)\s+{the.replace('?P<', '?P<b_')}(?!'s|[\w-])"
        )
        self._word_of = re.compile(rf"^(?P<noun>{nouns})\s+\w", re.IGNORECASE)
        self._no_people = frozenset(word.lower() for word in lexicon.lists["not-people"])

    def home(self, text: str, mentions: Iterable[Mention]) -> Home:
        """Weigh the states of a text."""
        return self._offices.home(text, mentions)

    def fold(
        self, text: str, start: int, end: int, plain: list[Mention],
        patterns: Sequence[Folding], known: Known, discourse: Discourse,
    ) -> tuple[list[Mention], list[Match]]:  # fmt: skip
        """Return the mentions of a sentence, people and noun phrases folded, and what was read."""
        plain = list(self._named_again(text, start, end, self._whole(text, end, plain), known))
        encoded = encode(text, start, end, plain)
        stand_ins = list(self._stand_ins(encoded, known, discourse))
        base = without_overlap([*stand_ins, *plain])
        titles, rest = self._titles(text, start, end, base, patterns)
        folded = self._phrases.fold_heads(text, start, end, base)
        people, read = self._people(
            text, start, end, without_overlap([*titles, *folded]), rest, known, discourse
        )
        if stand_ins:
            folded = self._phrases.fold_heads(text, start, end, plain)
        return without_overlap([*people, *folded]), read

    def _whole(self, text: str, end: int, plain: list[Mention]) -> list[Mention]:
        """Widen the names of people by honorifics before and further names behind."""
        plain = list(_named_twice(text, plain))
        wider = []
        limits = [*(m.start for m in plain[1:]), end]
        before = [0, *(m.end for m in plain[:-1])]
        for mention, limit, after in zip(plain, limits, before, strict=False):
            if mention.type == "Person" and mention.kind == "name":
                ahead = HONORED.search(text[max(after, mention.start - 30) : mention.start])
                start = mention.start - len(ahead.group()) if ahead is not None else mention.start
                wider.append(replace(mention, start=start, end=goes_on(text, mention.end, limit)))
        return without_overlap([*wider, *plain]) if wider else plain

    def _named_again(
        self, text: str, start: int, end: int, plain: list[Mention], known: Known
    ) -> Iterator[Mention]:
        """Yield the mentions with those of people who are named by their surname alone."""
        again = []
        for match in _WORD.finditer(text, start, end) if known.surnames else ():
            person = known.surnames.get(match.group())
            if person is not None:
                ahead = HONORED.search(text[max(start, match.start() - 30) : match.start()])
                begin = match.start() - len(ahead.group()) if ahead is not None else match.start()
                body = known.bodies.get(person)
                again.append(
                    Mention(begin, match.end(), "Person", person, kind="anaphor", affiliation=body)
                )
        yield from without_overlap([*plain, *again])

    def _stand_ins(self, encoded: Encoded, known: Known, discourse: Discourse) -> Iterator[Mention]:
        """Yield a mention for "its", "his", "she", "the lab" where a title or a verb asks whose."""
        for match in _ITS.finditer(encoded.text):
            subject = subject_of(encoded, match.start()) or discourse.last_subject()
            if subject is not None and is_a(subject, ["Organisation", "Country"]):
                yield from _in_place(encoded, match, "word", subject)
        for match in self._the_body.finditer(encoded.text):
            prefix = next(key for key in ("", "b_", "c_") if match[f"{key}word"])
            adjective = match[f"{prefix}of"]
            country = encoded.mention(adjective).entity if adjective else None
            body = self._body(match[f"{prefix}noun"], country, encoded, match.start(), discourse)
            if body is not None:
                yield from _in_place(encoded, match, f"{prefix}word", body)
        for match in _SHE.finditer(encoded.text):
            if len({m.entity for m in known.latest}) == 1:
                yield from _in_place(encoded, match, "word", known.latest[-1])

    def _body(
        self,
        noun: str,
        country: EntityRef | None,
        encoded: Encoded,
        before: int,
        discourse: Discourse,
    ) -> Mention | None:
        """Return the latest body that a noun such as "agency" or "lab" may mean."""
        wanted = "Company" if noun in ("company", "firm", "operator", "manufacturer") else ""
        root = _STANDS_FOR.get(noun, noun)
        limit = encoded.start(before)
        here = [one for m in encoded.mentions if m.end <= limit for one in m.each()]
        for mention in [*reversed(here), *(m for _, m in reversed(discourse.latest))]:
            entity = mention.entity
            if entity is None or not is_a(mention, ["Organisation"]):
                continue
            if country is not None and self._offices.country_of(entity) != country:
                continue
            named = root in entity.label.lower() or (wanted and is_a(mention, [wanted]))
            if named or (noun == "agency" and is_a(mention, ["Agency"])):
                return mention
        return None

    def _titles(
        self, text: str, start: int, end: int, base: list[Mention], patterns: Sequence[Folding]
    ) -> tuple[list[Mention], list[Folding]]:
        """Return titles folded with their bodies, and the patterns that are left."""
        mentions, rest = base, []
        for pattern, matcher in patterns:
            if pattern.folds != "title":
                rest.append((pattern, matcher))
                continue
            view = encode(text, start, end, mentions)
            for match in matcher.matches(view):
                body = match.slots.get("object", ())
                last = body and body[-1].end == match.end
                if not last or not _NOUN_BEHIND.match(view.text, match.span[1]):
                    mentions = without_overlap([_title_of(match, self._offices), *mentions])
        return [m for m in mentions if m.type == "Title"], rest

    def _people(
        self, text: str, start: int, end: int, mentions: list[Mention],
        patterns: Sequence[Folding], known: Known, discourse: Discourse,
    ) -> tuple[list[Mention], list[Match]]:  # fmt: skip
        """Return the people of a sentence with their titles, and the positions read on the way."""
        read: list[Match] = []
        for _, matcher in patterns:
            view = encode(text, start, end, mentions)
            spans: list[tuple[int, int]] = []
            for match in matcher.matches(view):
                taken = any(match.start < stop and begin < match.end for begin, stop in spans)
                if taken or self._is_misread(match):
                    continue
                spans.append((match.start, match.end))
                match = self._completed(match, known, discourse)
                read.append(match)
                person = _person_of(match, known)
                self._offices.note(person.affiliation, person.value, known.home)
                mentions = without_overlap([person, *mentions])
        return [m for m in mentions if m.type == "Person"], read

    def _is_misread(self, match: Match) -> bool:
        """Tell whether a title belongs to the next name, or a name is none of a person."""
        person, text = match.slots[match.pattern.folds][-1], match.view.text
        if person.type == "Name" and person.value.split()[-1].lower() in self._no_people:
            return True
        body = match.slots.get("object", ())
        if body and body[-1].end == match.end and _NOUN_BEHIND.match(text, match.span[1]):
            return True
        titles = match.slots.get("title", ())
        if not titles:
            return False
        if body and _is_beside(match, person, body[-1]):
            return True
        if any(_NOT_YET.search(title.value) for title in titles):
            return True
        if body and any(title.affiliation is not None for title in titles):
            return True
        if titles[0].start < person.start:
            comma = match.view.source[titles[-1].end : person.start].strip() == ","
            return comma and person.head == "titled" and person.value.lower() not in _RANKS
        if titles[-1].end == match.end and _CAPITAL.match(match.view.source, match.end):
            return True
        between = match.view.source[person.end : titles[0].start]
        if person.head == "titled" and re.fullmatch(r"\s*,\s*(?:the|an?)\s+", between):
            return True
        return _NEXT.match(text, match.span[1]) is not None and (
            person.head == "titled" or _is_fore(text[: match.span[0]])
        )

    def _completed(self, match: Match, known: Known, discourse: Discourse) -> Match:
        """Return a match whose title has the body that the words around tell."""
        titles = match.slots.get("title", ())
        if "object" in match.slots or any(t.affiliation for t in titles):
            return match
        if not titles and match.pattern.id != _COLLEAGUE:
            return match
        person = match.slots[match.pattern.folds][-1]
        entity = person.entity or found_person(person.value)
        if match.pattern.id == _COLLEAGUE:
            return self._colleague(match, person, known)
        if person.affiliation is not None or entity in known.bodies:
            return match
        found = self._body_in_title(titles[0].value, match, discourse)
        found = found or self._offices.state_of(titles[0].value, match.view, match.span, known.home)
        if found is None:
            return match
        body, sure = found
        pattern = replace(match.pattern, confidence=min(sure, match.pattern.confidence))
        whole = tuple(replace(title, affiliation=body) for title in titles)
        return replace(match, pattern=pattern, slots={**match.slots, "title": whole})

    def _colleague(self, match: Match, person: Mention, known: Known) -> Match:
        """Return a match in which the colleague of somebody stands for the same body."""
        limit = match.view.start(match.span[0])
        people = [m for m in match.view.mentions if m.type == "Person" and m.end <= limit]
        bosses = people or known.latest
        boss = bosses[-1] if bosses else None
        if boss is None or (boss.affiliation is None and not self._offices.kind(boss.value)):
            return match
        own, stated = boss.affiliation, match.slots.get("of", ())
        body = own
        if stated:
            of_state = self._offices.kind(boss.value) or (own is not None and own.type == "Country")
            body = stated[0].entity if of_state else None
        title = match.slots.get("title", ()) or (Mention(limit, limit, "Title", value=boss.value),)
        whole = tuple(replace(one, affiliation=body) for one in title)
        there = (replace(person, affiliation=body),)
        return replace(match, slots={**match.slots, "title": whole, match.pattern.folds: there})

    def _body_in_title(
        self, title: str, match: Match, discourse: Discourse
    ) -> tuple[EntityRef, float] | None:
        """Return the body of "Center Director" or "Commissioner": the latest so named."""
        found = self._word_of.match(title)
        noun = found["noun"].lower() if found is not None else ""
        if not noun and title.lower() == "commissioner":
            noun = "commission"
        body = self._body(noun, None, match.view, match.span[0], discourse) if noun else None
        return (body.entity, SURE) if body is not None and body.entity is not None else None


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


def _is_beside(match: Match, person: Mention, body: Mention) -> bool:
    """Tell whether a body behind "President X," opens a list rather than belonging to X."""
    if match.view.source[person.end : body.start].strip() != ",":
        return False
    return _LISTED.match(match.view.text, match.span[1]) is not None


def _is_fore(ahead: str) -> bool:
    """Tell whether titles stand before their names in the list that is going on."""
    return _TITLE_AHEAD.search(ahead) is not None and _NAMED_AHEAD.search(ahead) is None


def _in_place(
    encoded: Encoded, match: re.Match[str], group: str, antecedent: Mention
) -> Iterator[Mention]:
    if antecedent.entity is not None:
        start, end = encoded.start(match.start(group)), encoded.end(match.end(group))
        yield replace(antecedent, start=start, end=end, kind="anaphor", head="", clause=None)


def _title_of(match: Match, offices: Offices) -> Mention:
    """Return the title that takes the place of a match, with the body that it names."""
    bodies = match.slots.get("object", ())
    source, titles = match.view.source, match.slots["title"]
    if bodies:
        body = bodies[0].entity
        if body is not None and body.type == "Country":
            body = body if any(offices.is_of_state(title.value) for title in titles) else None
        former = _FORMER.match(source, match.start)
        first = (
            f"{former[1].lower()} " if former is not None and titles[0].start > match.start else ""
        )
        titles = tuple(replace(t, affiliation=body, value=first + t.value) for t in titles)
    elif len(titles) == 1:
        words = " ".join(source[titles[0].start : match.end].split())
        titles = (replace(titles[0], value=words),)
    start = min(m.start for m in (*titles, *bodies))
    if len(titles) == 1:
        return replace(titles[0], start=start, end=match.end)
    return Mention(start, match.end, "Title", kind="list", members=titles)


def _person_of(match: Match, known: Known) -> Mention:
    """Return the person that takes the place of a whole match, with whom they stand for."""
    person = match.slots[match.pattern.folds][-1]
    entity = person.entity or found_person(person.value)
    stated = match.slots.get("object", ())
    bodies = [m.entity for m in stated] + [m.affiliation for m in match.slots.get("title", ())]
    certain = match.pattern.confidence >= 0.8
    body = next((b for b in bodies if b is not None and certain), None) or person.affiliation
    return replace(
        person,
        start=match.start,
        end=match.end,
        type="Person",
        entity=entity,
        affiliation=body or known.bodies.get(entity),
        head="titled",
        value=" and ".join(m.value for m in match.slots.get("title", ()) if m.value),
    )


def _surname(label: str) -> str:
    """Return the word by which a person is named again."""
    words = label.split()
    return words[0] if len(words) < 4 and words[0] in _FAMILY_FIRST else words[-1]
