"""Plans that a text takes back as soon as it has told them: "in 2027; that date is gone"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Claim

_ABOUT = (
    r"(?:dates?|plans?|targets?|schedules?|timetables?|deadlines?|years?|goals?|ideas?|intentions?|aims?|hopes?"
    r"|flights?|launch(?:es)?|ambitions?|projects?|offers?|promises?|schemes?)"
)
_ENDED = (
    r"(?:(?:is|are|was|were)\s+(?:now\s+|long\s+|since\s+|already\s+|later\s+|then\s+|soon\s+|quietly\s+|formally\s+)*"
    r"(?:gone|off|dead|history|void|moot|missed|dropped|abandoned|scrapped|shelved|cancelled|canceled|given\s+up"
    r"|overtaken|out\s+of\s+reach|not\s+(?:kept|met)|called\s+off|withdrawn|no\s+longer\s+(?:valid|realistic|on))"
    r"|(?:has|have|had)\s+(?:now\s+|long\s+|since\s+|already\s+|quietly\s+)*(?:gone|lapsed|slipped\s+away|evaporated|collapsed"
    r"|come\s+to\s+nothing|been\s+(?:\w+ly\s+)?(?:missed|dropped|abandoned|scrapped|shelved|cancelled|canceled|given\s+up"
    r"|overtaken|withdrawn|called\s+off))"
    r"|came\s+to\s+nothing|fell\s+through|no\s+longer\s+(?:holds?|stands?|appl(?:y|ies))"
    r"|(?:can|could)\s*not\s+be\s+(?:kept|met|held)|did\s+not\s+hold|lapsed|collapsed)\b"
)
_GIVEN_UP = re.compile(
    rf"[^.;:\n]{{0,60}}?[.;:,—–-]\s*(?:(?:but|and|yet|now)\s+)?(?:that|this|the|these|those|both)\s+(?:\w+\s+)?{_ABOUT}\s+{_ENDED}",
    re.IGNORECASE,
)


def given_up(text: str, claim: Claim) -> Claim:
    """Return a claim, its plan denied if the words right behind take it back.

    Args:
        text: the document.
        claim: what a sentence of it states.
    """
    if claim.status != "planned" or claim.predicate != "plannedFor":
        return claim
    gone = _GIVEN_UP.match(text, claim.evidence[0].end)
    return replace(claim, status="negated") if gone is not None else claim
