"""Rockets that are named by another: "the same type of launcher", "also on a 3B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.text.mention import Mention

_ROCKET = r"(?:rocket|launcher|launch\s+vehicle|carrier(?:\s+rocket)?|vehicle|booster)"
_KIND = r"(?:type|kind|model|class|sort|version|family)"
_SAME = re.compile(
    rf"\b(?:the\s+same\s+(?:{_KIND}\s+of\s+{_ROCKET}|{_ROCKET}(?:\s+{_KIND})?)"
    rf"|(?:an?|another)\s+{_ROCKET}\s+of\s+(?:the\s+same|that|this)\s+{_KIND}"
    rf"|an\s+identical\s+{_ROCKET}|(?:an?|another)\s+similar\s+{_ROCKET})\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\b(?:on|aboard|atop|by)\s+(?:an?|another)\s+(?P<tail>\d[A-Z])(?![\w-])")
_NUMBERED = re.compile(r"\d[A-Z]$")


def same_kind(
    text: str, start: int, end: int, mentions: Sequence[Mention], last: Mention | None
) -> Iterator[Mention]:
    """Yield a mention for each rocket that a stretch names by the one before it.

    Args:
        text: the document.
        start: first code point of the stretch.
        end: code point after its last one.
        mentions: what the stretch names.
        last: the rocket named last before it.
    """
    rockets = [mention for mention in mentions if mention.type == "Vehicle"]
    found = [(m.span(), "") for m in _SAME.finditer(text, start, end)]
    found += [(m.span("tail"), m["tail"]) for m in _TAIL.finditer(text, start, end)]
    for (begin, stop), tail in found:
        known = next((one for one in reversed(rockets) if one.end <= begin), last)
        if known is None or (tail and _NUMBERED.search(known.value) is None):
            continue
        value = f"{known.value[:-2]}{tail}" if tail else known.value
        yield replace(known, start=begin, end=stop, value=value)


def last_rocket(mentions: Sequence[Mention], before: Mention | None) -> Mention | None:
    """Return the rocket that is named last, or the one before."""
    return next((m for m in reversed(mentions) if m.type == "Vehicle"), before)
