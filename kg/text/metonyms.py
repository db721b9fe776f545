"""Capitals that stand for their states: "Islamabad did not join", "an agreement with Beijing".

Only frames of policy are taken. A capital in which something happens stays a place. An officer
who is not named acts for the state as well: "the foreign minister of Ecuador signed".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.text.encode import Encoded, encode, token_regex
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import Mention, without_overlap

_GROUPS = ("join", "sign", "agree", "support", "withdraw", "come-in", "approve", "submit")
_POLICY = (
    "have wants wanted plans planned decided decides pledged pledges vowed refused refuses declined"
    " declines hopes hoped intends intended applied applies asked asks agreed agrees insists"
    " insisted means seeks sought wishes follows has had did does is was will would remains"
    " may might could should"
).split()
_NOUNS = (
    "decision signature accession entry membership participation application bid commitment"
    " withdrawal admission adherence involvement space share contribution part job task"
).split()
_CAPITAL = f"(?P<capital>{token_regex(['Place'], plural=False)})"
_ADVERBS = r"(?:\s+(?:\w+ly|also|now|later|then|itself|already|once|has|had|have|not|did|does))*"
_STATES = token_regex(["Country", "Place"], plural=False)
_PAPER = (
    rf"(?:{token_regex(['Document'], plural=False)}"
    r"|papers?|documents?|deals?|cooperation|ties|letters|notes)"
)
_LEADS = (
    r"(?:are\s+|is\s+)?"
    r"(?:promot|lead|led|sponsor|champion|spearhead|push|propos|found|start|initiat|run|ran\b|head|direct"
    r"|coordinat|steer|manag|overs)\w*"
)
_FIGURE = token_regex(["Number", "Date"], plural=False)
_ELSEWHERE = rf"(?!\s+(?:in|at)\b(?!\s+{_FIGURE}))"
"""Behind a verb: not "signed in Paris", which tells of a place, but "agreed in May"."""
_OPENS = (
    r"(?:^\W*|[.;:,—–]\s+|\b(?:and|but|that|as|while|when|so|how|why|before|after|until|once|since"
    r"|because|whether|where)\s+)"
)


class Metonyms:
    """Turns capitals into their states where a sentence speaks of what the state does."""

    def __init__(self, lexicon: Lexicon):
        forms = {
            form for group in _GROUPS for verb, _ in lexicon.verbs[group] for form in verb.forms()
        }
        acts = alternation({*forms, *_POLICY})
        self._frames = [
            re.compile(frame)
            for frame in (
                rf"{_OPENS}(?:{_STATES}\s+and\s+)?{_CAPITAL}{_ADVERBS}\s+(?:{acts})\b{_ELSEWHERE}",
                rf"{_OPENS}{_CAPITAL}\s+and\s+{_STATES}{_ADVERBS}\s+(?:{acts})\b{_ELSEWHERE}",
                rf"(?P<whole>\b(?:the\s+)?(?:government|authorities|leadership|leaders|officials)\s+in\s+{_CAPITAL})",
                rf"{_PAPER}(?:\s+[$€£]?(?:\w+|{_FIGURE})){{0,5}}\s+with\s+{_CAPITAL}",
                rf"{_PAPER}(?:\s+(?:\w+|{_FIGURE})){{0,4}}\s+between\s+(?:{_STATES}\s+and\s+)?{_CAPITAL}",
                rf"\bgovernments?\s+(?:of|in)\s+(?:{_STATES}\s+and\s+)?{_CAPITAL}",
                rf"\bgovernments?\s+(?:of|in)\s+{_CAPITAL}\s+and\b",
                rf"\b(?:{alternation(forms)})\s+(?:(?:on|in)\s+{_FIGURE}\s+)?by\s+(?:{_STATES}\s+and\s+)?{_CAPITAL}(?!'s)",
                rf"{_PAPER}(?:\s+(?:\w+|{_FIGURE})){{0,4}}\s+between\s+{_CAPITAL}\s+and\b",
                rf"{_CAPITAL}\s+(?:has\s+|had\s+)?(?:turned|turns|looked)\s+to\b",
                rf"\b(?:turned|turns|turning|looks?|looked)\s+to\s+{_CAPITAL}",
                rf"\b(?:depend\w*|rel(?:y|ies|ied|ying)|relian\w+)\s+(?:up)?on\s+{_CAPITAL}",
                rf"\b(?:orders?|request|behest|commission|behalf|grant|gift|loan|credit|money|help)"
                rf"(?:\s+worth\s+(?:\S+\s+){{1,4}}?|\s+)(?:of|from)\s+{_CAPITAL}",
                rf"(?:^\W*|[;:]\s+)for\s+{_CAPITAL}\s*(?:,|the\b|it\b)",
                rf"\bsigned\s+(?:for|on\s+behalf\s+of)\s+{_CAPITAL}",
                rf"\b(?:applications?|requests?|bids?|commitments?)\s+(?:from|by)\s+{_CAPITAL}",
                rf"{_CAPITAL}(?='s\s+(?:{alternation(_NOUNS)})\b)",
                rf"\b(?:that|which)\s+{_CAPITAL}\s+(?:and\s+{_STATES}\s+)?{_LEADS}",
                rf"\b(?:that|which)\s+{_STATES}\s+and\s+{_CAPITAL}\s+{_LEADS}",
                rf"\b(?:and|with)\s+{_CAPITAL}\s+(?:{alternation(forms)})\s+(?:an?|the)\b",
            )
        ]

        title = token_regex(["Title"], plural=False)
        state = token_regex(["Country"], plural=False)
        adjective = token_regex(["Demonym"], plural=False)
        signing = alternation(
            form
            for group in ("sign", "join")
            for verb, _ in lexicon.verbs[group]
            for form in verb.forms()
        )
        pens = r"put\s+h\w\w\s+(?:signature|name|pen)|did\s+(?:so|likewise|the\s+same)"
        acts = rf"(?={_ADVERBS}\s+(?:{signing}|{pens})\b)"
        self._officers = [
            re.compile(
                rf"(?:the\s+)?(?P<title>{title})\s+of\s+(?:the\s+)?(?P<state>{state}){acts}"
            ),
            re.compile(rf"(?P<state>{state})'s\s+(?P<title>{title}){acts}"),
            re.compile(rf"(?:^|(?<=[,;]\s)|(?<=\band\s))\W*its\s+(?P<title>{title}){acts}"),
            re.compile(rf"(?:the\s+)?(?P<state>{adjective})\s+(?P<title>{title}){acts}"),
        ]
        officers = alternation((*lexicon.lists["state-offices"], *lexicon.lists["state-officers"]))
        self._of_state = re.compile(rf"(?<![\w-])(?:{officers})(?![\w-])", re.IGNORECASE)

    def fold(
        self,
        text: str,
        start: int,
        end: int,
        mentions: Sequence[Mention],
        spoken_of: Mention | None,
    ) -> list[Mention]:
        """Return the mentions of a sentence with such capitals and officers made countries.

        Args:
            text: the document.
            start: first code point of the sentence.
            end: code point after its last one.
            mentions: what is named in it.
            spoken_of: the subject of the sentence before, whose minister "its minister" is.
        """
        if not any(mention.kind == "capital" or mention.type == "Title" for mention in mentions):
            return list(mentions)
        encoded = encode(text, start, end, mentions)
        acting = [*self._states(encoded), *self._represented(encoded, spoken_of)]
        return without_overlap([*acting, *mentions])

    def _represented(self, encoded: Encoded, spoken_of: Mention | None) -> Iterator[Mention]:
        """Yield a mention of the state for each officer without a name who signs for it."""
        for match in (m for pattern in self._officers for m in pattern.finditer(encoded.text)):
            if self._of_state.search(encoded.mention(match["title"]).value):
                named = match.groupdict().get("state")
                state = encoded.mention(named) if named else spoken_of
                if state is not None and state.type in ("Country", "Demonym") and state.entity:
                    start, end = encoded.start(match.start()), encoded.end(match.end())
                    yield replace(state, start=start, end=end, type="Country", kind="anaphor")

    def _states(self, encoded: Encoded) -> Iterator[Mention]:
        for frame in self._frames:
            for match in frame.finditer(encoded.text):
                mention = encoded.mention(match["capital"])
                if mention.kind == "capital" and not _is_listed_place(encoded, match):
                    whole = (
                        encoded.start(match.start("whole")) if "whole" in frame.groupindex else None
                    )
                    start = mention.start if whole is None else whole
                    yield replace(mention, start=start, type="Country")


_IN_A_PLACE = re.compile(
    rf"\b(?<!governments )(?:in|at|near)\s+"
    rf"(?:(?:(?!{_FIGURE}|\bbetween\b|\bgovernments?\b|\bwith\b)[^.;:]){{1,40}}(?:,|\band|\bor)\s+)?$"
)


def _is_listed_place(encoded: Encoded, match: re.Match[str]) -> bool:
    """Tell whether the capital only goes on a list of places: "in Paris, Rome and Lima"."""
    return _IN_A_PLACE.search(encoded.before(match.start("capital"))) is not None
