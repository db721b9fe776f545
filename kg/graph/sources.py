"""Which articles are sources of their own when several state the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from kg.graph.articles import independent
from kg.graph.facts import Fact

Sentence = Callable[[str, int], str]
"""Returns the sentence of an article's text in which a quote begins."""


class Sources:
    """Tells who states a thing independently of one another.

    Args:
        sentence: gives the sentences that quotes stand in.
        copies: id of each copy -> that of the article that it repeats.
        rejected: claim and article of each reading that a person found wrong. What is wrong
            in one printing of a text is wrong in all.
    """

    def __init__(
        self,
        sentence: Sentence,
        copies: Mapping[str, str],
        rejected: Iterable[tuple[str, str]] = (),
    ):
        self._sentence, self._copies = sentence, copies
        self._wrong = {(claim, self._text(article)) for claim, article in rejected}

    def agreeing(self, facts: Iterable[Fact]) -> tuple[list[str], set[str]]:
        """Return who confirms one another, and by which claims.

        Args:
            facts: that tell of one thing.

        Returns:
            Ids of articles, one for each text, the original where it speaks itself; and ids of
            what they claim. Both are empty if there are not two such texts.
        """
        spots = {
            (quote.article.id, quote.start, fact.claim)
            for fact in facts
            for quote in fact.evidence
            if (fact.claim, self._text(quote.article.id)) not in self._wrong
        }
        if len(independent((article for article, _, _ in spots), self._copies)) < 2:
            return [], set()
        said: dict[str, set[str]] = {}
        for article, start, _ in spots:
            said.setdefault(self._text(article), set()).add(self._sentence(article, start))
        texts = in_own_words(said)
        telling = sorted(spot for spot in spots if self._text(spot[0]) in texts)
        speakers: dict[str, str] = {}
        for article, _, _ in telling:
            text = self._text(article)
            speakers[text] = article if article == text else speakers.get(text, article)
        return sorted(speakers.values()), {claim for _, _, claim in telling}

    def _text(self, article: str) -> str:
        """Return the id that stands for an article's text, however often it was printed."""
        return self._copies.get(article, article)


def in_own_words(sentences: Mapping[str, Collection[str]]) -> set[str]:
    """Return the texts that say something in words that some other one does not share.

    Args:
        sentences: of each text, those that state a claim.
    """
    users: dict[str, set[str]] = {}
    for text, own in sentences.items():
        for each in own:
            users.setdefault(each, set()).add(text)
    return {
        text
        for text, own in sentences.items()
        if len(set().union(*(users[each] for each in own))) < len(sentences)
    }
