"""What "it", "the mission", "its programme" and a missing subject refer to.

An anaphor becomes a mention of its antecedent, so that patterns need not know about it.
Only antecedents that are safe are taken: the subject of the clause or sentence before, or
the latest mention of the one kind that the words name. Anything else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.registry import Registry
from kg.text.anaphor import anaphor_of
from kg.text.antecedents import latest_within
from kg.text.definite import Definite
from kg.text.discourse import Discourse, subject_of
from kg.text.encode import Encoded, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import CRAFT, PARTIES, Mention, is_a
from kg.text.pronouns import CRAFT_ACTS, Pronouns
from kg.text.relatives import AND_WHICH, LINKS, OBJECT, is_of_many

_OF_TWO = re.compile(
    r"(?<![\w'-])(?P<word>the\s+(?P<which>former|latter))(?![\w'-]|\s+(?:two|three|half|part|stages?)\b)"
)
_IS_CRAFT = re.compile(
    r"\s+(?:is|was|will\s+be|has\s+been)\s+(?:an?|the|its)\s+[^.;,]{0,60}?"
    rf"(?:{token_regex(['SatelliteType'], plural=False)}"
    r"|\b(?:satellite|spacecraft|cubesat|probe)\b)"
)
"""What tells that "the latter" is a craft, where two were told of and not listed."""
_THERE = re.compile(
    r"\b(?:launched|lofted|orbited|built|assembled|manufactured|made)\s+(?P<word>there)(?![\w'-])"
)
_IN_COUNTRY = re.compile(rf"\bin\s+({token_regex(['Country'], plural=False)})")
_APPOSED_PARTY = re.compile(rf",\s+(?:the\s+)?{token_regex(PARTIES, plural=True)}\s*$")
"""Before a comma it is somebody else who acts: "which is due in 2026, the agency A, prepares"."""
_UNDERGONE = re.compile(
    r"\s+(?:also\s+|then\s+|now\s+|later\s+)?(?!(?:has|have|had|is|are|was|were|will|does|did)\b)\w+\s+"
    r"(?:(?:in|into|to|up|aloft|earth|low|orbit|space)\s+){0,4}(?:by|aboard|atop)\s"
    r"|\s+(?:launched|orbited|lofted|built|made|delivered|completed|developed|designed)\s+(?:in|on|from|at)\s"
)
"""A participle that tells what was done to a craft: "ordered from X and launched by Y"."""


_DONE_TO_BODY = re.compile(
    r"\s+(?:is|are|was|were)\s+(?:(?:also|now|jointly|\w+ly)\s+)?"
    r"(?:managed|run|headed|led|owned|funded|directed|chaired|overseen)\b"
)
"""What is done to a body as well: "built by ABC, which is managed by"."""


class Anaphora:
    """Finds the anaphors of a sentence and what they refer to."""

    def __init__(self, lexicon: Lexicon, registry: Registry):
        self._definite = Definite(registry, lexicon)
        forms = {
            form
            for group in lexicon.verbs.values()
            for verb, _ in group
            for form in (*verb.past, *verb.third)
        } - {"says", "said"}  # "Peru says it plans": what follows is a clause
        done = alternation(forms)
        finite = alternation(
            forms
            | {"has", "have", "had", "is", "are", "was", "were", "will", "does", "did", "should"}
            | {"may", "might", "could", "can", "would", "must"}
        )
        self._missing = re.compile(
            rf"(?:(?<!\w)(?:and|but)|(?P<comma>,))(?P<word>)(?=\s+(?:also\s+|then\s+|now\s+|later\s+)?(?:{finite})\b)"
        )
        self._pronouns = Pronouns(lexicon, done)

    def find(self, encoded: Encoded, discourse: Discourse) -> list[Mention]:
        """Return a mention for each pronoun and each "the mission" that can be resolved."""
        found: list[Mention] = []
        for match, antecedent in self._definite.find(encoded, discourse):
            found += anaphor_of(encoded, match, antecedent)
        found += _of_two(encoded, discourse)
        found += _there(encoded, discourse)
        found += self._pronouns.find(encoded, discourse)
        return found

    def find_links(self, encoded: Encoded) -> list[Mention]:
        """Return a mention for each relative pronoun and each subject left unsaid."""
        found: list[Mention] = []
        for match in (m for pattern in LINKS for m in pattern.finditer(encoded.text)):
            if not is_of_many(encoded, match):
                found += anaphor_of(encoded, match, _meant_by(encoded, match))
        for match in AND_WHICH.finditer(encoded.text):
            before = [
                m for m in found if m.head == "relative" and m.end <= encoded.start(match.start())
            ]
            found += anaphor_of(encoded, match, before[-1] if before else None)
        objects = {encoded.start(m.start("word")) for m in OBJECT.finditer(encoded.text)}
        subjects = [mention for mention in found if mention.start not in objects]
        for match in self._missing.finditer(encoded.text):
            antecedent = _carried(encoded, match.start(), subjects)
            if _UNDERGONE.match(encoded.text, match.end()) and not _is_craft(antecedent):
                antecedent = latest_within(encoded, match.start(), CRAFT)
            listed = match["comma"] is None or (
                antecedent is not None and antecedent.head == "relative"
            )
            apposed = match["comma"] and _APPOSED_PARTY.search(encoded.before(match.start()))
            if (
                listed
                and not apposed
                and not self._pronouns.verb_before.search(encoded.before(match.start()))
            ):
                found += anaphor_of(encoded, match, antecedent)
        return found


def _meant_by(encoded: Encoded, match: re.Match[str]) -> Mention | None:
    """Return what a relative pronoun stands for: a craft, where something is done to one.

    In "Abc-1, a satellite by GomSpace of Denmark, which was launched" it is not Denmark.
    """
    core = encoded.mention(match["core"])
    if core.kind == "unsaid":  # "none was signed that day"
        return None
    acts = CRAFT_ACTS.match(encoded.text, match.end("word"))
    if acts and is_a(core, PARTIES) and not _DONE_TO_BODY.match(encoded.text, match.end("word")):
        return latest_within(encoded, match.start("word"), CRAFT) or core
    return core


def _is_craft(antecedent: Mention | None) -> bool:
    return antecedent is not None and is_a(antecedent, CRAFT)


def _there(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention of the one country where things were done before: "launched there"."""
    for match in _THERE.finditer(encoded.text):
        here = _IN_COUNTRY.findall(encoded.text, 0, match.start())
        countries = discourse.just_named(("Country",))
        if here and len(set(here)) == 1:
            yield from anaphor_of(encoded, match, encoded.mention(here[0]))
        elif not here and len(countries) == 1:
            yield from anaphor_of(encoded, match, next(iter(countries.values())))


