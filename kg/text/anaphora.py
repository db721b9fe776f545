"""What "it", "the mission", "its programme" and a missing subject refer to.

An anaphor becomes a mention of its antecedent, so that patterns need not know about it.
Only antecedents that are safe are taken: the subject of the clause or sentence before, or
the latest mention of the one kind that the words name. Anything else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model.registry import Registry
from kg.text.definite import Definite, all_within, latest_within
from kg.text.discourse import SUBJECTS, Discourse, subject_of
from kg.text.encode import ANY_TOKEN, Encoded, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import CRAFT, PARTIES, Mention, is_a
from kg.text.relatives import AND_WHICH, LINKS, OBJECT, is_of_many

_FLOWN = ("Spacecraft", "Mission", "Programme")
_JOINED = ("Programme", "Mission", "Accord")
_OBJECTS = ("Spacecraft", "Mission", "Programme", "Accord")
_PRONOUN = re.compile(
    r"(?<![\w'-])(?P<word>it|they)(?![\w'-])"
    rf"(?!\s+(?:is|was)\s+(?:also\s+|only\s+)?(?:the\s+)?{ANY_TOKEN}\s+(?:that|who|which)\s)"
)
"""No cleft: in "it was Chile that signed" the pronoun stands for nothing."""
_ADVERBS = r"(?:(?:also|has|had|have|then|now|later|already|is|was|will|be|been|\w+ly)\s+)*"
_SATELLITE = token_regex(["SatelliteType"], plural=False)
_DESCRIBING = token_regex(["Demonym", "Country", "Ordinal"], plural=False)
_CRAFT_ACTS = re.compile(
    rf"\s+(?:{_ADVERBS}(?:is|was|were|been|be|being)\s+(?:\w+ly\s+)?(?:launched|lofted|put|placed|sent|"
    r"built|developed|designed|manufactured|deployed|released|based|carried|handed)"
    rf"|{_ADVERBS}(?:is|was)\s+(?:an?|the\s+first)\s+(?:(?:[\w-]+|{_DESCRIBING})\s+){{0,4}}?"
    rf"(?:satellite|cubesat|craft|spacecraft|probe|{_SATELLITE})"
    rf"|{_ADVERBS}(?:rests\s+on|belongs\s+to|is\s+(?:operated|controlled|owned|run|managed)|orbits|orbiting|flew|fly|lifted|blasted|carries|weighs|weighed|circles|"
    r"landed|land|reached|entered|left\s+(?:the\s+)?\w+\s+(?:launch|cosmodrome|pad)))\b"
)
"""What is done to a spacecraft, or what it does."""
_PARTY_ACTS = re.compile(
    rf"\s+{_ADVERBS}(?:sign|signed|signs|join|joined|joins|agree|agreed|agrees|said|says|decided|"
    r"launched\s+(?:its|a|an|the)|(?:designed|built|developed|manufactured)\b(?!\s+by)|wants?|wanted|plans|hopes|owns|operates|concluded|inked|acceded|"
    r"ratified|announced|offered|contributed?|contributes|provided?|provides|signing|joining)\b"
)
"""What states and organisations do."""
_JOINED_IT = re.compile(
    r"\b(?:part|participat\w+|involved|partners?|members?|member\s+states?|belong(?:s|ed)?|shares?|stakes?|places?"
    r"|seats?|roles?|hand|say|signator(?:y|ies)|part(?:y|ies)|bound|acced(?:e[sd]?|ing)|adher(?:e[sd]?|ing)"
    r"|subscrib(?:e[sd]?|ing)|admitted|admission|accession|membership|entry|cooperat(?:e[sd]?|ing)"
    r"|collaborat(?:e[sd]?|ing)|join(?:ed)?\s+forces|engaged|signed\s+up|withdr[ae]wn?|withdrawal|pulled\s+out)\s+"
    r"(?:in|of|to|by|on|from)\s+(?P<word>it|them)(?![\w'-])"
)
_INVERTED = re.compile(r"\b(?:nor|neither|so)\s+(?:is|was|has|had|did|does|will)\s*$")
"""A verb before its subject: "nor is it a member"."""
_OF_TWO = re.compile(
    r"(?<![\w'-])(?P<word>the\s+(?P<which>former|latter))(?![\w'-]|\s+(?:two|three|half|part|stages?)\b)"
)
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


class Anaphora:
    """Finds the anaphors of a sentence and what they refer to."""

    def __init__(self, lexicon: Lexicon, registry: Registry):
        self._definite = Definite(registry)
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
        acts = alternation(
            form
            for group in ("join", "sign", "agree", "withdraw")
            for verb, _ in lexicon.verbs[group]
            for form in verb.forms()
        )
        self._acts = re.compile(
            rf"(?:\s+(?:has|had|have|will|would|also|now|later|then|\w+ly))*\s+(?:{acts})\b"
        )
        bare = alternation({f for g in lexicon.verbs.values() for verb, _ in g for f in verb.base})
        self._verb_before = re.compile(
            rf"\b(?:{done})\s*,?\s*$|\b(?:will|to|shall|would)\s+(?:(?:also|then|now|\w+ly)\s+)?(?:{bare})\s*$"
            r"|\b(?:is|are|was|were|been)\s+(?:(?:now|also|still|\w+ly)\s+)?(?:build|mak|assembl|manufactur|construct"
            r"|develop|design|prepar|operat|runn|supply|finish|test|integrat)\w*ing\s*$"
        )

    def find(self, encoded: Encoded, discourse: Discourse) -> list[Mention]:
        """Return a mention for each pronoun and each "the mission" that can be resolved."""
        found: list[Mention] = []
        for match, antecedent in self._definite.find(encoded, discourse):
            found += anaphor_of(encoded, match, antecedent)
        for match in _JOINED_IT.finditer(encoded.text):
            types = _JOINED if match["word"] == "it" else ("Accord",)
            here = latest_within(encoded, match.start("word"), types)
            found += anaphor_of(encoded, match, here or discourse.last_of(types))
        found += _of_two(encoded, discourse)
        found += _there(encoded, discourse)
        for match in _PRONOUN.finditer(encoded.text):
            if not _JOINED_IT.search(encoded.text, max(0, match.start() - 30), match.end()):
                found += anaphor_of(encoded, match, self._antecedent(encoded, match, discourse))
        return found

    def _antecedent(
        self, encoded: Encoded, match: re.Match[str], discourse: Discourse
    ) -> Mention | None:
        """Return what "it" or "they" refers to, as an object or as a subject."""
        before = encoded.before(match.start())
        if self._verb_before.search(before) and not _INVERTED.search(before):
            return latest_within(encoded, match.start(), _OBJECTS) or discourse.last_of(_OBJECTS)
        acts = self._acts.match(encoded.text, match.end()) is not None
        return _pronoun(encoded, match, discourse, PARTIES if acts else None)

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
                and not self._verb_before.search(encoded.before(match.start()))
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
    acts = _CRAFT_ACTS.match(encoded.text, match.end("word"))
    if acts and is_a(core, PARTIES):
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
        pair = former or pair
        if len(pair) == 2:
            former = pair if match["which"] == "former" else ()
            yield from anaphor_of(encoded, match, pair[0 if match["which"] == "former" else 1])


def _pronoun(
    encoded: Encoded, match: re.Match[str], discourse: Discourse, types: tuple[str, ...] | None
) -> Mention | None:
    """Return what a pronoun refers to: the subject of this sentence so far, or the last.

    Args:
        encoded: the sentence.
        match: the pronoun.
        discourse: what has been spoken of.
        types: what it must be, or None to judge by what it does.
    """
    many = match["word"] == "they"
    wanted = types or _acting(encoded, match)
    subject = subject_of(encoded, match.start(), types or SUBJECTS)
    if wanted == _FLOWN and (subject is None or not is_a(subject, wanted)):
        near = all_within(encoded, match.start(), CRAFT)
        if near:
            return near[0] if len({one.entity for one in near}) == 1 else None
    for candidate in (subject, discourse.last_subject()):
        if candidate is None or not is_a(candidate, wanted):
            continue
        if candidate.is_list == many or (many and is_a(candidate, ("Organisation",))):
            return candidate
    return None


def _acting(encoded: Encoded, match: re.Match[str]) -> tuple[str, ...]:
    """Return the types that a pronoun can have, by what it does or what is done to it."""
    if _PARTY_ACTS.match(encoded.text, match.end()):
        return PARTIES
    if _CRAFT_ACTS.match(encoded.text, match.end()):
        return _FLOWN
    return SUBJECTS


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


def anaphor_of(
    encoded: Encoded, match: re.Match[str], antecedent: Mention | None
) -> Iterator[Mention]:
    """Yield a mention of the antecedent where the group `word` of a match stands."""
    if antecedent is None or (antecedent.entity is None and not antecedent.is_list):
        return
    start, end = match.span("word")
    begin = encoded.start(start) if start < end else encoded.end(start)
    stop = encoded.end(end) if start < end else begin
    yield replace(
        antecedent,
        start=begin,
        end=stop,
        kind="anaphor",
        head="relative" if match.re in LINKS else "",
        clause=antecedent.start if start == end else None,
    )
