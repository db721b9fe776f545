"""Whether an agreement is about space: states sign many that are not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import EntityRef
from kg.text.agreement import parties_of, signers_of
from kg.text.lexicon import Lexicon, alternation
from kg.text.match import Match
from kg.text.mention import Mention, is_a, lineage

_TOPIC_BEFORE = 30
"""How many characters before the name of a document may tell its topic."""

_TOPIC = re.compile(
    r"^(?:\s+\w+){0,8}?\s+(?:on|about|covering|concerning|regarding|in\s+the\s+fields?\s+of|"
    r"for\s+the|to)\s+\w"
)
_TITLED = re.compile(r"\s+for\s+[A-Z]\w+")
"""A topic in the name of a document: "the Roadmap for Defence Cooperation"."""
_AGAIN = re.compile(
    r"\s+(?:on|about|for|to|concerning)\s+(?:it|this|them"
    r"|the\s+(?:joint|common)\s+(?:development|work|project|production|venture|undertaking|construction)"
    r"|the\s+(?P<noun>\w{4,}))(?![\w-])"
)
"""A topic that was named before: "no agreement on the reactor"."""
_PLAIN = re.compile(r"(?:^|\W)(?:an?|the|no|its|their|this|that|new|joint|bilateral|signed|\W)\s*$")


class Relevance:
    """Judges agreements by their parties, their topic, and the sentences around them.

    Args:
        lexicon: its `space-words` are what an agreement on space speaks of.
    """

    def __init__(self, lexicon: Lexicon):
        self._words = re.compile(
            rf"(?<![a-z])(?:{alternation(lexicon.words['space-words'])})", re.IGNORECASE
        )

    def speaks_of_space(self, text: str) -> bool:
        """Tell whether a stretch of text has a word of the field."""
        return self._words.search(text) is not None

    def admits(self, match: Match, earlier: int) -> bool:
        """Tell whether a match may be stated: all but agreements on other matters.

        Args:
            match: what a pattern read.
            earlier: where the sentences begin that stand shortly before it.
        """
        parties = parties_of(match)
        if not (parties or signers_of(match)) or "concerning" in match.slots:
            return True
        kinds = match.slots.get("kind", ())
        end = match.view.origins[-1] + match.view.lengths[-1]
        around = (earlier, end)
        if kinds and _names_craft(match, kinds[0]):
            return True
        if kinds:
            return self.is_about_space(match.view.source, kinds[0], parties, around)
        nearby = match.view.source[earlier:end]
        return self._is_known_by(parties, nearby) or self.speaks_of_space(nearby)

    def is_about_space(
        self, text: str, document: Mention, parties: Iterable[EntityRef], around: tuple[int, int]
    ) -> bool:
        """Tell whether an agreement is one on space.

        A party that is a space agency, or has the field in its name, is enough; so is a
        company, where the sentences around speak of space. Else the
        stated topic decides ("a trade agreement", "an agreement on railways"), and where
        none is stated, the sentences around.

        Args:
            text: the document's text.
            document: the mention of the agreement ("memorandum of understanding").
            parties: who concluded it.
            around: the stretch of the sentence and those shortly before it.
        """
        if self._is_known_by(parties, text[around[0] : around[1]]):
            return True
        before = text[max(around[0], document.start - _TOPIC_BEFORE) : document.start]
        behind = text[document.end : around[1]]
        if self.speaks_of_space(before) or self.speaks_of_space(behind):
            return True
        topic = _AGAIN.match(behind.lower())
        again = topic is not None and (topic["noun"] or "") in text[around[0] : document.start]
        told = _TOPIC.match(behind.lower()) or _TITLED.match(behind)
        if not _PLAIN.search(before.lower()) or (told and not again):
            return False
        return self.speaks_of_space(text[around[0] : around[1]])

    def _is_known_by(self, parties: Iterable[EntityRef], nearby: str) -> bool:
        return any(self._is_space_body(party, nearby) for party in parties)

    def _is_space_body(self, party: EntityRef, nearby: str) -> bool:
        """Tell whether a party is of the field; a company builds ships and runs airports too."""
        types = set(lineage(party.type))
        if "Agency" in types or self.speaks_of_space(party.label):
            return True
        return "Company" in types and self.speaks_of_space(nearby)


def _names_craft(match: Match, document: Mention) -> bool:
    """Tell whether a sentence goes on to name a craft or a mission: "a contract … for Angosat"."""
    return any(
        (one.start >= document.end or match.start <= one.start < match.end)
        and is_a(one, ("Spacecraft", "Mission", "Programme", "Vehicle"))
        for mention in match.view.mentions
        for one in mention.each()
    )
