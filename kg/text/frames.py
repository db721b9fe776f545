"""Frames: what a clause says of a thing, whatever the order of its words.

A pattern fixes the order of words. A frame only asks that one clause holds a trigger, one
thing that can be its subject and one that can be its object; the subject may also be what the
text is speaking of. It states nothing where there is a choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from kg.text.encode import CLOSE, OPEN, Encoded, Span, token_regex
from kg.text.guards import is_promised
from kg.text.meaning import is_embedded
from kg.text.mention import Mention, is_a
from kg.text.occasion import is_other_sense
from kg.text.patterns.needs import Need
from kg.text.patterns.notation import Compiled
from kg.text.roles import named, only_named
from kg.text.site import Filled, Site
from kg.text.triggered import status_of_trigger
from kg.text.understood import own_focus, understood

TRIGGER, FOCUS, SEVERAL = "trigger", "focus", "several"
"""Keys of a frame in a pattern file that are no roles."""
_WAY_UP = re.compile(r"\s*to\s+orbit\s*")
"""What is no verb without its object: "rode to orbit as a guest"."""
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|get|got)(?:\s+\w+ly)?\s*$")

_OF_BODY = re.compile(r"\b(?:of|from)\s+(?:the\s+)?$|\b(?:of|from)\s*\s$")
_TYPE_OF_NAMED = re.compile(
    rf"{token_regex(['SatelliteType'], plural=False)}\s+{token_regex(['Spacecraft'], plural=False)}"
)
_AROUND_ANOTHER = re.compile(r"\b(?:lunar|mars|martian|venus|mercury|jovian|halo|lagrange)\b")
"""An orbit that is entered long after the launch."""
_SEVERAL = re.compile(rf"{token_regex(['Number'], plural=False)}\s+(?:\w+\s+)?$")


@dataclass(frozen=True)
class Frame:
    """What a clause must hold.

    Args:
        triggers: words or verbs, one of which must occur; their slots fill roles too.
        roles: slot name -> ways in which it is filled, the surest first.
        focus: the role that may be left to what the text is speaking of, or "".
        several: whether one clause may hold it more than once.
        many: whether the text may be speaking of several together.
    """

    triggers: tuple[Compiled, ...]
    roles: Mapping[str, tuple[Compiled, ...]]
    focus: str
    several: bool = False
    many: bool = False

    @property
    def slots(self) -> set[str]:
        """Names that every reading fills."""
        common = set.intersection(*(set(trigger.slots) for trigger in self.triggers))
        return {*common, *self.roles}

    @cached_property
    def spoken_of(self) -> tuple[str, ...]:
        """Types of what the text may be speaking of, () where everything must be named."""
        ways = self.roles.get(self.focus, ())
        return tuple(sorted({kind for way in ways for kind in way.slots[self.focus]}))

    @property
    def needs(self) -> list[Need]:
        """What a sentence must hold for its roles, besides what a trigger needs."""
        named = [ways for name, ways in self.roles.items() if name != self.focus]
        return [need for ways in named if len(ways) == 1 for need in ways[0].needs]


@dataclass(frozen=True)
class Reading:
    """A frame found in a clause.

    Args:
        span: the stretch that states it, half-open.
        slots: slot name -> mentions.
        status: how it is meant.
    """

    span: Span
    slots: Mapping[str, tuple[Mention, ...]]
    status: str


def readings(
    frame: Frame,
    triggers: Sequence[Compiled],
    encoded: Encoded,
    focus: Mention | None,
    fixed: str | None = None,
) -> Iterator[Reading]:
    """Yield what a frame reads in a sentence.

    Args:
        frame: the frame.
        triggers: those of its triggers that may occur.
        encoded: the sentence.
        focus: what the text is speaking of when the sentence begins.
        fixed: the status that the frame has whatever its verbs say.
    """
    ways = frame.roles.get(frame.focus, ())
    for clause in encoded.clauses:
        if frame.focus != "subject":
            part = _part(encoded, clause)
            own = only_named(ways, encoded, part)
            focus = own or own_focus(encoded, frame.spoken_of, focus, part)
        found = _read(frame, triggers, encoded, clause, focus, fixed)
        yield from found if frame.several else islice(found, 1)
        focus = only_named(ways, encoded, clause) or focus


def _part(encoded: Encoded, clause: Span) -> Span:
    """Return the part of a sentence between semicolons in which a clause stands."""
    start = encoded.text.rfind(";", 0, clause[0]) + 1
    end = encoded.text.find(";", clause[0])
    return start, end if end >= 0 else len(encoded.text)


def _read(
    frame: Frame,
    triggers: Sequence[Compiled],
    encoded: Encoded,
    clause: Span,
    focus: Mention | None,
    fixed: str | None,
) -> Iterator[Reading]:
    for compiled in triggers:
        for trigger in compiled.regex.finditer(encoded.text, *clause):
            if is_other_sense(encoded, trigger) or _is_undergone(compiled, trigger):
                continue
            if _is_of_another(compiled, trigger, encoded) or is_promised(encoded, trigger):
                continue
            status = status_of_trigger(compiled, trigger, encoded, clause)
            status = fixed if fixed and status in ("asserted", "planned") else status
            if status is None or is_embedded(encoded.text[clause[0] : trigger.start()]):
                continue
            site = Site(encoded, clause, trigger.span())
            filled = _fill(frame, compiled, trigger, site, focus)
            if filled is not None:
                spans = [trigger.span(), *(span for span, _ in filled.values() if span)]
                start, end = min(s for s, _ in spans), max(e for _, e in spans)
                slots = {name: mentions for name, (_, mentions) in filled.items()}
                yield Reading((start, end), slots, status)


def _is_of_another(compiled: Compiled, trigger: re.Match[str], encoded: Encoded) -> bool:
    """Tell whether a description is that of what it names itself, or of several.

    "The nanosatellite Abc-1" tells of Abc-1, and a pattern reads it.
    """
    if _AROUND_ANOTHER.search(_way(compiled, trigger, encoded)):
        return True
    if compiled.slots.get("object") == ("SatelliteType",):
        return _TYPE_OF_NAMED.match(encoded.text, _last_token(encoded, trigger)) is not None
    several = _SEVERAL.search(encoded.before(trigger.start())) is not None
    return several and trigger.group().endswith("craft")


def _way(compiled: Compiled, trigger: re.Match[str], encoded: Encoded) -> str:
    """Return the orbit into which a trigger tells that something went, or nothing."""
    for group, name in compiled.groups.items():
        if name == "way" and trigger[group] is not None:
            return encoded.mention(trigger[group]).value.lower()
    return ""


def _last_token(encoded: Encoded, trigger: re.Match[str]) -> int:
    """Return where the last mention of a trigger begins, its end if it ends otherwise."""
    at = encoded.text.rfind(OPEN, *trigger.span())
    ends = at >= 0 and encoded.text.find(CLOSE, at) == trigger.end() - 1
    return at if ends else trigger.end()


def _is_undergone(compiled: Compiled, trigger: re.Match[str]) -> bool:
    """Tell whether a verb that asks for somebody who acts stands in the passive."""
    words = trigger.group()
    if _WAY_UP.fullmatch(words):
        return True
    if words.rstrip().endswith("followed"):
        before = trigger.string[: trigger.start()] + words.rstrip().removesuffix("followed")
        return _PASSIVE.search(before) is not None
    if not (compiled.subject_first and compiled.verbs):
        return False
    if _OF_BODY.search(trigger.string, max(0, trigger.start() - 12), trigger.start() + 1):
        return True  # "which ABC of Japan is making": it is not Japan that does so
    before = trigger[compiled.verbs[0]]
    after = trigger.group()[trigger.end(compiled.verbs[0]) - trigger.start() :]
    return (
        before is not None
        and _PASSIVE.search(before) is not None
        and re.match(r"\s*\w+ing\b", after) is None
    )


def _fill(
    frame: Frame, compiled: Compiled, trigger: re.Match[str], site: Site, focus: Mention | None
) -> dict[str, Filled] | None:
    """Return what fills each role, with its span; None where one is open or has a choice."""
    own = {
        name: site.encoded.mention(trigger[group])
        for group, name in compiled.groups.items()
        if trigger[group] is not None
    }
    if not all(is_a(mention, compiled.slots[name]) for name, mention in own.items()):
        return None
    filled: dict[str, Filled] = {
        name: (trigger.span(), mention.each()) for name, mention in own.items()
    }
    for name, ways in frame.roles.items():
        if name in filled:
            continue
        one = named(ways, site, subject=name == "subject")
        if one is None:
            one = understood(ways, site, focus if name == frame.focus else None)
        if one is None:
            return None
        filled[name] = one
    return filled
