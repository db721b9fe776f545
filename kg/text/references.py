"""What a sentence refers to: pronouns, nouns with "the", and what it leaves unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import Claim
from kg.model.registry import Registry
from kg.text import groups, pairs, several, statements
from kg.text.anaphora import Anaphora
from kg.text.berths import Berths
from kg.text.described import in_front
from kg.text.discourse import Discourse
from kg.text.documents import Documents
from kg.text.encode import Encoded, encode
from kg.text.focus import Focus
from kg.text.lexicon import Lexicon
from kg.text.mention import CRAFT, Mention, is_a, without_overlap
from kg.text.speakers import Speakers, speaks_for
from kg.text.unsaid import Unsaid


@dataclass
class Thread:
    """What a text may go on to refer to.

    Args:
        discourse: what has been spoken of.
        focus: what it was last said that somebody joined or signed.
        speaker: the state for which somebody spoke in the sentence before.
    """

    discourse: Discourse = field(default_factory=Discourse)
    focus: Focus = field(default_factory=Focus)
    speaker: Mention | None = None


def _tells_type(anaphor: Mention, plain: Sequence[Mention]) -> bool:
    """Tell whether the words that stand for a craft say of what type it is: "the cubesat"."""
    return is_a(anaphor, CRAFT) and any(
        m.type == "SatelliteType" and anaphor.start <= m.start and m.end <= anaphor.end
        for m in plain
    )


class References:
    """Finds what the sentences of a text refer to.

    Args:
        lexicon: the shared vocabulary.
        registry: the entities, with the countries that they are of.
    """

    def __init__(self, lexicon: Lexicon, registry: Registry):
        self._anaphora = Anaphora(lexicon, registry)
        self._unsaid = Unsaid(lexicon)
        self._berths = Berths(lexicon)
        self._documents = Documents(registry)
        self._speakers = Speakers(lexicon)

    def resolve(
        self,
        text: str,
        span: tuple[int, int],
        plain: Sequence[Mention],
        folded: Sequence[Mention],
        thread: Thread,
    ) -> tuple[Encoded, Encoded]:
        """Return a sentence with what is referred to put in: its clauses, and all inside them.

        Args:
            text: the document.
            span: where the sentence stands in it, half-open.
            plain: its mentions, nothing folded.
            folded: its mentions, phrases folded.
            thread: what was spoken of before it.
        """
        view = encode(text, *span, folded)
        documents = list(self._documents.find(view, thread.discourse, thread.focus))
        view = encode(text, *span, without_overlap([*folded, *documents]))
        anaphors = [*self._anaphora.find(view, thread.discourse), *documents]
        speaker = speaks_for(view, thread.discourse.last_subject())
        anaphors += self._speakers.find(view, speaker, thread.speaker)
        thread.speaker = speaker
        together = [
            found
            for way in (statements, groups, pairs, several)
            for found in way.find(view, thread.discourse)
        ]
        anaphors = without_overlap([*together, *anaphors])
        view = encode(text, *span, without_overlap([*folded, *anaphors]))
        anaphors += self._unsaid.find(view, thread.discourse, thread.focus)
        anaphors += self._berths.find(view, thread.discourse)
        whole = without_overlap([*folded, *anaphors])
        links = self._anaphora.find_links(encode(text, *span, whole))
        whole = without_overlap([*whole, *links])
        owners = pairs.owners(encode(text, *span, plain), thread.discourse)
        typed = [m for m in anaphors if _tells_type(m, plain)]
        others = [m for m in anaphors if m not in typed]
        within = without_overlap(
            [*plain, *in_front(text, span[0], typed), *others, *links, *owners]
        )
        return encode(text, *span, whole), encode(text, *span, within)

    def take_in(self, thread: Thread, clauses: Encoded, claims: Sequence[Claim]) -> None:
        """Let the thread take in what a sentence stated, the last that its discourse has."""
        number = len(thread.discourse.subjects) - 1
        thread.discourse.signers = (
            statements.signers_of(clauses, number) or thread.discourse.signers
        )
        thread.discourse.met = statements.still_met(clauses, number, thread.discourse.met)
        self._unsaid.take_in(thread.focus, clauses, claims, number)
