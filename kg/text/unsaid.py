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
    COUNTED_IT,
    COUNTS,
    CUES,
    JOINABLE,
    NATION,
    OWN_OBJECT,
    SIGNED_IT,
    SIGNED_OBJECT,
    WHEN,
    WHO,
)
from kg.text.discourse import Discourse
from kg.text.encode import Encoded, token_pattern, token_regex
from kg.text.focus import REACH, Focus
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention, is_a

_JOINABLES = token_pattern(JOINABLE, plural=True)
_ACCORD = token_pattern(("Accord",), plural=False)
_DOCUMENT = token_regex(["Document"], plural=False)
_BESIDE = 4
"""How many sentences back a programme may have been named that somebody then joined."""
_JOINS = re.compile(
    r"\b(?:join(?:ed|s)?|signed\s+up|c[ao]mes?\s+(?:aboard|on\s+board)|entered|acceded|been\s+(?:admitted|taken\s+in))\b"
)
_ECHOES = ("echoes", "lists")
"""What only repeats what was said before, so that must have been said to be so."""
_REPEATED = ("echoes", "denials")
"""What only goes on with what its own sentence may have said."""
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
_DEFINITE = re.compile(
    rf"(?<![\w'-])(?P<noun>(?:the|this|that)\s+(?:same\s+|signed\s+|historic\s+|(?P<other>newe?r?|olde?r?)\s+)?"
    rf"(?P<kind>{_DOCUMENT}|documents?|text|papers?|instrument(?:\s+of\s+accession)?))"
    rf"(?![\w'-]|\s*,?\s+(?:between|with|of|on(?!\s+(?:behalf|(?:the\s+)?{WHEN}))|for(?!\s+(?:the\s+)?{_STATE})|about|concerning|regarding|covering|to"
    rf"|that|which|(?:from|under|in|by|through)\s+which|reached|signed|inked|concluded|struck|sealed)\b|\s*{WHO})"
)
_ITS = (
    (SIGNED_OBJECT, ("Agreement",)),
    (SIGNED_IT, ("Agreement",)),
    (COUNTED_IT, JOINABLE),
)
"""Where "it" stands for what was signed or joined, and for which of them."""
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
            elif name in _REPEATED:
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
                    yield name, match, ("Accord",) if "signator" in match.group() else types

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
        if types != JOINABLE and (meant is None or not _is_type(meant, types)):
            meant = _recent(discourse, focus, types)
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

    def documents(self, encoded: Encoded, discourse: Discourse, focus: Focus) -> Iterator[Mention]:
        """Yield a mention for each "the document", "the Accords" and "it" that was signed."""
        for match in _DEFINITE.finditer(encoded.text):
            meant = _document(encoded, match, discourse, focus)
            yield from _standing_for(encoded, match, "noun", meant)
        for pattern, types in _ITS:
            for match in pattern.finditer(encoded.text):
                meant = _recent(discourse, focus, types)
                several = len(discourse.distinct.get("Accord", ())) > 1
                if several and types != JOINABLE and meant is not None and meant.type == "Accord":
                    meant = _last_accord(discourse)
                if pattern is COUNTED_IT and _is_body(discourse.last_subject()):
                    meant = None
                yield from _standing_for(encoded, match, "it", meant)

    def _meant(
        self, encoded: Encoded, position: int, name: str, discourse: Discourse, focus: Focus
    ) -> EntityRef | None:
        """Return what is understood: what this sentence joins, else what one before joined."""
        echo = name in _ECHOES
        tokens = _joinables(encoded, position)
        if name == "named" or (name == "lists" and not tokens and not focus.is_fact):
            told = len(discourse.subjects) - focus.counted_in <= _BESIDE
            return focus.membership if told and not tokens else None
        if not tokens and name == "denials" and not _INVERTED.match(encoded.text, position):
            return _denied(encoded, discourse, focus)
        if not tokens:
            recent = _recent(discourse, focus, JOINABLE)
            return recent if focus.is_fact or not echo else None
        joined = list(self._joined.finditer(encoded.text, 0, position))
        if encoded.text.startswith("signature ", position) and len(set(tokens)) == 1:
            only = encoded.mention(tokens[-1])
            return only.entity if only.type == "Accord" else None
        if not joined or joined[-1][1] != tokens[-1]:
            return None
        if echo and _UNSURE.search(encoded.before(joined[-1].start())):
            return None
        return encoded.mention(tokens[-1]).entity


