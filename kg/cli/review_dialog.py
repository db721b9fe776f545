"""The dialogue of `kg review`: one claim after another, one key for each decision."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kg.api.wording import Wording
from kg.errors import KgError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from kg.api import KnowledgeGraph
    from kg.api.candidates import Candidate, Context
    from kg.api.review import Review
    from kg.model.decision import Statement

_KEYS = "[a]ccept  [r]eject  [c]orrect  [s]kip  [u]ndo  [q]uit"
_MARKS = (">>", "<<")
"""Around a quote where the terminal shows no other mark."""


class Dialog:
    """Asks a person for a decision on each claim; each is on disk before the next question.

    Args:
        graph: brings the wording and what corrections need.
        review: takes the decisions.
        candidates: in the order of asking.
        because: why, for all decisions; asked for where it matters if None.
        replace: whether earlier decisions give way.
    """

    def __init__(
        self,
        graph: KnowledgeGraph,
        review: Review,
        candidates: Sequence[Candidate],
        because: str | None,
        *,
        replace: bool,
    ):
        from rich.console import Console

        self._graph = graph
        self._review = review
        self._candidates = candidates
        self._because = because
        self._replace = replace
        self._wording = Wording(graph.ontology)
        self._console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        self._decided: list[int] = []
        self._at = 0

    @property
    def count(self) -> int:
        """How many claims were decided and not taken back."""
        return len(self._decided)

    def run(self) -> None:
        """Ask until there is nothing left, or the person has had enough.

        Raises:
            KeyboardInterrupt: the person broke off; what was decided is kept.
        """
        shown = -1
        while self._at < len(self._candidates):
            if shown != self._at:
                shown = self._at
                self._show(self._candidates[self._at])
            key = _key()
            if key == "q":
                return
            answer = self._answers.get(key)
            if answer is None:
                self._print(f"{key!r} is none of the keys")
                continue
            try:
                answer(self)
            except KgError as error:
                self._print(f"not decided: {error}")
            if shown != self._at:
                self._print("")

    def _accept(self) -> None:
        self._decide("accept", self._because or "")

    def _reject(self) -> None:
        self._decide("reject", self._why())

    def _correct(self) -> None:
        from kg.cli.review_correction import ask_correction
        from kg.model.decision import Statement

        wrong = Statement.of(self._candidates[self._at].fact.to_claim())
        right = ask_correction(self._graph, wrong)
        self._print(f"  {self._wording.stated(right)}")
        if click.confirm("  Is this right?", default=True):
            self._decide("correct", self._why(), right)

    def _skip(self) -> None:
        self._at += 1

    def _undo(self) -> None:
        if not self._decided:
            self._print("nothing to take back")
            return
        self._review.undo()
        self._at = self._decided.pop()
        self._print("taken back")

    def _decide(self, verdict: str, note: str, right: Statement | None = None) -> None:
        each = self._candidates[self._at]
        articles, replace = each.articles, self._replace
        self._review.decide(each.fact, verdict, note, right, articles=articles, replace=replace)
        self._decided.append(self._at)
        self._at += 1

    _answers = {  # noqa: RUF012 - never changed
        "a": _accept,
        "r": _reject,
        "c": _correct,
        "s": _skip,
        "u": _undo,
    }

    def _why(self) -> str:
        if self._because is not None:
            return self._because
        return str(click.prompt("  Why? (Enter for no reason)", default="", show_default=False))

    def _show(self, each: Candidate) -> None:
        fact, total = each.fact, len(self._candidates)
        self._print(f"{self._at + 1} of {total}  {fact.claim}")
        self._console.print(_bold(self._console, self._wording.stated(fact)))
        for context in each.contexts:
            self._console.print(_sentence(self._console, context))
            self._print(f"    {_source(context, fact.confidence)}")
        self._print(_KEYS)

    def _print(self, text: str) -> None:
        self._console.print(_plain(text), markup=False)


def _key() -> str:
    """Return the next key; from no terminal, the first letter of the next line."""
    if sys.stdin.isatty():
        key = click.getchar()
        click.echo(key if key.isprintable() else "")
        return key.lower()
    line = sys.stdin.readline()
    return line.strip().lower()[:1] if line else "q"


def _bold(console: Console, text: str) -> Text:
    from rich.text import Text

    return Text(f"  {_plain(text)}", style="bold" if console.color_system else "")


def _sentence(console: Console, context: Context) -> Text:
    """Return a sentence with its quote underlined, or between marks where that cannot be."""
    from rich.text import Text

    words = _plain(context.quote.text)
    if not console.color_system:
        words = words.join(_MARKS)
    sentence = Text("    ").append(_plain(context.before))
    return sentence.append(words, style="bold underline").append(_plain(context.after))


def _source(context: Context, confidence: float) -> str:
    quote = context.quote
    article = quote.article
    parts = (article.publisher, article.title, article.date, article.id)
    where = ", ".join(part for part in parts if part)
    return f"{where}; confidence {confidence:.2f} by {quote.pattern}"


def _plain(text: str) -> str:
    """Return text on one line, without what could steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
