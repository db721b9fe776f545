"""What "the mission" and "the project" mean in a text that names nothing that is called so."""

from __future__ import annotations

import re

from kg.text.antecedents import all_within
from kg.text.discourse import Discourse
from kg.text.encode import Encoded
from kg.text.mention import Mention

_WIDER = {
    "mission": (("Mission",), ("Spacecraft", "Satellite")),
    **dict.fromkeys(
        ("project", "venture", "undertaking"),
        (("Programme",), ("Mission", "Spacecraft", "Satellite")),
    ),
}
"""What else a noun may mean where nothing is named that it calls, and what that would be."""
_OF_STAFF = re.compile(
    r"\s+(?:manage\w*|scien\w+|leads?|leaders?|team|office|director\w*|engineer\w*|control\w*|specialists?"
    r"|design|support|operations|updates?|coverage|crew|costs?|data|that|which|to|in\s+which)\b"
)
_CONTRACTOR = re.compile(r"\bcontractor\s+(?:for|of|on|in)\s+$")


def called_so(encoded: Encoded, match: re.Match[str], discourse: Discourse) -> Mention | None:
    """Return the craft on which a text is that names no mission, or the mission of a project.

    So "the mission" may be a satellite, and "the project" what is being built.
    """
    kind = _WIDER.get(match["noun"])
    if (
        kind is None
        or match["word"].startswith("that")
        or _OF_STAFF.match(encoded.text, match.end())
    ):
        return None
    if _CONTRACTOR.search(encoded.before(match.start())):
        return None
    if any(discourse.distinct.get(other) for other in kind[0]):
        return None
    here = {m.entity for m in all_within(encoded, match.start(), kind[1])}
    focus = discourse.focus(kind[1])
    if focus is None or focus.is_list or not here <= {focus.entity}:
        return None
    others = (e for name in kind[1] for e in discourse.distinct.get(name, ()))
    return focus if all(e == focus.entity for e in others) else discourse.mostly(kind[1])
