"""Explanations for people: each fact with its words, each count with its list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kg.api.count_words import count_heading, standings
from kg.api.wording import Wording, value_text
from kg.cli.quoted import cited, origin, source_lines, words

if TYPE_CHECKING:
    from kg.api.explain import ExplainedCount, ExplainedFact, Explanation
    from kg.graph.counts import Member, OpenedCount
    from kg.graph.facts import Fact, Quote

_SHOWN = len("claim/") + 8
"""Of a claim's id, as much as tells it apart from others."""

_FEW = 2
"""As many counts at most are all printed with their lists."""

FACT_COLUMNS = ("fact", "status", "tier", "confidence", "quote", "article", "date", "claim")
COUNT_COLUMNS = ("of", "number", "asOf", "who", "standing", "named", "since", "quote", "article")
Places = Mapping[tuple[str, int], str]
"""Document and start of a row -> file and line."""


def blocks(found: Explanation, wording: Wording) -> Iterator[list[str]]:
    """Yield the lines on each fact and each count, and at the end those on the sources."""
    for fact in found.facts:
        yield [*_fact(fact, found.places, wording)]
    opened = _in_full(found.counts)
    for count in opened:
        yield [*_count(count, found.places)]
    if len(opened) < len(found.counts):
        yield [*_in_short([each for each in found.counts if each not in opened])]
    yield ["Sources", *(f"  {line}" for line in source_lines(_quotes(found)))]


def table(found: Explanation, wording: Wording) -> tuple[Sequence[str], list[list[str]]]:
    """Return headings and rows: one row for each quote, or for each member of a list."""
    if found.counts:
        rows = [_member_row(each.opened, member) for each in found.counts for member in _all(each)]
        return COUNT_COLUMNS, rows
    return FACT_COLUMNS, [
        _fact_row(each.fact, quote, wording) for each in found.facts for quote in each.fact.evidence
    ]


def _in_full(counts: Sequence[ExplainedCount]) -> list[ExplainedCount]:
    """Return the counts that are printed with their lists: a few all, of many the newest.

    The list of a day that was asked for goes before all counts, a fact before a candidate, a
    count of all that belong before one of some, and one with a date of its own before others.
    """
    if len(counts) <= _FEW and all(each.told is not None for each in counts):
        return list(counts)

    def rank(each: ExplainedCount) -> tuple[object, ...]:
        told = each.told.fact if each.told is not None else None
        whole = told is not None and "what" not in told.qualifiers
        sure = told is not None and told.tier == "accepted"
        return (told is None, sure, whole, each.opened.dated_by == "asOf", each.opened.date)

    return [max(counts, key=rank)]


def _in_short(counts: Sequence[ExplainedCount]) -> Iterator[str]:
    """Yield one line for each count, by date, and how to see its list."""
    yield "Other counts"
    for each in counts:
        told = each.told
        by = f", {told.fact.evidence[0].article.id}, {told.fact.claim[:_SHOWN]}" if told else ""
        yield f"  {count_heading(each.opened)}{by}: {' '.join(each.reasons)}"
    yield "  To open one of them, explain its claim."


def _quotes(found: Explanation) -> Iterator[Quote]:
    """Yield every quote that is printed."""
    counts = _in_full(found.counts)
    told = [each.told for each in counts if each.told is not None]
    for fact in (*found.facts, *told):
        yield from fact.fact.evidence
        for conflict in fact.contradicted:
            yield from (quote for side in conflict.sides for quote in side.quotes)
    for count in counts:
        yield from (member.quote for member in _all(count) if member.standing != "later")


def _fact(each: ExplainedFact, places: Places, wording: Wording) -> Iterator[str]:
    yield wording.statement(each.fact)
    yield from _standing(each.fact)
    qualifiers = wording.qualifiers(each.fact)
    if qualifiers:
        yield f"  {qualifiers}"
    yield from _evidence(each.fact, places)
    yield from _because(each)


def _standing(fact: Fact) -> Iterator[str]:
    yield f"  {fact.status}, {fact.tier}, confidence {fact.confidence:.2f}, {fact.claim}"


def _evidence(fact: Fact, places: Places) -> Iterator[str]:
    speaker = fact.qualifiers.get("attributedTo")
    by = f", in the words of {value_text(speaker)}" if speaker is not None else ""
    for quote in fact.evidence:
        place = places.get((quote.article.id, quote.start))
        if quote.article.kind == "data":
            yield from (f"  | {line}" for line in quote.text.splitlines() if line.strip())
            yield f"    {place or 'row'}: {origin(quote)}{by}; states {quote.pattern}"
        else:
            yield f"  {words(quote)}"
            yield f"    {origin(quote)}{by}; read by {quote.pattern}"


