"""Where a body has its seat, told between it and its verb: "OHB of Bremen builds …"."""

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


class Seats:
    """Finds them.

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
        body = token_regex(["Organisation"], plural=False)
        self._seat = re.compile(
            rf"(?P<core>{body})\s+(?:of|in|at|from|based\s+in)\s+(?:the\s+)?"
            rf"(?P<where>{spot}(?:,\s+{spot}){{0,2}})(?P<comma>,?)"
            rf"(?=\s+(?:(?:also|jointly|now|then)\s+|\w+ly\s+)?{finite}|\s+and\s+(?:the\s+)?{body})"
        )

    def find(self, encoded: Encoded) -> Iterator[Mention]:
        """Yield each body with its seat, and the comma that closes it."""
        for match in self._seat.finditer(encoded.text):
            if _GOVERNED.search(encoded.before(match.start())):
                continue
            where = encoded.source[
                encoded.start(match.start("where")) : encoded.end(match.end("where"))
            ]
            words = [word for word in _WORD.findall(where) if word not in _SMALL]
            if all(word[0].isupper() for word in words) and (match["comma"] or "," not in where):
                yield replace(encoded.mention(match["core"]), end=encoded.end(match.end()))
