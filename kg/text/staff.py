"""Those who work for a body or a country, where they make a craft: "built by students of X".

Engineers, students, a team or a consortium stand for the university, company or country that
the text tells of them. Only what is made is taken: of a visit or a prize they are only people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.encode import ANY_TOKEN, Encoded, token_regex
from kg.text.mention import Mention

_BODY = token_regex(["Organisation"], plural=False)
_BODIES = token_regex(["Organisation"], plural=True)
_PEOPLE = token_regex(["Demonym", "Country"], plural=False)
_ONE = (
    r"(?:engineers|students|scientists|researchers|specialists|technicians|experts|academics|lecturers"
    r"|professors|undergraduates|graduates|schoolchildren|pupils|designers|developers|builders|staff"
    r"|faculty|teams?|workforce|companies|firms|industry|institutes|universities)"
)
_STAFF = rf"{_ONE}(?:\s*(?:,|and|&)\s+(?:\w+\s+)?{_ONE})*(?![\w-])"
_BEFORE = (
    r"(?:(?:an?|the|its|some|about|several|many|young|local|own|joint|small|large|international|industrial|\d+"
    rf"|{token_regex(['Number'], plural=False)})\s+)*"
)
_WORD = r"(?!(?:by|of|and|with|from|at|for|in|to|the|a|an|is|was|were)\b)[\w-]+\s+"
_KIND = (
    rf"(?:(?:{_WORD}|{ANY_TOKEN}\s+){{0,2}}"
    r"(?:company|firm|start-?up|agency|institute|university|centre|center)\s+)"
)
_GROUP = r"(?:teams?|consorti(?:um|a)|groups?|partnership|alliance|crew|syndicate)"
_HEADED = r"(?:led|headed|managed|coordinated|directed|steered|spearheaded)\s+by"
_FORMS = (
    rf"{_BEFORE}(?:{_WORD}|{_PEOPLE}\s+){{0,2}}?{_STAFF}\s+(?:of|from|at)\s+(?:the\s+)?(?:{_KIND}|{_PEOPLE}'s?\s+)?(?P<core>{_BODY})",
    rf"{_BEFORE}(?:{_WORD}){{0,2}}?{_GROUP}\s+(?:of\s+(?:{_WORD}){{0,2}}?{_STAFF}\s+)?(?:of|from|at)\s+"
    rf"(?:the\s+)?(?P<core>{_BODY})",
    rf"{_BEFORE}(?:{_WORD}|{_PEOPLE}\s+){{0,2}}?{_GROUP}\s+(?:of\s+(?:[\w-]+\s+|{ANY_TOKEN}\s+){{1,5}}?)?{_HEADED}\s+"
    rf"(?:the\s+)?(?P<core>{_BODY})",
    rf"{_BEFORE}(?P<core>{_BODY})(?:'s?)?\s+(?:{_WORD}){{0,1}}?{_STAFF}",
    rf"{_BEFORE}(?P<core>{_PEOPLE})(?:'s?)?\s+(?:{_WORD}){{0,2}}?{_STAFF}(?!\s+(?:of|from|at)\s+(?:the\s+)?(?:{_KIND})?{_BODIES})",
)
_MADE = (
    r"(?:buil[dt]|made|manufactured|assembled|constructed|produced|designed|developed|conceived|devised"
    r"|integrated|tested|engineered|created|prepared|realised|realized|operated|run|controlled"
    r"|put\s+together|drawn\s+up)"
)
_GOVERNED = re.compile(
    rf"\b{_MADE}\b(?:\s*,?\s+(?!by\b)(?:[\w-]+|{ANY_TOKEN})){{0,8}}?\s*,?\s+(?:by|with)\s+(?:the\s+)?$"
    rf"|\b{_MADE}\b[^.;:]{{0,60}}?\b(?:with|under|and)\s+(?:the\s+)?(?:help|assistance|aid|support|participation"
    r"|involvement|collaboration|cooperation|guidance|supervision|advice)\s+(?:of|from)\s+(?:the\s+)?$"
    r"|\b(?:work|creation|handiwork|brainchild|product|project|effort|labour)\s+(?:of|by)\s+(?:the\s+)?$"
)
_ACTS = re.compile(
    r"(?:\s+(?:in|at)\s+[\w\ue000-\ue001-]+)?\s+(?:(?:has|have|had|is|are|were|was|will|also|now|jointly|later|then"
    r"|already|themselves|\w+ly)\s+)*(?:buil[dt]|building|made|making|manufactur\w+|assembl\w+|construct\w+"
    r"|design\w+|develop\w+|operates?|operated|operating|preparing|prepared|working\s+on|worked\s+on"
    r"|put\s+together|produc\w+)\b(?!\s+by\b)"
)


def staff(encoded: Encoded) -> Iterator[Mention]:
    """Yield a mention of the body or country for each group of its people who make something."""
    for match in _TWO_PEOPLES.finditer(encoded.text):
        if _makes(encoded, match):
            two = (encoded.mention(match[name]) for name in ("one", "other"))
            members = tuple(replace(one, type="Country") for one in two)
            start, end = encoded.start(match.start()), encoded.end(match.end())
            yield Mention(start, end, "Country", kind="list", members=members)
    for form in _PATTERNS:
        for match in form.finditer(encoded.text):
            if not _makes(encoded, match):
                continue
            core = encoded.mention(match["core"])
            kind = "Country" if core.type == "Demonym" else core.type
            start, end = encoded.start(match.start()), encoded.end(match.end())
            yield replace(core, start=start, end=end, type=kind)


_TWO_PEOPLES = re.compile(
    rf"(?<![\w'-])(?P<one>{_PEOPLE})\s+and\s+(?P<other>{_PEOPLE})\s+(?:{_WORD})?{_STAFF}"
)
"""People of two countries: "Peruvian and South African scientists"."""
_PATTERNS = tuple(re.compile(rf"(?<![\w'-]){form}") for form in _FORMS)


def _makes(encoded: Encoded, match: re.Match[str]) -> bool:
    """Tell whether the people of a match are told to make something."""
    governed = _GOVERNED.search(encoded.text[: match.start()]) is not None
    return governed or _ACTS.match(encoded.text, match.end()) is not None
