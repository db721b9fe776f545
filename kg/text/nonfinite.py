"""Clauses that share a thing with the clause beside them, and do not name it themselves.

Those without a finite verb share its subject: "After launching Abc-1, Arianespace …", "Peru went
further, joining the Accords", "left without signing", "Built by Airbus, Abc-1 …". A relative
clause may share its object: "Abc-1, which Arianespace launched".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.discourse import SUBJECTS
from kg.text.encode import ANY_TOKEN, Encoded, encode, token_pattern, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import CRAFT, DOING, OMITTING, Mention, is_a, without_overlap

_NO_VERBS = "including involving following counting continuing being having using regarding".split()
"""Gerunds that are prepositions, or tell nothing by themselves."""
_OMITS = ("without", "instead of", "rather than")
_GOVERNORS = (
    *("after", "since", "by", "besides", "upon", "while", "when", "in", *_OMITS),
    "responsible for",
)
_ADVERB = r"(?:(?:also|jointly|thus|thereby|now|then|first|even|later|\w+ly)\s+){0,2}"
_OPENING = re.compile(
    r"[\W_]*(?:(?:and|but|so|then|only|just|even|shortly|soon|long|years|months|\w+ly)\s+)*"
)
"""What may stand before the first clause of a sentence."""
_OPEN = re.compile(
    r"\b(?:will|would|shall|may|might|could|can|should|must|cannot|plan(?:s|ned|ning)?\s+(?:to|for|on)|hop(?:es?|ed|ing)"
    r"|want(?:s|ed)?|intend\w*|aim(?:s|ed|ing)?|expect\w*|seek\w*|sought|consider\w*|propos\w+|agree\w*|invit\w+"
    r"|interest\w*|readiness|willingness|desires?|prospects?|possib\w+|benefits?|advantages?|progress|difficult\w*"
    r"|urg\w+|wait(?:s|ed|ing)?|hesitat\w+|refus\w+|declin\w+|avoid\w*|not|never|if|unless|whether|to\s+be|next|ready|set|due|poised)\b|n't\b"
)
"""What shows that a clause is of a plan or a denial, and what goes with it is as well."""
_PREPOSITION = re.compile(
    r"\b(?:of|with|for|by|from|in|at|between|among|to|into|on|under|than|as|via|through|over)\s+"
    r"(?:(?:the|its|their|an?|both|all)\s+)?$"
)
_FINITE = re.compile(
    r"(?:\s*,[^,;]{1,60},)?\s+(?:(?:also|then|now|later|first|both|\w+ly)\s+)*"
    r"(?:has|have|had|is|are|was|were|does|did|do|[a-z]+(?:ed|s)|went|took|made|gave|became|began|came|sent|won|built"
    r"|flew|put|left|led|met|set|held|got|kept|bought|paid|rose|grew|drew|broke|brought|struck|ran|spent|beat|found)\b"
)
_ANY = re.compile(ANY_TOKEN)
_DATED = re.compile(rf"[^,;.]{{0,90}}{token_regex(['Date'], plural=False)}")
"""What shows that something was done before which something else was: "before signing in May"."""
_THING = token_pattern(SUBJECTS, plural=True)
_BEHIND = re.compile(
    rf",\s+(?:the\s+|both\s+)?(?P<token>{ANY_TOKEN})(?!\s*(?:'s|,\s+(?:and|{ANY_TOKEN})))"
)
"""The subject of the clause behind one that opens the sentence."""


class Nonfinite:
    """Finds the subjects of gerunds and participles.

    Args:
        lexicon: its verb groups hold the verbs that count.
    """

    def __init__(self, lexicon: Lexicon):
        verbs = {verb for group in lexicon.verbs.values() for verb, _ in group}
        gerunds = alternation({form for verb in verbs for form in verb.gerund} - {*_NO_VERBS})
        done = alternation({form for verb in verbs for form in verb.participle})
        doing = rf"(?=\s+{_ADVERB}(?:{gerunds})\b)"
        self._forms = (
            re.compile(rf"(?<![\w-])(?P<by>{alternation(_GOVERNORS)})(?P<word>){doing}"),
            re.compile(rf"(?P<by>)(?<=[,–—])(?P<word>){doing}"),
            re.compile(rf"(?<![\w-])(?P<word>)(?P<by>having)(?=\s+{_ADVERB}(?:{done})\b)"),
        )
        self._with = re.compile(
            rf"(?<![\w-])with\s+(?:the\s+|both\s+)?(?P<own>{ANY_TOKEN})(?P<word>){doing}"
        )
        past = alternation({form for verb in verbs for form in (*verb.past, *verb.participle)})
        self._whose = re.compile(
            rf"(?P<core>{ANY_TOKEN})(?:\s*,)?\s+(?P<which>which|{ANY_TOKEN})\s+(?:the\s+)?{ANY_TOKEN}"
            rf"\s+(?:(?:has|have|had|will|would|is|was|to|not|be|have)\s+)*{_ADVERB}(?:{past})(?P<word>)"
            r"(?=\s*(?:[,.;)]|$)|\s+(?:in|on|from|by|with|for|last|this|at|as|under|aboard|and|after)\b)"
        )
        self._done = re.compile(
            rf"[\W_]*(?:(?!originally|initially|previously|formerly)\w+ly\s+)?(?P<by>)(?P<word>)"
            rf"(?:{done})\s+(?:\w+ly\s+)?(?:by|on|in|from|aboard|for|at|with|into|to)\b"
        )

    def view(self, clauses: Encoded) -> Encoded | None:
        """Return a sentence with the subjects of such clauses put in, None if it has none."""
        found = without_overlap(self._find(clauses))
        if not found:
            return None
        return encode(clauses.source, *clauses.span, without_overlap([*clauses.mentions, *found]))

    def _find(self, clauses: Encoded) -> Iterator[Mention]:
        for form in self._forms:
            for match in form.finditer(clauses.text):
                sharing = _subject(clauses, match)
                ahead = match["by"] == "before" and not _DATED.match(clauses.text, match.end())
                if sharing is not None and not ahead:
                    omits = match["by"] and " ".join(match["by"].split()) in _OMITS
                    yield _shared(clauses, match, sharing, OMITTING if omits else DOING)
        yield from self._objects(clauses)
        yield from self._beside(clauses)

    def _beside(self, clauses: Encoded) -> Iterator[Mention]:
        """Yield the subject of "with A building B", and that of "Built by A, B …"."""
        for match in self._with.finditer(clauses.text):
            own = clauses.mention(match["own"])
            if is_a(own, SUBJECTS) and not _is_open(clauses, 0, len(clauses.text)):
                yield _shared(clauses, match, own, DOING)
        done = self._done.match(clauses.text)
        craft = _behind(clauses, done.end()) if done is not None else None
        if done is not None and craft is not None and is_a(craft, CRAFT):
            yield _shared(clauses, done, craft, DOING)

    def _objects(self, clauses: Encoded) -> Iterator[Mention]:
        """Yield the craft of "Abc-1, which Arianespace launched" behind the verb."""
        for match in self._whose.finditer(clauses.text):
            craft, which = clauses.mention(match["core"]), match["which"]
            relative = which == "which" or clauses.mention(which).head == "relative"
            if relative and is_a(craft, CRAFT):
                yield _shared(clauses, match, craft, DOING)


def is_shared(view: Encoded, start: int, end: int) -> bool:
    """Tell whether a stretch holds something that was put in."""
    tokens = _ANY.findall(view.text, start, end)
    return any(view.mention(token).head in (DOING, OMITTING) for token in tokens)


def _subject(clauses: Encoded, match: re.Match[str]) -> Mention | None:
    """Return who does what a gerund or "having done" tells, None where it is open."""
    at = match.start("word")
    opening = _OPENING.match(clauses.text)
    if opening is not None and opening.end() >= match.start():
        subject = _behind(clauses, match.end())
        told = match["by"] == "having"
        return subject if told or not _is_open(clauses, match.end(), len(clauses.text)) else None
    start = max(clauses.text.rfind(mark, 0, at) for mark in ";:") + 1
    subject, begin = _ahead(clauses, start, at)
    return None if subject is None or _is_open(clauses, begin, at) else subject


def _is_open(clauses: Encoded, start: int, end: int) -> bool:
    return _OPEN.search(clauses.text, start, end) is not None


def _ahead(clauses: Encoded, start: int, end: int) -> tuple[Mention | None, int]:
    """Return the last thing before a position that has a verb of its own, and where it ends."""
    last: tuple[Mention | None, int] = (None, start)
    for match in _THING.finditer(clauses.text, start, end):
        owner = clauses.text.startswith("'s", match.end())
        governed = _PREPOSITION.search(clauses.before(match.start())) is not None
        if not owner and not governed and _FINITE.match(clauses.text, match.end()):
            last = clauses.mention(match.group()), match.end()
    return last


def _behind(clauses: Encoded, position: int) -> Mention | None:
    """Return the subject of the clause behind the one that opens the sentence."""
    found = _BEHIND.search(clauses.text, position)
    if found is None or ";" in clauses.text[position : found.start()]:
        return None
    subject = clauses.mention(found["token"])
    return subject if is_a(subject, SUBJECTS) else None


def _shared(clauses: Encoded, match: re.Match[str], subject: Mention, head: str) -> Mention:
    position = match.start("word")
    at = clauses.end(position) if position else clauses.span[0]
    clause = min(subject.start, at)
    return replace(subject, start=at, end=at, kind="anaphor", head=head, clause=clause)
