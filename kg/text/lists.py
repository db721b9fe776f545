"""Coordinations of like things: "A, B and C", "(a) A; (b) B", and where they end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.text.encode import ANY_TOKEN, OPEN, Encoded, token_regex
from kg.text.mention import Mention, is_a

_BESIDE = ("Date", "Number", "Ordinal")
"""What may stand in brackets with a member of a list: "India (27th)", "(2) Kenya"."""
_BY_THE_WAY = token_regex(["Date", "Number", "Ordinal", "Place", "Vehicle"], plural=False)
_TOKEN = re.compile(ANY_TOKEN)
_TWO_CLAUSES = re.compile(rf"\s*(?:the\s+)?{ANY_TOKEN}\s*,\s+and\s+[^,]*$")
_GOVERNED = re.compile(r"\b(?:by|with|of|for|from|in|to|on)\s+(?:the\s+)?$")
_ACTS = re.compile(
    r"\s+(?:(?:both|also|then|later|now|\w+ly)\s+)?(?:is|are|was|were|has|have|had|will|would|said|says"
    r"|took|take|put|gave|made|built|sent|\w{2,}ed)\b(?!\s+by\b)"
)
_LABELLED = re.compile(rf"\s*(?:\(|\w{{1,4}}\)|{token_regex(_BESIDE, plural=False)}[.)])")
"""How a list opens whose members are numbered."""
_OWNS = re.compile(rf"'s?\s+{OPEN}")
"""The last name of a list owns what follows: "Norway and China's Chang'e-6"."""
_STATE = token_regex(["Country"], plural=False)
_OF_ONE = re.compile(r"\sof\s+(?:the\s+)?[A-Z][\w.]*(?:\s[A-Z][\w.]*)?$")
"""How the name of a body ends with the country that it is of."""
_MEMBER_NOUN = (
    r"(?:(?:its|their)\s+(?:younger\s+|elder\s+|older\s+|identical\s+|near\s+)?(?:sister|twin|sibling|companion|stablemate)s?"
    r"(?:\s*,)?\s+)?(?:(?:core|module|modules|laboratory|laboratories|satellites?|cubesats?|probes?|rovers?|landers?"
    r"|orbiters?|telescopes?|instruments?)(?:\s*,)?\s+)?"
)
"""What a craft may be called right before its name in a list."""
_DETERMINER = r"(?:the\s+)?"
_DEMONYM = token_regex(["Demonym"], plural=False)
_AND_OTHERS = (
    r"(?=\s*,?\s+and\s+(?:(?:its|their|other|international|industrial|academic|many|several|some|more|numerous"
    r"|further|various|a\s+(?:number|dozen|host))\s+(?:\w+\s+){0,2}?)?"
    rf"(?:{_DEMONYM}\s+)?(?:partners|others|institut\w+|universities|companies|agencies|organi[sz]ations|nations|countries)\b)"
)
"""What closes a list with members that have no name: "A, B and partners in ten countries"."""


def list_regex(types: Sequence[str]) -> re.Pattern[str]:
    """Return a regex for a list of things of some types."""
    when = token_regex(_BESIDE, plural=False)
    label = rf"(?:\(?(?:[a-h]|[ivx]{{1,4}}|{when})\)\s*|(?<!\S){when}\.\s+)?"
    owner = rf"(?:\s+of\s+(?:the\s+)?{_STATE})?" if types == ("Spacecraft",) else ""
    noun = _MEMBER_NOUN if types == ("Spacecraft",) else ""
    named = token_regex(types, plural=True)
    since = rf"(?:\s*\(\s*(?:(?:as\s+of|since|in|on)\s+)?{when}\s*\))?"
    one = rf"{label}{_DETERMINER}{noun}{named}{owner}{since}"
    told = rf"(?:[^,;.:()\n{OPEN}]|{_BY_THE_WAY}){{1,60}}?"
    comma = (
        rf"(?:\s*[,;]\s*(?:europe\s*,\s*)?(?:(?:whose\s+{told}|(?:which|who)\s+[^,;.:()\n{OPEN}]{{1,60}}),\s*)?"
        r"|[^\S\n]*\n[^\S\n]*)"
    )
    by = "by|of|with" if "Person" in types else "by|of"
    last = (
        r"\s*[,;]?\s*(?:and|nor|plus|&|as\s+well\s+as|(?:,\s*)?(?:along|together)\s+with)"
        r"(?:\s*,\s*(?:since|in|from|as\s+of|more\s+recently|most\s+recently|lately|finally|lastly|of\s+late)"
        rf"(?:\s+{told})?,)?\s+(?:(?:{by})\s+)?"
    )
    further = rf"{comma}(?:with\s+)?" if "Person" in types else comma
    several = (
        rf"(?:(?:{further}{one})*(?:{last}{one}){{1,2}}|(?:{comma}{one}){{2,}}"
        rf"|(?:{comma}{one}){_AND_OTHERS})"
    )
    aside = rf"\s*,\s*(?:along|together)\s+with\s+{one}{several}?\s*,(?=\s+\w)"
    return re.compile(rf"{one}(?:{aside}|{several})")


def coordinations(
    encoded: Encoded, pattern: re.Pattern[str], types: Sequence[str]
) -> Iterator[Mention]:
    """Yield each list of things of some types as one mention."""
    for match in _listed(encoded, pattern):
        if _OWNS.match(encoded.text, match.end()) or _is_cut(encoded, match):
            continue
        parts = [encoded.mention(found) for found in _TOKEN.findall(match.group())]
        if any(part.is_list and not is_a(part, types) for part in parts):
            continue  # "the station together with ESA and Japan": a mixed list of something else
        parts = [part for part in parts if is_a(part, types)]
        if len(parts) == 2 and _is_of_two_nations(encoded, *parts):
            yield replace(parts[0], end=parts[1].end)
            continue
        members = tuple(one for part in parts for one in part.each())
        states = [m.type == "Country" for m in members]
        if states[-1] and not all(states) and encoded.text.startswith("'s ", match.end()):
            continue  # "NASA and Peru's space agency"
        label = _LABELLED.match(match.group()) is not None
        begin = encoded.start(match.start()) if label else parts[0].start
        kind = members[0].type if len({m.type for m in members}) == 1 else _common(members)
        yield Mention(begin, encoded.end(match.end()), kind, kind="list", members=members)


def _is_of_two_nations(encoded: Encoded, first: Mention, last: Mention) -> bool:
    """Tell whether a company is said to be of two countries: "Thales of France and Italy"."""
    if first.is_list or first.type != "Company" or last.type != "Country":
        return False
    return _OF_ONE.search(encoded.source[first.start : first.end]) is not None


def _listed(encoded: Encoded, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield each list; in "the maker was A; B, C and D were partners" the second one only."""
    at = 0
    while (match := pattern.search(encoded.text, at)) is not None:
        at = match.end()
        apart = match.group().find(";")
        if apart >= 0 and _ACTS.match(encoded.text, match.end()):
            again = pattern.match(encoded.text, match.start() + apart + 2)
            at = match.start() + apart + 2
            if again is None or again.end() != match.end():
                continue
            match, at = again, again.end()
        yield match


def _is_cut(encoded: Encoded, match: re.Match[str]) -> bool:
    """Tell whether "and" opens a clause: "it was built by A, and the company B praised it"."""
    two = _TWO_CLAUSES.match(match.group())
    governed = _GOVERNED.search(encoded.before(match.start())) is not None
    return two is not None and governed and _ACTS.match(encoded.text, match.end()) is not None


def _common(members: Sequence[Mention]) -> str:
    return "Organisation" if all(is_a(m, ["Organisation"]) for m in members) else members[0].type
