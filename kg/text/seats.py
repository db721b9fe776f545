"""Where a body has its seat, and what else it is called, folded into its name.

"OHB of Bremen builds …" tells of OHB alone, and "the French space agency, X (…)" of one agency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.encode import ANY_TOKEN, Encoded, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention

_AUXILIARIES = {"has", "have", "had", "is", "are", "was", "were", "will", "would", "leads", "led"}
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_SMALL = frozenset("the of near southern northern western eastern central".split())
_GOVERNED = re.compile(
    rf"\b(?:by|of|for|at|with|from|to|in|under|by\s+and)\s+(?:the\s+)?(?:(?:{ANY_TOKEN}|agency)'s\s+)?$"
)
"""What stands before a body that is not who acts: "A, a division of B in Pasadena, manages"."""

_BODY = token_regex(["Organisation"], plural=False)
_PEOPLE = token_regex(["Demonym"], plural=False)
_STATE = token_regex(["Country"], plural=False)
_OWN_AGENCY = re.compile(
    rf"(?:the\s+)?(?:{_STATE}'s|{_PEOPLE})\s+(?:own\s+|national\s+)?(?:space|aerospace)\s+(?:agency|cent(?:re|er)"
    rf"|organi[sz]ation|authority)\s*,\s+(?:the\s+)?(?P<core>{_BODY})"
    rf"(?:\s*\([^()]{{3,90}}\)|(?=\s*(?:[.;:)]|$|,\s+(?:is|was|are|were|has|will|which|that|who|\w+ing|\w+ed)\b)))"
)
"""An agency by its country and by its name: "Italy's space agency, ASI (…)"."""


class Seats:
    """Finds the seats of bodies.

    Args:
        lexicon: the forms of its verbs tell where the name of a place ends.
    """

    def __init__(self, lexicon: Lexicon):
        forms = {
            form
            for group in lexicon.verbs.values()
            for verb, _ in group
            for form in (*verb.past, *verb.third)
            if " " not in form
        }
        finite = rf"(?:{alternation(forms | _AUXILIARIES)})\b"
        place = token_regex(["Place", "Country", "Name"], plural=False)
        word = rf"(?!{finite}|and\b)[a-z][\w.'’-]*|{place}"
        spot = rf"(?:{word})(?:\s+(?:{word})){{0,2}}"
        self._seat = re.compile(
            rf"(?P<core>{_BODY})\s+(?:of|in|at|from|near|based\s+in)\s+(?:the\s+)?"
            rf"(?P<where>{spot}(?:,\s+{spot}){{0,2}}?)(?:(?P<comma>,?)"
            rf"(?=\s+(?:(?:also|jointly|now|then)\s+|\w+ly\s+)?{finite})"
            rf"|(?P<listed>(?=,?\s+(?:and|with)\s+(?:the\s+)?{_BODY}|,\s+(?:the\s+)?{_BODY})))"
        )

    def find(self, encoded: Encoded) -> Iterator[Mention]:
        """Yield each body with its seat, and the comma that closes it."""
        for match in self._seat.finditer(encoded.text):
            listed = match["listed"] is not None
            if not listed and _GOVERNED.search(encoded.before(match.start())):
                continue
            where = encoded.source[
                encoded.start(match.start("where")) : encoded.end(match.end("where"))
            ]
            words = [word for word in _WORD.findall(where) if word not in _SMALL]
            closed = match["comma"] or listed or "," not in where
            if closed and all(word[0].isupper() for word in words):
                yield replace(encoded.mention(match["core"]), end=encoded.end(match.end()))


def own_agencies(encoded: Encoded) -> Iterator[Mention]:
    """Yield each agency that is called by its country and then by its name."""
    for match in _OWN_AGENCY.finditer(encoded.text):
        body = encoded.mention(match["core"])
        yield replace(body, start=encoded.start(match.start()), end=encoded.end(match.end()))
