"""From where something was launched, as its sentence says."""

from __future__ import annotations

import re

from kg.text.lexicon import Lexicon, alternation
from kg.text.match import Match

_LAUNCHES = ("launchDate", "launchVehicle", "launchedBy")
_BEHIND = 100
"""How many characters behind a statement its launch site may stand, if the sentence has several."""


class Sites:
    """Finds launch sites.

    Args:
        lexicon: its list `sites` holds their names, in lower case.
    """

    def __init__(self, lexicon: Lexicon):
        names = alternation(lexicon.lists["sites"])
        self._regex = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE)

    def of(self, match: Match, predicate: str, what: object = None) -> str | None:
        """Return the site from which a match tells a launch, None if it is open.

        Args:
            match: what was read.
            predicate: what it states.
            what: what a plan is for, where it is one.
        """
        if predicate not in _LAUNCHES and what != "launch":
            return None
        view, (start, end) = match.view, match.span
        found = list(self._regex.finditer(view.source, *view.span))
        names = {_usual(one.group()) for one in found}
        if len(names) > 1:
            first, last = view.start(start), view.end(end) + _BEHIND
            names = {_usual(one.group()) for one in found if first <= one.start() < last}
        return names.pop() if len(names) == 1 else None


def _usual(name: str) -> str:
    """Return a name as it is usually written: "XICHANG" is "Xichang"."""
    return name.title() if name.isupper() else name
