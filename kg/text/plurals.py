"""Titles that several people share: "Presidents Ana Ruiz of Peru and Li Wei of Kenya"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text.encode import Encoded, token_regex
from kg.text.mention import Mention

_SINGULAR = {
    "presidents": "President",
    "prime ministers": "Prime Minister",
    "premiers": "Premier",
    "chancellors": "Chancellor",
    "foreign ministers": "Foreign Minister",
    "science ministers": "Science Minister",
    "ministers": "Minister",
    "ambassadors": "Ambassador",
    "administrators": "Administrator",
    "directors": "Director",
    "directors general": "Director General",
    "chief executives": "Chief Executive",
}
_ONE = (
    rf"\s+{token_regex(['Person', 'Name'], plural=False)}\s+(?:of|from)\s+(?:the\s+)?"
    rf"{token_regex(['Country', 'Organisation'], plural=False)}"
)
_AND = r"\s*(?:,|,?\s+and)"
_SHARED = re.compile(
    rf"(?<![\w-])(?P<titles>{'|'.join(sorted(_SINGULAR, key=len, reverse=True))})"
    rf"(?P<holders>{_ONE}(?:{_AND}{_ONE})+)"
)
_HOLDER = re.compile(_ONE)


def shared_titles(encoded: Encoded) -> Iterator[Mention]:
    """Yield the title for each of its holders, without extent before all but the first."""
    for match in _SHARED.finditer(encoded.text):
        words = " ".join(match["titles"].split())
        start, end = encoded.start(match.start()), encoded.end(match.end("titles"))
        for holder in _HOLDER.finditer(encoded.text, *match.span("holders")):
            yield Mention(start, end, "Title", value=_SINGULAR[words], kind="value")
            following = _HOLDER.search(encoded.text, holder.end(), match.end())
            if following is not None:
                start = end = encoded.end(following.start())
