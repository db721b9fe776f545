"""To which name a title belongs that stands between two, and which names are of people.

`A, administrator of NASA, B, director of ESA` and `the administrator of NASA, B, and the
director of ESA, C` differ only in where the list begins.
"""

from __future__ import annotations

import re

from kg.text.encode import token_regex
from kg.text.lexicon import Lexicon
from kg.text.match import Match
from kg.text.mention import Mention

_TITLE = token_regex(["Title"], plural=True)
_NAMED = token_regex(["Person", "Name"], plural=False)
_BODY = token_regex(["Organisation", "Country", "Demonym"], plural=False)
_LISTED = re.compile(rf"(?:\s*,|\s+and)\s+(?:and\s+)?(?:the\s+)?{_BODY}|\s+[a-z]+(?<!and)\s")
_NEXT = re.compile(rf"\s*,?\s*{_NAMED}(?!\s*,\s*(?:the\s+|an?\s+)?{_TITLE})")
_TITLE_AHEAD = re.compile(rf"{_TITLE}\s*,\s*(?:and\s+)?$")
_NAMED_AHEAD = re.compile(rf"{_NAMED}\s*,\s*(?:the\s+|an?\s+)?{_TITLE}\s*,\s*(?:and\s+)?$")
_ANOTHER = re.compile(r"\s*,\s*(?:the|an?)\s+")
_CAPITAL = re.compile(r"\s+[^\W\d_a-z]\w")
_GOES_ON = re.compile(r" [^\W\d_a-z]\w")
_SAYS = re.compile(r"\s+(?:said|says|told|added|noted|announced|explained|stated)\b")
"""In "asked NAME, the minister said" no comma closes what would stand beside the name."""
_NOT_YET = re.compile(
    r"\b(?:incoming|designate|designated|elect|nominee|nominated|would-be|aspiring|next|future"
    r"|proposed)\b",
    re.IGNORECASE,
)
"""A title that somebody does not hold as yet."""
_DIRECTED = re.compile(r"\s*\bdirect(?:s|ed|ing)?\s+(?:the\s+)?$")
_TO_DO = re.compile(r"\s+to\s+[a-z]")
"""In "directed NASA to build" somebody is told what to do, by whoever it may be."""
_TOPIC = re.compile(r"\s+(?:of|for)\s")
_RANKS = frozenset(
    "chief professor engineer general colonel senator academician astronaut king".split()
)
"""Titles that may stand right before a name although its office is told beside it."""
_NOUN_BEHIND = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:staff|teams?|officials?|[a-z]+(?:eers|tists|nauts|ists|ians|ants)"
    r"|engineer|scientist|experts?|programmes?|programs?|projects?|missions?|satellites?"
    r"|spacecraft|modules?|rockets?|efforts?|delegations?|campaigns?|work|research|activities"
    r"|operations|contracts?|contractors?|contributions?|facilit\w+|labs?|directorates?"
    r"|departments?|divisions?|offices?|meetings?|sessions?|panels?|boards?|councils?|talks|lander|rover|probe|astronauts?|sites?|partners?)(?![\w-])"
)


def owns_noun(match: Match) -> bool:
    """Tell whether the body at the end of a match only qualifies a noun: "NASA engineers"."""
    body = match.slots.get("object", ())
    last = bool(body) and body[-1].end == match.end
    return last and _NOUN_BEHIND.match(match.view.text, match.span[1]) is not None


class Apposition:
    """Judges whether what a pattern takes for a person with a title is one.

    Args:
        lexicon: its list `not-people` has the words that end other capitalised names.
    """

    def __init__(self, lexicon: Lexicon):
        self._no_people = frozenset(lexicon.lists["not-people"])

    def is_misread(self, match: Match) -> bool:
        """Tell whether a title belongs to another name, or the name is none of a person."""
        person = match.slots[match.pattern.folds][-1]
        name = person.value if person.entity is None else person.entity.label
        if name and name.split()[-1].lower() in self._no_people:
            return True
        if owns_noun(match):
            return True
        titles = match.slots.get("title", ())
        if not titles:
            return _is_told(match, person)
        if any(_NOT_YET.search(_TOPIC.split(title.value)[0]) for title in titles):
            return True
        if _is_of_another_body(match, person, titles):
            return True
        before = titles[0].start < person.start
        return _is_behind(match, person, titles) if before else _is_ahead(match, person, titles)


def _is_told(match: Match, person: Mention) -> bool:
    """Tell whether a body is only told by somebody to do something, or opens another name."""
    bodies = match.slots.get("object", ())
    verb = match.view.source[person.end : bodies[0].start] if bodies else ""
    ends = bool(bodies) and bodies[-1].end == match.end
    if ends and _GOES_ON.match(match.view.source, match.end):
        days = (m for m in match.view.mentions if m.type == "Date")
        return all(m.start != match.end + 1 for m in days)  # "leads NASA Engineering"
    ordered = _TO_DO.match(match.view.source, match.end)
    return _DIRECTED.search(verb) is not None and ordered is not None


def _is_of_another_body(match: Match, person: Mention, titles: tuple[Mention, ...]) -> bool:
    """Tell whether the body beside a person opens a list, or the title has one of its own."""
    body = match.slots.get("object", ())
    if not body:
        return False
    if any(title.affiliation is not None for title in titles):
        return True
    gap = match.view.source[person.end : body[-1].start].strip()
    if gap == ", the":  # "the president, NAME, the agency and the firm signed"
        return True
    beside = gap == ","
    return beside and _LISTED.match(match.view.text, match.span[1]) is not None


def _is_behind(match: Match, person: Mention, titles: tuple[Mention, ...]) -> bool:
    """Tell whether "TITLE, NAME" are two, since the name has a title of its own."""
    comma = match.view.source[titles[-1].end : person.start].strip() == ","
    return comma and person.head == "titled" and person.value.lower() not in _RANKS


def _is_ahead(match: Match, person: Mention, titles: tuple[Mention, ...]) -> bool:
    """Tell whether the title in "NAME, TITLE" begins what is said of somebody else."""
    bare = titles[-1].end == match.end and titles[-1].affiliation is None
    if bare and _CAPITAL.match(match.view.source, match.end):
        return True
    titled = person.head == "titled"
    if titled and _ANOTHER.fullmatch(match.view.source, person.end, titles[0].start):
        return True
    comma = match.view.source[person.end : titles[0].start].lstrip().startswith(",")
    if comma and _SAYS.match(match.view.text, match.span[1]):
        return True
    followed = _NEXT.match(match.view.text, match.span[1]) is not None
    return followed and (titled or _is_fore(match.view.text[: match.span[0]]))


def _is_fore(ahead: str) -> bool:
    """Tell whether titles stand before their names in the list that is going on."""
    return _TITLE_AHEAD.search(ahead) is not None and _NAMED_AHEAD.search(ahead) is None