def _denied(encoded: Encoded, discourse: Discourse, focus: Focus) -> EntityRef | None:
    """Return what "Germany is not." denies: what the sentence before said that others joined."""
    bare = _BARE_DENIAL.match(encoded.text) is not None
    just = focus.is_fact and focus.joined_in == len(discourse.subjects) - 1
    return focus.membership if bare and just else None


def _joinables(encoded: Encoded, before: int) -> list[str]:
    """Return the tokens of what may be joined before a position; lists of parties are none."""
    tokens = _JOINABLES.findall(encoded.text, 0, before)
    return [token for token in tokens if is_a(encoded.mention(token), JOINABLE)]


def _is_barred(name: str, encoded: Encoded, match: re.Match[str], discourse: Discourse) -> bool:
    """Tell whether the words around a cue say what is meant: itself, or an organisation's own."""
    before = encoded.before(match.start())
    if _NAMED.search(before) or (name in _VERBAL and _PASSIVE.search(before)):
        return True
    if name in _VERBAL and OWN_OBJECT.match(encoded.text, match.end()):
        return True
    if match.group().startswith("follow") and _WITH_GIFT.match(encoded.text, match.end()):
        return True
    return before.endswith("its ") and _is_body(discourse.last_subject())


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


def _recent(discourse: Discourse, focus: Focus, types: tuple[str, ...]) -> EntityRef | None:
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


def _spoken_of(encoded: Encoded, discourse: Discourse, focus: Focus) -> EntityRef | None:
    """Return the programme that the sentences right before were on, for "X joined in May"."""
    near = len(discourse.subjects) - focus.spoken_in <= _BESIDE
    return focus.programme if near and not _joinables(encoded, len(encoded.text)) else None


def _topic(discourse: Discourse, last: EntityRef | None) -> EntityRef | None:
    """Return the only accord that a text has named, if nothing else was joined of late."""
    accords = discourse.distinct.get("Accord", {})
    only = next(iter(accords)) if len(accords) == 1 else None
    return only if last in (None, only) else None


def _document(
    encoded: Encoded, match: re.Match[str], discourse: Discourse, focus: Focus
) -> EntityRef | None:
    """Return the agreement that "the document", "the Accords" or "the pact" means."""
    word = encoded.words(*match.span("kind")).lower()
    named = [*discourse.distinct.get("Accord", ())]
    named += [m.entity for m in encoded.mentions if m.type == "Accord" and m.entity is not None]
    own = {one for one in named if word in one.label.lower().split()}
    if own and word != "agreement":
        return own.pop() if len(own) == 1 else None
    if match["other"]:  # "the new treaty" is set against another one
        return None
    ahead = _ACCORD.findall(encoded.text[: match.start()])
    return encoded.mention(ahead[-1]).entity if ahead else _recent(discourse, focus, ("Agreement",))


def _is_body(subject: Mention | None) -> bool:
    """Tell whether a sentence spoke of an organisation, which may have members itself."""
    return subject is not None and is_a(subject, ("Organisation",))


def _is_type(entity: EntityRef, types: tuple[str, ...]) -> bool:
    return is_a(Mention(0, 0, entity.type, entity), types)


def _standing_for(
    encoded: Encoded, match: re.Match[str], group: str, meant: EntityRef | None
) -> Iterator[Mention]:
    """Yield a mention of what is meant, if anything is, where a group of a match stands."""
    if meant is not None:
        start, end = encoded.start(match.start(group)), encoded.end(match.end(group))
        yield Mention(start, end, meant.type, meant, kind="anaphor")
