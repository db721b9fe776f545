"""`kg stats`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.cli.command import command
from kg.cli.moment import at_moment
from kg.cli.output import format_option, json_text, output_option, text_stream, write_table
from kg.cli.session import Session, pass_session

if TYPE_CHECKING:
    from kg.model.moment import Moment


@command(
    "kg stats",
    "kg stats --as-of 2023 -f json",
)
@format_option("table", "json", default="table", help="How to print them.")
@output_option
@at_moment
@pass_session
def stats(session: Session, format: str, output: str, moment: Moment) -> None:
    """Print how much the graph holds."""
    with session.graph(moment) as graph:
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
