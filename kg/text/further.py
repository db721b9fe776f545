"""What the matches of a sentence state: not what it only supposes, and more than they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.text.companions import companions
from kg.text.conjoined import conjoined, shared
from kg.text.encode import ANY_TOKEN, Encoded
from kg.text.gapping import gapped
from kg.text.likewise import likewise
from kg.text.match import Match

_HYPOTHETICAL = re.compile(r"\W*(?:if(?!\s+(?:all|everything)\s+goes\b)|unless|should|were|had)\b")
"""How a sentence opens whose plans are conditions: "If accepted, it would be …"."""
_COUNTERFACTUAL = re.compile(rf"\W*(?:had|were)\s+(?:the\s+)?{ANY_TOKEN}\s+(?!been\b)\w+[^.;]*,")


def settled(clauses: Encoded, matches: Iterable[Match]) -> list[Match]:
    """Return the matches without plans, where the sentence opens with a condition.

    What opens with "Had Kenya signed" states nothing at all.
    """
    if _COUNTERFACTUAL.match(clauses.text):
        return []
    hypothetical = _HYPOTHETICAL.match(clauses.text) is not None
    return [match for match in matches if not (hypothetical and match.status == "planned")]


def further(found: list[Match]) -> list[Match]:
    """Return what matches go on to state: of others with the verb left out, and of company."""
    ways = (gapped, conjoined, shared, likewise, companions)
    return [more for match in found for way in ways for more in way(match)]
