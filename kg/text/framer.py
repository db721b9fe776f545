"""What frames read in a sentence, as matches of their patterns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.text.discourse import Discourse
from kg.text.encode import Encoded
from kg.text.frames import Frame, Reading, readings
from kg.text.match import Match, trimmed
from kg.text.patterns.files import Pattern
from kg.text.patterns.needs import Index
from kg.text.patterns.notation import Compiled


class Framer:
    """Fits the frames of many patterns to a sentence, leaving out those that have no chance.

    Args:
        patterns: in the order in which matches are wanted; those without a frame are passed over.
    """

    def __init__(self, patterns: Iterable[Pattern]):
        self._wordings = [
            (pattern, pattern.frame, trigger)
            for pattern in patterns
            if pattern.frame is not None
            for trigger in pattern.frame.triggers
        ]
        self._index = Index(
            [(*trigger.needs, *frame.needs) for _, frame, trigger in self._wordings]
        )

    def matches(self, encoded: Encoded, discourse: Discourse) -> Iterator[Match]:
        """Yield what the frames read in a sentence.

        Args:
            encoded: the sentence.
            discourse: what the text has spoken of before.
        """
        possible: dict[str, tuple[Pattern, Frame, list[Compiled]]] = {}
        for number in self._index.met_by(encoded.tokens):
            pattern, frame, trigger = self._wordings[number]
            possible.setdefault(pattern.id, (pattern, frame, []))[2].append(trigger)
        for pattern, frame, triggers in possible.values():
            given = frame.focus == "object"
            focus = discourse.focus(frame.spoken_of, given=given) if frame.focus else None
            if focus is None and frame.many:
                focus = discourse.several(frame.spoken_of)
            for reading in readings(frame, triggers, encoded, focus, pattern.status):
                if pattern.only in (None, reading.status):
                    yield _framed(pattern, encoded, reading)


def _framed(pattern: Pattern, encoded: Encoded, reading: Reading) -> Match:
    begin, stop = reading.span
    start, end = trimmed(encoded, encoded.start(begin), encoded.end(stop))
    return Match(pattern, start, end, reading.slots, {}, reading.status, encoded, reading.span)
