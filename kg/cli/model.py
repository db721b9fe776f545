"""Options that let a language model read, and telling what became of its answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from kg.cli.session import Session
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph
    from kg.api.articles import Extracted
    from kg.build.crew import Effort
    from kg.build.manifest import Failure
    from kg.text.llm import ModelExtractor, ModelReading

_OPTIONS = (
    click.option(
        "--extractor",
        type=click.Choice(("rules", "model", "both")),
        default="rules",
        show_default=True,
        help="What reads: the patterns, a language model, or both. A model gives candidates only.",
    ),
    click.option("--model", metavar="NAME", help="Name of the model, as its server knows it."),
    click.option(
        "--base-url",
        metavar="URL",
        help="Server of the model, which gets the text of the articles; by default that of "
        "OpenAI. The key is taken from KG_API_KEY or OPENAI_API_KEY.",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(0, 3600, min_open=True),
        metavar="SECONDS",
        default=120,
        show_default=True,
        help="How long the model may take for one answer.",
    ),
)


@dataclass(frozen=True)
class Chosen:
    """What a user says of the model that is to read."""

    extractor: str
    model: str | None
    base_url: str | None
    timeout: float

    def open(self, graph: KnowledgeGraph, effort: Effort) -> ModelExtractor | None:
        """Return the extractor, None where the rules alone are to read.

        Raises:
            UsageError: the effort is one that a model does not make.
            ModelError: the model cannot be used as things are.
        """
        if self.extractor == "rules" or self.model is None:
            return None
        if effort.scheduler or effort.time_limit:
            raise click.UsageError(
                "--scheduler and --time-limit go with --extractor rules; a model reads one "
                "article after another, for at most --timeout seconds an answer"
            )
        rules = self.extractor == "both"
        return graph.model_extractor(self.model, self.base_url, timeout=self.timeout, rules=rules)

    def check(self) -> Chosen:
        """Return this; raise UsageError where the options do not go together."""
        if self.extractor == "rules" and (self.model or self.base_url):
            raise click.UsageError("--model and --base-url go with --extractor model or both")
        if self.extractor != "rules" and not self.model:
            raise click.UsageError(f"--extractor {self.extractor} needs --model NAME")
        return self


def model_options(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take, as `chosen`, what the options say of a model."""

    @wraps(command)
    def wrapped(
        *args: Any,
        extractor: str,
        model: str | None,
        base_url: str | None,
        timeout: float,
        **rest: Any,
    ) -> None:
        command(*args, chosen=Chosen(extractor, model, base_url, timeout).check(), **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def tell_reading(session: Session, result: Extracted, each: bool) -> list[Failure]:
    """Print what became of a model's proposals, if one read; return what it did not read.

    With `each` every proposal that was not taken is printed, too.
    """
    from kg.build.manifest import Failure

    id, reading = result.document.id, result.by_model
    if reading is None:
        return []
    if each:
        for rejected in (*reading.rejected, *reading.left_out):
            click.echo(f"{id}: rejected, {rejected.reason}: {rejected.words}", err=True)
    session.say(f"{id}: the model read {', '.join(_counts(reading))}")
    return [Failure(result.origin, fault) for fault in reading.failures]


def _counts(reading: ModelReading) -> Iterator[str]:
    yield f"{reading.parts - reading.unread} of {counted(reading.parts, 'part')}"
    yield counted(reading.proposed, "candidate")
    reasons = Counter(rejected.reason for rejected in reading.rejected)
    why = "; ".join(f"{reason}: {number}" for reason, number in sorted(reasons.items()))
    yield f"{len(reading.rejected):,} rejected{f' ({why})' if why else ''}"
    if reading.left_out:
        yield f"{counted(len(reading.left_out), 'qualifier')} left out"
