"""What further parties give, where the verb is left out behind the first.

"Canada provides an arm, Japan a module and Italy the hull": each further party with a thing of
its own contributes to what the first contributes to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.encode import token_regex
from kg.text.match import Match

_PARTY = token_regex(["Country", "Organisation"], plural=True)
_NUMBER = token_regex(["Number"], plural=False)
_SHARE = re.compile(
    rf"(?:[,;]|\s+(?:and|while|plus))\s+(?:(?:and|while)\s+)?(?:the\s+)?(?P<who>{_PARTY})\s+"
    rf"(?:with\s+(?!(?:the\s+)?help\b)|(?:an?|the|its|another|several|{_NUMBER})\s)"
    r"(?P<what>[^,;.:]{2,90}?)(?=\s*(?:[,;.:]|$)|\s(?:and|while|plus)\s)"
)
_VERB = re.compile(
    r"\b(?:is|was|are|were|be|been|has|had|have|will|would|can|may|might|could|said|says|signed|"
    r"joined|announced|plans?|wants?|hopes?|did|does|went|came|took|saw|met|began|became)\b"
)
"""What shows that a clause has a verb of its own after all."""


def shared(match: Match) -> Iterator[Match]:
    """Yield a match for each further party that gives a thing of its own."""
    giving = match.pattern.gives[0].predicate == "contributesTo"
    givers = match.slots.get("subject", ())
    if not giving or match.status == "negated" or not givers:
        return
    view, at = match.view, match.span[1]
    opening = max(giver.end for giver in givers)
    for found in _SHARE.finditer(view.text, match.span[0]):
        if view.start(found.start()) < opening:
            continue
        between = view.text[min(at, found.start()) : found.start()]
        if _VERB.search(between) or _VERB.search(found["what"]):
            return
        slots = {name: mentions for name, mentions in match.slots.items() if name != "what"}
        yield replace(
            match,
            end=max(match.end, view.end(found.end())),
            slots={**slots, "subject": view.mention(found["who"]).each()},
            words={},
            span=found.span("who"),
        )
        at = found.end()
