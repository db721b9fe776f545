"""People who are told by somebody else: "his successor", "her Chinese counterpart"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.text.match import Match
from kg.text.mention import Mention
from kg.text.offices import Offices


def colleague(match: Match, person: Mention, latest: Sequence[Mention], offices: Offices) -> Match:
    """Return a match in which the colleague of somebody stands for the same body.

    Args:
        match: what tells the person by another one; its slot `of` holds another body or state.
        person: who is told.
        latest: the people of the sentences before, the latest last.
        offices: knows which titles are those of a state.
    """
    limit = match.view.start(match.span[0])
    people = [m for m in match.view.mentions if m.type == "Person" and m.end <= limit]
    boss = next(reversed(people or latest), None)
    if boss is None:
        return match
    body, stated = boss.affiliation, match.slots.get("of", ())
    if stated:
        of_state = bool(offices.kind(boss.value)) or (body is not None and body.type == "Country")
        named = stated[0].type not in ("Country", "Demonym", "Place")
        body = stated[0].entity if of_state or named else None
    same = boss.value if stated else _title(match.view.words(*match.span), boss.value)
    titles = match.slots.get("title", ()) or (Mention(limit, limit, "Title", value=same),)
    slots = {
        "title": tuple(replace(title, affiliation=body) for title in titles),
        match.pattern.folds: (replace(person, affiliation=body),),
    }
    return replace(match, slots={**match.slots, **slots})


def _title(words: str, title: str) -> str:
    """Return the title that such words give to one beside somebody with a title, "" if none."""
    if "colleague" in words:
        return ""
    return f"deputy {title}" if "deputy" in words and title else title