def _because(each: ExplainedFact) -> Iterator[str]:
    """Yield what confirms a fact, what people decided on it, and what contradicts it."""
    yield from _decided(each)
    for conflict in each.contradicted:
        yield f"  in conflict: {conflict.message}"
        for side in conflict.sides:
            if each.fact.claim not in side.claims:
                yield from (f"    against: {cited(quote)}" for quote in side.quotes)


def _decided(each: ExplainedFact) -> Iterator[str]:
    reasons = [id for id in each.fact.confirmed_by if not id.startswith("decision/")]
    if reasons:
        yield f"  confirmed by: {', '.join(id.removeprefix('article/') for id in reasons)}"
    for decision in each.decided:
        why = f": {decision.why}" if decision.why else ""
        yield f"  decided: {decision.verdict}, by {decision.by}, {decision.date}{why}"
    for ruled in each.ruled:
        outcome = "stands" if ruled.stands else "overruled"
        yield f"  ruled: {outcome}, by {ruled.by}, {ruled.date}: {ruled.why}"


def _count(each: ExplainedCount, places: Places) -> Iterator[str]:
    opened = each.opened
    yield count_heading(opened)
    if each.told is not None:
        yield from _standing(each.told.fact)
        yield from _evidence(each.told.fact, places)
        yield from _decided(each.told)
        yield from (f"  in conflict: {conflict.message}" for conflict in each.told.contradicted)
    yield from (f"  * {sentence}" for sentence in each.reasons)
    sure = [member for member in opened.of("in") if member.beside is None]
    also = "known by then" if opened.date else "known"
    yield from _group("named beside the count", opened.named)
    yield from _group(also + (", not named there" if opened.named else ""), sure)
    for standing, title in standings(opened).items():
        yield from _group(title, [m for m in opened.of(standing) if m.beside is None])
    if opened.missing and opened.complete:
        known = len(opened.of("in")) + len(opened.leaders)
        unless = ", unless who leads is counted" if opened.fits(known) else ""
        yield f"  missing: {opened.missing}, whom no source of the graph names{unless}"
    yield from _in_one_line("later", opened.of("later"))
    if opened.leaders:
        yield f"  leads, and is not on the list: {', '.join(e.label for e in opened.leaders)}"
    belong = [member for member in opened.others if member.standing == "in"]
    yield from _in_one_line("belong as well, but are of another kind", belong)


def _group(title: str, members: Iterable[Member]) -> Iterator[str]:
    """Yield members, those that the same words name in one line."""
    members = list(members)
    if not members:
        return
    yield f"  {title}: {len(members)}"
    by_quote = sorted(members, key=lambda member: (member.quote, member.entity.label))
    lines = []
    for quote, group in groupby(by_quote, key=lambda member: member.quote):
        named = ", ".join(map(_dated, group))
        lines.append(f"    {named}: {cited(quote)}")
    yield from sorted(lines)


def _in_one_line(title: str, members: Sequence[Member]) -> Iterator[str]:
    if members:
        yield f"  {title}: {', '.join(map(_marked, members))}"


def _dated(member: Member) -> str:
    return member.entity.label + (f" ({member.since})" if member.since else "")


def _marked(member: Member) -> str:
    """Return a member as `_dated` does, and that it is not certain where that is so."""
    return _dated(member) + ("" if member.sure else " [not certain]")


def _all(each: ExplainedCount) -> Iterator[Member]:
    yield from each.opened.members
    yield from each.opened.others


def _fact_row(fact: Fact, quote: Quote, wording: Wording) -> list[str]:
    article = quote.article
    sure = f"{fact.confidence:.2f}"
    said = [quote.text, article.id, quote.issued or ""]
    return [wording.stated(fact), fact.status, fact.tier, sure, *said, fact.claim]


def _member_row(opened: OpenedCount, member: Member) -> list[str]:
    number = "" if opened.number is None else str(opened.number)
    named = "yes" if member.beside is not None else ""
    standing = [member.entity.label, member.standing, named, member.since or ""]
    quote = member.quote
    return [opened.subject.label, number, opened.date, *standing, quote.text, quote.article.id]
