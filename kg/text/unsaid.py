"""What a text leaves unsaid because it speaks of it already: the accord, the document.

"Mexico did likewise", "A, B and C are already in", "signed for Peru": the accord or programme
that is meant stands in a sentence before. It becomes a mention without extent behind such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Claim, EntityRef
from kg.text.cues import (
    CONTINUES,
    COUNTS,
    CUES,
    JOINABLE,
    NATION,
    OWN_OBJECT,
)
from kg.text.discourse import Discourse
from kg.text.documents import is_body, recent
from kg.text.encode import Encoded, token_pattern, token_regex
from kg.text.focus import Focus
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention, is_a

_JOINABLES = token_pattern(JOINABLE, plural=True)
_ACCORD = token_pattern(("Accord",), plural=False)
_BESIDE = 4
"""How many sentences back a programme may have been named that somebody then joined."""
_JOINS = re.compile(
    r"\b(?:join(?:ed|s)?|signed\s+up|c[ao]mes?\s+(?:aboard|on\s+board)|entered|acceded|been\s+(?:admitted|taken\s+in)"
    r"|(?:took|taken)\s+up|accepted)\b"
)
_ECHOES = ("echoes", "lists")
"""What only repeats what was said before, so that must have been said to be so."""
_REPEATED = ("echoes", "denials")
"""What only goes on with what its own sentence may have said."""
_UNDERTAKINGS = ("Programme", "Mission")
_PARTNERS = re.compile(r"\b(?:partner|participant)s?\b")
"""What those are called who take part in an undertaking, and not those who sign."""
_VERBAL = ("echoes", "verbs", "signing")
_UNSURE = re.compile(
    r"(?:\b(?:not|never|refused|declined|to|will|would|may|might|could|should|invited|urged"
    r"|whether|if)\b|n't\b)[^.;]{0,25}$"
)
_NAMED = re.compile(rf"{token_regex(JOINABLE, plural=False)}\s+$")
"""What is named right before is not understood: "the ILRS members"."""
_INVERTED = re.compile(r"(?:neither|nor)\s")
"""How a denial opens that goes on with the sentence before: "Nor has Kenya"."""
_STATES = token_regex(["Country"], plural=True)
_OTHER_DENIAL = re.compile(
    rf"\s+(?:the\s+)?{_STATES}\s+(?!(?:sign|join|acced|adher|tak|follow|becom|belong|do\b|done|come|yet|so\b"
    r"|either|ever|or\b|nor\b|and\b|subscrib|endors|participat|enter|been|be\b|in\b|on\b|at\b|for\b|until|as\b)\w*)[a-z]"
)
"""What denies something else than was said of others: "Nor did Peru need to ask"."""
_BARE_DENIAL = re.compile(
    rf"\W*(?:(?:but|yet|however|only)\s*,?\s+)?(?:the\s+)?{_STATES}\s+"
    r"(?:(?:is|are|was|were|has|have|had|did|does|do)\s+not|(?:is|are|has|have|did|does)n't)"
    r"(?:\s+(?:yet|so|either))?\s*(?:[.;]|,\s+(?:and|but|nor)\b|$)"
)
"""A sentence that only denies what the one before said of others: "Germany is not."."""
_ASIDE = re.compile(
    r"\b(?:reinforc\w+|complement\w+|supplement\w+|implement\w+|unlike|like|than|beyond"
    r"|(?:buil[dt]\w*|bas\w+|rest\w*|draw\w*)\s+(?:up)?on|(?:ground|root|anchor)\w+\s+in"
    r"|(?:in\s+line|consistent|compatible|accordance|keeping)\s+with|(?:spirit|principles|provisions)\s+of)"
    r"\s+(?:the\s+)?$"
)
"""What stands before an accord on which the one that is spoken of only rests."""
_PASSIVE = re.compile(r"(?:\b(?:is|are|was|were|be|been|being|get|gets|got)|'re)\s+(?:\w+ly\s+)?$")
_STATE = token_regex(["Country"], plural=False)
_WITH_GIFT = re.compile(
    rf"[^;.]{{0,60}}?\bwith\s+(?:an?\s|its\s|{token_regex(['Module', 'Payload'], plural=True)})"
)
"""What one follows with in a row of givers: "Canada followed in December with an arm"."""


class Unsaid:
    """Finds where a sentence leaves its accord or document unsaid, by `unsaid-…` word lists."""

    def __init__(self, lexicon: Lexicon):
        lists = lexicon.lists
        self._cues = [
            (name, re.compile(rf"(?<![\w'-]){_with(cue, lists, name)}"), types)
            for name, cue, types in CUES
        ]
        verbs = (*lexicon.verbs["join"], *lexicon.verbs["sign"], *lexicon.verbs["take-part"])
        acts = "|".join(
            rf"(?:{alternation(verb.forms())})(?:\s+\w+ly)?{_particle(particle)}"
            for verb, particle in verbs
        )
        joinable = token_regex(JOINABLE, plural=False)
        self._joined = re.compile(
            rf"(?<![\w-])(?:{acts}|(?:signing|signature|accession|membership|members?|signatory"
            rf"|signatories|part(?:y|ies)|partners?|part|share|place|participation|entry|{NATION}|list|number)\s+(?:of|to|in)"
            r"|bound\s+by)"
            rf"\s+(?:the\s+)?({joinable})"
        )

    def find(self, encoded: Encoded, discourse: Discourse, focus: Focus) -> list[Mention]:
        """Return a mention without extent for each thing that is understood."""
        found: dict[int, Mention] = {}
        echoes: list[re.Match[str]] = []
        joined: list[tuple[int, EntityRef, bool]] = []
        for name, match, types in self._cued(encoded, discourse, focus):
            meant = self._understood(encoded, match, name, types, discourse, focus)
            if meant is not None and _is_type(meant, types):
                at = encoded.end(match.end())
                found.setdefault(at, Mention(at, at, meant.type, meant, kind="unsaid"))
                sure = not _UNSURE.search(encoded.before(match.start()))
                joined += [(match.start(), meant, sure)] if name not in _REPEATED else []
            elif name in _REPEATED or joined:
                echoes.append(match)
        for match in echoes:
            # "Peru joined in May; Kenya had done so before": the same sentence says what.
            denied = match.group().startswith(("nor", "neither"))
            said = [m for at, m, sure in joined if at < match.start() and (sure or denied)]
            at = encoded.end(match.end())
            if said:
                found.setdefault(at, Mention(at, at, said[-1].type, said[-1], kind="unsaid"))
        return list(found.values())

    def _cued(
        self, encoded: Encoded, discourse: Discourse, focus: Focus
    ) -> Iterator[tuple[str, re.Match[str], tuple[str, ...]]]:
        """Yield each cue that may leave something unsaid, with its list and the types."""
        for name, cue, types in self._cues:
            for match in cue.finditer(encoded.text):
                barred = _is_barred(name, encoded, match, discourse)
                if not barred and not _goes_on(name, encoded, discourse, focus):
                    yield name, match, _asked(match.group(), types)

    def _understood(
        self,
        encoded: Encoded,
        match: re.Match[str],
        name: str,
        types: tuple[str, ...],
        discourse: Discourse,
        focus: Focus,
    ) -> EntityRef | None:
        """Return what is understood behind a cue: what is joined, or else what was signed."""
        meant = self._meant(encoded, match.start(), name, discourse, focus)
        if meant is None and _JOINS.search(match.group()):
            meant = _spoken_of(encoded, discourse, focus)
        if types == _UNDERTAKINGS and (meant is None or not _is_type(meant, types)):
            return _spoken_of(encoded, discourse, focus)
        if types != JOINABLE and (meant is None or not _is_type(meant, types)):
            meant = recent(discourse, focus, types)
        return meant

    def take_in(self, focus: Focus, encoded: Encoded, claims: Sequence[Claim], number: int) -> None:
        """Let the focus take in a sentence that has been read: its claims and what it names."""
        focus.remember(
            claims,
            self.named(encoded),
            self.programme(encoded),
            number,
            continues=bool(CONTINUES.search(encoded.text)),
            counts=self.counts(encoded),
        )

    def named(self, encoded: Encoded) -> EntityRef | None:
        """Return the accord or programme that a sentence names as joined, the last of them.

        A sentence on one accord and no programme is about that, whatever it says.
        """
        joined = list(self._joined.finditer(encoded.text))
        if joined:
            return encoded.mention(joined[-1][1]).entity
        things = {m.entity for m in encoded.mentions if is_a(m, JOINABLE)}
        only = next(iter(things)) if len(things) == 1 else None
        if only is None or only.type != "Accord":
            return None
        token = _ACCORD.search(encoded.text)
        aside = token is not None and _ASIDE.search(encoded.before(token.start())) is not None
        return None if aside else only

    @staticmethod
    def programme(encoded: Encoded) -> EntityRef | None:
        """Return the one programme that a sentence names, if it names nothing else to be joined."""
        things = {m.entity for m in encoded.mentions if is_a(m, JOINABLE)}
        only = next(iter(things)) if len(things) == 1 else None
        return only if only is not None and only.type == "Programme" else None

    def counts(self, encoded: Encoded) -> bool:
        """Return whether a sentence tells how many have joined something, and that they have."""
        found = COUNTS.search(encoded.text)
        if found is None or _UNSURE.search(encoded.before(found.end())) is not None:
            return False
        joined = self._joined.search(encoded.text)
        if joined is None or found["members"]:
            return found["members"] is not None
        return _UNSURE.search(encoded.before(joined.start())) is None

    def _meant(
        self, encoded: Encoded, position: int, name: str, discourse: Discourse, focus: Focus
    ) -> EntityRef | None:
        """Return what is understood: what this sentence joins, else what one before joined."""
        echo = name in _ECHOES
        tokens = _joinables(encoded, position)
        if name == "named" or (name == "lists" and not tokens and not focus.is_fact):
            told = len(discourse.subjects) - focus.counted_in <= _BESIDE
            return focus.membership if told and not tokens else None
        if not tokens:
            return _spoken_before(encoded, position, name, discourse, focus)
        joined = list(self._joined.finditer(encoded.text, 0, position))
        if encoded.text.startswith("signature ", position) and len(set(tokens)) == 1:
            only = encoded.mention(tokens[-1])
            return only.entity if only.type == "Accord" else None
        if not joined or joined[-1][1] != tokens[-1]:
            return None
        if echo and _UNSURE.search(encoded.before(joined[-1].start())):
            return None
        return encoded.mention(tokens[-1]).entity


def _asked(words: str, types: tuple[str, ...]) -> tuple[str, ...]:
    """Return of which types something must be that has signatories, or partners."""
    if "signator" in words:
        return ("Accord",)
    return _UNDERTAKINGS if types == JOINABLE and _PARTNERS.search(words) else types


def _spoken_before(
    encoded: Encoded, position: int, name: str, discourse: Discourse, focus: Focus
) -> EntityRef | None:
    """Return what is understood in a sentence that has named nothing that may be joined."""
    denies = name == "denials"
    if denies and not _INVERTED.match(encoded.text, position):
        return _denied(encoded, discourse, focus)
    if denies and focus.joined_in < len(discourse.subjects) - 2:
        return None  # "Nor is India" goes on with what has just been said
    last = recent(discourse, focus, JOINABLE)
    if last is None and encoded.text.startswith(",", position):
        return _only_accord(encoded)
    return last if focus.is_fact or name not in _ECHOES else None


def _denied(encoded: Encoded, discourse: Discourse, focus: Focus) -> EntityRef | None:
    """Return what "Germany is not." denies: what the sentence before said that others joined."""
    bare = _BARE_DENIAL.match(encoded.text) is not None
    just = focus.is_fact and focus.joined_in == len(discourse.subjects) - 1
    return focus.membership if bare and just else None


def _only_accord(encoded: Encoded) -> EntityRef | None:
    """Return the accord that a sentence names further on: "Denmark, a party, spoke of …"."""
    tokens = _joinables(encoded, len(encoded.text))
    only = encoded.mention(tokens[0]) if len(set(tokens)) == 1 else None
    return only.entity if only is not None and only.type == "Accord" else None


def _joinables(encoded: Encoded, before: int) -> list[str]:
    """Return the tokens of what may be joined before a position; lists of parties are none."""
    tokens = _JOINABLES.findall(encoded.text, 0, before)
    return [token for token in tokens if is_a(encoded.mention(token), JOINABLE)]


def _is_barred(name: str, encoded: Encoded, match: re.Match[str], discourse: Discourse) -> bool:
    """Tell whether the words around a cue say what is meant: itself, or an organisation's own."""
    before = encoded.before(match.start())
    if _NAMED.search(before) or (name in _VERBAL and _PASSIVE.search(before)):
        return True
    if _INVERTED.match(match.group()) and _OTHER_DENIAL.match(encoded.text, match.end()):
        return True
    if name in _VERBAL and OWN_OBJECT.match(encoded.text, match.end()):
        return True
    if match.group().startswith("follow") and _WITH_GIFT.match(encoded.text, match.end()):
        return True
    return before.endswith("its ") and is_body(discourse.last_subject())


def _goes_on(name: str, encoded: Encoded, discourse: Discourse, focus: Focus) -> bool:
    """Tell whether an echo is of going on rather than of joining: "Canada followed in March"."""
    if name not in _VERBAL or _joinables(encoded, len(encoded.text)):
        return False
    last = len(discourse.subjects) - 1
    return focus.continued_in >= max(last, focus.joined_in)


def _with(cue: str, lists: Mapping[str, tuple[str, ...]], name: str) -> str:
    return cue.replace("WORDS", alternation(lists[f"unsaid-{name}"])) if name else cue


def _particle(particle: str) -> str:
    return rf"\s+{alternation([particle])}" if particle else ""


def _spoken_of(encoded: Encoded, discourse: Discourse, focus: Focus) -> EntityRef | None:
    """Return the programme that the sentences right before were on, for "X joined in May"."""
    near = len(discourse.subjects) - focus.spoken_in <= _BESIDE
    return focus.programme if near and not _joinables(encoded, len(encoded.text)) else None


def _is_type(entity: EntityRef, types: tuple[str, ...]) -> bool:
    return is_a(Mention(0, 0, entity.type, entity), types)
