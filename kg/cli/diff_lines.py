"""Changes as lines, rows and records."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.api.wording import cited, value_text
from kg.model import EntityRef, Literal
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.api.wording import Wording
    from kg.graph.changes import Change, Changes
    from kg.graph.facts import Fact

COLUMNS = ("change", "date", "sure", "subject", "relation", "object", "more", "quote", "source")


def text_lines(changes: Changes, wording: Wording, quotes: bool) -> Iterator[str]:
    """Yield the changes in words, by kind."""
    verb = "changed" if changes.by == "true" else "was first said"
    yield f"What {verb} after {changes.start} and up to {changes.end}"
    for kind, group in groupby(changes.found, key=lambda change: change.kind):
        own = list(group)
        yield ""
        yield f"{'other' if kind == 'began' else kind} ({len(own)})"
        width = max(len(change.date) for change in own)
        for change in own:
            yield f"  {change.date.ljust(width)}  {_sentence(change, wording, changes.by)}"
            if quotes:
                evidence = (quote for fact in change.facts for quote in fact.evidence)
                yield from (f"    {line}" for line in dict.fromkeys(map(cited, evidence)))
    yield ""
    yield _aside(changes)


def rows(changes: Changes, wording: Wording, quotes: bool) -> Iterator[tuple[str, ...]]:
    """Yield one row for each change, or for each of its quotes."""
    for change in changes.found:
        fact = change.fact
        row = (
            change.kind,
            change.date,
            "yes" if change.sure else "no",
            fact.subject.label,
            wording.predicate(fact.predicate),
            _object(fact),
            "; ".join(_details(change, wording)),
        )
        if not quotes:
            yield row
            continue
        evidence = {quote: None for each in change.facts for quote in each.evidence}
        for quote in evidence:
            yield (*row, " ".join(quote.text.split()), quote.article.id)


def csv_text(rows: Iterable[tuple[str, ...]], quotes: bool) -> str:
    """Return rows as CSV with headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS if quotes else COLUMNS[:-2])
    writer.writerows(rows)
    return text.getvalue()


def records(changes: Changes, wording: Wording) -> Iterator[dict[str, Any]]:
    """Yield the changes for programs: each with its facts as `kg show` gives them."""
    for change in changes.found:
        yield {
            "change": change.kind,
            "date": change.date,
            "sure": change.sure,
            "text": _sentence(change, wording, changes.by),
            "facts": [fact.to_claim().to_json() for fact in change.facts],
            "details": [fact.to_claim().to_json() for fact in change.details],
        }


def _sentence(change: Change, wording: Wording, by: str) -> str:
    """Return a change in words; what was said is told as the facts tell it."""
    fact = change.fact
    told = _told(change, wording) if by == "true" else ""
    said = told or _statement(fact, wording)
    details = _details(change, wording)
    if by == "said":
        dates = (fact.qualifiers.get(name) for name in ("since", "date"))
        details = [str(each) for each in dates if each is not None] + details
    more = f" ({'; '.join(details)})" if details else ""
    return f"{said}{more}{'' if change.sure else ' [uncertain]'}"


_CIRCUMSTANCES = ("title", "kind", "concerning", "what")
_EVENTS = ("signedBy", "builtFor", "builtBy", "operatedBy", "launchedBy", "launchVehicle")
_VERBS = {
    "joined": "joined",
    "signed": "signed",
    "ratified": "ratified",
    "agreed": "agreed with",
    "took office": "took office at",
    "left office": "left office at",
    "suspended": "suspended its part in",
    "withdrew": "withdrew from",
}
_OF_AGREEMENTS = {
    "ratified": "ratified its agreement with",
    "suspended": "suspended its agreement with",
    "withdrew": "ended its agreement with",
    "ended": "ended its agreement with",
}


def _told(change: Change, wording: Wording) -> str:
    """Return what happened, where there are words for that kind of change."""
    fact = change.fact
    verbs = _OF_AGREEMENTS if fact.predicate == "agreementWith" else _VERBS
    verb = verbs.get(change.kind) or _VERBS.get(change.kind)
    if change.kind == "launched":
        return f"{fact.subject.label} was launched"
    if change.kind == "ended" and verb is None:
        verb = f"no longer {wording.predicate(fact.predicate)}"
    return f"{fact.subject.label} {verb} {_with_article(fact.object)}" if verb else ""


def _statement(fact: Fact, wording: Wording) -> str:
    return f"{fact.subject.label} {wording.predicate(fact.predicate)} {_object(fact)}"


def _object(fact: Fact) -> str:
    """Return the object of a fact, a bounded number or date with its bound."""
    comparator = fact.qualifiers.get("comparator")
    return f"{comparator} {value_text(fact.object)}" if comparator else value_text(fact.object)


def _with_article(value: EntityRef | Literal) -> str:
    """Return a name as it stands in a sentence: `the Artemis Accords`."""
    text = value_text(value)
    definite = isinstance(value, EntityRef) and value.type in ("Accord", "Programme")
    return f"the {text}" if definite and " " in text else text


def _details(change: Change, wording: Wording) -> list[str]:
    """Return what else is told: circumstances, and facts of the same event."""
    values = [
        value_text(fact.qualifiers[name])
        for name in _CIRCUMSTANCES
        for fact in change.facts
        if name in fact.qualifiers
    ]
    told = dict.fromkeys(values)
    for predicate in _EVENTS:
        others = [f for f in change.details if f.predicate == predicate]
        names = dict.fromkeys(value_text(fact.object) for fact in others)
        told |= {f"{wording.predicate(predicate)} {', '.join(names)}": None} if names else {}
    return list(told)


def _aside(changes: Changes) -> str:
    """Return what is not listed."""
    undated = counted(changes.undated, "fact")
    said = "was told without a date" if changes.undated == 1 else "were told without a date"
    missing = f"{undated} {said}" if changes.by == "said" else f"{undated} without a date"
    return f"Not listed: {missing}; {counted(changes.candidates, 'candidate')}"
