"""Whether an article may be added: new, changed, known already, or in conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.build.manifest import Entry
from kg.build.shelf import Added
from kg.model import Document


@dataclass(frozen=True)
class Verdict:
    """What is to be done with an article.

    Args:
        accepted: it is to be read and put into the graph.
        reason: why it is not accepted, for people.
        conflict: it is another article of the same id, so the command cannot do its work.
    """

    accepted: bool
    reason: str = ""
    conflict: bool = False


def judge(
    added: Added, articles: Mapping[str, Entry], known: Document | None, *, replace: bool
) -> Verdict:
    """Return what is to be done with an article.

    Args:
        added: the article.
        articles: those of the graph, by id.
        known: the graph's article of the same id, if there is one.
        replace: whether an article from another file may give way.
    """
    document = added.document
    if known is None:
        twin = _same_text(document, articles)
        reason = f"the graph has the same text already, as {twin}" if twin else ""
        return Verdict(accepted=not twin, reason=reason)
    if known == document:
        return Verdict(accepted=False, reason="the graph has this article already")
    origin = articles[document.id].origin
    if origin == added.origin or replace:
        return Verdict(accepted=True)
    reason = (
        f"the graph has another article {document.id}, from {origin}; "
        "give --replace to put this one in its place, or --id for a name of its own"
    )
    return Verdict(accepted=False, reason=reason, conflict=True)


def _same_text(document: Document, articles: Mapping[str, Entry]) -> str | None:
    twins = (id for id, entry in articles.items() if entry.sha256 == document.sha256)
    return min(twins, default=None)
