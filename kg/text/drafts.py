"""Whether the document that a sentence names has been made: "no accord", "the draft agreement"."""

from __future__ import annotations

import re

from kg.text.encode import Encoded
from kg.text.patterns.notation import Compiled

_NO = re.compile(r"\b(?:no|without|neither)\s+(?:\w+\s+){0,3}$")
_DRAFT = re.compile(
    r"\b(?:draft|proposed|planned|possible|potential|future|prospective|pending|eventual|talks\s+on"
    r"|negotiat\w+(?:\s+(?:on|of|over|for))?|seek\w*|discuss\w*|consider\w*|propos\w+"
    r"|(?:plans?|need|hopes?|call|calls|wish|(?<!under\sthe\s)terms|wording|outline|idea|absence|lack)\s+(?:for|of))\s+"
    r"(?:an?\s+|the\s+)?(?:\w+\s+){0,2}$"
)
_MADE = r"(?:sign|conclud|finali[sz]|inked|reach|agreed|struck|seal)"
_ITS_CLAUSE = r"(?:(?!,\s+(?:and|but|while)\b)[^.;])"
_NOT_MADE = re.compile(
    rf"{_ITS_CLAUSE}{{0,60}}?\b(?:has|have|had|was|were|is|are)\s*(?:never|not|n't|yet\s+to)\b[^.;]{{0,20}}?{_MADE}"
)
_TO_BE_MADE = re.compile(
    rf"{_ITS_CLAUSE}{{0,60}}?\b(?:will|would|to|due|expected)\s+(?:[\w-]+\s+){{0,2}}?be\s+{_MADE}"
)


_TO_MAKE = re.compile(
    r"(?:\b(?:will|would|shall|to)\s+(?:\w+ly\s+)?(?:sign|conclude|finali[sz]e|negotiate|reach|develop|formali[sz]e|complete|ink"
    r"|draw\s+up|draft|work\s+(?:out|on|towards?))|\b(?:forward\s+to|towards?|work(?:ing)?\s+on|prospect\s+of)\s+(?:the\s+)?(?:early\s+|imminent\s+)?"
    r"(?:signing|signature|conclusion|concluding|finali\w+|completion)(?:\s+of)?)"
    r"\s+(?:an?\s+|the\s+|its\s+|their\s+)?(?:(?:\w|-)+\s+){0,3}$"
)
"""What says of a document that is still to be signed: "intend to sign an agreement between"."""

_ITS_OWN = re.compile(r"\bits\s+(?:\w+\s+)?(?:convention|charter|statutes?|constitution)$")
"""The paper of an organisation, which is no agreement of two who sign it."""
_AGREED_TO = re.compile(
    r"\bagree(?:s|d|ing)?\s+(?:in\s+principle\s+|also\s+)?to\s+(?:\w+ly\s+)?(?:sign|conclude|prepare|draft|draw\s+up|work\s+(?:out|on|towards?)"
    r"|negotiate|finali[sz]e|develop|formulate|elaborate|initiate|start|begin|explore|consider|pursue|seek)"
    r"\s+(?:an?\s+|the\s+|its\s+|their\s+)?(?:(?:\w|-)+\s+){0,3}$"
)
"""So says that somebody agreed to make it: "agreed to prepare an agreement"."""


def document_status(encoded: Encoded, compiled: Compiled, found: re.Match[str]) -> str | None:
    """Return how the document of a match is meant: "no agreement", "the draft agreement".

    Returns:
        `asserted`, `planned` or `negated`; None where it is only talked of.
    """
    kinds = [group for group, name in compiled.groups.items() if name == "kind" and found[group]]
    if not kinds:
        return "asserted"
    before = encoded.before(found.start(kinds[0]))
    if _NO.search(before):
        return "negated"
    if _ITS_OWN.search(before + encoded.words(*found.span(kinds[0]))):
        return None
    if _DRAFT.search(before):
        return None
    if not compiled.verbs and _NOT_MADE.match(encoded.text, found.end()):
        return "negated"
    if _AGREED_TO.search(before) or (not compiled.verbs and _TO_MAKE.search(before)):
        return "planned"
    planned = not compiled.verbs and _TO_BE_MADE.match(encoded.text, found.end())
    return "planned" if planned else "asserted"
