"""Craft that are named only as company of another in what is told of its launch.

"A was launched in May together with B", "A, which shared the rocket with B", "aboard were A, the
first satellite of Kenya, and B": what is told of the launch of A is so of B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.encode import ANY_TOKEN, token_regex
from kg.text.match import Match

_LAUNCHES = ("launchDate", "launchVehicle", "launchedBy")
_CRAFT = rf"(?P<craft>{token_regex(('Spacecraft',), plural=True)})(?!'s|-)"
_DESCRIBING = token_regex(
    ("Demonym", "SatelliteType", "Country", "Organisation", "Number"), plural=False
)
_WORDS = (
    rf"(?:(?:(?!satellites?\b|for\b|of\b|that\b|which\b)[\w-]+(?:'s)?|{_DESCRIBING}(?:'s)?)\s+){{0,5}}?"
    r"(?:satellites?,?\s+|(?:micro|nano)satellites?\s+)?"
)
_ROCKET = token_regex(("Vehicle",), plural=False)
_WITH = re.compile(
    r"\b(?:(?:together|along|jointly|in\s+tandem|side\s+by\s+side)\s+with|alongside|accompanied\s+by|"
    r"in\s+(?:the\s+)?company\s+(?:of|with)|joined\s+by|"
    rf"(?:that|which)\s+(?:it|{ANY_TOKEN})\s+shared\s+with|"
    rf"shar(?:ed|es|ing)\s+(?:an?|the)\s+{_ROCKET}\s+(?:rocket\s+)?with|"
    r"shar(?:ed|es|ing)\s+(?:the|its|a|that|this)\s+(?:ride|rocket|flight|launch|trip|journey|vehicle|launcher|space|lift)\s+with)"
    rf"\s+{_WORDS}{_CRAFT}"
)
_MORE = re.compile(
    rf"\s*(?:,\s*(?:an?|the|its)\s(?:(?!\b(?:is|was|were|are|will|had|has)\b)[^,;:]){{3,80}}|\s+of\s+(?:the\s+)?{ANY_TOKEN})"
    rf"\s*,?\s*(?:and|as\s+well\s+as)\s+(?:the\s+)?{_CRAFT}(?=\s*(?:[,.;]|$))"
)
"""What goes on with a list behind a description: "A, the first of Kenya, and B"."""
_OTHER_ACT = re.compile(
    r"\b(?:develop|buil[dt]|design|ma[dk]e|making|operat|work|us(?:e|ed|ing)\b|observ|stud|monitor|form|"
    r"data|images?|fl(?:y|ies|ying)|circl|orbiting|compar)\w*\s+(?:jointly\s+)?$"
)
_REACH = 110
"""How many characters behind a match its company may stand."""


def companions(match: Match) -> Iterator[Match]:
    """Yield a match for what goes along with the subject of a launch."""
    gives = match.pattern.gives
    if match.status not in ("asserted", "planned") or not gives:
        return
    if any(one.predicate not in _LAUNCHES or one.subject != "subject" for one in gives):
        return
    text, (start, end) = match.view.text, match.span
    stop = min(
        (at for at in (text.find(";", end), text.find(": ", end)) if at >= 0), default=len(text)
    )
    told = {one.entity for one in match.slots.get("subject", ())}
    found = [
        m for m in _WITH.finditer(text, start, min(stop, end + _REACH)) if _goes_along(match, m)
    ]
    more = _MORE.match(text, end)
    for one in [*found, *([more] if more is not None else [])]:
        craft = match.view.mention(one["craft"])
        if told.isdisjoint({member.entity for member in craft.each()}):
            yield replace(
                match,
                end=max(match.end, match.view.end(one.end())),
                slots={**match.slots, "subject": craft.each()},
            )


def _goes_along(match: Match, found: re.Match[str]) -> bool:
    """Tell whether company is told of the launch, not of the making or the use of a craft."""
    before = match.view.before(found.start())
    return "shar" in found.group() or _OTHER_ACT.search(before) is None
