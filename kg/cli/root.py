"""The command `kg` with its global options and all its commands."""

from __future__ import annotations

import click

from kg._version import __version__
from kg.cli.group import CommandGroup

COMMANDS = {
    "build": "Build the graph from the project's articles and rows.",
    "extract": "Print the facts that articles state, with their words.",
    "add": "Put articles into the graph.",
    "import": "Put what rows of catalogues state into the graph.",
    "reconcile": "Compare a catalogue with the graph.",
    "remove": "Take articles out of the graph.",
    "review": "Decide on facts that are not certain, one after another.",
    "query": "Ask the graph in SPARQL, or by a saved query.",
    "show": "Print everything known of an entity, with its sources.",
    "explain": "Print what stands behind a fact, or whom a count counts.",
    "conflicts": "List where sources disagree, and what was ruled on it.",
    "diff": "Print what changed between two days.",
    "overlap": "Print who is in all of several blocs, in only one, and in none.",
    "path": "Print what connects two entities, step by step with its sources.",
    "rank": "Print who is central in the network of facts.",
    "view": "Write the graph as one HTML page that needs no network.",
    "serve": "Serve the graph over HTTP: SPARQL, linked data, search and pages.",
    "export": "Write the graph for other programs.",
    "publish": "Write the graph as a dataset for others, in all formats.",
    "check": "Check the data and the graph, and show where sources disagree.",
    "crosscheck": "Compare what articles say with the curated rows.",
    "verify": "See whether the stored graph is, byte for byte, what was written.",
    "backup": "Write the graph, and what it takes to go on, into one file.",
    "restore": "Put a backup in place.",
    "stats": "Print how much the graph holds.",
    "evaluate": "Measure extraction against facts that people have read.",
    "lint": "Check extraction patterns by their own examples.",
}
"""Name -> first line of its help, in the order of work."""


@click.group(
    cls=CommandGroup,
    summaries=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog="Exit codes: 0 fine, 1 violations found, 2 wrong usage, 3 error.",
)
@click.option(
    "--project",
    metavar="DIR",
    type=click.Path(file_okay=False),
    envvar="KG_PROJECT",
    help="A directory with data/ and ontology/; by default the working directory if it is "
    "one, else the data that came with the program.",
)
@click.option(
    "--store",
    metavar="URL|DIR",
    envvar="KG_STORE",
    help="A SPARQL 1.1 endpoint that has the graph, or the directory of a store; by default what "
    "`kg build` made in the project.",
)
@click.option(
    "--graph",
    metavar="IRI",
    envvar="KG_STORE_GRAPH",
    help="The named graph of the endpoint that is meant; by default its default graph.",
)
@click.option("-q", "--quiet", is_flag=True, help="No messages, only data and errors.")
@click.option("--debug", is_flag=True, help="Show where in the program an error arose.")
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@click.pass_context
def cli(
    context: click.Context,
    project: str | None,
    store: str | None,
    graph: str | None,
    quiet: bool,
    debug: bool,
) -> None:
    """Facts about space partnerships, each with the words that state it.

    Articles and curated rows go in; facts come out as a graph that you can question, look at
    and take away.
    """
    from kg.cli.session import Session

    del debug  # read by `CommandGroup`, which must know it even if parsing fails
    context.obj = Session(project, quiet, store, graph)
