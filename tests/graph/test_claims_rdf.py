"""What one article contributes to the graph."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg._version import __version__
from kg.graph.claims import claim_triples, evidence_node
from kg.graph.namespaces import PREFIXES, iri, shorten
from kg.graph.rdf import article_triples
from kg.model import Claim, Document, EntityRef, Evidence, Literal
from kg.model.registry import Registry
from tests.graph.conftest import Reading

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def _rows(triples: Iterable[ox.Triple], pattern: str) -> list[tuple[str, ...]]:
    """Return the solutions of a pattern as sorted rows, variables as they come in it."""
    names = " ".join(dict.fromkeys(re.findall(r"\?\w+", pattern)))
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    found = store.query(f"{_PREFIXES} SELECT {names} {{ {pattern} }}")
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(_readable(node) for node in row) for row in found)


def _readable(node: object) -> str:
    return shorten(node) if isinstance(node, ox.NamedNode) else str(node)


def _holds(triples: Iterable[ox.Triple], pattern: str) -> bool:
    return bool(_rows(triples, f"BIND(1 AS ?one) {pattern}"))


def test_accepted_assertion_stands_as_a_direct_triple(reading: Reading) -> None:
    """A simple query finds what is asserted and accepted."""
    triples = reading.triples()
    assert _rows(triples, "?who kg:participatesIn programme:ilrs") == [
        ("country:belarus",),
        ("country:pakistan",),
        ("country:russia",),
    ]
    assert _rows(triples, "?craft kg:launchDate ?when") == [
        ("spacecraft:belintersat-1", f'"2016"^^<{PREFIXES["xsd"]}gYear>')
    ]


def test_plans_denials_opinions_and_candidates_are_no_direct_triples(reading: Reading) -> None:
    """What is planned, denied, an opinion or doubtful is a claim, and only that."""
    triples = reading.triples()
    stated = "?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:status ?status ; kg:tier ?t"
    direct = _rows(triples, stated + " FILTER EXISTS { ?s ?p ?o }")
    other = _rows(triples, stated + " FILTER NOT EXISTS { ?s ?p ?o }")
    assert {row[-2:] for row in direct} == {("kg:asserted", "kg:accepted")}
    assert {row[-2:] for row in other} == {
        ("kg:asserted", "kg:candidate"),
        ("kg:negated", "kg:accepted"),
        ("kg:opinion", "kg:accepted"),
        ("kg:planned", "kg:accepted"),
    }


def test_symmetric_predicate_stands_both_ways(reading: Reading) -> None:
    """Either party of an agreement leads to the other; other predicates have one way."""
    triples = reading.triples()
    assert _rows(triples, "?one kg:agreementWith ?other") == [
        ("organisation:cnsa", "organisation:nasb"),
        ("organisation:nasb", "organisation:cnsa"),
    ]
    assert not _holds(triples, "programme:ilrs kg:participatesIn ?any")


def test_claim_node_says_all_that_the_claim_says(reading: Reading) -> None:
    """Subject, predicate, object, status, tier, confidence and qualifiers are on the node."""
    claim = reading.claim("signatoryOf")
    node = f"<{iri(claim.id).value}>"
    pattern = f"{node} ?p ?o FILTER(?p NOT IN (rdf:type, kg:evidence))"
    found = [(name, value) for name, value in _rows(reading.triples(), pattern)]
    xsd = PREFIXES["xsd"]
    assert dict(found) == {
        "rdf:subject": "country:senegal",
        "rdf:predicate": "kg:signatoryOf",
        "rdf:object": "accord:artemis-accords",
        "kg:status": "kg:asserted",
        "kg:tier": "kg:accepted",
        "kg:confidence": f'"0.95"^^<{xsd}decimal>',
        "kg:ordinal": f'"56"^^<{xsd}integer>',
        "kg:date": f'"2025-07-24"^^<{xsd}date>',
        "kg:earliest": f'"2025-07-24"^^<{xsd}date>',
        "kg:latest": f'"2025-07-24"^^<{xsd}date>',
        "kg:commitment": "kg:signed",
    }


def test_evidence_points_into_the_frozen_text(reading: Reading) -> None:
    """Quote, position, context, article, pattern and extractor of a claim can be read."""
    claim = reading.claim("launchDate")
    (evidence,) = claim.evidence
    node = f"<{evidence_node(evidence).value}>"
    (row,) = _rows(
        reading.triples(),
        f"""{node} oa:hasSource ?article ; prov:wasDerivedFrom ?article ; kg:pattern ?pattern ;
            prov:wasAttributedTo/rdfs:label ?by ; oa:hasSelector ?quote , ?position .
            ?quote a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?before ; oa:suffix ?after .
            ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
            FILTER(?quote != ?position)""",
    )
    text = reading.document.text
    assert "article:station-grows" in row
    assert f'"kg {__version__}"' in row
    assert '"launchDate/example"' in row
    assert str(ox.Literal(evidence.quote)) in row
    assert str(ox.Literal(text[evidence.start - 32 : evidence.start])) in row
    assert str(ox.Literal(text[evidence.end :])) in row


def test_concluded_agreement_is_an_event_with_its_circumstances(reading: Reading) -> None:
    """Parties, kind, date, place, matter and signatories hang on the agreement itself."""
    rows = _rows(reading.triples(), "agreement:nasb-cnsa-2023 ?p ?o")
    assert [row for row in rows if row[0].startswith("kg:")] == [
        ("kg:agreementKind", '"joint declaration"'),
        ("kg:concerning", "programme:ilrs"),
        ("kg:date", f'"--10-23"^^<{PREFIXES["xsd"]}gMonthDay>'),
        ("kg:party", "organisation:cnsa"),
        ("kg:party", "organisation:nasb"),
        ("kg:place", '"Minsk"'),
        ("kg:signedBy", "person:vladimir-gusakov"),
    ]


def test_planned_agreement_has_no_parties_yet(reading: Reading) -> None:
    """A query for the parties of agreements does not meet those that are only planned."""
    rows = _rows(reading.triples(), "agreement:peru-china ?p ?o")
    assert {row[0] for row in rows} == {"rdf:type", "rdfs:label", "skos:prefLabel"}


def test_entities_are_described_by_the_registry(reading: Reading) -> None:
    """Types with their parents, names, codes and links come from the registry."""
    triples = reading.triples()
    assert set(_rows(triples, "country:china ?p ?o FILTER(?p != kg:agreementWith)")) == {
        ("rdf:type", "kg:Country"),
        ("rdfs:label", '"China"'),
        ("skos:prefLabel", '"China"@en'),
        ("skos:altLabel", '"People\'s Republic of China"@en'),
        ("skos:altLabel", '"PRC"@en'),
        ("kg:iso2", '"CN"'),
        ("kg:iso3", '"CHN"'),
        ("schema:sameAs", "wd:Q148"),
    }
    assert _holds(triples, "spacecraft:belintersat-1 kg:cosparId '2016-001A'; kg:noradId '41238'")
    assert _rows(triples, "organisation:cnsa a ?t") == [("kg:Agency",), ("kg:Organisation",)]
    assert _holds(triples, "organisation:cnsa kg:country country:china")


def test_unknown_names_are_marked_as_found_in_text(reading: Reading) -> None:
    """An entity that no registry lists can be told from one that is known."""
    assert _rows(reading.triples(), "?who kg:foundInText true") == [("person:vladimir-gusakov",)]


def test_country_of_an_entity_is_described_though_no_claim_names_it(
    brief: Document, registry: Registry
) -> None:
    """No entity of the graph is a bare IRI, even one reached only through another."""
    start = brief.text.index("CNSA")
    claim = Claim(
        registry.get("organisation/cnsa").ref,
        "participatesIn",
        registry.get("programme/ilrs").ref,
        "asserted",
        (Evidence(brief.id, start, start + 4, "CNSA", "a/b"),),
    )
    assert _holds(article_triples(brief, [claim], registry), "country:china rdfs:label ?any")


def test_brief_names_its_sources(reading: Reading) -> None:
    """A brief's sources have publisher, title, date and address, as far as known."""
    triples = reading.triples()
    assert _rows(triples, "article:station-grows a ?t") == [
        ("kg:Article",),
        ("kg:Brief",),
        ("kg:Document",),
    ]
    assert _rows(
        triples,
        """article:station-grows dcterms:source ?s . ?s dcterms:publisher ?by ; dcterms:issued ?on
           OPTIONAL { ?s schema:url ?url }""",
    ) == [
        (
            f"<{iri('article/station-grows/source/1').value}>",
            '"First Paper"',
            f'"2025-07-24"^^<{PREFIXES["xsd"]}date>',
            "<https://example.org/1>",
        ),
        (
            f"<{iri('article/station-grows/source/2').value}>",
            '"Second Paper"',
            f'"2025-07"^^<{PREFIXES["xsd"]}gYearMonth>',
            "None",
        ),
    ]