def _of_two(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention for "the former" and "the latter" of the last two things listed."""
    former: tuple[Mention, ...] = ()
    for match in _OF_TWO.finditer(encoded.text):
        lists = [m for m in encoded.mentions if m.is_list and m.end <= encoded.start(match.start())]
        pair = lists[-1].members if lists else discourse.last_list
        if not former and len(pair) != 2 and _IS_CRAFT.match(encoded.text, match.end()):
            pair = tuple(discourse.just_named(CRAFT).values())
        pair = former or pair
        if len(pair) == 2:
            former = pair if match["which"] == "former" else ()
            yield from anaphor_of(encoded, match, pair[0 if match["which"] == "former" else 1])


def _carried(encoded: Encoded, position: int, found: list[Mention]) -> Mention | None:
    """Return the subject that a coordinated verb shares with the verb before it.

    Behind a mere comma only a relative pronoun can be shared: "which did this, has that, and …".
    """
    clause = encoded.text.rfind(";", 0, position) + 1
    first, limit = encoded.start(clause), encoded.start(position)
    relatives = [
        m
        for m in found
        if first <= m.start and m.end <= limit and m.kind == "anaphor" and m.head == "relative"
    ]
    if relatives:
        return relatives[-1]
    return subject_of(encoded, position, after=clause) or subject_of(encoded, position)
