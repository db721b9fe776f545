"""`kg crosscheck`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.output import format_option, json_text, output_option, text_stream, write_table
from kg.cli.session import Session, pass_session

if TYPE_CHECKING:
    from kg.api.wording import Wording
    from kg.graph.crosscheck import Checked
    from kg.graph.facts import Fact


@command(
    "kg crosscheck",
    "kg crosscheck --list differ",
    "kg crosscheck -p signatoryOf --list articles",
)
@click.option("-p", "--predicate", metavar="NAME", help="Only what is stated by this predicate.")
@click.option(
    "--list",
    "verdict",
    type=click.Choice(["agree", "differ", "articles", "rows"]),
    help="Print the statements themselves: those on which both agree or differ, or that only "
    "articles or only rows make.",
)
@format_option("table", "json", default="table", help="json is one object per statement and line.")
@output_option
@pass_session
def crosscheck(
    session: Session, predicate: str | None, verdict: str | None, format: str, output: str
) -> None:
    """Compare what articles say with the curated rows.

    It is done predicate by predicate. Where both say the same, a fact has two supports. Where
    they differ, the extraction, the row or a source is wrong. Only accepted facts are compared.
    """
    from kg.api.wording import Wording

    with session.graph() as graph:
        found = [c for c in graph.crosscheck() if predicate in (None, c.predicate)]
        wording = Wording(graph.ontology)
    if verdict is not None:
        found = [each for each in found if each.verdict == verdict]
    with text_stream(output) as stream:
        if format == "json":
            stream.writelines(json_text(_record(each)) + "\n" for each in found)
        elif verdict is not None:
            stream.writelines(line + "\n" for each in found for line in _lines(each, wording))
        else:
            headings = ("predicate", "both", "differ", "only articles", "only rows")
            write_table(stream, headings, _counts(found))


def _counts(found: Sequence[Checked]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each predicate, and one for all."""
    from kg.graph.crosscheck import VERDICTS

    counts = Counter((each.predicate, each.verdict) for each in found)
    predicates = sorted({predicate for predicate, _ in counts})
    for predicate in predicates:
        yield (predicate, *(str(counts[predicate, verdict]) for verdict in VERDICTS))
    totals = Counter(each.verdict for each in found)
    yield ("all", *(str(totals[verdict]) for verdict in VERDICTS))


def _lines(checked: Checked, wording: Wording) -> Iterator[str]:
    """Yield a statement in words, and below it who makes it how."""
    reason = f": {checked.reason}" if checked.reason else ""
    yield wording.statement(checked.fact) + reason
    for fact in _once([*checked.articles, *checked.rows]):
        for quote in fact.evidence:
            words = " ".join(quote.text.split())
            yield f"    “{words}” ({quote.article.id}){wording.manner(fact)}"


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts without repetition: one may be stated by both."""
    return list({fact.claim: fact for fact in facts}.values())


def _record(checked: Checked) -> dict[str, object]:
    fact = checked.fact
    return {
        "verdict": checked.verdict,
        "subject": fact.subject.to_json(),
        "predicate": checked.predicate,
        "object": fact.object.to_json(),
        "status": fact.status,
        "reason": checked.reason,
        "articles": [each.to_claim().to_json() for each in checked.articles],
        "rows": [each.to_claim().to_json() for each in checked.rows],
    }
