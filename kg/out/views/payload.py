"""What the page knows: facts in the words it shows, each quote and article once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.model import PARENTS, SYMMETRIC, EntityRef
from kg.out.network import label_of
from kg.out.paths import GENERIC
from kg.out.simple import RIVALRY
from kg.out.views.style import LINK_STYLES, OTHER_TYPE, TYPE_STYLES, falls, type_order
from kg.out.views.times import due_days, time_record
from kg.out.views.wording import date_text, plain, web_address

if TYPE_CHECKING:
    from kg.graph.dated.span import Span
    from kg.graph.facts import ArticleInfo, EntityInfo, Fact, Quote
    from kg.model import Literal, Source, Value

Record = dict[str, Any]

DATES = frozenset({"date", "since", "asOf"})
STANDINGS = ("undated", "uncertain")
"""Why it is not sure that a fact held on the day that the graph is of."""
TIERS = ("accepted", "candidate", "overruled")
"""How far a fact is trusted, in the order of the legend."""
HIDDEN = frozenset({"comparator"})
"""Qualifiers that stand in the statement itself: "over 800"."""


@dataclass
class Payload:
    """The tables of the page; facts, articles and entities refer to each other by position.

    Args:
        nodes: ids of the entities that the picture shows, in the order of its node numbers.
        labels: local names of the ontology -> wording.
        spans: claim id -> when it holds.
    """

    nodes: Sequence[str]
    labels: Mapping[str, str] | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)
    articles: list[Record] = field(default_factory=list)
    facts: list[Record] = field(default_factory=list)
    _fact_at: dict[str, int] = field(default_factory=dict)
    _article_at: dict[tuple[str, ...], int] = field(default_factory=dict)
    _node_at: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._node_at = {node: at for at, node in enumerate(self.nodes)}

    def add(self, fact: Fact) -> int:
        """Take the fact in, once, and return its position."""
        if fact.claim not in self._fact_at:
            self._fact_at[fact.claim] = len(self.facts)
            self.facts.append(self._fact(fact))
        return self._fact_at[fact.claim]

    def node(self, entity: str) -> int | None:
        """Return the node number of an entity, None where the picture does not show it."""
        return self._node_at.get(entity)

    def _fact(self, fact: Fact) -> Record:
        shown = sorted((k, v) for k, v in fact.qualifiers.items() if k not in HIDDEN)
        return {
            "id": fact.claim,
            "link": fact.predicate,
            "subject": self._entity(fact.subject),
            "predicate": label_of(fact.predicate, self.labels),
            "object": self._object(fact),
            "status": fact.status,
            "disputed": fact.disputed,
            "tier": fact.tier,
            "falls": falls(fact),
            "standing": fact.standing,
            "confidence": round(100 * fact.confidence),
            "qualifiers": [[label_of(k, self.labels), self._value(k, v)] for k, v in shown],
            "evidence": [[quote.text, self._article(quote)] for quote in fact.evidence],
            **time_record(self.spans.get(fact.claim)),
            "due": due_days(fact),
        }

    def _entity(self, entity: EntityRef) -> Record:
        return {"text": plain(entity.label), "node": self.node(entity.id)}

    def _object(self, fact: Fact) -> Record:
        if isinstance(fact.object, EntityRef):
            return self._entity(fact.object)
        comparator = fact.qualifiers.get("comparator")
        words = literal_text(fact.object)
        return {"text": f"{comparator} {words}" if comparator else words, "node": None}

    def _value(self, name: str, value: Value) -> Record:
        if isinstance(value, EntityRef):
            return self._entity(value)
        text = date_text(str(value)) if name in DATES else str(value)
        return {"text": label_of(text, self.labels) if name == "commitment" else text, "node": None}

    def _article(self, quote: Quote) -> int:
        """Return the position of where a quote stands; rows that cite alike share one."""
        key = (quote.article.id, *(source.id for source in quote.sources))
        if key not in self._article_at:
            self._article_at[key] = len(self.articles)
            self.articles.append(article_record(quote))
        return self._article_at[key]


def literal_text(value: Literal) -> str:
    """Return a literal as people read it: dates in words, thousands grouped."""
    if value.datatype == "integer" and value.value.lstrip("-").isdigit():
        return f"{int(value.value):,}"
    return value.value if value.datatype == "string" else date_text(value.value)


def article_record(quote: Quote) -> Record:
    """Return what the page says of where a quote stands; a link only if it is http or https."""
    sources = [_source(source) for source in quote.rests_on]
    return {"id": quote.article.id, **_source(quote.article), "sources": sources}


def entity_records(
    nodes: Iterable[EntityRef], known: Mapping[str, EntityInfo], labels: Mapping[str, str] | None
) -> list[Record]:
    """Return one record per node, in order: its names, its type in words, where it is known."""
    records = []
    for ref in nodes:
        info = known.get(ref.id)
        records.append(
            {
                "id": ref.id,
                "label": plain(ref.label) or ref.id,
                "type": ref.type,
                "typeLabel": _heading(ref.type, labels),
                "aliases": sorted({plain(name) for name in info.alt_labels}) if info else [],
                "sameAs": [url for url in info.same_as if web_address(url)] if info else [],
                "foundInText": bool(info and info.found_in_text),
                "iso3": info.iso3 if info else None,
            }
        )
    return records


def type_records(types: Iterable[str], labels: Mapping[str, str] | None) -> list[Record]:
    """Return the legend: one record per type that occurs, with its mark and its count.

    `kind` is the type above it, or the type itself: paths over either are alike.
    """
    counts = Counter(types)
    records = []
    for name in sorted(counts, key=type_order):
        style = TYPE_STYLES.get(name, OTHER_TYPE)
        mark = {"shape": style.shape, "colour": style.colour, "solid": style.solid}
        records.append(
            {
                "type": name,
                "label": _heading(name, labels),
                "count": counts[name],
                "kind": PARENTS.get(name, name),
                **mark,
            }
        )
    return records


def link_records(
    edges: Iterable[Record], facts: Iterable[Fact], labels: Mapping[str, str] | None
) -> list[Record]:
    """Return the legend of statuses: one record per status that a fact has, with its count.

    Disputed is no status of a fact but of a line, and counts lines.
    """
    counts = Counter(fact.status for fact in facts)
    counts["disputed"] = sum(edge["group"] == "disputed" for edge in edges)
    return _counts(LINK_STYLES, counts, labels)


def tier_records(facts: Iterable[Fact], labels: Mapping[str, str] | None) -> list[Record]:
    """Return the legend of tiers: one record per tier that occurs, the surest first."""
    return _counts(TIERS, Counter(fact.tier for fact in facts), labels)


def _counts(
    names: Iterable[str], counts: Mapping[str, int], labels: Mapping[str, str] | None
) -> list[Record]:
    return [
        {"link": name, "label": _heading(name, labels), "count": counts[name]}
        for name in names
        if counts[name]
    ]


def predicate_records(facts: Iterable[Fact], labels: Mapping[str, str] | None) -> list[Record]:
    """Return the legend of relations: one record per predicate that occurs, by its words.

    `cost` is what a step of a path by it costs, None where it is no tie; see `kg.out.paths`.
    """
    counts = Counter(fact.predicate for fact in facts)
    records: list[Record] = [
        {
            "predicate": name,
            "label": label_of(name, labels),
            "count": count,
            "symmetric": name in SYMMETRIC,
            "cost": None if name == RIVALRY else GENERIC.get(name, 0.0),
        }
        for name, count in counts.items()
    ]
    return sorted(records, key=lambda record: (record["label"], record["predicate"]))


def statistics(nodes: int, links: int, facts: Sequence[Fact]) -> list[str]:
    """Return what the header counts, in words: "38 entities", "47 links", ..."""
    quotes = [quote for fact in facts for quote in fact.evidence if quote.article.kind != "data"]
    articles = {quote.article.id: quote.article.date for quote in quotes}
    dates = sorted(date for date in articles.values() if date)
    said = [
        _counted(nodes, "entity", "entities"),
        _counted(links, "link", "links"),
        _counted(len(facts), "fact", "facts"),
        _counted(len(articles), "article", "articles"),
    ]
    if dates:
        first, last = date_text(dates[0]), date_text(dates[-1])
        said.append(first if first == last else f"{first} to {last}")
    unsure = Counter(fact.standing for fact in facts)
    return said + [f"{unsure[name]} {name}" for name in STANDINGS if unsure[name]]


def _heading(name: str, labels: Mapping[str, str] | None) -> str:
    label = label_of(name, labels)
    return label[:1].upper() + label[1:]


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _source(source: ArticleInfo | Source) -> Record:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": date_text(source.date) if source.date else None,
        "issued": source.date or None,
        "url": web_address(source.url),
    }
