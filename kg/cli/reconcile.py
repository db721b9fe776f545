"""`kg reconcile`."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

import click

from kg.cli.catalogues import catalogue_options, rows_told
from kg.cli.command import command
from kg.cli.output import format_option, json_text, output_option, text_stream, write_table
from kg.cli.session import Session, pass_session
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.api.imports import Request
    from kg.api.reconcile import Reconciled
    from kg.graph.facts import Fact
    from kg.graph.reconcile import Compared
    from kg.model import Claim

_FINDINGS = 20
"""Of more kinds of problems than these, only so many are printed."""
_COLUMNS = ("verdict", "predicate", "subject", "source says", "graph says", "reason")


@command(
    "kg reconcile UCS-Satellite-Database.txt",
    "kg reconcile satcat.tsv --orgs orgs.tsv --list differ",
    "kg reconcile facts.yaml -f csv -o compared.csv",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["gcat", "ucs", "wikidata", "rdf", "facts"]),
    help="The format, where the file does not tell.",
)
@catalogue_options
@click.option("-p", "--predicate", metavar="NAME", help="Only what is stated by this predicate.")
@click.option(
    "--list",
    "verdict",
    type=click.Choice(["agree", "differ", "source", "graph"]),
    help="Only that on which both agree or differ, or that only the source or the graph says.",
)
@click.option(
    "--unknown", is_flag=True, help="Count also what the source says of things not in the graph."
)
@format_option("table", "json", "csv", default="table", help="json is one object per line.")
@output_option
@pass_session
def reconcile(
    session: Session,
    /,
    files: tuple[str, ...],
    kind: str | None,
    predicate: str | None,
    verdict: str | None,
    unknown: bool,
    format: str,
    output: str,
    **given: Any,
) -> None:
    """Compare a catalogue with the graph.

    FILE is what `kg import` takes, or a file of curated rows as in data/facts/. Dates agree if
    they may mean the same day. The table tells how often the two agree for each predicate, and
    on what they differ; --list prints the statements of one verdict instead.
    """
    with session.graph() as graph:
        result = graph.reconcile(_request(files, kind, given), unknown=unknown)
    found = [c for c in result.found if predicate in (None, c.predicate)]
    with text_stream(output) as stream:
        _write(stream, format, found, verdict)
    _tell(session, result, told=not unknown)


_HEADINGS = ("predicate", "agree", "differ", "only source", "only graph")


def _request(files: Sequence[str], kind: str | None, given: dict[str, Any]) -> Request | str:
    from kg.api.reconcile import detect
    from kg.cli.catalogues import request

    kind = kind or detect(files[0])
    if kind != "facts":
        return request(kind, files, given)
    if len(files) > 1:
        raise click.UsageError("give one file of curated rows at a time")
    return files[0]


def _write(stream: IO[str], format: str, found: list[Compared], verdict: str | None) -> None:
    listed = [each for each in found if verdict in (None, each.verdict)]
    if format == "json":
        stream.writelines(json_text(_record(each)) + "\n" for each in listed)
        return
    if format == "csv":
        _write_csv(stream, listed)
        return
    if verdict is None:
        write_table(stream, _HEADINGS, _counts(found))
        listed = [each for each in found if each.verdict == "differ"]
        stream.write("\n" if listed else "")
    if listed:
        write_table(stream, _COLUMNS, map(_cells, listed))


def _tell(session: Session, result: Reconciled, *, told: bool) -> None:
    """Print what became of the rows of the source."""
    for finding in list(result.tally.findings.values())[:_FINDINGS]:
        session.say(str(finding))
    if result.tally.read:
        session.say(rows_told(result.tally))
    if result.unknown and told:
        things = counted(result.unknown, "subject")
        session.say(f"{things} of the source the graph does not have; --unknown counts them")


def _counts(found: Sequence[Compared]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each predicate, and one for all."""
    from kg.graph.reconcile import VERDICTS

    counts = Counter((each.predicate, each.verdict) for each in found)
    for name in sorted({predicate for predicate, _ in counts}):
        yield (name, *(f"{counts[name, verdict]:,}" for verdict in VERDICTS))
    totals = Counter(each.verdict for each in found)
    yield ("all", *(f"{totals[verdict]:,}" for verdict in VERDICTS))


def _cells(each: Compared) -> tuple[str, ...]:
    return (
        each.verdict,
        each.predicate,
        each.subject.label,
        _said(each.source),
        _said(each.graph),
        each.reason,
    )


def _said(stated: Iterable[Claim | Fact]) -> str:
    """Return what is stated of a subject: its objects, each once."""
    labels = (getattr(each.object, "label", "") or _value(each) for each in stated)
    return ", ".join(dict.fromkeys(labels))


def _value(each: Claim | Fact) -> str:
    return str(getattr(each.object, "value", ""))


def _write_csv(stream: IO[str], found: Sequence[Compared]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow((*_COLUMNS, "subject id", "source row"))
    for each in found:
        rows = "; ".join(dict.fromkeys(e.quote for claim in each.source for e in claim.evidence))
        writer.writerow((*_cells(each), each.subject.id, " ".join(rows.split())))


def _record(each: Compared) -> dict[str, object]:
    return {
        "verdict": each.verdict,
        "subject": each.subject.to_json(),
        "predicate": each.predicate,
        "source": [claim.to_json() for claim in each.source],
        "graph": [fact.to_claim().to_json() for fact in each.graph],
        "reason": each.reason,
    }
