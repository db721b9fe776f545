"""Whose the contracts are that are told one by one: "the first was concluded with Arianespace"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.anaphor import anaphor_of
from kg.text.discourse import Discourse
from kg.text.encode import Encoded, token_regex
from kg.text.mention import PARTIES, Mention, is_a

_COUNTED = token_regex(["Ordinal", "Number"], plural=False)
_PAPER = r"(?:contract|agreement|deal|order|memorandum|accord|pact)"
_ONE = re.compile(
    rf"^\W*(?:the\s+)?(?:{_COUNTED}|other|latter|former|latest)(?:\s+(?:{_PAPER}|of\s+(?:them|these)|one))?(?P<word>)"
    r"(?=\s*,[^,;]{1,60},\s+(?:is|was)\s+with\b"
    r"|\s+(?:is|was)\s+(?:(?:signed|concluded|made|struck|reached|sealed|agreed|inked)\b[^,;]{0,60}?\s)?with\b)"
)
_PAPERS = re.compile(
    r"\b(?:contracts|agreements|deals|orders|memoranda|memorandums|accords|pacts)\b", re.IGNORECASE
)
_NEAR = 500
"""How many characters before the sentence the contracts may have been named together."""


def one_of_them(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention without extent of who signed several, behind the words for one of them."""
    match = _ONE.search(encoded.text)
    if match is None:
        return
    start = encoded.span[0]
    signer = discourse.last_subject()
    told = _PAPERS.search(encoded.source, max(0, start - _NEAR), start) is not None
    if told and signer is not None and not signer.is_list and is_a(signer, PARTIES):
        for mention in anaphor_of(encoded, match, signer):
            yield replace(mention, kind="unsaid", clause=None)
