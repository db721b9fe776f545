"""The circumstances of a statement: when, in which role, how many, on whose behalf."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.model import Value
from kg.text.context import Context, date_behind, date_within, place_of
from kg.text.match import Match, Term
from kg.text.mention import Mention

_NAMES = frozenset(
    "role since ordinal via date place kind concerning onBehalfOf what title asOf comparator"
    " attributedTo commitment altitude launchSite".split()
)
_COMPARATORS = {
    words: name
    for name, group in {
        "only": ("only", "just", "merely"),
        "over": ("over", "more than", "above"),
        "under": ("under", "fewer than", "less than", "nearly", "almost"),
        "about": ("about", "around", "some", "approximately", "roughly"),
        "at least": ("at least",),
        "not before": ("no earlier than", "not before"),
        "before": ("before",),
        "until": ("until", "through", "up to"),
        "by": ("by",),
    }.items()
    for words in group
}
_COMPARED = re.compile(
    rf"(?<!\w)({'|'.join(sorted(_COMPARATORS, key=len, reverse=True))})\s+(?:the\s+)?$"
)
_VAGUE = re.compile(r"(?:early|mid|late|the\s|end)\b", re.IGNORECASE)
_OF_SOME = re.compile(
    r"\s+(?!(?:Artemis|Accords?|Moon|Outer|ILRS|International)\b)"
    r"(?:[A-Z]|(?:\w+\s+)?\w+\s+(?:in|from)\s+(?:the\s+)?[A-Z])"
)
"""What behind an ordinal counts only some: "the first African country", "first in Africa"."""
_REACH = 20
"""How many characters before a value its comparator may begin."""


def qualifiers(match: Match) -> dict[str, Value]:
    """Return the qualifiers that the slots and constants of a match give."""
    text = match.view.source
    chosen: dict[str, Value] = {**match.pattern.constants, **match.words}
    for name, mentions in match.slots.items():
        if name in _NAMES and not (name == "ordinal" and _is_of_some(match, mentions[0])):
            chosen |= _qualifier(name, mentions[0], text)
    for mention in match.slots.get("object", ()):
        chosen |= _manner(match, mention)
    return chosen


def _is_of_some(match: Match, ordinal: Mention) -> bool:
    """Tell whether an ordinal is no place among all: of a region, or shared by several."""
    several = len(match.slots.get("subject", ())) > 1
    return several or _OF_SOME.match(match.view.source, ordinal.end) is not None


def title_at(match: Match, body: Term) -> dict[str, Value]:
    """Return the titles, of several, that somebody holds at one body."""
    titles = [title for title in match.slots.get("title", ()) if title.value]
    held = [title.value for title in titles if title.affiliation == body]
    held = held or [title.value for title in titles if title.affiliation is None]
    return {"title": " and ".join(dict.fromkeys(held))} if held else {}


def when_and_where(match: Match, context: Context) -> Mapping[str, Value]:
    """Return when and where an event took place, as far as its sentence says so."""
    place = place_of(match.view, match.span[1])
    where = {"place": place.value} if place is not None else {}
    return {**where, **_event_date(match, context)}


def _event_date(match: Match, context: Context) -> Mapping[str, Value]:
    """Return the date of an event: in the match, right behind it, or of the whole sentence."""
    mention = date_within(match.view, *match.span) or date_behind(match.view, match.span[1])
    if mention is not None:
        return _date("date", mention.value)
    if context.date:
        return _date("date", context.date)
    return {"dateText": context.date_text} if context.date_text else {}


def _qualifier(name: str, mention: Mention, text: str) -> dict[str, Value]:
    if mention.type == "Date":
        return _date(name, mention.value)
    if mention.type in ("Ordinal", "Number"):
        return {name: int(mention.value)}
    if mention.entity is not None and mention.type != "Place" and name != "what":
        return {name: mention.entity}
    words = text[mention.start : mention.end].partition(",")[0]
    return {name: mention.value or " ".join(words.split())}


def _date(name: str, value: str) -> dict[str, Value]:
    words = value.removeprefix("text:")
    return {"dateText": words} if words != value else {name: value}


def _manner(match: Match, value: Mention) -> dict[str, Value]:
    """Return how a number or a date is meant: "only 3", "by 2030", "mid-2024"."""
    chosen: dict[str, Value] = {}
    if value.type == "Date" and _VAGUE.match(value.head):
        chosen["dateText"] = value.head
    planned = any(gives.predicate == "plannedFor" for gives in match.pattern.gives)
    if value.type == "Number" or (value.type == "Date" and planned):
        chosen |= comparator_before(match.view.source, value.start)
    return chosen


def comparator_before(text: str, position: int) -> dict[str, Value]:
    """Return how a value is bounded by the words right before it, empty where it is not."""
    compared = _COMPARED.search(text[max(0, position - _REACH) : position].lower())
    return {} if compared is None else {"comparator": _COMPARATORS[compared[1]]}
