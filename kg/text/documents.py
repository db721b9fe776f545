"""Which accord or agreement is meant: "the document", "the Accords", "the treaty", "it", "both".

A word out of the name of one accord of the text means that; what is merely signed or joined is
what the text last spoke of signing or joining.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.model import EntityRef
from kg.model.registry import Registry
from kg.text.cues import COUNTED_IT, JOINABLE, SIGNED_IT, SIGNED_OBJECT, WHEN, WHO
from kg.text.discourse import Discourse
from kg.text.encode import Encoded, token_pattern, token_regex
from kg.text.focus import REACH, Focus
from kg.text.mention import Mention, is_a

_ACCORD = token_pattern(("Accord",), plural=False)
_DOCUMENT = token_regex(["Document"], plural=False)
_STATE = token_regex(["Country"], plural=False)
_DEFINITE = re.compile(
    rf"(?<![\w'-])(?P<noun>(?:the|this|that)\s+(?:same\s+|signed\s+|historic\s+|(?P<other>newe?r?|olde?r?)\s+)?"
    rf"(?P<kind>{_DOCUMENT}|documents?|text|papers?|instrument(?:\s+of\s+accession)?))"
    rf"(?![\w-]|'(?!s\b)|\s*,?\s+(?:between|with|of|on(?!\s+(?:behalf|(?:the\s+)?{WHEN}))|for(?!\s+(?:the\s+)?{_STATE})|about|concerning|regarding|covering|to"
    rf"|that|which|(?:from|under|in|by|through)\s+which|reached|signed|inked|concluded|struck|sealed)\b|\s*{WHO})"
)
_ITS = (
    (SIGNED_OBJECT, ("Agreement",)),
    (SIGNED_IT, ("Agreement",)),
    (COUNTED_IT, JOINABLE),
)
"""Where "it" stands for what was signed or joined, and for which of them."""
_BOTH = re.compile(
    r"\b(?:sign(?:s|ed)?|join(?:s|ed)?|ratified|(?:names?|signatures?|pens?|part(?:y|ies)|signator(?:y|ies)"
    r"|acced\w+|subscrib\w+|belongs?)\s+(?:to|of|under)|(?:members?|part)\s+of|bound\s+by|signed\s+up\s+to)\s+"
    r"(?P<word>both(?:\s+of\s+them)?)(?=\s*[.,;:]|\s+(?:and|but|in|on|since|while|as)\b)"
)
"""What speaks of two accords at once: "has put its name to both"."""


_OWN_PAPER = re.compile(
    r"(?<![\w'-])(?P<noun>(?:its|their)\s+(?:(?:founding|constitutive|own|establishing)\s+)?"
    rf"(?:{_DOCUMENT}|statutes?|charter|constitution))(?![\w-])"
)
_FOUNDING = re.compile(r"convention|statute|charter|constituti|founding|establish")
"""What the paper is called by which an organisation was founded: "signed its convention"."""


class Documents:
    """Finds what is meant by words for what is signed.

    Args:
        registry: knows by what other names accords go.
    """

    def __init__(self, registry: Registry):
        self._words: Mapping[EntityRef, frozenset[str]] = {
            entity.ref: frozenset(
                word
                for name in (entity.ref.label, *entity.aliases)
                for word in name.lower().split()
            )
            for entity in registry.entities.values()
            if entity.ref.type == "Accord"
        }

        self._founding = dict(_founding(registry))

    def find(self, encoded: Encoded, discourse: Discourse, focus: Focus) -> Iterator[Mention]:
        """Yield a mention for each "the document", "the Accords" and "it" that was signed."""
        for match in _DEFINITE.finditer(encoded.text):
            meant = self._document(encoded, match, discourse, focus)
            yield from _standing_for(encoded, match, "noun", meant)
        for match in _OWN_PAPER.finditer(encoded.text):
            said = encoded.words(*match.span("noun")).lower()
            named = _FOUNDING.search(said) is not None
            own = self._own_paper(encoded, match, discourse) if named else None
            yield from _standing_for(encoded, match, "noun", own)
        for pattern, types in _ITS:
            for match in pattern.finditer(encoded.text):
                meant = recent(discourse, focus, types)
                several = len(discourse.distinct.get("Accord", ())) > 1
                if several and types != JOINABLE and meant is not None and meant.type == "Accord":
                    meant = _last_accord(discourse)
                if pattern is COUNTED_IT and is_body(discourse.last_subject()):
                    meant = None
                yield from _standing_for(encoded, match, "it", meant)
        yield from _both(encoded, discourse)

    def _document(
        self, encoded: Encoded, match: re.Match[str], discourse: Discourse, focus: Focus
    ) -> EntityRef | None:
        """Return the agreement that "the document", "the Accords" or "the pact" means."""
        said = encoded.words(*match.span("kind"))
        word = said.lower()
        named = [*discourse.distinct.get("Accord", ())]
        named += [m.entity for m in encoded.mentions if m.type == "Accord" and m.entity is not None]
        own = {one for one in named if word in self._words_of(one)}
        if own and (word != "agreement" or (said != word and len(own) == 1)):
            return own.pop() if len(own) == 1 else None
        if match["other"]:  # "the new treaty" is set against another one
            return None
        ahead = _ACCORD.findall(encoded.text[: match.start()])
        if ahead:
            return encoded.mention(ahead[-1]).entity
        return recent(discourse, focus, ("Agreement",))

    def _own_paper(
        self, encoded: Encoded, match: re.Match[str], discourse: Discourse
    ) -> EntityRef | None:
        """Return the accord that founded the organisation of which the text speaks.

        Of several that it has just named, that is the first one of the text: another may
        only be what it is compared to.
        """
        now = len(discourse.subjects)
        limit = encoded.start(match.start())
        ahead = [m for many in encoded.mentions for m in many.each() if m.end <= limit]
        said = [m for at, m in discourse.latest if now - at <= 2]
        bodies = [m.entity for m in (*said, *ahead) if is_body(m) and m.entity is not None]
        if len(set(bodies)) < 2:
            return self._founding.get(bodies[0]) if bodies else None
        named = (m for at, m in discourse.latest if is_body(m) and m.entity is not None)
        first = next(named, None)
        meant = first.entity if first is not None else None
        return self._founding.get(meant) if meant is not None and meant in bodies else None

    def _words_of(self, accord: EntityRef) -> frozenset[str]:
        """Return the words of all names of an accord."""
        return self._words.get(accord) or frozenset(accord.label.lower().split())


def _founding(registry: Registry) -> Iterator[tuple[EntityRef, EntityRef]]:
    """Yield each organisation with the accord that bears its name as its founding paper."""
    every = registry.entities.values()
    accords = [one for one in every if one.ref.type == "Accord"]
    named = [(one.ref, " ".join((one.ref.label, *one.aliases)).lower()) for one in accords]
    papers = [(ref, words) for ref, words in named if _FOUNDING.search(words)]
    for body in every:
        if body.ref.type in ("Agency", "IntergovernmentalOrganisation"):
            own = [ref for ref, words in papers if _holds(words, body.ref.label.lower())]
            if len(own) == 1:
                yield body.ref, own[0]


def _holds(words: str, name: str) -> bool:
    """Tell whether a name stands in words, and is no part of another one."""
    whole = name in words and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words)
    return bool(whole)


def recent(discourse: Discourse, focus: Focus, types: tuple[str, ...]) -> EntityRef | None:
    """Return what the text last spoke of joining or signing, unless it has moved on.

    A text that names a single accord and nothing else to be joined or signed is about that.
    """
    joining = types == JOINABLE
    meant = focus.membership if joining else focus.document
    said = focus.joined_in if joining else focus.signed_in
    if meant is None:
        return _topic(discourse, meant)
    for at, mention in reversed(discourse.latest):
        if at <= said:
            break
        if is_a(mention, JOINABLE) and mention.entity != meant:
            return _topic(discourse, meant)
    now = len(discourse.subjects)
    accords = discourse.distinct.get("Accord", {})
    far = len(accords) > 1 and meant in accords and now - said > 1
    if far and discourse.recent(("Accord",)).keys() != {meant}:
        return None
    near = now - said <= REACH
    return meant if near or meant.type == "Accord" else _topic(discourse, meant)


def _last_accord(discourse: Discourse) -> EntityRef | None:
    """Return the only accord of the last sentence that names any, for a text on several."""
    named = [(at, m.entity) for at, m in discourse.latest if m.type == "Accord"]
    last = {entity for at, entity in named if at == named[-1][0]}
    return next(iter(last)) if len(last) == 1 else None


def _topic(discourse: Discourse, last: EntityRef | None) -> EntityRef | None:
    """Return the only accord that a text has named, if nothing else was joined of late."""
    accords = discourse.distinct.get("Accord", {})
    only = next(iter(accords)) if len(accords) == 1 else None
    return only if last in (None, only) else None


def _both(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention of the only two accords of a text for each "both" that was signed."""
    two = tuple(discourse.distinct.get("Accord", {}).values())
    for match in _BOTH.finditer(encoded.text) if len(two) == 2 else ():
        start, end = encoded.start(match.start("word")), encoded.end(match.end("word"))
        yield replace(two[0], start=start, end=end, kind="list", members=two)


def is_body(subject: Mention | None) -> bool:
    """Tell whether a sentence spoke of an organisation, which may have members itself."""
    return subject is not None and is_a(subject, ("Organisation",))


def _standing_for(
    encoded: Encoded, match: re.Match[str], group: str, meant: EntityRef | None
) -> Iterator[Mention]:
    """Yield a mention of what is meant, if anything is, where a group of a match stands."""
    if meant is not None:
        start, end = encoded.start(match.start(group)), encoded.end(match.end(group))
        yield Mention(start, end, meant.type, meant, kind="anaphor")
