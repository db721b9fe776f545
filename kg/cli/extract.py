"""`kg extract`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.effort import effort_options
from kg.cli.metadata import Given, metadata_options
from kg.cli.model import Chosen, model_options, tell_reading
from kg.cli.output import format_option, json_text, output_option, text_stream, write_table
from kg.cli.session import Session, pass_session
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph
    from kg.build.crew import Effort
    from kg.model import Claim, Document


@command(
    "kg extract news.txt",
    "kg extract --format json news.html page.pdf > facts.jsonl",
    "kg extract --explain page.html",
    "kg extract --extractor both --model llama3.1 --base-url http://localhost:11434/v1 news.txt",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option(
    "text", "json", "table", default="text", help="json is one object per fact and line."
)
@click.option(
    "--explain",
    is_flag=True,
    help="Show on standard error what was not read, and why; and what of a model's answers "
    "was rejected.",
)
@model_options
@effort_options
@metadata_options
@output_option
@pass_session
def extract(
    session: Session,
    files: tuple[str, ...],
    format: str,
    explain: bool,
    output: str,
    given: Given,
    chosen: Chosen,
    effort: Effort,
) -> None:
    """Print the facts that articles state, with their words.

    The graph stays as it is. FILE is a text, Markdown, HTML or PDF file, a saved RSS or Atom
    feed, a WARC file, a directory of them, a pattern in quotes, or `-` for standard input.
    """
    from kg.api.articles import read_all, read_by_model
    from kg.build.manifest import Failure

    failures = []
    with session.graph() as graph, text_stream(output) as stream:
        articles, model = given.articles(files), chosen.open(graph, effort)
        if model is None:
            found = read_all(graph.project, articles, effort)
        else:
            found = read_by_model(model, graph, articles)
        for done, result in enumerate(found):
            graph.progress("reading articles", done, articles.total)
            if isinstance(result, Failure):
                failures.append(result)
            elif isinstance(result, str):
                session.say(result)
            else:
                if explain:
                    _explain(result.document)
                failures += tell_reading(session, result, explain)
                _WRITERS[format](stream, graph, result.document, result.claims)
    session.fail(failures)


def _explain(document: Document) -> None:
    """Show what was found of an article, and what extraction leaves out."""
    from kg.text.reading import explain as removals

    for name in ("title", "date", "publisher", "url"):
        click.echo(f"{document.id}: {name}: {getattr(document, name) or 'not found'}", err=True)
    for removed in removals(document):
        place = f"{document.id}: not read, line {removed.line}"
        click.echo(f"{place}: {removed.reason}: {removed.words}", err=True)
    read = sum(end - start for start, end in document.body())
    whole = counted(len(document.text), "character")
    click.echo(f"{document.id}: read {read:,} of {whole}", err=True)


def _write_json(
    stream: IO[str], graph: KnowledgeGraph, document: Document, claims: Sequence[Claim]
) -> None:
    del graph, document
    stream.writelines(json_text(claim.to_json()) + "\n" for claim in claims)


def _write_text(
    stream: IO[str], graph: KnowledgeGraph, document: Document, claims: Sequence[Claim]
) -> None:
    from kg.api.wording import Wording

    wording = Wording(graph.ontology)
    date = f", {document.date}" if document.date else ""
    stream.write(f"{document.id}: {document.title or 'no title'}{date}\n")
    for claim in claims:
        stream.write(f"\n{wording.sentence(claim)}\n")
        for evidence in claim.evidence:
            quote = " ".join(evidence.quote.split())
            stream.write(f"    “{quote}” [{evidence.start}, {evidence.end})\n")
    stream.write(f"\n{counted(len(claims), 'fact')}\n\n")


def _write_table(
    stream: IO[str], graph: KnowledgeGraph, document: Document, claims: Sequence[Claim]
) -> None:
    from kg.api.wording import Wording, value_text

    wording = Wording(graph.ontology)
    headings = ("subject", "predicate", "object", "status", "qualifiers", "quote")
    rows = [
        (
            claim.subject.label,
            wording.predicate(claim.predicate),
            value_text(claim.object),
            claim.status,
            wording.qualifiers(claim),
            claim.evidence[0].quote,
        )
        for claim in claims
    ]
    write_table(stream, headings, rows, title=document.title or document.id)


_WRITERS = {"json": _write_json, "text": _write_text, "table": _write_table}
