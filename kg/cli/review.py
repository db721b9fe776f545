"""`kg review`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.api.candidates import ORDERS, TIERS
from kg.cli.command import command
from kg.cli.output import format_option, output_option, text_stream
from kg.cli.session import Session, pass_session
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph
    from kg.api.review import Merged, Review

VIOLATIONS = 1
_SHARE = click.FloatRange(0, 1)


@command(
    'kg review --reviewer "Ann Reader"',
    "kg review --list -f csv --predicate signatoryOf",
    'kg review --accept 5d1f2c --reject 81aa09 --because "checked" --reviewer "Ann Reader"',
    "kg review --apply from-a-colleague.yaml",
)
@click.option("--predicate", metavar="NAME", help="Only claims with this predicate.")
@click.option("--article", metavar="ID", help="Only claims of this article, as read from it.")
@click.option("--min-confidence", type=_SHARE, default=0.0, help="Only claims as sure as this.")
@click.option("--max-confidence", type=_SHARE, default=1.0, help="Only claims no surer than this.")
@click.option(
    "--tier", type=click.Choice(TIERS), default="candidate", help="Review accepted claims as well."
)
@click.option(
    "--order", type=click.Choice(ORDERS), default="confidence", help="The surest first, or as read."
)
@click.option("--reviewer", metavar="NAME", envvar="KG_REVIEWER", help="Who decides.")
@click.option("--because", metavar="TEXT", help="Why, for every decision.")
@click.option("--date", metavar="DAY", help="The day of the decisions; by default today.")
@click.option(
    "--decisions", metavar="FILE", help="File in data/decisions/; by default one for each person."
)
@click.option("--list", "listed", is_flag=True, help="Print the claims with their ids and stop.")
@click.option("--accept", metavar="CLAIM", multiple=True, help="Find this claim right.")
@click.option("--reject", metavar="CLAIM", multiple=True, help="Find this claim wrong.")
@click.option("--apply", "given", metavar="FILE", help="Take over the decisions of a file.")
@click.option("--replace", is_flag=True, help="Let earlier decisions give way to these.")
@click.option("--stale", is_flag=True, help="Print the decisions that have no effect.")
@format_option("table", "json", "csv", default="table", help="How --list prints.")
@output_option
@pass_session
def review(session: Session, /, **options: Any) -> None:
    """Decide on facts that are not certain, one after another.

    Each claim is shown with its sentence, its words marked. Answer with a key: a accept,
    r reject, c correct, s skip, u undo, q quit. Every decision is written at once to a file
    in data/decisions/, which others can read and merge, and the graph follows at the end.
    A claim that was decided is not asked again. CLAIM is an id, or as many of its first
    digits as are needed; `-` as FILE is standard input.
    """
    _check(options)
    with session.graph() as graph:
        asking = not (options["listed"] or options["stale"] or options["given"])
        who = options["reviewer"] or (_ask_name() if asking else "")
        reviewer = graph.review(who, options["date"], options["decisions"])
        if options["listed"]:
            _list(graph, options)
        elif options["stale"]:
            with text_stream(options["output"]) as stream:
                stream.writelines(f"{each}\n" for each in reviewer.stale())
        elif options["given"]:
            _apply(session, reviewer, options)
        elif options["accept"] or options["reject"]:
            _decide(session, reviewer, options)
        else:
            _talk(session, graph, reviewer, options)


def _check(options: dict[str, Any]) -> None:
    """Refuse options that ask for two things at once."""
    named = {
        "--list": options["listed"],
        "--stale": options["stale"],
        "--apply": options["given"],
        "--accept or --reject": options["accept"] or options["reject"],
    }
    asked = [name for name, value in named.items() if value]
    if len(asked) > 1:
        raise click.UsageError(f"{asked[0]} and {asked[1]} do not go together")
    if options["accept"] or options["reject"]:
        both = set(options["accept"]) & set(options["reject"])
        if both:
            raise click.UsageError(f"{min(both)} cannot be accepted and rejected")
        if not options["reviewer"]:
            raise click.UsageError("say who decides: --reviewer NAME")


def _ask_name() -> str:
    return str(click.prompt("Your name, for the decisions"))


def _wanted(options: dict[str, Any]) -> dict[str, Any]:
    names = ("predicate", "article", "min_confidence", "max_confidence", "tier", "order")
    return {name: options[name] for name in names}


def _list(graph: KnowledgeGraph, options: dict[str, Any]) -> None:
    from kg.api.wording import Wording
    from kg.cli.review_list import write_list

    found = graph.candidates(**_wanted(options))
    with text_stream(options["output"]) as stream:
        write_list(stream, found, options["format"], Wording(graph.ontology))


def _apply(session: Session, reviewer: Review, options: dict[str, Any]) -> None:
    file = options["given"]
    source = sys.stdin.read() if file == "-" else Path(file)
    merged = reviewer.merge(reviewer.read(source), replace=options["replace"])
    _tell(session, reviewer, merged)
    for ours, theirs in merged.conflicting:
        message = f"{ours.where}: {ours.verdict} is against {theirs.verdict} at {theirs.where}"
        click.echo(f"{message} ({ours.statement.id})", err=True)
    if merged.conflicting:
        raise click.exceptions.Exit(VIOLATIONS)


def _decide(session: Session, reviewer: Review, options: dict[str, Any]) -> None:
    from kg.api.review import Merged

    articles = None if options["article"] is None else [options["article"]]
    right, wrong = reviewer.find(options["accept"]), reviewer.find(options["reject"])
    because, replace = options["because"] or "", options["replace"]
    done = [
        reviewer.decide(fact, verdict, because, articles=articles, replace=replace)
        for verdict, facts in (("accept", right), ("reject", wrong))
        for fact in facts
    ]
    _tell(session, reviewer, sum(done, Merged()))


def _talk(
    session: Session, graph: KnowledgeGraph, reviewer: Review, options: dict[str, Any]
) -> None:
    from kg.cli.review_dialog import Dialog

    found = graph.candidates(**_wanted(options))
    if not found:
        session.say("there is nothing to review")
        return
    dialog = Dialog(graph, reviewer, found, options["because"], replace=options["replace"])
    try:
        dialog.run()
    except (KeyboardInterrupt, click.Abort):
        if dialog.count:
            session.say(f"\n{_kept(dialog.count)}; `kg build` brings them into the graph")
        raise
    if dialog.count:
        session.say(f"{_kept(dialog.count)}; bringing them into the graph")
        reviewer.update()


def _kept(count: int) -> str:
    return f"{counted(count, 'decision')} written"


def _tell(session: Session, reviewer: Review, merged: Merged) -> None:
    """Bring the graph up to date, and say what became of the decisions."""
    reviewer.update()
    fresh = {decision.id for decision in (*merged.new, *merged.same)}
    for stale in reviewer.stale():
        if stale.decision.id in fresh:
            session.say(f"without effect: {stale}")
    session.say(
        f"{len(merged.new)} new, {len(merged.same)} known before, "
        f"{len(merged.conflicting)} conflicting"
    )
