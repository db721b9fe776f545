"""Asking for the right claim, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.api.correction import PARTS, Correction, qualifiers_text
from kg.api.wording import value_text
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph
    from kg.model.decision import Statement

_NONE = "-"


def ask_correction(graph: KnowledgeGraph, wrong: Statement) -> Statement:
    """Return what a person says that the words state instead of a claim.

    Raises:
        DecisionError: it is the same, or the ontology does not allow it.
    """
    correction = Correction(graph, wrong)
    label = graph.ontology.predicates[wrong.predicate].label
    now = {
        "subject": wrong.subject.label,
        "predicate": label,
        "object": value_text(wrong.object),
        "status": wrong.status,
        "qualifiers": qualifiers_text(wrong),
    }
    click.echo(f"  Enter keeps what stands in brackets; {_NONE} leaves out all qualifiers.")
    for part in PARTS:
        hint = f" ({correction.expected()})" if part == "object" else ""
        _ask(correction, part, hint, now[part])
    return correction.statement


def _ask(correction: Correction, part: str, hint: str, now: str) -> None:
    """Ask for one part until the answer can be taken."""
    while True:
        answer = click.prompt(f"  {part}{hint}", default=now)
        if answer == now:
            return
        try:
            correction.set(part, "" if part == "qualifiers" and answer == _NONE else answer)
        except KgError as error:
            click.echo(f"  {error}")
        else:
            return
