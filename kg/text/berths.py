"""What is on board, told item by item: "Among them are a camera from A, rovers of B and C"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text.discourse import BULLET, Discourse
from kg.text.encode import Encoded, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import DUE, PARTIES, Mention

_THINGS = r"(?:payloads?|instruments?|experiments?|contributions?|projects?|passengers?|guests?)"
_OPENS = re.compile(
    r"^\W*(?:also\s+)?(?:among\s+(?:them|these|those)|on\s+board|aboard|they|these"
    rf"|the\s+(?:[\w-]+\s+){{0,3}}?{_THINGS}(?:\s+(?:on\s+board|chosen|selected))?)\s+(?:also\s+)?"
    r"(?:are|is|were|was|include[sd]?|comprise[sd]?|will\s+(?:be|include))\b"
)
_ON_BOARD = re.compile(
    rf"\b(?:{_THINGS}|partners?|on\s+board|aboard|berths?|devices|carr(?:y|ies|ied)|shar(?:es?|ed)"
    r"|provid\w+|suppl\w+|prepar\w+)\b",
    re.IGNORECASE,
)
"""What the words before a list must speak of."""
_FINITE = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|may|can|could|said|says)\b")
_AHEAD = re.compile(
    r"\b(?:(?:have|has)\s+been|were|was)\s+(?:chosen|selected|picked)\b|\bdue\s+(?:for|to)\b"
    r"|\bwill\s+(?:\w+\s+){0,2}?(?:fly|carry|ride|travel|take|include|be|bear|host|have)\b"
    r"|\b(?:is|are)\s+to\s+(?:fly|carry|ride|travel|be)\b|\b(?:scheduled|planned|preparing)\b",
    re.IGNORECASE,
)
"""What tells that a mission is still to carry something."""
_DONE = re.compile(r"\b(?:carried|flew|landed|lifted\s+off|(?:was|were)\s+launched|set\s+down)\b")
_BACK = 400
"""How many characters before a list may tell what it is a list of."""
_FLOWN = ("Mission",)
_NAMED = re.compile(token_regex(["Mission", "Programme"], plural=True))


class Berths:
    """Finds the items.

    Args:
        lexicon: its list `instruments` has what may be on board.
    """

    def __init__(self, lexicon: Lexicon):
        thing = rf"(?:{alternation(lexicon.lists['instruments'])})\b"
        party = token_regex(PARTIES, plural=True)
        self._items = re.compile(
            rf"{thing}(?:\s+of\s+[^,;:]{{1,25}}\s(?:kg|kilograms|tonnes))?,?\s+"
            r"(?:(?:provided|supplied|contributed|developed|built|made|prepared|lent)\s+)?"
            rf"(?:from|of|by)\s+(?:the\s+)?{party}(?!')"
            rf"|{party}'s?\s+(?:(?!and\b|or\b)[\w-]+\s+){{0,3}}?{thing}"
        )

    def find(self, encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
        """Yield a mention without extent of the mission behind each item with its giver."""
        items = list(self._items.finditer(encoded.text))
        mission = _mission(encoded, discourse, len(items)) if items else None
        if mission is None or mission.is_list:
            return
        around = encoded.source[max(0, encoded.span[0] - _BACK) : encoded.span[1]]
        ahead = _AHEAD.search(around) is not None and _DONE.search(around) is None
        for item in items:
            at = encoded.end(item.end())
            head = DUE if ahead else ""
            yield Mention(at, at, mission.type, mission.entity, kind="unsaid", head=head)


def _mission(encoded: Encoded, discourse: Discourse, items: int) -> Mention | None:
    """Return the mission of whose payloads a sentence is a list, or an entry of one."""
    start = encoded.span[0]
    before = encoded.source[max(0, start - _BACK) : start]
    opens = _OPENS.match(encoded.text)
    if opens is not None:
        if _NAMED.search(encoded.text) or (items < 2 and "board" not in opens.group()):
            return None
    elif BULLET.match(encoded.source, start) and items == 1 and not _FINITE.search(encoded.text):
        colon = encoded.source.rfind(":\n", 0, start)
        before = encoded.source[max(0, colon - _BACK) : colon].rpartition("\n")[2]
    else:
        return None
    if not _ON_BOARD.search(before if opens is None else before + encoded.text):
        return None
    return discourse.focus(_FLOWN, given=True) or discourse.mostly(_FLOWN)
