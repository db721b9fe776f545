"""Telling a person what was not read, and why."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Document

_WORDS = 60


class Removed(NamedTuple):
    """One cut, for people.

    Args:
        reason: why extraction does not read it.
        line: 1-based line of the frozen text on which it begins.
        words: its first words.
    """

    reason: str
    line: int
    words: str


def explain(document: Document) -> list[Removed]:
    """Return what was cut from a document, in its order, each with reason, line and words."""
    removed, line, at = [], 1, 0
    for cut in document.cuts:
        line += document.text.count("\n", at, cut.start)
        at = cut.start
        words = " ".join(document.text[cut.start : min(cut.end, cut.start + 4 * _WORDS)].split())
        if len(words) > _WORDS:
            words = words[:_WORDS].rsplit(" ", 1)[0] + " …"
        removed.append(Removed(cut.reason, line, words))
    return removed
