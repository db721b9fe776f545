"""What a text leaves unsaid because it speaks of it already: the accord, the document.

"Mexico did likewise", "A, B and C are already in", "signed for Peru": the accord or programme
that is meant stands in a sentence before. It becomes a mention without extent behind such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Claim, EntityRef
from kg.text.cues import COUNTED_IT, CUES, JOINABLE, NATION, SIGNED_IT, SIGNED_OBJECT, WHEN, WHO
from kg.text.discourse import Discourse
from kg.text.encode import Encoded, token_pattern, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention, is_a

_REACH = 4
"""How many sentences back the text may have spoken of it."""
_JOINABLES = token_pattern(JOINABLE, plural=True)
_MEMBERSHIPS = ("participatesIn", "signatoryOf")
_ACCORD = token_pattern(("Accord",), plural=False)
_DOCUMENT = token_regex(["Document"], plural=False)
_BESIDE = 4
"""How many sentences back a programme may have been named that somebody then joined."""
_JOINS = re.compile(
    r"\b(?:join(?:ed|s)?|signed\s+up|came\s+aboard|came\s+on\s+board|entered|acceded)\b"
)
_CONTINUES = re.compile(
    r"\b(?:carr(?:y|ies|ied|ying)\s+on|continu(?:e[sd]?|ing|ation)|exten(?:d(?:s|ed|ing)?|sion)"
    r"|prolong(?:s|ed|ing)?"
    rf"|(?:until|till|beyond)\s+(?:the\s+)?{token_regex(['Date'], plural=False)})"
)
"""Who goes on with something joined it before, and so did whoever does likewise."""
_ECHOES = ("echoes", "lists")
"""What only repeats what was said before, so that must have been said to be so."""
_VERBAL = ("echoes", "verbs", "signing")
_UNSURE = re.compile(
    r"(?:\b(?:not|never|refused|declined|to|will|would|may|might|could|should|invited|urged"
    r"|whether|if)\b|n't\b)[^.;]{0,25}$"
)
_NAMED = re.compile(rf"{token_regex(JOINABLE, plural=False)}\s+$")
"""What is named right before is not understood: "the ILRS members"."""
_INVERTED = re.compile(r"(?:neither|nor)\s")
"""How a denial opens that goes on with the sentence before: "Nor has Kenya"."""
_PASSIVE = re.compile(r"(?:\b(?:is|are|was|were|be|been|being|get|gets|got)|'re)\s+(?:\w+ly\s+)?$")
_STATE = token_regex(["Country"], plural=False)
_DEFINITE = re.compile(
    rf"(?<![\w'-])(?P<noun>(?:the|this|that)\s+(?:same\s+|signed\s+|historic\s+|(?P<other>newe?r?|olde?r?)\s+)?"
    rf"(?P<kind>{_DOCUMENT}|documents?|text|papers?|instrument(?:\s+of\s+accession)?))"
    rf"(?![\w'-]|\s*,?\s+(?:between|with|of|on(?!\s+(?:behalf|(?:the\s+)?{WHEN}))|for(?!\s+(?:the\s+)?{_STATE})|about|concerning|regarding|covering|to"
    rf"|that|which|reached|signed|inked|concluded|struck|sealed)\b|\s*{WHO})"
)
_ITS = (
    (SIGNED_OBJECT, ("Agreement",)),
    (SIGNED_IT, ("Agreement",)),
    (COUNTED_IT, JOINABLE),
)
"""Where "it" stands for what was signed or joined, and for which of them."""

_OWN_OBJECT = re.compile(
    rf"[^;:]{{0,160}}?,\s+(?:the|an?|its|their|this)\s+(?:[\w-]+\s+)?{_DOCUMENT}"
)
"""What is signed after all: "signed in 2021, together with Peru, the declaration"."""


@dataclass
class Focus:
    """What the sentences before spoke of joining and signing.

    Args:
        membership: the accord, programme or mission that the text last spoke of joining.
        document: the accord or agreement that it last spoke of signing.
        joined_in: number of the sentence that spoke of the membership.
        is_fact: whether it said that somebody has joined.
        signed_in: number of the sentence that spoke of the document.
        programme: the one programme that a sentence was on, whatever it said of it.
        spoken_in: number of that sentence.
        continued_in: number of the last sentence that spoke of going on with something.
    """

    membership: EntityRef | None = None
    document: EntityRef | None = None
    joined_in: int = -_REACH
    is_fact: bool = False
    signed_in: int = -_REACH
    programme: EntityRef | None = None
    spoken_in: int = -_REACH
    continued_in: int = -_REACH

    def remember(
        self,
        claims: Sequence[Claim],
        named: EntityRef | None,
        programme: EntityRef | None,
        number: int,
        *,
        continues: bool = False,
    ) -> None:
        """Take in what a sentence with a number stated, what it names as joined, and is on."""
        if continues:
            self.continued_in = number
        if programme is not None:
            self.programme, self.spoken_in = programme, number
        joined = {thing: claim.status for claim in claims if (thing := _joined_by(claim))}
        things = {*joined, *([named] if named is not None else [])}
        if things:
            known = self.is_fact and things == {self.membership}
            self.membership = things.pop() if len(things) == 1 else None
            self.is_fact = known or "asserted" in joined.values()
            self.joined_in = number
        signed = [thing for claim in claims if (thing := _signed_by(claim))]
        if named is not None and named.type == "Accord":
            signed.append(named)
        if signed:
            self.document, self.signed_in = signed[-1], number


def _joined_by(claim: Claim) -> EntityRef | None:
    """Return the accord or programme whose members a claim speaks of."""
    if claim.predicate == "memberCount":
        return claim.subject
    joined = claim.predicate in _MEMBERSHIPS and isinstance(claim.object, EntityRef)
    return claim.object if joined else None  # type: ignore[return-value]


def _signed_by(claim: Claim) -> EntityRef | None:
    """Return the accord or agreement whose signing a claim speaks of."""
    if claim.predicate == "signedBy":
        return claim.subject
    term = claim.object
    if claim.predicate == "agreementWith":
        term = claim.qualifiers.get("agreement")  # type: ignore[assignment]
    elif claim.predicate != "signatoryOf":
        return None
    return term if isinstance(term, EntityRef) else None


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
            rf"|signatories|part(?:y|ies)|partners?|part|participation|entry|{NATION}|list|number)\s+(?:of|to|in))"
            rf"\s+(?:the\s+)?({joinable})"
        )

    def find(self, encoded: Encoded, discourse: Discourse, focus: Focus) -> list[Mention]:
        """Return a mention without extent for each thing that is understood."""
        found: dict[int, Mention] = {}
        for name, cue, types in self._cues:
            for match in cue.finditer(encoded.text):
                barred = _is_barred(name, encoded, match, discourse)
                if barred or _goes_on(name, encoded, discourse, focus):
                    continue
                taken = ("Accord",) if "signator" in match.group() else types
                meant = self._meant(encoded, match.start(), name, discourse, focus)
                if meant is None and _JOINS.search(match.group()):
                    meant = _spoken_of(encoded, discourse, focus)
                if taken != JOINABLE and (meant is None or not _is_type(meant, taken)):
                    meant = _recent(discourse, focus, taken)
                if meant is not None and _is_type(meant, taken):
                    at = encoded.end(match.end())
                    found.setdefault(at, Mention(at, at, meant.type, meant, kind="unsaid"))
        return list(found.values())

    def named(self, encoded: Encoded) -> EntityRef | None:
        """Return the accord or programme that a sentence names as joined, the last of them.

        A sentence on one accord and no programme is about that, whatever it says.
        """
        joined = list(self._joined.finditer(encoded.text))
        if joined:
            return encoded.mention(joined[-1][1]).entity
        things = {m.entity for m in encoded.mentions if is_a(m, JOINABLE)}
        only = next(iter(things)) if len(things) == 1 else None
        return only if only is not None and only.type == "Accord" else None

    @staticmethod
    def programme(encoded: Encoded) -> EntityRef | None:
        """Return the one programme that a sentence names, if it names nothing else to be joined."""
        things = {m.entity for m in encoded.mentions if is_a(m, JOINABLE)}
        only = next(iter(things)) if len(things) == 1 else None
        return only if only is not None and only.type == "Programme" else None

    @staticmethod
    def continues(encoded: Encoded) -> bool:
        """Return whether a sentence speaks of going on with something that was begun before."""
        return bool(_CONTINUES.search(encoded.text))

    def documents(self, encoded: Encoded, discourse: Discourse, focus: Focus) -> Iterator[Mention]:
        """Yield a mention for each "the document", "the Accords" and "it" that was signed."""
        for match in _DEFINITE.finditer(encoded.text):
            meant = _document(encoded, match, discourse, focus)
            yield from _standing_for(encoded, match, "noun", meant)
        for pattern, types in _ITS:
            for match in pattern.finditer(encoded.text):
                meant = _recent(discourse, focus, types)
                if pattern is COUNTED_IT and _is_body(discourse.last_subject()):
                    meant = None
                yield from _standing_for(encoded, match, "it", meant)

    def _meant(
        self, encoded: Encoded, position: int, name: str, discourse: Discourse, focus: Focus
    ) -> EntityRef | None:
        """Return what is understood: what this sentence joins, else what one before joined."""
        echo = name in _ECHOES
        tokens = _JOINABLES.findall(encoded.text[:position])
        if not tokens and name == "denials" and not _INVERTED.match(encoded.text, position):
            return None
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


def _is_barred(name: str, encoded: Encoded, match: re.Match[str], discourse: Discourse) -> bool:
    """Tell whether the words around a cue say what is meant: itself, or an organisation's own."""
    before = encoded.before(match.start())
    if _NAMED.search(before) or (name in _VERBAL and _PASSIVE.search(before)):
        return True
    if name in _VERBAL and _OWN_OBJECT.match(encoded.text, match.end()):
        return True
    return before.endswith("its ") and _is_body(discourse.last_subject())


def _goes_on(name: str, encoded: Encoded, discourse: Discourse, focus: Focus) -> bool:
    """Tell whether an echo is of going on rather than of joining: "Canada followed in March"."""
    if name not in _VERBAL or _JOINABLES.search(encoded.text):
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
    if len(accords) > 1 and meant in accords and now - said > 1:
        late = {
            m.entity for at, m in discourse.latest if now - at <= _BESIDE and m.type == "Accord"
        }
        if late != {meant}:
            return None
    near = now - said <= _REACH
    return meant if near or meant.type == "Accord" else _topic(discourse, meant)


def _spoken_of(encoded: Encoded, discourse: Discourse, focus: Focus) -> EntityRef | None:
    """Return the programme that the sentences right before were on, for "X joined in May"."""
    near = len(discourse.subjects) - focus.spoken_in <= _BESIDE
    return focus.programme if near and not _JOINABLES.search(encoded.text) else None


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
