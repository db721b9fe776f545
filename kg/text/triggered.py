"""How a frame's trigger is meant: by its auxiliaries, or by the clause around a noun."""

from __future__ import annotations

import re

from kg.text.encode import Encoded, Span
from kg.text.meaning import HAD_HOPED, meaning, of_event
from kg.text.patterns.notation import Compiled
from kg.text.patterns.verbs import is_loose_gerund, joined_before, passive_before, status_of

_GERUND = re.compile(r"\w+ing\b")
_FUTURE = re.compile(r"launching\s+(?:in|on|next|no|as)\b")
"""A participle that looks ahead: "a mission launching in 2028"."""
_PREDICATE = re.compile(
    r"(?:\s+(?:of|for|from)\s+(?:the\s+)?\S+)?,?\s+"
    r"(?:is|was|are|were|has|had|may|might|could|will)\b.{0,30}"
)
"""What behind a noun tells how it is meant: "the launch is due"."""
_EVENT = re.compile(r"\s*(?:the\s+)?(?:launch|lift|blast|take-?off)")
_MODAL = re.compile(
    r"\b(?:(?P<will>will|shall|to)|may|might|could|should|can|must|would|not|never)\s+(?:\w+\s+){0,2}?"
    r"(?:be|been|have\s+been)\s+(?:\w+ly\s+)?$"
)
"""What before a bare participle says that it is not done yet."""
_HAD_HOPED = re.compile(rf"{HAD_HOPED}[^,;]*$")
_MOVED_TO = re.compile(
    r"\b(?:postponed|delayed|put\s+(?:off|back)|pushed|moved|shifted|rescheduled|deferred|brought\s+forward|reset)\b"
    r"[^;.,]{0,30}\b(?:to|until|till|into|for)\s"
)
"""What sets a new date: "the launch was postponed until"; it denies nothing."""
_PAST = re.compile(r"\w+(?:ed|t|ew|own|ent|ose|lt|ut)\b|\w+s\b")
"""A finite form that needs no auxiliary: "launched", "sent", "carries"."""
_ACHIEVED = re.compile(r"\b(?:paid|spent|cost|used|helped|managed|went\s+on)\b[^,;]{0,60}$")
"""What before an infinitive says that it was done: "paid 50 million to launch"."""
_BEFORE_PRESENT = re.compile(
    r"(?:^|\s)(?:before|once|until|when|as\s+soon\s+as)\s+(?:(?!\s(?:was|were|is|had)\s)[^,;]){0,60}$"
)
"""What before a verb in the present says that it is still to come: "before it launches"."""


def status_of_trigger(
    compiled: Compiled, trigger: re.Match[str], encoded: Encoded, clause: Span
) -> str | None:
    """Return how a trigger is meant: by its auxiliaries, or by the clause around a noun.

    Args:
        compiled: the trigger's wording.
        trigger: what matched it.
        encoded: the sentence.
        clause: the clause in which it stands.

    Returns:
        A status, None where it is open.
    """
    for group in compiled.verbs:
        before = trigger[group]
        if before is None:
            continue
        verb = encoded.text[trigger.end(group) : trigger.end()].strip()
        if before.strip() and not is_loose_gerund(before, verb):
            governed = before.strip().startswith("to")
            return _governed(before, encoded.text[clause[0] : trigger.start()] if governed else "")
        if _PAST.match(verb):
            return _status_of_finite(trigger, group, verb, encoded)
        if _GERUND.match(verb):
            if compiled.subject_first:
                return None
            status = meaning(encoded.text[slice(*clause)])
            ahead = status == "asserted" and _FUTURE.match(verb) is not None
            return "planned" if ahead else None if status == "negated" else status
    return _meant(trigger, encoded.text, clause)


def _governed(before: str, words: str) -> str | None:
    """Return how a verb with auxiliaries is meant by what governs its infinitive, if it is one."""
    if _HAD_HOPED.search(words + before):
        return None
    meant = meaning(words)
    if meant == "asserted" and _ACHIEVED.search(words):
        return "asserted"
    return status_of(before) if meant else None


def _status_of_finite(
    trigger: re.Match[str], group: str, verb: str, encoded: Encoded
) -> str | None:
    """Return how a finite verb is meant that has no auxiliary of its own."""
    if verb.endswith("s") and _BEFORE_PRESENT.search(encoded.before(trigger.start())):
        return "planned"
    shared = joined_before(encoded.text[: trigger.end(group)], verb)
    return status_of(shared) if shared else _status_of_past(encoded.before(trigger.start()))


def _status_of_past(before: str) -> str | None:
    """Return how a past form or participle is meant by the words before it."""
    if passive := passive_before(before):
        return status_of(passive)
    modal = _MODAL.search(before)
    return "asserted" if modal is None else "planned" if modal["will"] else None


def _meant(trigger: re.Match[str], text: str, clause: Span) -> str | None:
    """Return how a trigger without a verb is meant: by all its clause where it is an event.

    "Aboard a mission due to fly" is no plan, but "a launch on a rocket is planned" is one.
    """
    moved = _MOVED_TO.search(trigger.group())
    if moved is not None:
        rest = text[clause[0] : trigger.start()] + " … " + text[trigger.end() : clause[1]]
        return "planned" if meaning(rest) in ("asserted", "planned") else None
    whole = meaning(text[slice(*clause)])
    if whole in (None, "negated"):
        return None
    if _EVENT.match(trigger.group()):
        return of_event(text[slice(*clause)], text[clause[0] : trigger.start()], trigger.group())
    says_more = _PREDICATE.match(text, trigger.end(), clause[1])
    return meaning(text[clause[0] : says_more.end() if says_more else trigger.end()])
