"""Nine questions that users have, as SPARQL that every engine here answers, and naive texts.

The naive text of the join and of the two hops asks the layer of claims, as one does who has read
how the graph says who said it. The other asks the plain triples that accepted claims stand as,
with each side of the join on its own, which is how the shipped queries are written.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from benchmarks.engine.world import World
from kg.graph.namespaces import iri
from kg.graph.query import prepare
from kg.graph.saved import Parameter, load_saved
from kg.model.entity import Entity

ROOT = Path(__file__).resolve().parents[2]
_PLAIN = ("string", "integer", "date", "last-date")
_TEXTS = {
    "lookup": "SELECT ?name ?home { $agency rdfs:label ?name ; kg:country ?home }",
    "entity facts": """SELECT ?predicate ?object ?status ?quote ?title ?issued {
      ?claim rdf:subject $agency ; rdf:predicate ?predicate ; rdf:object ?object ;
        kg:status ?status ; kg:evidence ?evidence .
      ?evidence oa:hasSource ?article ; oa:hasSelector ?selector .
      ?selector oa:exact ?quote .
      OPTIONAL { ?article dcterms:title ?title ; dcterms:issued ?issued } }""",
    "join": """SELECT ?member ?label {
      { SELECT DISTINCT ?member { ?member ?one $programme
          FILTER(?one IN (kg:participatesIn, kg:signatoryOf)) } }
      { SELECT DISTINCT ?member { ?member ?two $accord
          FILTER(?two IN (kg:participatesIn, kg:signatoryOf)) } }
      ?member rdfs:label ?label }""",
    "two hops": """SELECT ?far ?label {
      { SELECT DISTINCT ?far {
          { SELECT DISTINCT ?near { $agency kg:agreementWith ?near } }
          ?near kg:agreementWith ?far } }
      ?far rdfs:label ?label FILTER(?far != $agency) }""",
    "aggregate": """SELECT ?predicate ?status (COUNT(*) AS ?claims) {
      ?claim rdf:predicate ?predicate ; kg:status ?status ; kg:tier kg:accepted }
      GROUP BY ?predicate ?status ORDER BY DESC(?claims) ?predicate ?status""",
    "path": """SELECT DISTINCT ?part ?label {
      ?part kg:partOf+ $programme ; rdfs:label ?label } ORDER BY ?label""",
    "as of a day": """SELECT DISTINCT ?party ?label {
      ?claim rdf:object $programme ; rdf:predicate kg:participatesIn ; rdf:subject ?party ;
        kg:status kg:asserted ; kg:tier kg:accepted ; kg:latest ?day .
      FILTER(?day <= "2010-06-30"^^xsd:date)
      ?party rdfs:label ?label } ORDER BY ?label""",
    "search": """SELECT DISTINCT ?thing ?label {
      ?thing skos:prefLabel ?label FILTER(CONTAINS(LCASE(STR(?label)), "mission 1")) }
      ORDER BY ?label""",
    "contradictions": """SELECT ?craft ?label ?one ?other {
      ?craft kg:launchDate ?one , ?other ; rdfs:label ?label FILTER(STR(?one) < STR(?other)) }
      ORDER BY ?label ?one ?other""",
}
_NAIVE = {
    "join": """SELECT DISTINCT ?member ?label {
      ?one rdf:subject ?member ; rdf:predicate ?how ; rdf:object $programme ;
        kg:status kg:asserted ; kg:tier kg:accepted .
      ?two rdf:subject ?member ; rdf:predicate ?so ; rdf:object $accord ;
        kg:status kg:asserted ; kg:tier kg:accepted .
      ?member rdfs:label ?label
      FILTER(?how IN (kg:participatesIn, kg:signatoryOf))
      FILTER(?so IN (kg:participatesIn, kg:signatoryOf)) }""",
    "two hops": """SELECT DISTINCT ?far ?label {
      ?first rdf:predicate kg:agreementWith ; kg:status kg:asserted ; kg:tier kg:accepted ;
        rdf:subject|rdf:object $agency ; rdf:subject|rdf:object ?near .
      ?second rdf:predicate kg:agreementWith ; kg:status kg:asserted ; kg:tier kg:accepted ;
        rdf:subject|rdf:object ?near ; rdf:subject|rdf:object ?far .
      ?far rdfs:label ?label
      FILTER(?near != $agency && ?far != ?near && ?far != $agency) }""",
}


def questions() -> dict[str, str]:
    """Return the nine questions by name, as a user types them: without prefixes."""
    return {name: _filled(text) for name, text in _TEXTS.items()}


def naive() -> dict[str, str]:
    """Return the naive texts by the name of the question that they answer."""
    return {name: _filled(text) for name, text in _NAIVE.items()}


def saved() -> dict[str, str]:
    """Return every shipped query as complete SPARQL, asked of the entities named most."""
    found = {}
    hubs = _Hubs(World.of(0, random.Random(1)))
    for name, query in load_saved([ROOT / "data" / "queries"]).items():
        values = hubs.values(query.parameters)
        found[name] = prepare(query.render(values, hubs.world.registry))
    return found


class _Hubs:
    """The entities that a graph has in every size."""

    def __init__(self, world: World):
        self.world = world

    def values(self, parameters: tuple[Parameter, ...]) -> Mapping[str, str]:
        """Return a value for each parameter that is an entity; others keep their default."""
        found = {}
        for at, each in enumerate(p for p in parameters if p.types[0] not in _PLAIN):
            found[each.name] = self._fitting(each, at).ref.id
        return found

    def _fitting(self, parameter: Parameter, at: int) -> Entity:
        kinds = ("Accord", "Country", "Programme") if at else ("Country", "Programme", "Accord")
        kind = next(kind for kind in kinds if parameter.accepts(kind))
        return self.world.registry.entities[self.world.hub(kind, at).id]


def _filled(text: str) -> str:
    world = World.of(0, random.Random(1))
    for name, kind in (("agency", "Agency"), ("programme", "Programme"), ("accord", "Accord")):
        text = text.replace(f"${name}", str(iri(world.hub(kind).id)))
    return text
