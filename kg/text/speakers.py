"""For whom somebody speaks who is quoted: "our country", and "we" who sign or join.

The one person of the sentence who stands for a state, or its officer without a name, is taken
to speak, and in a sentence that is all quote the one of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.anaphor import anaphor_of
from kg.text.encode import Encoded, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention

_SAYS = r"(?:said|says|added|told|noted|stressed|explained|announced|declared|stated)"
_PERSON = token_regex(["Person"], plural=False)
_TITLE = token_regex(["Title"], plural=False)
_STATE = token_regex(["Country", "Demonym"], plural=False)
_OFFICER = (
    rf"(?:(?:the\s+)?{_TITLE}\s+of\s+(?:the\s+)?(?P<of>{_STATE})"
    rf"|(?:the\s+)?(?P<own>{_STATE})(?:'s)?\s+{_TITLE}|the\s+(?P<bare>{_TITLE})(?!\s+of\b))"
)
_WHO = rf"(?:(?P<person>{_PERSON})|{_OFFICER})"
_OR_WHO = _WHO.replace("P<", "P<x")
_SPEAKER = (
    re.compile(rf"[,.?!]\"\s+(?:{_SAYS}\s+(?:the\s+)?{_WHO}|(?:the\s+)?{_OR_WHO}\s+{_SAYS}\b)"),
    re.compile(rf"^\W*(?:the\s+)?{_WHO}\s+{_SAYS}\b"),
)
_ALL_QUOTE = re.compile(r"\W*\"")


class Speakers:
    """Finds what the words of somebody quoted refer to.

    Args:
        lexicon: tells the verbs of joining and signing.
    """

    def __init__(self, lexicon: Lexicon):
        acts = alternation(
            form
            for group in ("join", "sign")
            for verb, _ in lexicon.verbs[group]
            for form in verb.forms()
        )
        self._ours = re.compile(
            r"(?<![\w'-])(?P<word>(?:our|this)\s+(?:country|nation|republic|kingdom)"
            rf"|we(?=\s+(?:(?:have|had|also|then|now|already|proudly)\s+)*(?:{acts})\b))(?![\w'-])"
        )

    def find(
        self, encoded: Encoded, side: Mention | None, before: Mention | None
    ) -> Iterator[Mention]:
        """Yield a mention of the speaker's state for each "our country" and acting "we".

        Args:
            encoded: the sentence.
            side: the state of whom it quotes, if that is clear.
            before: the state of whoever spoke in the sentence before, if one did.
        """
        if '"' not in encoded.text:
            return
        if side is None and _ALL_QUOTE.match(encoded.text):
            side = before
        for match in self._ours.finditer(encoded.text) if side is not None else ():
            yield from anaphor_of(encoded, match, side)


def speaks_for(encoded: Encoded, about: Mention | None) -> Mention | None:
    """Return the state for which the person speaks whom a sentence quotes, None if unclear.

    Args:
        encoded: the sentence.
        about: what the sentence before is about, whose minister "the minister" is.
    """
    for pattern in _SPEAKER if '"' in encoded.text else ():
        for match in pattern.finditer(encoded.text):
            found = {
                name.removeprefix("x"): token for name, token in match.groupdict().items() if token
            }
            token = found.get("of") or found.get("own")
            if token is not None:
                return replace(encoded.mention(token), type="Country")
            if "bare" in found:
                return about if about is not None and about.type == "Country" else None
            body = encoded.mention(found["person"]).affiliation
            if body is not None and body.type == "Country":
                return Mention(0, 0, body.type, body)
    return None
