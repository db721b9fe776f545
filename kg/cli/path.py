"""`kg path`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

import click

from kg.cli.command import command
from kg.cli.moment import at_moment
from kg.cli.output import format_option, json_text, output_option, text_stream
from kg.cli.quoted import origin, publication, words
from kg.cli.session import Session, pass_session

if TYPE_CHECKING:
    from kg.api.wording import Wording
    from kg.graph.facts import Fact
    from kg.graph.ontology import Predicate
    from kg.model.moment import Moment
    from kg.out.paths import Path, Paths

_SHOWN = 3  # facts of one step in the text; json and csv have all
_NAMED = 5  # paths of one shape, besides the first
_COLUMNS = "path length cost step from predicate to status tier claim quote source date".split()


@command(
    "kg path Pakistan China",
    'kg path Belarus "Artemis Accords" --max 3',
    "kg path Senegal Roscosmos --include planned --length 5 -f json",
)
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option(
    "--max",
    "most",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="How many connections are printed at most.",
)
@click.option(
    "--length",
    type=click.IntRange(min=1, max=8),
    default=4,
    show_default=True,
    help="Steps of the longest connection that is looked for.",
)
@click.option(
    "--include",
    type=click.Choice(("planned", "candidate")),
    multiple=True,
    help="Let planned facts, or candidates, count as well; may be given several times.",
)
@format_option(
    "text", "json", "csv", default="text", help="json is one connection per line, csv one fact."
)
@output_option
@at_moment
@pass_session
def path(
    session: Session,
    start: str,
    end: str,
    most: int,
    length: int,
    include: tuple[str, ...],
    format: str,
    output: str,
    moment: Moment,
) -> None:
    """Print what connects two entities, step by step with its sources.

    A step is a tie between two entities in either direction: facts that are asserted and
    accepted. Rivalry (competesWith) is no tie. Detours are left out, by which an entity is
    passed that is itself tied to a later one.

    Connections of one shape, such as over one satellite after another, count as one. The
    shortest come first. Of equally long ones those come first that cost less:
    the natural logarithm of the number of ties of each entity between, so that hubs cost most;
    and for each step 2 for a signature of an accord or a position, 1 for taking part, for
    being an agency, and for building, ordering, launching or operating a craft, 0.5 for leading,
    and nothing for what is more specific, such as an agreement or a contribution.
    """
    from kg.api.wording import Wording

    with session.graph(moment) as graph:
        found = graph.paths(start, end, most=most, length=length, include=include)
        ontology = graph.ontology
    with text_stream(output) as stream:
        if format == "json":
            stream.writelines(json_text(r) + "\n" for r in _records(found, ontology.predicates))
        elif format == "csv":
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(_COLUMNS)
            writer.writerows(_rows(found))
        else:
            wording = Wording(ontology)
            for number, each in enumerate(found.found, 1):
                stream.write(f"{chr(10) if number > 1 else ''}{number}. ")
                stream.write(each.words(ontology.predicates) + "\n")
                stream.writelines(_alike(each))
                _write(stream, each, wording)
    if not found.found:
        session.say(_nothing(found, length))


def _nothing(found: Paths, length: int) -> str:
    """Return why there is no connection."""
    between = f"between {found.start.label} and {found.end.label}"
    if found.start == found.end:
        return f"{found.start.label} is one entity; a connection is between two"
    if found.shortest is None:
        return f"no connection {between}"
    if found.shortest > length:
        return f"no connection of up to {length} steps {between}; the shortest has {found.shortest}"
    return f"no connection {between} without a detour"


def _write(stream: IO[str], path: Path, wording: Wording) -> None:
    for step in path.steps:
        facts = _distinct(step.facts)
        for fact in facts[:_SHOWN]:
            told = {name: v for name, v in fact.qualifiers.items() if name != "agreement"}
            stream.write(f"   {wording.sentence(replace(fact, qualifiers=told))}\n")
            stream.write(f"     {_source(fact)}\n")
        if len(facts) > _SHOWN:
            stream.write(f"   … and {len(facts) - _SHOWN} more between the two\n")


def _alike(path: Path) -> Iterator[str]:
    """Yield a line that names what paths of the same shape go by instead."""
    own = path.entities
    ways = [" – ".join(r.label for r in each.entities if r not in own) for each in path.alike]
    if ways:
        more = f" and {len(ways) - _NAMED} more" if len(ways) > _NAMED else ""
        yield f"   likewise by {'; '.join(ways[:_NAMED])}{more}\n"


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts without those that say less than another one of them."""
    kept: list[Fact] = []
    for fact in facts:
        told = fact.qualifiers.items() - {("commitment", "signed")}
        if not any(_core(fact) == _core(each) and told <= each.qualifiers.items() for each in kept):
            kept.append(fact)
    return kept


def _source(fact: Fact) -> str:
    """Return the words of an article that state a fact, else what a row of data cites first."""
    quotes = sorted(fact.evidence, key=lambda quote: quote.article.kind == "data")
    quote = quotes[0]
    more = f"; {len(quotes) - 1} more" if len(quotes) > 1 else ""
    if quote.article.kind != "data":
        return f"{words(quote)} ({origin(quote)}{more})"
    return f"{publication(quote.sources[0])} ({quote.article.id}{more})"


def _core(fact: Fact) -> tuple[str, str, str]:
    return fact.subject.id, fact.predicate, fact.status


def _records(found: Paths, predicates: Mapping[str, Predicate]) -> Iterator[dict[str, Any]]:
    for path in found.found:
        alike = [_record(each, predicates) for each in path.alike]
        yield {**_record(path, predicates), "alike": alike}


def _record(path: Path, predicates: Mapping[str, Predicate]) -> dict[str, Any]:
    from kg.graph.blocs.records import fact_record

    steps = [
        {
            "from": step.start.to_json(),
            "to": step.end.to_json(),
            "facts": [fact_record(fact) for fact in step.facts],
        }
        for step in path.steps
    ]
    return {
        "words": path.words(predicates),
        "length": path.length,
        "cost": round(path.cost, 4),
        "steps": steps,
    }


def _rows(found: Paths) -> Iterator[list[object]]:
    """Yield a row for each fact, in the direction in which it is stated.

    Paths like the second one are numbered 2.1, 2.2 and so on.
    """
    from kg.api.wording import value_text

    for number, first in enumerate(found.found, 1):
        numbers = [str(number), *(f"{number}.{each}" for each in range(1, len(first.alike) + 1))]
        for name, path in zip(numbers, (first, *first.alike), strict=True):
            for place, step in enumerate(path.steps, 1):
                for fact in step.facts:
                    quote = fact.evidence[0]
                    ends = (fact.subject.label, fact.predicate, value_text(fact.object))
                    head = (name, path.length, round(path.cost, 4), place)
                    said = (quote.text, quote.article.id, quote.issued or "")
                    yield [*head, *ends, fact.status, fact.tier, fact.claim, *said]
