"""Relative pronouns and what they stand behind: "Amos-17, which Boeing built and which flew"."""

from __future__ import annotations

import re

from kg.text.encode import ANY_TOKEN, CLOSE, OPEN, Encoded, token_regex

_KIND = token_regex(["SatelliteType"], plural=False)
_DESCRIBING = token_regex(
    ["Demonym", "Country", "Ordinal", "Number", "Organisation", "Peoples"], plural=True
)
BUILT_OBJECT = re.compile(
    rf"(?P<core>{token_regex(['Spacecraft', 'Mission'], plural=False)})(?:\s*,)?\s+"
    rf"(?P<word>which|that)(?=\s+(?:the\s+|an?\s+)?{ANY_TOKEN})"
)
"""What a relative clause with a subject of its own speaks of: "Amos-17, which Boeing built"."""
LAUNCHED_OBJECTS = re.compile(
    rf"(?P<core>{token_regex(['Spacecraft'], plural=True)})(?:\s*,)?\s+(?P<word>which|that)"
    rf"(?=\s+(?:the\s+|an?\s+)?{ANY_TOKEN}\s+(?:{ANY_TOKEN}\s+)?(?:rockets?\s+)?(?:launched|put|sent|lofted"
    r"|orbited|carried|took|placed|lifted|boosted)\b)"
)
"""The same of several: "A and B, which China put into orbit"."""
OBJECT = re.compile(rf"\b(?P<word>which|that)\s+(?:the\s+)?{ANY_TOKEN}\s+\w")
"""A relative pronoun that is no subject, which a verb behind might share."""
APPOSED = re.compile(
    rf"(?P<core>{token_regex(['Spacecraft', 'Mission'], plural=False)})"
    r"(?:\s*,|\s+(?:is|was|became|remains))\s+(?:an?|the|its|another)\s+"
    rf"(?:(?:(?!that|which|who)[\w-]+|{_DESCRIBING}(?:'s|-[\w-]+)?)\s+){{0,4}}?"
    rf"(?:satellite|spacecraft|craft|probe|cubesat|rover|lander|orbiter|observer|telescope"
    rf"|watcher|monitor|imager|demonstrator|observatory|mission|instrument|camera|payload|module|experiment|{_KIND})"
    rf"(?:\s+(?:of|for|from|to)\s+(?:the\s+)?{ANY_TOKEN})?\s*,?\s+(?P<word>which|that)(?=\s+(?:\w|{ANY_TOKEN}))"
)
"""What a relative clause behind an apposition speaks of: "Deimos-2, an imaging satellite that",
"Deimos-2 is an imaging satellite which"."""
RELATIVE = re.compile(
    rf"(?P<core>{ANY_TOKEN})(?:\s*,)?\s+(?P<word>which|who|that(?!\s+of\b))(?=\s+\w)"
)
AND_WHICH = re.compile(r"\b(?:and|but)\s+(?P<word>which)(?=\s+\w)")
"""A second relative clause on the same thing: "which flew in June and which came out of"."""
EACH_OF = re.compile(
    rf"(?P<core>{OPEN}n[A-Za-z][0-9]+{CLOSE})\s*,\s+(?P<word>(?:each|all|both)\s+of\s+(?:which|whom))(?=\s+\w)"
)
"""What speaks of each member of a list: "A, B and C, each of which has signed"."""
LINKS = (RELATIVE, BUILT_OBJECT, LAUNCHED_OBJECTS, APPOSED, EACH_OF)
_SEVERAL_DO = re.compile(r"\s+(?:have|are|were|do)\b")
_MEMBERS_OF = re.compile(
    r"\b(?:members?|states|countries|nations|parties|partners|agencies|governments)\s+"
    r"(?:of|in|to)\s+(?:the\s+)?$"
)
"""What a relative pronoun behind a name may speak of instead of that."""


def is_of_many(encoded: Encoded, match: re.Match[str]) -> bool:
    """Tell whether a relative pronoun speaks of several: "members of the Union that have"."""
    core = encoded.mention(match["core"])
    several = _SEVERAL_DO.match(encoded.text, match.end("word")) is not None
    noun = _MEMBERS_OF.search(encoded.before(match.start("core"))) is not None
    return several and noun and not core.is_list
