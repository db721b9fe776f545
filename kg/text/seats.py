"""Where a body has its seat, and what else it is called, folded into its name.

`The space centre X in Darmstadt, Germany, operates A` tells of X alone, and so does
`the French space agency, X (…)` of one agency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.encode import Encoded, token_regex
from kg.text.mention import Mention

_BODY = token_regex(["Organisation"], plural=False)
_PLACE = rf"(?:{token_regex(['Place', 'Country', 'Name'], plural=False)}|[\w'’.-]+)"
_TOWN = rf"(?:{_PLACE}\s+){{0,2}}?{_PLACE}"
_DOES = (
    r"(?:is|are|was|were|has|have|will|(?:manag|operat|provid|coordinat|produc|execut|handl|manufactur)e[sd]?"
    r"|contribut(?:es|ed)|assembled|integrated|l(?:ead|ed)s?|oversees?|oversaw|bui(?:ld|lds|lt)"
    r"|develop(?:s|ed)?|design(?:s|ed)?|suppl(?:ies|ied)|runs?|ran|made|makes|heads?|headed|controls?|controlled"
    r"|deliver(?:s|ed)?|directs?|directed|serves?|served|acts?|acted|constructs?|constructed|hosts|processes)"
)
_ADVERB = r"(?:(?:also|now|jointly)\s+)?"
_SEAT = re.compile(
    rf"(?P<core>{_BODY})\s+(?:,\s+)?(?:(?:based\s+)?in|at|near)\s+(?P<where>(?:the\s+)?{_TOWN}(?:,\s+{_TOWN})?)"
    rf"(?:\s*,(?=\s+{_ADVERB}{_DOES}\b)|(?=\s+{_ADVERB}{_DOES}\b)"
    rf"|(?=(?:\s*,)?\s+(?:and|with)\s+(?:the\s+)?{_BODY}|\s*,\s+(?:the\s+)?{_BODY}))"
)
_ACTS = re.compile(rf"\s+{_ADVERB}{_DOES}\b")
_GOVERNED = re.compile(
    r"\b(?:of|by|with|for|at|from|in|to|between|under|through|near)\s+(?:(?:the|its)\s+)?$"
)
_PEOPLE = token_regex(["Demonym"], plural=False)
_STATE = token_regex(["Country"], plural=False)
_OWN_AGENCY = re.compile(
    rf"(?:the\s+)?(?:{_STATE}'s|{_PEOPLE})\s+(?:own\s+|national\s+)?(?:space|aerospace)\s+(?:agency|cent(?:re|er)"
    rf"|organi[sz]ation|authority)\s*,\s+(?:the\s+)?(?P<core>{_BODY})"
    rf"(?:\s*\([^()]{{3,90}}\)|(?=\s*(?:[.;:)]|$|,\s+(?:is|was|are|were|has|will|which|that|who|\w+ing|\w+ed)\b)))"
)
"""An agency by its country and by its name: "Italy's space agency, ASI (…)"."""
_CLOSES = re.compile(r"\s*,(?=\s+(?:has|is|was|will|had|built|made|sent|led|\w+(?:ed|es|s))\b)")
"""The comma behind a name that stands beside the subject of a sentence."""
_LOWER = re.compile(r"(?:^|[\s,])(?!(?:the|de|del|do|la|of|upon|am|an|der)\b)[a-z]")


def seats(encoded: Encoded) -> Iterator[Mention]:
    """Yield each body with the town of its seat, where it acts or another body follows.

    Args:
        encoded: the sentence.
    """
    for match in _SEAT.finditer(encoded.text):
        if _LOWER.search(encoded.words(*match.span("where"))):
            continue  # "in orbit", "in partnership"
        acts = _ACTS.match(encoded.text, match.end()) is not None
        if acts and _GOVERNED.search(encoded.before(match.start())):
            continue  # "X, a part of Y in Bremen, Germany, operates": it is X that does so
        body = encoded.mention(match["core"])
        yield replace(body, end=encoded.end(match.end()))


def own_agencies(encoded: Encoded) -> Iterator[Mention]:
    """Yield each agency that is called by its country and then by its name."""
    for match in _OWN_AGENCY.finditer(encoded.text):
        body = encoded.mention(match["core"])
        opens = not encoded.text[: match.start()].strip(' "“')
        closed = _CLOSES.match(encoded.text, match.end()) if opens else None
        end = closed.end() if closed is not None else match.end()
        yield replace(body, start=encoded.start(match.start()), end=encoded.end(end))
