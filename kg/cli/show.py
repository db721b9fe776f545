"""`kg show`."""

from __future__ import annotations

from itertools import groupby
from typing import IO, TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.moment import at_moment
from kg.cli.output import format_option, json_text, output_option, text_stream
from kg.cli.session import Session, pass_session

if TYPE_CHECKING:
    from kg.api.show import Portrait
    from kg.api.wording import Wording
    from kg.graph.facts import ArticleInfo, EntityInfo
    from kg.model import Source
    from kg.model.moment import Moment


@command(
    "kg show Pakistan",
    'kg show "Artemis Accords"',
    "kg show ILRS --as-of 2023-10-27",
    "kg show organisation/cnsa -f json",
)
@click.argument("entity", metavar="ENTITY")
@format_option("text", "json", default="text", help="json is one object per fact and line.")
@output_option
@at_moment
@pass_session
def show(session: Session, entity: str, format: str, output: str, moment: Moment) -> None:
    """Print everything known of an entity, with its sources.

    ENTITY is an id (country/pakistan), a label, an alias or an acronym, in any case. Each
    fact comes with its quotes, their articles and dates. Of a programme or an accord the
    members come first, by level and by the rung of commitment that they have reached.
    """
    from kg.api.records import fact_record
    from kg.api.wording import Wording

    with session.graph(moment) as graph:
        portrait = graph.show(entity)
        wording = Wording(graph.ontology)
    with text_stream(output) as stream:
        if format == "json":
            stream.writelines(f"{json_text(fact_record(fact))}\n" for fact in portrait.facts)
        else:
            _write(stream, portrait, wording, moment)


def _write(stream: IO[str], portrait: Portrait, wording: Wording, moment: Moment) -> None:
    from kg.cli.show_ladder import commitment_lines, member_lines

    stream.write(_heading(portrait.entity))
    stream.write(f"{moment}\n" if moment else "")
    if not portrait.facts:
        _write_nothing(stream, portrait, moment)
        return
    ladder = {
        "members": list(member_lines(portrait.members, portrait.countries, moment.as_of)),
        "commitments": list(commitment_lines(portrait.commitments, moment.as_of)),
    }
    for heading, lines in ladder.items():
        stream.write("\n".join(["", heading, *lines, ""]) if lines else "")
    _write_facts(stream, portrait, wording)
    _write_sources(stream, portrait)


def _write_nothing(stream: IO[str], portrait: Portrait, moment: Moment) -> None:
    then = f" {moment}" if moment else ""
    stream.write(f"\nNothing in this graph{then} says anything of it.\n")
    if portrait.near:
        stream.write("There are facts about:\n")
    stream.writelines(f"  {ref.label} ({ref.type}, {ref.id})\n" for ref in portrait.near)


def _write_facts(stream: IO[str], portrait: Portrait, wording: Wording) -> None:
    from kg.api.wording import cited, value_text

    others = (
        (portrait.outgoing, wording.predicate, lambda fact: value_text(fact.object)),
        (portrait.incoming, wording.inverse, lambda fact: fact.subject.label),
        (portrait.mentions, lambda _: "is mentioned in", wording.statement),
    )
    for facts, title, other in others:
        for heading, group in groupby(facts, key=lambda fact: title(fact.predicate)):
            stream.write(f"\n{heading}\n")
            for fact in group:
                stream.write(f"  {other(fact)}{wording.manner(fact)}\n")
                stream.writelines(f"    {cited(quote)}\n" for quote in fact.evidence)


def _write_sources(stream: IO[str], portrait: Portrait) -> None:
    stream.write("\nSources\n")
    quotes = [quote for fact in portrait.facts for quote in fact.evidence]
    articles = {quote.article.id: quote.article for quote in quotes}
    for _, article in sorted(articles.items()):
        stream.writelines(f"  {line}\n" for line in _source_lines(article))
    cited = {source.id: source for quote in quotes for source in quote.sources}
    stream.writelines(f"  {_source(id, source)}\n" for id, source in sorted(cited.items()))


def _heading(info: EntityInfo) -> str:
    lines = [f"{info.ref.label} ({info.ref.type}, {info.ref.id})"]
    if info.alt_labels:
        lines.append(f"also: {', '.join(info.alt_labels)}")
    lines += [f"same as: {iri}" for iri in info.same_as]
    numbers = {"COSPAR": info.cospar, "NORAD": info.norad}
    if known := [f"{list} {number}" for list, number in numbers.items() if number]:
        lines.append(f"catalogued as: {', '.join(known)}")
    if info.found_in_text:
        lines.append("found in the texts; no registry knows it")
    return "\n".join(lines) + "\n"


def _source_lines(article: ArticleInfo) -> list[str]:
    """Return where an article can be read and, for a brief, what it rests on."""
    lines = [_source(article.id, article)]
    if article.copy_of is not None:
        lines.append(f"  repeats the text of {article.copy_of}, so it is no second source")
    if article.kind != "data":  # of a file of rows only what these rows cite is told
        lines += [_source("  after", source) for source in article.sources]
    return lines


def _source(name: str, source: ArticleInfo | Source) -> str:
    parts = (source.publisher, source.title, source.date, source.url)
    return f"{name}: {', '.join(part for part in parts if part)}"
