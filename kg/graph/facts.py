"""Facts, read back from a graph: each claim with its labels, its quotes and their articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from kg.graph.articles import ArticleInfo, articles, document_id, read_articles, to_source
from kg.graph.namespaces import ID, ONTOLOGY, iri, standard
from kg.graph.nodes import Properties, entity_ref, grouped, text, texts, to_object, to_value
from kg.graph.query import run
from kg.graph.results import Term, to_python
from kg.graph.store import Store
from kg.model import Claim, EntityRef, Evidence, Literal, Source, Value

__all__ = ["ArticleInfo", "EntityInfo", "Fact", "Quote", "Statistics", "all_facts", "articles"]
__all__ += ["count_claims", "entities", "facts_about", "facts_of", "statistics"]


@dataclass(frozen=True, order=True)
class Quote:
    """The words of an article that state a fact, or the row of a data file.

    They are its text's code points `[start, end)`. `sources` are the publications that a row
    cites, the first named first; the words of an article have none but the article. `disputed`
    is whether a row says that these contradict each other.
    """

    article: ArticleInfo
    start: int
    end: int
    text: str
    pattern: str
    sources: tuple[Source, ...] = field(default=(), compare=False)
    disputed: bool = field(default=False, compare=False)

    @property
    def rests_on(self) -> tuple[Source, ...]:
        """The publications behind it: those that a row cites, or that a brief was written from."""
        return self.sources if self.article.kind == "data" else self.article.sources

    @property
    def issued(self) -> str | None:
        """When this was said, ISO 8601: of a row the least date of what it cites."""
        if self.article.kind != "data":
            return self.article.date
        return min((source.date for source in self.sources if source.date), default=None)

    def to_evidence(self) -> Evidence:
        """Return the evidence that was written into the graph."""
        sources = tuple(source.id for source in self.sources)
        words = (self.start, self.end, self.text, self.pattern)
        return Evidence(self.article.id, *words, sources, self.disputed)


@dataclass(frozen=True)
class Fact:
    """A claim as the graph holds it; `claim` is its id, evidence is in article order.

    What confirms it are ids of articles, claims and decisions. In a graph as of a day its
    `standing` is `undated` or `uncertain` where it is not sure that it held then.
    """

    claim: str
    subject: EntityRef
    predicate: str
    object: EntityRef | Literal
    status: str
    tier: str
    confidence: float
    qualifiers: Mapping[str, Value]
    evidence: tuple[Quote, ...]
    confirmed_by: tuple[str, ...] = ()
    standing: str | None = None

    @property
    def is_direct(self) -> bool:
        """Whether it stands in the graph as a plain triple."""
        return self.status == "asserted" and self.tier == "accepted"

    @property
    def disputed(self) -> bool:
        """Whether a row says that its sources contradict each other, and nothing settled it."""
        open = self.status == "asserted" and self.tier == "candidate"
        return open and any(quote.disputed for quote in self.evidence)

    def to_claim(self) -> Claim:
        """Return the claim that was written into the graph."""
        return Claim(
            subject=self.subject,
            predicate=self.predicate,
            object=self.object,
            status=self.status,
            evidence=tuple(quote.to_evidence() for quote in self.evidence),
            qualifiers=dict(self.qualifiers),
            confidence=self.confidence,
            tier=self.tier,
        )


@dataclass(frozen=True)
class EntityInfo:
    """What is known of an entity itself.

    Args:
        ref: id, label and most specific type.
        alt_labels: other names, sorted.
        same_as: IRIs of the same thing elsewhere, such as in Wikidata, sorted.
        found_in_text: whether an article named it that no registry knows.
        country: id of the country it belongs to.
        iso2: ISO 3166-1 alpha-2 code of a country.
        iso3: ISO 3166-1 alpha-3 code of a country.
        cospar: international designator of what was launched.
        norad: its number in the satellite catalogue of the United States.
    """

    ref: EntityRef
    alt_labels: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    found_in_text: bool = False
    country: str | None = None
    iso2: str | None = None
    iso3: str | None = None
    cospar: str | None = None
    norad: str | None = None


@dataclass(frozen=True)
class Statistics:
    """How much a graph holds; each mapping is sorted by count, then name.

    Args:
        triples: all of them.
        articles: articles with at least their metadata in the graph.
        data_files: files of curated rows.
        copies: those of them that repeat the text of another one.
        sources: publications that briefs rest on and rows cite.
        quotes: evidence nodes.
        first_date: earliest date of an article, as written.
        last_date: latest date of an article, as written.
        statuses: status -> claims.
        tiers: tier -> claims.
        predicates: predicate -> claims.
        types: most specific type -> entities.
    """

    triples: int
    articles: int
    data_files: int
    copies: int
    sources: int
    quotes: int
    first_date: str | None
    last_date: str | None
    statuses: Mapping[str, int]
    tiers: Mapping[str, int]
    predicates: Mapping[str, int]
    types: Mapping[str, int]

    @property
    def claims(self) -> int:
        """Number of claims of any status."""
        return sum(self.statuses.values())

    @property
    def entities(self) -> int:
        """Number of entities of any type."""
        return sum(self.types.values())


def all_facts(store: Store) -> list[Fact]:
    """Return every fact, by subject, predicate, object and claim id."""
    return _facts(store, "")


def facts_about(store: Store, id: str) -> list[Fact]:
    """Return the facts that name an entity as subject, object or in a qualifier, sorted.

    Args:
        store: the graph.
        id: such as `country/pakistan`.
    """
    # Naming a property that only claims have finds them by the entity's own triples; asking
    # for the class first would walk all claims, forty times slower on 20,000 of them.
    return _facts(store, f"{{ SELECT DISTINCT ?claim {{ ?claim ?any {iri(id)} ; kg:tier ?t }} }}")


def facts_of(store: Store, claims: Iterable[NamedNode]) -> list[Fact]:
    """Return the facts of some claims, sorted within each batch that is asked for at once."""
    nodes = list(claims)
    found: list[Fact] = []
    for start in range(0, len(nodes), _BATCH):
        batch = " ".join(map(str, nodes[start : start + _BATCH]))
        found += _facts(store, f"VALUES ?claim {{ {batch} }}")
    return found


def entities(store: Store) -> list[EntityInfo]:
    """Return every entity that the graph describes, by id."""
    infos = []
    for node, properties in grouped(run(store, _ENTITIES.format(focus=""))).items():
        ref = entity_ref(node, properties)
        if ref is not None:
            infos.append(_entity_info(ref, properties))
    return sorted(infos, key=lambda info: info.ref)


def count_claims(store: Store) -> int:
    """Return how many claims of any status there are."""
    return sum(_count(store, "?x kg:status ?key").values())


def statistics(store: Store) -> Statistics:
    """Return the counts that `kg stats` prints."""
    documents = articles(store)
    infos = [info for info in documents if info.kind != "data"]
    dates = sorted(info.date for info in infos if info.date)
    return Statistics(
        triples=len(store),
        articles=len(infos),
        data_files=len(documents) - len(infos),
        copies=sum(info.copy_of is not None for info in infos),
        sources=len({replace(s, id="") for info in documents for s in info.sources}),
        quotes=_count(store, "?x kg:pattern ?pattern BIND(kg:Evidence AS ?key)").get("Evidence", 0),
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        statuses=_count(store, "?x kg:status ?key"),
        tiers=_count(store, f"?x kg:tier ?key {_BEST}"),
        predicates=_count(store, "?x rdf:predicate ?key"),
        types=_ranked(Counter(info.ref.type for info in entities(store))),
    )


_BATCH = 500
# Articles may differ on a claim's tier; accepted outweighs candidate.
_BEST = "FILTER NOT EXISTS { ?x kg:tier ?better FILTER(STR(?better) < STR(?key)) }"
_CLAIMS = """SELECT ?claim ?p ?o {{ {focus} ?claim a kg:Claim ; ?p ?o
    FILTER(?p NOT IN (rdf:type, kg:earliest, kg:latest)) }}"""
_QUOTES = """SELECT ?claim ?e ?article ?start ?end ?text ?pattern ?disputed {{
    {focus} ?claim kg:evidence ?e .
    ?e oa:hasSource ?article ; kg:pattern ?pattern ; oa:hasSelector ?quote, ?position .
    ?quote oa:exact ?text . ?position oa:start ?start ; oa:end ?end
    OPTIONAL {{ ?e kg:disputed ?disputed }} }}"""
_CITING = """SELECT ?e ?source {{ {focus} ?claim kg:evidence ?e . ?e dcterms:source ?source }}"""
_SOURCES = """SELECT ?source ?p ?o {{ {{ SELECT DISTINCT ?source {{ {focus} ?claim kg:evidence ?e .
    ?e dcterms:source ?source }} }} ?source ?p ?o }}"""
# FILTER, where one would write VALUES: joining the list first would walk the whole graph.
_ENTITIES = """SELECT ?e ?p ?o {{ {focus} ?e rdfs:label ?label ; ?p ?o
    FILTER(?p IN (rdf:type, rdfs:label, skos:altLabel, schema:sameAs, kg:country, kg:iso2,
                  kg:iso3, kg:cosparId, kg:noradId, kg:foundInText)) }}"""
_NAMED = "{{ SELECT DISTINCT ?e {{ {focus} ?claim ?as ?e }} }}"
_CITED = "{{ SELECT DISTINCT ?article {{ {focus} ?claim kg:evidence/oa:hasSource ?article }} }}"


def _facts(store: Store, focus: str) -> list[Fact]:
    """Return the facts of the claims that `focus`, a pattern that binds ?claim, selects."""
    cited = _CITED.format(focus=focus) if focus else ""
    named = _NAMED.format(focus=focus) if focus else ""
    quotes = _quotes(store, focus, read_articles(store, cited))
    described = grouped(run(store, _ENTITIES.format(focus=named)))
    refs = {node: ref for node, p in described.items() if (ref := entity_ref(node, p))}
    claims = grouped(run(store, _CLAIMS.format(focus=focus)))
    facts = [to_fact(node, p, quotes.get(node, []), refs) for node, p in claims.items()]
    return sorted(facts, key=_order)


def _order(fact: Fact) -> tuple[str, ...]:
    shown = fact.object.id if isinstance(fact.object, EntityRef) else fact.object.value
    return (fact.subject.id, fact.predicate, shown, fact.claim)


def to_fact(
    node: str, properties: Properties, quotes: list[Quote], refs: Mapping[str, EntityRef]
) -> Fact:
    """Return a fact from what the graph says of its claim.

    Args:
        node: IRI of the claim.
        properties: of the claim; without its days, which its dates tell.
        quotes: in any order.
        refs: entities by IRI.
    """

    def of(name: str) -> Term:
        return properties[standard(name).value][0]

    def local(name: str) -> str:
        return str(to_value(of(name), refs))

    subject = to_object(of("rdf:subject"), refs)
    assert isinstance(subject, EntityRef)
    standing = text(properties, "kg:standing")
    return Fact(
        claim=node.removeprefix(ID),
        subject=subject,
        predicate=local("rdf:predicate"),
        object=to_object(of("rdf:object"), refs),
        status=local("kg:status"),
        # Articles may differ in these: the best reading of a claim counts (see `merge`).
        tier=min(texts(properties, "kg:tier")).removeprefix(ONTOLOGY),
        confidence=max(map(float, texts(properties, "kg:confidence"))),
        qualifiers=_qualifiers(properties, refs),
        evidence=tuple(sorted(quotes)),
        confirmed_by=tuple(node.removeprefix(ID) for node in texts(properties, "kg:confirmedBy")),
        standing=standing.removeprefix(ONTOLOGY) if standing else None,
    )


def _qualifiers(properties: Properties, refs: Mapping[str, EntityRef]) -> dict[str, Value]:
    """Return what a claim says besides its core; one value each, the least of several."""
    return {
        name.removeprefix(ONTOLOGY): to_value(min(properties[name], key=str), refs)
        for name in sorted(properties)
        if name.startswith(ONTOLOGY) and name.removeprefix(ONTOLOGY) not in _CORE
    }


_CORE = frozenset(
    "confidence confirmedBy evidence overruledBy standing status tier upheldBy".split()
)


def _quotes(store: Store, focus: str, infos: Mapping[str, ArticleInfo]) -> dict[str, list[Quote]]:
    """Return the quotes of each claim, by its IRI."""
    quotes: dict[str, list[Quote]] = {}
    cited = _cited(store, focus)
    for claim, node, article, *rest in run(store, _QUOTES.format(focus=focus)).terms():
        if not (isinstance(claim, NamedNode) and isinstance(article, NamedNode)):
            continue
        start, end, text, pattern, disputed = map(to_python, rest)
        info = infos.get(article.value) or ArticleInfo(document_id(article.value))
        sources = cited.get(str(node), ())
        words = (int(str(start)), int(str(end)), str(text), str(pattern))
        quote = Quote(info, *words, sources, disputed=disputed is True)
        quotes.setdefault(claim.value, []).append(quote)
    return quotes


def _cited(store: Store, focus: str) -> dict[str, tuple[Source, ...]]:
    """Return the publications that each piece of evidence cites, by its node in SPARQL."""
    described = grouped(run(store, _SOURCES.format(focus=focus)))
    sources = {node: to_source(properties, node) for node, properties in described.items()}
    cited: dict[str, set[Source]] = {}  # several claims may rest on one piece of evidence
    for node, source in run(store, _CITING.format(focus=focus)).terms():
        if isinstance(source, NamedNode) and source.value in sources:
            cited.setdefault(str(node), set()).add(sources[source.value])
    return {node: tuple(sorted(found, key=lambda s: s.id)) for node, found in cited.items()}


def _entity_info(ref: EntityRef, properties: Properties) -> EntityInfo:
    country = text(properties, "kg:country")
    return EntityInfo(
        ref=ref,
        alt_labels=texts(properties, "skos:altLabel"),
        same_as=texts(properties, "schema:sameAs"),
        found_in_text=text(properties, "kg:foundInText") == "true",
        country=None if country is None else country.removeprefix(ID),
        iso2=text(properties, "kg:iso2"),
        iso3=text(properties, "kg:iso3"),
        cospar=text(properties, "kg:cosparId"),
        norad=text(properties, "kg:noradId"),
    )


def _count(store: Store, pattern: str) -> dict[str, int]:
    """Return how many ?x a pattern has for each ?key, by the key's local name."""
    rows = run(store, f"SELECT ?key (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }} GROUP BY ?key")
    counts = {str(row["key"]).removeprefix(ONTOLOGY): int(str(row["n"])) for row in rows.rows()}
    return _ranked(counts)


def _ranked(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
