"""What "it" and "they" refer to: the subject before, or the one thing that fits what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text.anaphor import anaphor_of
from kg.text.antecedents import all_within, latest_within
from kg.text.discourse import SUBJECTS, Discourse, subject_of
from kg.text.encode import ANY_TOKEN, Encoded, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import CRAFT, PARTIES, Mention, is_a

_FLOWN = ("Spacecraft", "Mission", "Programme")
_JOINED = ("Programme", "Mission", "Accord")
_OBJECTS = ("Spacecraft", "Mission", "Programme", "Accord")
_MADE = ("build", "develop", "launch", "operate", "order", "own", "let-go")
"""Groups of verbs for what is done to a spacecraft."""
_PRONOUN = re.compile(
    r"(?<![\w'-])(?P<word>it|they)(?![\w'-])"
    rf"(?!\s+(?:is|was)\s+(?:also\s+|only\s+)?(?:the\s+)?{ANY_TOKEN}\s+(?:that|who|which)\s)"
)
"""No cleft: in "it was Chile that signed" the pronoun stands for nothing."""
_ACTIVE = r"(?:(?:also|has|had|have|then|now|later|already|will|would|\w+ly)\s+)*"
_ADVERBS = r"(?:(?:also|has|had|have|then|now|later|already|is|was|will|be|been|\w+ly)\s+)*"
_SATELLITE = token_regex(["SatelliteType"], plural=False)
_CRAFT = token_regex(CRAFT, plural=True)
_DESCRIBING = token_regex(["Demonym", "Country", "Ordinal"], plural=False)
CRAFT_ACTS = re.compile(
    rf"\s+(?:{_ADVERBS}(?:is|was|were|been|be|being)\s+(?:\w+ly\s+)?(?:launched|lofted|put|placed|sent|"
    r"built|developed|designed|manufactured|deployed|released|based|carried|handed)"
    rf"|{_ADVERBS}(?:is|was)\s+(?:an?|the\s+first)\s+(?:(?:[\w-]+|{_DESCRIBING})\s+){{0,4}}?"
    rf"(?:satellite|cubesat|craft|spacecraft|probe|{_SATELLITE})"
    rf"|{_ADVERBS}(?:rests\s+on|belongs\s+to|is\s+(?:operated|controlled|owned|run|managed)|orbits|orbiting|flew|fly|lifted|blasted|carries|weighs|weighed|circles|"
    r"landed|land|reached|entered|left\s+(?:the\s+)?\w+\s+(?:launch|cosmodrome|pad)))\b"
)
"""What is done to a spacecraft, or what it does."""
_CRAFT_ONLY = re.compile(
    rf"\s+(?:{_ADVERBS}(?:is|was|were|been|be|being)\s+(?:\w+ly\s+)?(?:launched|lofted|built|designed"
    r"|manufactured|assembled|deployed|operated|controlled\s+(?:by|from))\b"
    rf"|{_ADVERBS}(?:orbits\b(?!\s*{ANY_TOKEN})|lifted\s+off|blasted\s+off|weigh(?:s|ed)|circles|replaces\s+(?={ANY_TOKEN})))"
)
"""What is said of nothing but a spacecraft."""
_PARTY_ACTS = re.compile(
    rf"\s+(?:{_ADVERBS}(?:sign|signed|signs|join|joined|joins|agree|agreed|agrees|said|says|decided|"
    r"launched\s+(?:its|a|an|the)|wants?|wanted|plans|hopes|owns|operates|concluded|inked|acceded|"
    r"ratified|announced|offered|contributed?|contributes|provided?|provides|signing|joining)\b"
    rf"|{_ACTIVE}(?:designed|built|developed|manufactured)\b(?!\s+by\b)"
    rf"|{_ACTIVE}(?:launched|orbited|lofted)\s+{_CRAFT})"
)
"""What states and organisations do."""
_ARE_CRAFT = re.compile(
    r"\s+(?:are|were|will\s+be)\s+[^.;]{0,60}?\b(?:satellites|spacecraft|craft|probes|cubesats)\b"
)
_JOINED_IT = re.compile(
    r"\b(?:part|participat\w+|involved|partners?|members?|member\s+states?|belong(?:s|ed)?|shares?|stakes?|places?"
    r"|seats?|roles?|hand|say|signator(?:y|ies)|part(?:y|ies)|bound|acced(?:e[sd]?|ing)|adher(?:e[sd]?|ing)"
    r"|subscrib(?:e[sd]?|ing)|admitted|admission|accession|membership|entry|cooperat(?:e[sd]?|ing)"
    r"|collaborat(?:e[sd]?|ing)|join(?:ed)?\s+forces|engaged|signed\s+up|withdr[ae]wn?|withdrawal|pulled\s+out)\s+"
    r"(?:in|of|to|by|on|from)\s+(?P<word>it|them)(?![\w'-])"
)
_INVERTED = re.compile(r"\b(?:nor|neither|so)\s+(?:is|was|has|had|did|does|will)\s*$")
"""A verb before its subject: "nor is it a member"."""
_TOLD = re.compile(
    rf"\b(?:announced|confirmed|declared|stated|revealed|noted|added|claimed|reported|pledged|promised)"
    rf"\s+(?:(?:on\s+)?{token_regex(['Date'], plural=False)}\s+)?$"
)
_FINITE = re.compile(
    r"\s+(?:also\s+|soon\s+|\w+ly\s+)?(?:will|would|has|had|have|is|was|are|were|plans|intends)\b"
)
"""What makes a subject of a pronoun behind a verb of telling: "Kenya announced it will join"."""
_DONE = re.compile(
    r"\b(?!(?:said|says|that|and|but|which|what|how|when)\b)[a-z]+(?:ed|[a-z]s|e|lt|nt)\s+$"
)
_ENDS = re.compile(
    r"\s*(?:[.,;:)]|$)|\s+(?:in|on|at|from|for|to|into|with|by|aboard|atop|during|after|before|until"
    r"|over|together|itself|again|too|free|up|out|down|back|off|and)\b"
)
"""What follows a pronoun that is an object, since no verb of its own does."""


class Pronouns:
    """Finds "it" and "they" and what they refer to.

    Args:
        lexicon: its verbs tell what is done.
        done: past forms of all its verbs.
    """

    def __init__(self, lexicon: Lexicon, done: str):
        def forms(*groups: str) -> str:
            verbs = (verb for group in groups for verb, _ in lexicon.verbs[group])
            return alternation(form for verb in verbs for form in verb.forms())

        acts = forms("join", "sign", "agree", "withdraw")
        self._acts = re.compile(
            rf"(?:\s+(?:has|had|have|will|would|also|now|later|then|\w+ly))*\s+(?:{acts})\b"
        )
        self._made = re.compile(rf"\b(?:{forms(*_MADE)})\s+$")
        self._signed = re.compile(rf"\b(?:{forms('agree', 'ratify')})\s+$")
        bare = alternation({f for g in lexicon.verbs.values() for verb, _ in g for f in verb.base})
        self.verb_before = re.compile(
            rf"\b(?:{done})\s*,?\s*$|\b(?:will|to|shall|would)\s+(?:(?:also|then|now|\w+ly)\s+)?(?:{bare})\s*$"
            r"|\b(?:is|are|was|were|been)\s+(?:(?:now|also|still|\w+ly)\s+)?(?:build|mak|assembl|manufactur|construct"
            r"|develop|design|prepar|operat|runn|supply|finish|test|integrat)\w*ing\s*$"
        )

    def find(self, encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
        """Yield a mention for each pronoun that can be resolved."""
        for match in _JOINED_IT.finditer(encoded.text):
            types = _JOINED if match["word"] == "it" else ("Accord",)
            here = latest_within(encoded, match.start("word"), types)
            yield from anaphor_of(encoded, match, here or discourse.last_of(types))
        for match in _PRONOUN.finditer(encoded.text):
            if not _JOINED_IT.search(encoded.text, max(0, match.start() - 30), match.end()):
                yield from anaphor_of(encoded, match, self._antecedent(encoded, match, discourse))

    def _antecedent(
        self, encoded: Encoded, match: re.Match[str], discourse: Discourse
    ) -> Mention | None:
        """Return what "it" or "they" refers to, as an object or as a subject."""
        before = encoded.before(match.start())
        told = _TOLD.search(before) and _FINITE.match(encoded.text, match.end())
        if self.verb_before.search(before) and not _INVERTED.search(before) and not told:
            craft = self._made_craft(encoded, match, discourse)
            kinds = ("Accord",) if self._signed.search(before) else _OBJECTS
            here = latest_within(encoded, match.start(), kinds)
            return craft or here or discourse.last_of(kinds)
        if _DONE.search(before) and _ENDS.match(encoded.text, match.end()):
            return self._object(encoded, match, discourse)
        acts = self._acts.match(encoded.text, match.end()) is not None
        return _subject(encoded, match, discourse, PARTIES if acts else None)

    def _made_craft(
        self, encoded: Encoded, match: re.Match[str], discourse: Discourse
    ) -> Mention | None:
        """Return the craft that somebody made: that of the sentence, or that spoken of before."""
        if match["word"] != "it" or not self._made.search(encoded.before(match.start())):
            return None
        here = all_within(encoded, match.start(), CRAFT)
        return here[-1] if here else _craft_before(discourse)

    def _object(
        self, encoded: Encoded, match: re.Match[str], discourse: Discourse
    ) -> Mention | None:
        """Return what is acted on by a verb of no interest, which is never who acts."""
        if match["word"] != "it":
            return None
        here = latest_within(encoded, match.start(), _OBJECTS)
        return here or _craft_before(discourse)


def _craft_before(discourse: Discourse) -> Mention | None:
    """Return the one craft that the sentence before is on, or the only one that it names."""
    subject = discourse.last_subject()
    if subject is not None and is_a(subject, CRAFT):
        return None if subject.is_list else subject
    named = discourse.just_named(CRAFT)
    return next(iter(named.values())) if len(named) == 1 else None


def _subject(
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
    if not many and subject is None and _CRAFT_ONLY.match(encoded.text, match.end()):
        return _craft_before(discourse)
    return None


def _acting(encoded: Encoded, match: re.Match[str]) -> tuple[str, ...]:
    """Return the types that a pronoun can have, by what it does or what is done to it."""
    if _ARE_CRAFT.match(encoded.text, match.end()) and match["word"] == "they":
        return CRAFT
    if _PARTY_ACTS.match(encoded.text, match.end()):
        return PARTIES
    if CRAFT_ACTS.match(encoded.text, match.end()) or _CRAFT_ONLY.match(encoded.text, match.end()):
        return _FLOWN
    return SUBJECTS
