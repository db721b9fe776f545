"""Who issues a joint statement: "the Parties", "both sides" and "the two leaders" are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.anaphor import anaphor_of
from kg.text.discourse import Discourse
from kg.text.encode import ANY_TOKEN, Encoded, token_regex
from kg.text.mention import PARTIES, Mention, is_a

_JOINT = re.compile(
    r"\bjoint\s+(?:leaders['’]?\s+)?(?:statement|communiqu[eé]|declaration|announcement"
    r"|press\s+(?:release|statement|communiqu[eé]))(?![\w-])"
)
_DEFINED = re.compile(
    r"\b(?:hereinafter|hereafter|henceforth)\b[^.;]{0,40}?\b(?:the\s+)?[\"“]?(?:the\s+)?(?:parties|sides)\b"
    r"|\(\s*(?:collectively\s*,?\s*)?[\"“]?(?:the\s+)?(?:parties|sides)[\"”]?\s*\)"
)
_TWO = token_regex(["Number"], plural=False)
_SIDES = re.compile(
    rf"(?<![\w'-])(?P<word>(?:the\s+(?:{_TWO}\s+)?|both\s+)(?:sides|parties|countries|nations|governments"
    r"|states|leaders|presidents|prime\s+ministers|ministers|delegations|heads\s+of\s+(?:state|government)))"
    r"(?![\w'’-]|\s+(?:of|to\s+the|from|that|which|who|concerned|involved)\b)"
)
"""What those who issue a statement are called in it."""
_JOINS = re.compile(r"[\s\W]*(?:(?:the|and)\b[\s\W]*)*", re.IGNORECASE)
"""What may stand between the names before "joint statement"."""
_THEY = re.compile(
    rf"^\W*(?:{_TWO}\.\s*)?(?P<word>they)(?=\s+(?:(?:also|further|furthermore|likewise|both|then|\w+ly)\s+)*\w+ed\b)"
)
_OPENING = 4
"""Among how many sentences those of a statement are named."""


def signers_of(encoded: Encoded, number: int) -> Mention | None:
    """Return the two who issue the statement that a sentence opens or whose parties it defines.

    Args:
        encoded: the sentence.
        number: which sentence of the text it is.
    """
    if number < _OPENING and _is_heading(encoded):
        return _two([m for m in _each(encoded) if m.entity and m.entity.type == "Country"])
    if _DEFINED.search(encoded.text) is None:
        return None
    bodies = _two([m for m in _each(encoded) if is_a(m, ("Organisation",))])
    return bodies or _two([m for m in _each(encoded) if is_a(m, ("Country",))])


def find(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention of both who issue a statement for each of the words for them."""
    if discourse.signers is None:
        return
    ours = {m.entity for m in discourse.signers.members}
    if len({m.entity for m in _told_before(discourse)} - ours) > 1:
        return
    they = _THEY.search(encoded.text)
    if they is not None and not _told_before(discourse):
        yield from anaphor_of(encoded, they, discourse.signers)
    for match in _SIDES.finditer(encoded.text):
        numbers = [encoded.mention(token).value for token in re.findall(ANY_TOKEN, match.group())]
        ahead = [m for m in _each(encoded) if m.end <= encoded.start(match.start())]
        others = {m.entity for m in ahead if is_a(m, PARTIES)}
        if all(number == "2" for number in numbers) and others <= ours:
            yield from anaphor_of(encoded, match, discourse.signers)


def _is_heading(encoded: Encoded) -> bool:
    """Tell whether a sentence opens with the words for a joint statement, or with whose it is."""
    words = encoded.source[slice(*encoded.span)].lower()
    found = _JOINT.search(words)
    at = encoded.span[0] + found.start() if found is not None else -1
    ahead = [m for m in encoded.mentions if m.end <= at]
    between = [encoded.span[0], *(end for m in ahead for end in (m.start, m.end)), at]
    gaps = (encoded.source[a:b] for a, b in zip(between[::2], between[1::2], strict=True))
    return found is not None and all(_JOINS.fullmatch(gap) for gap in gaps)


def _told_before(discourse: Discourse) -> list[Mention]:
    """Return the states on which the sentence before is, as its subject."""
    subject = discourse.last_subject()
    return [m for m in subject.each() if is_a(m, ("Country",))] if subject is not None else []


def _each(encoded: Encoded) -> list[Mention]:
    return [one for mention in encoded.mentions for one in mention.each()]


def _two(named: list[Mention]) -> Mention | None:
    """Return the two things that are named, None if they are not two."""
    members = tuple({m.entity: m for m in named if m.entity is not None}.values())
    if len(members) != 2:
        return None
    kind = members[0].entity.type if members[0].entity else members[0].type
    parts = tuple(
        replace(m, type=m.entity.type, members=()) if m.entity is not None else m for m in members
    )
    return replace(parts[0], type=kind, kind="list", members=parts)