def test_article_without_claims_still_has_its_metadata(registry: Registry) -> None:
    """An article from which nothing was read is in the graph, with the hash of its text."""
    document = Document("empty", "Nothing here.", title="T", url="javascript:alert(1)")
    triples = article_triples(document, [], registry)
    digest = hashlib.sha256(b"Nothing here.").hexdigest()
    assert _rows(triples, "article:empty ?p ?o") == [
        ("dcterms:title", '"T"'),
        ("kg:sha256", f'"{digest}"'),
        ("rdf:type", "kg:Article"),
        ("rdf:type", "kg:Document"),
        ("rdf:type", "schema:NewsArticle"),
    ]


def test_quote_that_is_not_in_the_text_is_refused(reading: Reading) -> None:
    """A claim whose words are not literally there does not enter the graph."""
    moved = replace(reading.document, text=" " + reading.document.text)
    with pytest.raises(ValueError, match="is not 'Senegal signed"):
        claim_triples(reading.claims[0], moved)


def test_claim_of_another_article_is_refused(reading: Reading) -> None:
    """Evidence from another article cannot slip into this one's contribution."""
    with pytest.raises(ValueError, match="no evidence in other"):
        claim_triples(reading.claims[0], replace(reading.document, id="other"))


def test_same_statement_in_two_articles_is_one_claim(reading: Reading, registry: Registry) -> None:
    """Two articles that say the same share the claim, and each adds its own evidence."""
    claim = reading.claims[0]
    (evidence,) = claim.evidence
    other = Document("other", evidence.quote)
    moved = replace(evidence, document="other", start=0, end=len(evidence.quote))
    again = article_triples(other, [replace(claim, evidence=(moved,))], registry)
    both = reading.triples() | again
    node = f"<{iri(claim.id).value}>"
    assert len(_rows(both, f"{node} kg:evidence ?e")) == 2
    assert len(_rows(both, f"{node} kg:status ?s ; kg:ordinal ?n")) == 1
    assert _holds(both - (again - reading.triples()), f"{node} kg:status kg:asserted")


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)
_VALUES = st.one_of(
    st.builds(Literal, _WORDS),
    st.builds(Literal, st.integers(-(10**9), 10**9).map(str), st.just("integer")),
    st.builds(Literal, st.sampled_from(["203X", "2024~", "2021/2025"]), st.just("edtf")),
    st.builds(Literal, st.dates().map(lambda day: day.isoformat()), st.just("date")),
)


@given(text=_WORDS, value=_VALUES, what=_WORDS, ordinal=st.integers(1, 10**6))
def test_any_claim_survives_a_round_trip_through_turtle(
    text: str, value: Literal, what: str, ordinal: int
) -> None:
    """No character of a quote, value or qualifier is lost on the way out and in again."""
    subject = EntityRef("programme/p", "P", "Programme")
    document = Document("d", text)
    evidence = Evidence("d", 0, len(text), text, "a/b")
    claim = Claim(
        subject, "plannedFor", value, "planned", (evidence,), {"what": what, "ordinal": ordinal}
    )
    triples = article_triples(document, [claim], Registry([]))
    turtle = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert turtle is not None
    assert {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == triples
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    assert {quad.triple for quad in store} == triples, "the engine rewrote a literal"
