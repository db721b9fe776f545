"""Whether what is counted is only some of all: "another 12 countries", "two members in Asia"."""

from __future__ import annotations

import re

from kg.text.encode import Encoded, token_regex
from kg.text.patterns.notation import Compiled

_SOME = re.compile(
    r"\b(?:others?|another|further|additional|more|remaining|these|those|next|last|new|latest|past|of\s+which"
    rf"|among\s+them|including|all\s+but|of\s+whom|{token_regex(['Ordinal'], plural=False)})\s+$"
)
"""What stands before a number that is no total: "another 12 countries have signed"."""


_NUMBER = token_regex(["Number"], plural=False)
_FEWER = re.compile(r"\s*(?:fewer|less|more|others?|too\s+(?:few|many))\b")
"""What behind a number says that it is a difference: "one party fewer"."""
_REGION = token_regex(["Name", "Demonym"], plural=False)
_IN_PART = re.compile(
    rf"\s+(?:in|from)\s+(?:the\s+)?(?:{_REGION}|(?:latin|south|north"
    r"|central|east|west|southeast|africa|asia|europe|america|region|gulf|middle|caribbean|pacific)\b)"
)
"""What behind a number of members says that only those of one region are counted."""
_CLAUSE = re.compile(r"(?:^\W*|[.;:,—–]\s*|\b(?:and|but|while|when|as|so|today|now)\s+)$")
_SOME_DID = re.compile(
    r"\s+(?:(?:also|then|already|later|now|\w+ly)\s+)?(?:had|have|has|were|was|will|would|are|is|sent|"
    r"took|gave|got|came|went|flew|built|said|won|chose|made|\w{2,}ed)\b"
)
"""What some of the members did: "four signatories of the Accords had been given places"."""


def is_part_of_count(encoded: Encoded, compiled: Compiled, found: re.Match[str]) -> bool:
    """Tell whether what a match counts is only some of all."""
    if compiled.slots.get("object") != ("Number",):
        return False
    counts = [group for group, name in compiled.groups.items() if name == "object"]
    if _IN_PART.match(encoded.text, found.end()):
        return True
    if _FEWER.match(encoded.text, found.end()) or _is_of_some(encoded, compiled, found):
        return True
    return any(
        found[group] is not None and _SOME.search(encoded.before(found.start(group))) is not None
        for group in counts
    )


def _is_of_some(encoded: Encoded, compiled: Compiled, found: re.Match[str]) -> bool:
    """Tell whether a clause opens with some members, of whom it goes on to tell something."""
    opens = re.match(rf"\s*{_NUMBER}", found.group()) is not None
    before = encoded.before(found.start())
    told = not compiled.verbs and _SOME_DID.match(encoded.text, found.end()) is not None
    return opens and told and _CLAUSE.search(before) is not None
