"""Who issues a joint statement: "the Parties", "both sides" and "the two leaders" are theirs.

So they are of two states whose leaders or ministers are told to meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import EntityRef
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
_MEETING = re.compile(
    r"\b(?:met|meets?|meeting|talks|summit|hosted|hosts|received|receives|welcomed|joint\s+press|press\s+conference"
    r"|visit(?:s|ed|ing)?|together|consultations|conferred|co-?chaired|signed|signing|ceremony)\b"
)
"""What tells that the people whom a sentence names come together."""
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


def still_met(
    encoded: Encoded, number: int, before: tuple[int, Mention] | None
) -> tuple[int, Mention] | None:
    """Return the two states whose people have met, with the sentence that spoke of both last.

    They are "the two leaders" of what follows, until people of others come in.

    Args:
        encoded: the sentence.
        number: which one it is.
        before: what held until then.
    """
    sides = {m.affiliation: m for m in _each(encoded) if m.type == "Person"}
    states = {s: m for s, m in sides.items() if s is not None and s.type == "Country"}
    named = {m.entity for m in _each(encoded) if is_a(m, ("Country",))}
    if len(states) == 2 and named <= states.keys() and _MEETING.search(encoded.text):
        two = _two([Mention(m.start, m.end, "Country", s) for s, m in states.items()])
        return (number, two) if two is not None else None
    if before is None:
        return None
    ours = {m.entity for m in before[1].members}
    if ours <= named:
        return number, before[1]
    return before if states.keys() <= ours else None


def find(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention of both who issue a statement for each of the words for them.

    Where there is no statement, they are those whose people met shortly before.
    """
    both = discourse.signers or discourse.hosts()
    if both is None:
        return
    ours = {m.entity for m in both.members}
    if len({m.entity for m in _told_before(discourse)} - ours) > 1:
        return
    doers = discourse.last_subject() if both is not discourse.signers else None
    if doers is not None and doers.is_list and _tells_of_others(doers, ours):
        return
    they = _THEY.search(encoded.text)
    if they is not None and not _told_before(discourse) and both is discourse.signers:
        yield from anaphor_of(encoded, they, both)
    for match in _SIDES.finditer(encoded.text):
        numbers = [encoded.mention(token).value for token in re.findall(ANY_TOKEN, match.group())]
        ahead = [m for m in _each(encoded) if m.end <= encoded.start(match.start())]
        others = {m.entity for m in ahead if is_a(m, PARTIES)}
        if all(number == "2" for number in numbers) and others <= ours:
            yield from anaphor_of(encoded, match, both)


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


def _tells_of_others(subject: Mention, ours: set[EntityRef | None]) -> bool:
    """Tell whether parties have acted since that are not those whose people met."""
    return any(is_a(m, PARTIES) and m.entity not in ours for m in subject.each())


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
