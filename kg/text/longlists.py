"""Lists that are told in two parts: "Japan and two other states – Poland and Spain", "A, like B".

The second part names those whom the first only counts, or stands behind "alongside" between
commas. Both are one list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text.encode import ANY_TOKEN, Encoded, token_regex
from kg.text.mention import PARTIES, Mention

_PARTY = token_regex(PARTIES, plural=True)
_NUMBER = token_regex(["Number"], plural=False)
_KIND = (
    r"(?:states|nations|countries|members|partners|signatories|parties|participants|governments"
    r"|republics|neighbou?rs|powers|agencies|bodies|organi[sz]ations|allies|others|more)"
)
_WORD = rf"(?:{ANY_TOKEN}(?:'s?)?|(?!and\b|but\b|while\b)[\w'-]+)"
_COUNTED = re.compile(
    rf"(?:(?:the\s+)?(?P<first>{_PARTY})(?:\s*,)?\s+(?:and|plus|as\s+well\s+as|with|together\s+with|along\s+with)\s+)"
    rf"(?:the\s+|its\s+|their\s+)?(?P<count>{_NUMBER})\s+(?:{_WORD}\s+){{0,4}}?{_KIND}(?:\s+{_WORD}){{0,8}}?"
    r"\s*(?:(?P<open>[–—(]|\s-\s)|[:,])\s*(?:(?:namely|that\s+is|to\s+wit)\s*,?\s+)?(?:the\s+)?"
    rf"(?P<rest>{_PARTY})(?(open)\s*(?:[–—)]|\s-(?=\s)|(?=[.;])))"
)
"""Some by name, the others by their number, and then by name as well."""
_BESIDE = re.compile(
    rf"(?<![\w'-])(?P<first>{_PARTY})\s*,\s+"
    r"(?:alongside|side\s+by\s+side\s+with|as\s+well\s+as|in\s+common\s+with|just\s+like|like|followed\s+by"
    r"|joined\s+by|jointly\s+with)\s+"
    rf"(?:the\s+)?(?P<rest>{_PARTY})\s*,(?=\s+(?:\w+ly\s+|now\s+|also\s+|already\s+)?"
    r"(?:is|are|was|were|has|have|had|will|would|did|does|do|takes?|took|belongs?|signed|joined|acceded|put|became|becomes)\b)"
)
"""One, and others between commas who do the same."""


def whole_lists(encoded: Encoded) -> Iterator[Mention]:
    """Yield one mention for each list of parties that a sentence tells in two parts."""
    for match in _COUNTED.finditer(encoded.text):
        rest = encoded.mention(match["rest"])
        if encoded.mention(match["count"]).value == str(len(rest.each())):
            yield _joined(encoded, match)
    for match in _BESIDE.finditer(encoded.text):
        yield _joined(encoded, match)


def _joined(encoded: Encoded, match: re.Match[str]) -> Mention:
    first, rest = encoded.mention(match["first"]), encoded.mention(match["rest"])
    members = (*first.each(), *rest.each())
    alike = len({one.type for one in members}) == 1
    kind = members[0].type if alike else first.type
    return Mention(first.start, encoded.end(match.end()), kind, kind="list", members=members)
