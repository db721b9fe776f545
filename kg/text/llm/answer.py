"""Taking an answer apart: from what the model wrote to proposals, and what is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST = 500
"""Facts that are taken from one answer; no part of an article states more."""

_FENCE = re.compile(r"```[\w-]*\s*\n(.*?)```", re.DOTALL)
_TEXTS = ("subject", "subject_type", "predicate", "object", "object_type", "status", "quote")
_SHOWN = 80


@dataclass(frozen=True)
class Proposal:
    """A fact as the model words it; nothing in it is believed yet."""

    subject: str
    subject_type: str
    predicate: str
    object: str
    object_type: str
    status: str
    quote: str
    qualifiers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object}: “{self.quote}”"


@dataclass(frozen=True)
class Rejection:
    """What the model wrote and why it is not taken.

    Args:
        reason: a few words, the same for all of its kind.
        words: what it is about, fit for a terminal.
    """

    reason: str
    words: str


def rejection(reason: str, about: object) -> Rejection:
    """Return a rejection of what is told in a few words."""
    return Rejection(reason, one_line(str(about), _SHOWN))


def one_line(text: str, longest: int) -> str:
    """Return a stranger's text fit for a terminal: one line, no control characters, not long."""
    words = " ".join(text[: 4 * longest].split())
    plain = "".join(c if c.isprintable() else "\ufffd" for c in words)
    return plain if len(plain) <= longest else plain[: longest - 2] + " …"


def read_answer(content: str) -> list[Proposal | Rejection]:
    """Return the facts in an answer, in its order.

    A code fence around the JSON and words before and behind it do no harm.

    Raises:
        ValueError: there is no JSON object with a list of facts; the message says why.
    """
    facts = _facts(content)
    read: list[Proposal | Rejection] = [_proposal(fact) for fact in facts[:MOST]]
    more = len(facts) - MOST
    return [*read, rejection(f"behind the first {MOST} of an answer", more)] if more > 0 else read


def _facts(content: str) -> list[Any]:
    fault = "there is no JSON in it"
    for text in _readings(content):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            fault = f"it is no JSON ({error})"
            continue
        facts = found.get("facts") if isinstance(found, dict) else found
        if isinstance(facts, list):
            return facts
        fault = "it has no list under facts"
    raise ValueError(fault)


def _readings(content: str) -> Iterator[str]:
    """Yield the stretches that may be the JSON, the likeliest first."""
    yield from _FENCE.findall(content)
    start, end = content.find("{"), content.rfind("}")
    if 0 <= start < end:
        yield content[start : end + 1]
    yield content


def _proposal(fact: Any) -> Proposal | Rejection:
    if not isinstance(fact, dict):
        return rejection("not in the form asked for", _text(fact) or type(fact).__name__)
    texts = {name: _text(fact.get(name)) for name in _TEXTS}
    qualifiers = fact.get("qualifiers") or {}
    if not all(texts.values()) or not isinstance(qualifiers, dict):
        return rejection("not in the form asked for", " ".join(texts.values()))
    stated = {str(name): _text(value) for name, value in qualifiers.items()}
    return Proposal(**texts, qualifiers={name: value for name, value in stated.items() if value})


def _text(value: object) -> str:
    """Return a text or a whole number as text; anything else is empty."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return " ".join(value.split()) if isinstance(value, str) else ""
