"""`kg stats`."""

from __future__ import annotations

from dataclasses import asdict

from kg.cli.command import command
from kg.cli.output import format_option, json_text, output_option, text_stream, write_table
from kg.cli.session import Session, pass_session


@command(
    "kg stats",
    "kg stats -f json",
)
@format_option("table", "json", default="table", help="How to print them.")
@output_option
@pass_session
def stats(session: Session, format: str, output: str) -> None:
    """Print how much the graph holds."""
    with session.graph() as graph:
        found = graph.stats()
    counts = {"claims": found.claims, "entities": found.entities, **asdict(found)}
    with text_stream(output) as stream:
        if format == "json":
            stream.write(json_text(counts) + "\n")
            return
        rows = []
        for name, value in counts.items():
            label = name.replace("_", " ")
            parts = value.items() if isinstance(value, dict) else [("", value)]
            rows += [(label, part, "" if count is None else str(count)) for part, count in parts]
        write_table(stream, ("what", "which", "count"), rows)
